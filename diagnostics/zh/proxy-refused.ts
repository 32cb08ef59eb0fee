import { unreachable } from '../../src/base/never.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { hostAndPort } from '../../src/diagnose/remedies/commands.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { causeOf, isSocks, reasonOf, type ProxyRefused } from '../proxy-refused.ts';

const causes: Readonly<Record<string, string>> = {
  refused: '那里没有服务在监听',
  timedOut: '它没有应答',
  reset: '连接被重置',
  nameNotFound: '它的名称没有地址',
  resolverFailed: '无法解析它的名称',
  unreachable: '没有到达它的路由',
};

const socksReplies: ReadonlyMap<number, string> = new Map([
  [1, '一般故障'],
  [2, '规则不允许'],
  [3, '网络不可达'],
  [4, '主机不可达'],
  [5, '连接被拒绝'],
  [6, 'TTL 过期'],
  [7, '不支持该命令'],
  [8, '不支持该地址类型'],
]);

const zh: Words<ProxyRefused> = {
  title: '代理拒绝连接',
  summary: ({ at, problem }) => {
    const target = hostAndPort(at.host, at.port);
    const proxy = shown(problem.proxy);
    switch (problem.kind) {
      case 'proxyRefused':
        return {
          login: `代理 ${proxy} 要求先提供用户名和密码，才会连接 ${target}。`,
          forbidden: `代理 ${proxy} 不允许连接 ${target}。`,
          target: `代理 ${proxy} 无法到达 ${target}。`,
          unknown: `代理 ${proxy} 拒绝连接 ${target}。`,
        }[reasonOf(problem)];
      case 'proxyUnreachable':
        return `无法连接代理 ${proxy}：${causes[causeOf(problem)] ?? causeOf(problem)}。`;
      case 'proxyNotSpoken':
        return `${proxy} 上应答的不是这种代理。`;
      case 'proxyEnded':
        return `要求代理 ${proxy} 连接 ${target} 时，它${problem.how === 'silence' ? '没有应答' : '关闭了连接'}。`;
      default:
        return unreachable(problem);
    }
  },
  evidence: ({ problem }) => [
    { what: '代理', value: shown(problem.proxy) },
    ...(problem.kind === 'proxyRefused' && problem.status !== null
      ? [
          {
            what: isSocks(problem) ? '它的应答（SOCKS 5）' : '它的状态（HTTP）',
            value: `${problem.status}${isSocks(problem) && socksReplies.has(problem.status) ? `：${socksReplies.get(problem.status) ?? ''}` : ''}`,
          },
        ]
      : []),
    ...('said' in problem && problem.said !== '' ? [{ what: '它说', value: shown(problem.said) }] : []),
    ...(problem.kind === 'proxyEnded'
      ? [{ what: '结束方式', value: `在 ${problem.at} 时${problem.how === 'silence' ? '没有应答' : problem.how}` }]
      : []),
    ...(problem.kind === 'proxyUnreachable' ? [{ what: '到代理的 TCP', value: problem.cause.kind }] : []),
    { what: '服务器', value: '没有到达：对它一无所知' },
  ],
  remedies: ({ at, problem }) => [
    {
      side: 'client',
      text:
        problem.kind === 'proxyRefused' && reasonOf(problem) === 'login'
          ? '在代理的 URL 中给出用户名和密码（百分号编码）：--proxy http://USER:PASSWORD@proxy:3128，或写入 HTTPS_PROXY。'
          : '确认这里是否应当使用代理：它来自 --proxy 或 HTTPS_PROXY。应当直接连接的主机要写入 NO_PROXY。下面的命令显示当前设置。',
      commands: ['env | grep -i _proxy', at.check],
      references: [reference(rfc(9110, isSocks(problem) ? '9.3.6' : '15.5.8'))],
    },
    {
      side: 'network',
      text: {
        login: '如果用户名和密码没有错，代理可能要求 Basic 以外的方式（Negotiate、NTLM）。',
        forbidden: `请代理的管理者允许对该主机和端口使用 CONNECT：许多代理只允许 443 端口，而 MongoDB 监听的是${at.port === 443 ? '别的端口' : ` ${at.port}`}。`,
        target: '代理愿意转发，但它到不了服务器：请在代理所在的机器上确认名称和端口可以到达。',
        unknown: '确认代理的地址、端口和种类（http、https、socks5）是否正确，并在其日志中查看拒绝的原因。',
      }[reasonOf(problem)],
      commands: [],
      references: [reference(isSocks(problem) ? rfc(1928, '6') : rfc(9110, '9.3.6'))],
    },
  ],
  explanation:
    '连接要经过代理，在 TLS 开始之前先请它打开隧道（HTTP CONNECT 或 SOCKS 5）。代理不在、要求登录、禁止该目标，或者自己也到不了目标。TLS 尚未开始，因此与证书和 TLS 选项无关。',
  howToCheck: '结论中给出了代理及其原话。再次探测能够收到服务器的 ServerHello，即已修复。',
};

export default zh;
