import type { Words } from '../../src/diagnose/define.ts';
import { hostAndPort } from '../../src/diagnose/remedies/commands.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import type { NetworkUnreachable } from '../network-unreachable.ts';

const zh: Words<NetworkUnreachable> = {
  title: '无法到达服务器',
  summary: ({ at, code }) =>
    `本机无法建立到 ${hostAndPort(at.address ?? at.host, at.port)} 的连接：系统返回 ${shown(code)}。`,
  evidence: ({ at, code }) => [
    { what: 'TCP 连接', value: hostAndPort(at.address ?? at.host, at.port) },
    { what: '系统返回', value: shown(code) },
  ],
  remedies: ({ at, ipv6 }) => [
    {
      side: 'network',
      text: ipv6
        ? '这是 IPv6 地址，而本机可能没有 IPv6：请查看路由，并试试 -4。'
        : '请查看是否有通往该地址的路由，网络或 VPN 是否已连上。本机或途中的防火墙也可能这样应答（EACCES、EPERM：本机规则）。',
      commands: [`ip route get ${at.address ?? at.host}`, ipv6 ? `${at.check} -4` : at.check],
      references: [reference(rfc(1122, '3.2.2.1'))],
    },
  ],
  explanation:
    '操作系统（或途中的路由器通过 ICMP）表示该地址无法到达：没有路由、没有使用该地址的邻居，或被规则禁止。TLS 还没有开始。',
  howToCheck: 'TCP 能够连接，探测进入握手阶段，即已修复。',
};

export default zh;
