import type { Words } from '../../src/diagnose/define.ts';
import { dig, shellWord } from '../../src/diagnose/remedies/commands.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { lookupCommands, type DnsFailure } from '../dns-failure.ts';

const zh: Words<DnsFailure> = {
  title: '主机名无法解析',
  summary: ({ name, why, code, records }) =>
    why === 'noSuchName'
      ? records.kind === 'srv'
        ? `mongodb+srv://${shown(records.of)} 背后没有主机：DNS 中没有 SRV 记录 ${shown(name)}。`
        : `名称 ${shown(name)} 没有地址：它在 DNS 中不存在，或没有 A 或 AAAA 记录。`
      : `名称 ${shown(name)} 无法查询：${why === 'timeout' ? '没有解析器及时应答' : `解析器失败${code === null ? '' : `（${shown(code)}）`}`}。`,
  evidence: ({ name, why, code, records }) => [
    { what: '查询', value: `${shown(name)} 的 ${records.kind === 'srv' ? 'SRV' : 'A 和 AAAA'} 记录` },
    {
      what: '应答',
      value:
        why === 'noSuchName'
          ? records.kind === 'srv'
            ? '没有记录'
            : '没有地址'
          : why === 'timeout'
            ? '没有及时应答'
            : `解析器失败${code === null ? '' : `，${shown(code)}`}`,
    },
  ],
  remedies: ({ at, name, why, records }) => [
    {
      side: 'client',
      text:
        why === 'noSuchName' && records.kind === 'srv'
          ? '请确认名称与部署给出的一致：mongodb+srv:// 中是集群的名称，而不是其中的某台主机；主机要写成 mongodb://host:27017/?tls=true。只在某个网络内部存在的名称需要那里的 DNS 服务器：--dns 可以指定另一台。'
          : why === 'noSuchName'
            ? '请确认名称没有写错。mongodb+srv:// 中的名称不是主机名：它代表 SRV 记录（有一条命令会列出），host:port 只能用于 mongodb://。只在某个网络内部存在的名称需要那里的解析器：VPN、/etc/hosts、容器或集群的 DNS。'
            : '请确认本机有可用的解析器，以及 VPN 或容器是否改动过它。然后再次探测。',
      commands: lookupCommands(at, name, why, records),
      references: [reference(rfc(1035, '3.7'))],
    },
    {
      side: 'network',
      text: '如果其他机器也查不到：记录缺失或已被撤销，或该域的权威服务器没有应答。这要由该域的管理者处理。',
      commands: [dig(at, `${records.kind === 'srv' ? 'SRV ' : ''}${shellWord(name)}`)],
      references: [],
    },
  ],
  explanation:
    '首先要把名称变成地址。要么 DNS 说它没有地址（写错、把 SRV 名称当成主机、只在内部网络存在的名称），要么没有解析器应答。',
  howToCheck: '名称能得到地址，探测进入 TCP 阶段，即已修复。',
};

export default zh;
