/** Why something could not be fetched over HTTP, in the words of both languages: half a sentence. */
import type { IoProblem } from '../fact-types.ts';

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
    case 'other':
      return problem.code;
    default:
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
    case 'other':
      return problem.code;
    default:
      return problem.kind;
  }
}
