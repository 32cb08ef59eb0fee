import { shellWord } from '../../src/diagnose/commands.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { shown } from '../../src/diagnose/names.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import type { DnsFailure } from '../dns-failure.ts';

const zh: Words<DnsFailure> = {
  title: '主机名无法解析',
  summary: ({ name, why, code }) =>
    why === 'noSuchName'
      ? `名称 ${shown(name)} 没有地址：它在 DNS 中不存在，或没有 A 或 AAAA 记录。`
      : `名称 ${shown(name)} 无法查询：${why === 'timeout' ? '没有解析器及时应答' : `解析器失败${code === null ? '' : `（${shown(code)}）`}`}。`,
  evidence: ({ name, why, code }) => [
    { what: '查询', value: `${shown(name)} 的 A 和 AAAA 记录` },
    {
      what: '应答',
      value:
        why === 'noSuchName'
          ? '没有地址'
          : why === 'timeout'
            ? '没有及时应答'
            : `解析器失败${code === null ? '' : `，${shown(code)}`}`,
    },
  ],
  remedies: ({ at, name, why }) => [
    {
      side: 'client',
      text:
        why === 'noSuchName'
          ? '请确认名称没有写错。mongodb+srv:// 中的名称不是主机名：它代表 SRV 记录（第三条命令），host:port 只能用于 mongodb://。只在某个网络内部存在的名称需要那里的解析器：VPN、/etc/hosts、容器或集群的 DNS。'
          : '请确认本机有可用的解析器，以及 VPN 或容器是否改动过它。然后再次探测。',
      commands: [
        `getent ahosts ${shellWord(name)}`,
        'cat /etc/resolv.conf',
        ...(why === 'noSuchName' ? [`dig +short SRV ${shellWord(`_mongodb._tcp.${name}`)}`] : []),
        at.check,
      ],
      references: [reference(rfc(1035, '3.7'))],
    },
    {
      side: 'network',
      text: '如果其他机器也查不到：记录缺失或已被撤销，或该区域的域名服务器没有应答。这要由管理该区域的人处理。',
      commands: [`dig ${shellWord(name)}`],
      references: [],
    },
  ],
  explanation:
    '首先要把名称变成地址。要么 DNS 说它没有地址（写错、把 SRV 名称当成主机、只在内部网络存在的名称），要么没有解析器应答。',
  howToCheck: '名称能得到地址，探测进入 TCP 阶段，即已修复。',
};

export default zh;
