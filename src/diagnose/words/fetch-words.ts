/** Why something could not be fetched over HTTP, in the words of both languages: half a sentence. */
import type { IoProblem } from '../fact-types.ts';
import { shown } from './names.ts';

/** `no answer within 10000 ms`, `HTTP status 404`. */
export function fetchEn(problem: IoProblem): string {
  switch (problem.kind) {
    case 'nameNotFound':
      return 'the name has no address';
    case 'resolverFailed':
      return `the name could not be looked up (${problem.code})`;
    case 'refused':
      return 'connection refused';
    case 'reset':
      return 'connection reset';
    case 'unreachable':
      return `no route to it (${problem.code})`;
    case 'timedOut':
      return `no answer within ${Math.round(problem.afterMs)} ms`;
    case 'tooLarge':
      return `more than ${problem.limit} octets`;
    case 'httpStatus':
      return `HTTP status ${problem.status}`;
    case 'aborted':
      return 'interrupted';
    case 'proxyUnreachable':
      return `the proxy ${shown(problem.proxy)} cannot be reached: ${fetchEn(problem.cause)}`;
    case 'proxyRefused':
      return `the proxy ${shown(problem.proxy)} refused: ${shown(problem.said)}`;
    case 'proxyNotSpoken':
      return `what answers at ${shown(problem.proxy)} is no proxy of that kind: ${shown(problem.said)}`;
    case 'proxyEnded':
      return `the proxy ${shown(problem.proxy)} ${problem.how === 'silence' ? 'fell silent' : 'closed'} at ${problem.at}`;
    case 'other':
      return problem.code;
    default:
      // No file is read, and no other protocol spoken, where something is fetched.
      return problem.kind;
  }
}

/** The same in Chinese. */
export function fetchZh(problem: IoProblem): string {
  switch (problem.kind) {
    case 'nameNotFound':
      return '域名没有地址';
    case 'resolverFailed':
      return `无法解析域名（${problem.code}）`;
    case 'refused':
      return '连接被拒绝';
    case 'reset':
      return '连接被重置';
    case 'unreachable':
      return `没有到达它的路由（${problem.code}）`;
    case 'timedOut':
      return `${Math.round(problem.afterMs)} ms 内没有回答`;
    case 'tooLarge':
      return `超过 ${problem.limit} 个字节`;
    case 'httpStatus':
      return `HTTP 状态 ${problem.status}`;
    case 'aborted':
      return '已中断';
    case 'proxyUnreachable':
      return `无法连接代理 ${shown(problem.proxy)}：${fetchZh(problem.cause)}`;
    case 'proxyRefused':
      return `代理 ${shown(problem.proxy)} 拒绝：${shown(problem.said)}`;
    case 'proxyNotSpoken':
      return `${shown(problem.proxy)} 上应答的不是这种代理：${shown(problem.said)}`;
    case 'proxyEnded':
      return `代理 ${shown(problem.proxy)} 在 ${problem.at} 时${problem.how === 'silence' ? '没有应答' : '关闭了连接'}`;
    case 'other':
      return problem.code;
    default:
      return problem.kind;
  }
}
