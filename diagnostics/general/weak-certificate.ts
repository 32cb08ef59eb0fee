import { newEcRequest } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showTlsPolicy } from '../../src/diagnose/remedies/platform-commands.ts';
import { reloadServer, reloadServerSources } from '../../src/diagnose/remedies/program-commands.ts';
import { opensslLevels, redhatPolicies } from '../../src/diagnose/remedies/remedy-sources.ts';
import { weakCryptography } from '../../src/diagnose/remedies/shortcuts.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: "Have the certificate issued again with a new key, EC P-256 or RSA of 2048 bits or more, and signed with SHA-256 or better. The weak one may also be an intermediate or a client's certificate: look at all of them.",
      zh: '用新密钥（EC P-256，或 2048 位以上的 RSA）重新签发证书，签名使用 SHA-256 或更强的算法。过弱的也可能是中间证书或客户端证书，请逐个检查。',
      commands: [`${at.show} | openssl x509 -noout -text | grep -E 'Signature Algorithm|Public-Key'`, newEcRequest],
      platforms: reloadServer,
      sources: [opensslLevels],
      platformSources: reloadServerSources,
    },
    {
      side: 'client',
      en: 'See which level this client has: distributions raise it (Debian and Ubuntu to 2), and so does a policy of the system.',
      zh: '查看该客户端的安全级别：发行版会提高它（Debian 和 Ubuntu 为 2），系统策略也会。',
      platforms: showTlsPolicy,
      sources: [redhatPolicies],
    },
  ],
  shortcuts: [
    weakCryptography(
      'they lower the bar for every server and every connection of that client, and a key of 1024 bits or a signature with SHA-1 can be forged by those who pay for it.',
      '它们会降低该客户端所有连接的安全标准，而 1024 位密钥和 SHA-1 签名只要肯花钱就能伪造。',
    ),
  ],
} satisfies GeneralRemedies;
