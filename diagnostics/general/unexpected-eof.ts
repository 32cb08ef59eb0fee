import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { serverLog, showLibrary } from '../../src/diagnose/remedies/program-commands.ts';
import { atlasAccessList } from '../../src/diagnose/remedies/remedy-sources.ts';
import { mongodbTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'The log of the server at the time of the failure says more than the wire does. A process that closes at the first octets mostly does not expect TLS on this port, serves only listed addresses, or has no file handles or memory left.',
      zh: '服务器在故障时刻的日志比网络上能看到的更多。一收到数据就关闭连接的进程，多半是该端口没有启用 TLS、只接受名单内的地址，或文件句柄、内存已耗尽。',
      platforms: serverLog,
      sources: [mongodbTls],
    },
    {
      side: 'network',
      en: 'A load balancer without a live backend, an access list (MongoDB Atlas), a port forwarding that leads nowhere or a filter by name closes in just this way: probe from a machine next to the server, and without SNI.',
      zh: '没有可用后端的负载均衡器、访问列表（MongoDB Atlas）、指向空处的端口转发或按域名过滤的设备，都会这样关闭连接：在与服务器同一网段的机器上探测，再不带 SNI 探测。',
      commands: [`whytls ${at.where} --sni none`],
      platforms: { kubernetes: ['kubectl get endpoints --all-namespaces'] },
      sources: [atlasAccessList],
    },
    {
      side: 'client',
      en: 'OpenSSL 3 reports as an error what 1.1.1 took for an end: a peer that closes without close_notify. Where the data was complete, update the peer.',
      zh: '对端不发送 close_notify 就关闭连接：OpenSSL 1.1.1 当作正常结束，OpenSSL 3 则报错。如果数据其实完整，请升级对端。',
      platforms: showLibrary,
      sources: [rfc(8446, '6.1')],
    },
  ],
} satisfies GeneralRemedies;
