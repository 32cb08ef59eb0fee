import { isAddress } from '../../src/diagnose/case.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { hostAndPort, shellWord } from '../../src/diagnose/remedies/commands.ts';
import type { ConnectionRefused } from '../connection-refused.ts';

const zh: Words<ConnectionRefused> = {
  title: '连接被拒绝',
  summary: ({ at }) =>
    `到${at.address === null ? ` ${hostAndPort(at.host, at.port)} ` : ` ${at.address} 的端口 ${at.port} `}的连接被拒绝：很可能没有程序在那里监听。`,
  evidence: ({ at }) => [
    { what: 'TCP 连接', value: hostAndPort(at.address ?? at.host, at.port) },
    { what: '应答', value: '对我们的 SYN 回以 RST：机器（或以其名义应答的防火墙）在，但端口没有打开' },
  ],
  remedies: ({ at, loopback, mongodb }) => [
    {
      side: 'server',
      text: `启动服务，并查看它监听的地址和端口：sudo ss 会显示服务器上打开的全部端口。${
        loopback || !mongodb ? '' : 'mongod 只监听 127.0.0.1，除非 net.bindIp 写了其他地址。'
      }然后再次探测。`,
      commands: [...(mongodb ? ['systemctl status mongod'] : []), 'sudo ss -ltnp', at.check],
      references: mongodb ? ['https://www.mongodb.com/docs/manual/core/security-mongodb-configuration/'] : [],
    },
    {
      side: 'client',
      text: '请确认主机和端口是否正确。在容器中，localhost 是容器自己，而不是它所在的机器。',
      commands: isAddress(at.host) ? [] : [`getent ahosts ${shellWord(at.host)}`],
      references: [],
    },
    {
      side: 'network',
      text: '选择拒绝（而不是丢弃）的防火墙也会这样应答；没有目标的负载均衡或端口转发也是如此。',
      commands: [],
      references: [],
    },
  ],
  explanation:
    '机器对第一个数据包回以重置：它在运行，但没有进程在该地址上打开这个端口。TLS 还没有开始，因此与任何证书或 TLS 选项无关。',
  howToCheck: 'TCP 能够连接，探测进入握手阶段，即已修复。',
};

export default zh;
