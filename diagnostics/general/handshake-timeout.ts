import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showListener } from '../../src/diagnose/remedies/platform-commands.ts';
import { serverStatus } from '../../src/diagnose/remedies/program-commands.ts';
import { pymongoTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'See whether the process is alive and not stopped, overloaded or out of threads, and whether it expects TLS on this port: a service that waits for plain text may stay silent over a ClientHello.',
      zh: '检查进程是否存活，是否被挂起、过载或线程耗尽，以及该端口是否启用 TLS：等待明文的服务收到 ClientHello 可能毫无反应。',
      platforms: { ...serverStatus, ...showListener(at.port) },
    },
    {
      side: 'network',
      en: 'If small packets pass and large ones do not (VPN, tunnel, a wrong MTU), the handshake stalls at the certificate. See whether a packet of full size gets through unfragmented.',
      zh: '如果小包能通而大包不通（VPN、隧道、MTU 设置错误），握手会卡在证书处。检查满尺寸的数据包能否不分片通过。',
      platforms: {
        linux: [`ping -M do -s 1472 -c 3 ${at.host}`],
        macos: [`ping -D -s 1472 -c 3 ${at.host}`],
        windows: [`ping -f -l 1472 ${at.host}`],
      },
      sources: [rfc(2923, '2.1')],
    },
    {
      side: 'client',
      en: 'Where the network is slow on purpose, allow more time.',
      zh: '如果网络本来就慢，放宽超时时间。',
      commands: [`whytls ${at.where} --timeout 60000`],
      platforms: {
        pymongo: ['MongoClient(uri, tls=True, connectTimeoutMS=60000, serverSelectionTimeoutMS=60000)'],
        node: ['new MongoClient(uri, { tls: true, connectTimeoutMS: 60000, serverSelectionTimeoutMS: 60000 })'],
        curl: [`curl --connect-timeout 60 https://${at.where}/`],
      },
      sources: [pymongoTls],
    },
  ],
} satisfies GeneralRemedies;
