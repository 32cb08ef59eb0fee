import { atlas, mayBeAtlas } from '../../src/diagnose/reading/atlas.ts';
import { reference } from '../../src/diagnose/sources.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { hostAndPort } from '../../src/diagnose/remedies/commands.ts';
import type { ConnectTimeout } from '../connect-timeout.ts';

const zh: Words<ConnectTimeout> = {
  title: '连接超时',
  summary: ({ at, afterMs }) =>
    `${hostAndPort(at.address ?? at.host, at.port)} 没有应答：${(afterMs / 1000).toFixed(1)} 秒内未能建立 TCP 连接。`,
  evidence: ({ at, afterMs }) => [
    { what: 'TCP 连接', value: hostAndPort(at.address ?? at.host, at.port) },
    { what: '应答', value: `${(afterMs / 1000).toFixed(1)} 秒内没有任何应答：既没有接受，也没有拒绝` },
  ],
  remedies: ({ at }) => [
    {
      side: 'network',
      text: `有东西丢弃了数据包：不允许从这里访问该端口的防火墙或安全组（云服务商默认如此）、没有连上的 VPN，或只能在内部访问的地址。${mayBeAtlas(at.host) ? '在 MongoDB Atlas 上，请把本机地址加入 IP 访问列表。' : ''}第一条命令显示数据包在哪里丢失。`,
      commands: [`sudo traceroute -T -p ${at.port} ${at.address ?? at.host}`, at.check],
      references: mayBeAtlas(at.host) ? [reference(atlas)] : [],
    },
    {
      side: 'server',
      text: '请确认机器在运行，并确认它自己的防火墙允许该端口。',
      commands: ['sudo nft list ruleset'],
      references: [],
    },
    {
      side: 'client',
      text: '请确认名称所指的正是您期望的地址：过期的 DNS 记录或私有地址是到不了的。',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'TCP 的第一个数据包反复发出，却没有任何回音，连拒绝都没有。运行中的机器对未打开的端口会立即应答；沉默说明数据包在途中被丢弃，或者机器不在。TLS 还没有开始。',
  howToCheck: 'TCP 能够连接，探测进入握手阶段，即已修复。',
};

export default zh;
