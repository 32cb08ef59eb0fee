import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showProxy } from '../../src/diagnose/remedies/platform-commands.ts';
import { serverLog } from '../../src/diagnose/remedies/program-commands.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'network',
      en: 'Probe from a machine next to the server. If it works there, a firewall, an intrusion filter or a proxy between the two resets the connection, often by the name in SNI: the second command tells whether the name matters.',
      zh: '在与服务器同一网段的机器上探测。如果那里正常，就是中间的防火墙、入侵检测或代理重置了连接，往往依据 SNI 中的域名：第二条命令可判断域名是否有影响。',
      commands: [`whytls ${at.where}`, `whytls ${at.where} --sni none`],
      platforms: showProxy,
      sources: [rfc(9293, '3.5.2')],
    },
    {
      side: 'server',
      en: 'If it is reset there, too: see whether the process crashed, was killed for memory, or runs against a limit of connections, and whether it expects TLS on this port.',
      zh: '如果那里也被重置：检查进程是否崩溃、因内存不足被杀、达到连接数上限，以及该端口是否启用 TLS。',
      platforms: { ...serverLog, linux: ["sudo journalctl -k --since '10 min ago' | grep -i -E 'oom|segfault'"] },
    },
  ],
} satisfies GeneralRemedies;
