import { splitChain } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { reloadServer, reloadServerSources } from '../../src/diagnose/remedies/program-commands.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Have the certificate issued with names that its CA may certify, or by a CA without that constraint. Every name in subjectAltName counts: one that is forbidden spoils the whole certificate. The commands show the names, and the constraints of each certificate above.',
      zh: '只用该 CA 有权签发的名字重新签发证书，或改用没有此约束的 CA。subjectAltName 里每个名字都算：只要有一个不允许，整张证书都作废。以下命令显示各证书的名字和约束。',
      commands: [
        splitChain(at.show),
        'for file in cert-*.pem; do openssl x509 -in "$file" -noout -subject -ext subjectAltName,nameConstraints; done',
      ],
      platforms: reloadServer,
      sources: [rfc(5280, '4.2.1.10')],
      platformSources: reloadServerSources,
    },
    {
      side: 'client',
      en: 'Or connect by a name that lies inside what the CA may certify, if the server has one.',
      zh: '或者，如果服务器有一个在该 CA 允许范围内的名字，就用那个名字连接。',
    },
  ],
  shortcuts: [
    noVerification(
      "the constraint is there so that a department's CA cannot certify your bank: without checks, any CA can certify anything.",
      '约束的意义在于部门 CA 不能给银行签发证书；关闭校验后，任何 CA 都能签发任何名字。',
    ),
  ],
} satisfies GeneralRemedies;
