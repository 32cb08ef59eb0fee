import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { lookUp, showFirewall, showListener } from '../../src/diagnose/remedies/platform-commands.ts';
import { serverStatus } from '../../src/diagnose/remedies/program-commands.ts';
import { mongodbBindIp } from '../../src/diagnose/remedies/remedy-sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'See whether the service runs; its log says why it stopped, often because it could not read its own certificate or key.',
      zh: '检查服务是否在运行；日志会说明停止的原因，常见的是读不了自己的证书或私钥。',
      platforms: serverStatus,
    },
    {
      side: 'server',
      en: 'See on which address and port it listens: one that listens on 127.0.0.1 alone, as a mongod does by default, refuses everybody else.',
      zh: '查看它监听的地址和端口：只监听 127.0.0.1（mongod 的默认设置）会拒绝其他所有来源。',
      platforms: {
        ...showListener(at.port),
        mongod: ['grep -n bindIp /etc/mongod.conf'],
        postgresql: ["psql -c 'SHOW listen_addresses'"],
      },
      sources: [mongodbBindIp],
    },
    {
      side: 'client',
      en: 'See whether name and port are the right ones. In a container, localhost is the container itself, not the machine around it.',
      zh: '确认主机名和端口是否正确。在容器里，localhost 是容器自身，而不是宿主机。',
      platforms: lookUp(at.host),
    },
    {
      side: 'network',
      en: 'A firewall that rejects, and a load balancer or port forwarding without a target, answer in the same way.',
      zh: '设为拒绝（reject）的防火墙，以及没有目标的负载均衡器或端口转发，表现也一样。',
      platforms: showFirewall,
    },
  ],
} satisfies GeneralRemedies;
