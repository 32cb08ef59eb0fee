import { splitChain } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { updateRoots } from '../../src/diagnose/remedies/platform-commands.ts';
import { reloadServer, reloadServerSources } from '../../src/diagnose/remedies/program-commands.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { opensslVerify, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: "Take leaf and intermediates from the CA anew, as one set: a certificate was altered, or its issuer has a new key under the old name and the chain holds the wrong one of the two. The commands show whether OpenSSL can read each, and which key each names as its issuer's.",
      zh: '从 CA 重新取一套叶证书和中间证书：可能是证书被改动过，也可能是签发者用旧名字换了新密钥，而链中放错了其中一张。以下命令显示 OpenSSL 能否读取每张证书，以及各自指明的签发者密钥。',
      commands: [
        splitChain(at.show),
        'for file in cert-*.pem; do openssl x509 -in "$file" -noout -subject -ext subjectKeyIdentifier,authorityKeyIdentifier; done',
      ],
      platforms: reloadServer,
      sources: [rfc(5280, '4.1'), opensslVerify],
      platformSources: reloadServerSources,
    },
    {
      side: 'client',
      en: 'See that the trust store has the current root: an old root of the same name and another key gives the same error.',
      zh: '确认信任库里是当前的根证书：同名但密钥不同的旧根证书会导致同样的报错。',
      commands: ['openssl x509 -in ca.pem -noout -subject -dates -ext subjectKeyIdentifier'],
      platforms: updateRoots,
    },
  ],
  shortcuts: [
    noVerification(
      'a signature that does not fit is what a forged certificate looks like.',
      '签名对不上，正是伪造证书的样子。',
    ),
  ],
} satisfies GeneralRemedies;
