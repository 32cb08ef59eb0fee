import type { Milliseconds } from '../../base/time.ts';
import type { IoProblem } from '../io-problem.ts';

/**
 * What Node reports for a socket or an HTTP exchange, as an {@link IoProblem}. The only place that knows Node's `error.code`
 * strings. A code without a kind of its own is handed on as it is. `afterMs`: how long we had been waiting.
 */
export function ioProblem(error: unknown, afterMs: Milliseconds): IoProblem {
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return { kind: 'refused' };
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
      return { kind: 'reset' };
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return { kind: 'unreachable', code };
    case 'ETIMEDOUT':
      // The platform gave up before our own deadline did.
      return { kind: 'timedOut', afterMs };
    case 'ABORT_ERR':
      return { kind: 'aborted' };
    default:
      return { kind: 'other', code };
  }
}

/** What Node reports for a name that it was asked to resolve. Problems: nameNotFound, resolverFailed. */
export function nameProblem(name: string, error: unknown): IoProblem {
  const code = codeOf(error);
  // EAI_NONAME and EAI_NODATA of getaddrinfo both reach us as ENOTFOUND; ENODATA is c-ares's word for "no address record".
  if (code === 'ENOTFOUND' || code === 'ENODATA') return { kind: 'nameNotFound', name };
  return { kind: 'resolverFailed', name, code };
}

/** The name is there, without a record of the kind that was asked for. */
export const isNoData = (error: unknown): boolean => codeOf(error) === 'ENODATA';

/** What Node reports for a file or folder. Problems: fileNotFound, fileUnreadable. */
export function fileProblem(path: string, error: unknown): IoProblem {
  const code = codeOf(error);
  return code === 'ENOENT' ? { kind: 'fileNotFound', path } : { kind: 'fileUnreadable', path, code };
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
