import { requestFor } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { reloadServer, reloadServerSources } from '../../src/diagnose/remedies/program-commands.ts';
import { noNames } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Have the certificate issued anew with every name in subjectAltName. A request carries the names, but openssl x509 -req drops them unless it is told to copy them, which is how most such certificates come about.',
      zh: '重新签发证书，把所有名字写进 subjectAltName。证书请求里虽有这些名字，但 openssl x509 -req 若不指定复制就会丢掉，这类证书多半就是这样来的。',
      commands: requestFor({ kind: 'dns', value: at.host }),
      platforms: reloadServer,
      sources: [rfc(9525, '6.3'), mongodbTls],
      platformSources: reloadServerSources,
    },
    {
      side: 'server',
      en: 'See that the new certificate has the extension.',
      zh: '确认新证书带有该扩展。',
      commands: ['openssl x509 -in server.pem -noout -ext subjectAltName'],
    },
  ],
  shortcuts: [
    noNames(
      'the host is then not looked at: a certificate for any name is good enough. Go 1.17 and later cannot be talked into reading the CN at all.',
      '这样就不再检查主机名：任何名字的证书都能通过。Go 1.17 及以后的版本无论如何都不会再读取 CN。',
    ),
  ],
} satisfies GeneralRemedies;
