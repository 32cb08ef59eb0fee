import { unreachable } from '../../src/base/never.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { hostAndPort, shellWord } from '../../src/diagnose/remedies/commands.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { firstLine, switches, type StarttlsRefused } from '../starttls-refused.ts';

const zh: Words<StarttlsRefused> = {
  title: '服务器不切换到 TLS（STARTTLS）',
  summary: ({ at, problem, wantsTlsAtOnce }) => {
    const protocol = problem.protocol;
    if (wantsTlsAtOnce === 'record') {
      return `端口 ${at.port} 上的服务器从第一个字节起就使用 TLS：没有可以用来开头的明文 ${protocol}。`;
    }
    if (wantsTlsAtOnce === 'silence') {
      return `端口 ${at.port} 上的服务器不像 ${protocol} 服务器那样先打招呼：它似乎在等待从第一个字节开始的 TLS。`;
    }
    switch (problem.kind) {
      case 'starttlsRefused':
        return `${protocol} 服务器拒绝切换到 TLS${problem.advertised === false ? '，它也没有声明支持' : ''}${problem.said === '' ? '' : `：${shown(firstLine(problem.said))}`}。`;
      case 'starttlsNotSpoken':
        return `端口 ${at.port} 上应答的不是 ${protocol}。`;
      case 'starttlsEnded':
        return `${protocol} 服务器在切换到 TLS 之前${problem.how === 'silence' ? '没有了应答' : '关闭了连接'}。`;
      default:
        return unreachable(problem);
    }
  },
  evidence: ({ problem }) => [
    { what: 'TLS 之前的协议', value: problem.protocol },
    { what: '进行到', value: problem.at },
    ...(problem.kind === 'starttlsRefused' && problem.advertised !== null
      ? [{ what: '声明支持 TLS', value: problem.advertised ? '是' : '否' }]
      : []),
    ...(problem.said === '' ? [] : [{ what: '它说', value: shown(problem.said) }]),
    ...(problem.kind === 'starttlsEnded'
      ? [{ what: '随后', value: { fin: '关闭了连接', rst: '重置了连接', silence: '没有应答' }[problem.how] }]
      : []),
  ],
  remedies: ({ at, problem, wantsTlsAtOnce, implicit }) => {
    const byFirstOctet = {
      side: 'client',
      text:
        implicit === null
          ? '如果这个端口就是用于 TLS 的，请不用 --starttls，直接从 TLS 开始。'
          : `直接从 TLS 开始：${implicit.scheme}，通常在端口 ${implicit.port}。`,
      commands: [
        implicit === null
          ? `whytls ${shellWord(hostAndPort(at.host, at.port))}`
          : `whytls ${shellWord(`${implicit.scheme}://${hostAndPort(at.host, at.port)}`)}`,
      ],
      references: [reference(rfc(8314, '3'))],
    } as const;
    const rest = [
      {
        side: 'server',
        text: `在服务器上配置证书和私钥并启用 TLS，并在其日志中查看拒绝的原因（${switches[problem.protocol] ?? '其 TLS 设置'}）。声明支持 STARTTLS 却又拒绝的服务器，多半是读不了自己的私钥。`,
        commands: [at.check],
        references: [],
      },
      {
        side: 'network',
        text: '检查邮件的防火墙可能把 STARTTLS 从对话中去掉（扩展列表中会显示为 XXXXXXXX）：请在与服务器同一网段的机器上探测。',
        commands: [],
        references: [reference(rfc(7672, '1.3.1'))],
      },
    ] as const;
    return wantsTlsAtOnce === null && problem.kind === 'starttlsRefused' ? rest : [byFirstOctet, ...rest];
  },
  explanation:
    '这些协议以明文开始，由客户端请求切换到 TLS（STARTTLS、STLS、AUTH TLS、SSLRequest 或扩展操作）。服务器拒绝了，不认识该命令，在这个端口上使用别的协议，或者从第一个字节起就使用 TLS（那有专门的端口：465、993、995、636）。TLS 尚未开始，因此与证书和 TLS 选项无关。',
  howToCheck: '结论中给出了对话进行到哪一步以及服务器的原话。再次探测能够收到 ServerHello，即已修复。',
};

export default zh;
