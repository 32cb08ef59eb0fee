import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { upgradeOpenssl } from '../../src/diagnose/remedies/platform-commands.ts';
import { compareServerKey } from '../../src/diagnose/remedies/program-commands.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'network',
      en: 'Find out whether it is the server or something in front of it: run this from a machine next to the server, past proxies, load balancers and inspecting firewalls. What works there names the culprit.',
      zh: '先弄清是服务器还是它前面的设备：绕过代理、负载均衡器和检测型防火墙，在与服务器同一网段的机器上运行。如果那里正常，问题就在中间设备。',
      commands: [`whytls ${at.where}`],
      sources: [rfc(8446, '6.2')],
    },
    {
      side: 'server',
      en: 'See whether the private key belongs to the certificate: both commands must print the same.',
      zh: '检查私钥与证书是否匹配：两条命令的输出必须相同。',
      commands: compareServerKey,
    },
    {
      side: 'server',
      en: 'Bring the TLS library of the server up to date, then restart what uses it.',
      zh: '升级服务器的 TLS 库，然后重启使用它的服务。',
      platforms: upgradeOpenssl,
    },
  ],
} satisfies GeneralRemedies;
