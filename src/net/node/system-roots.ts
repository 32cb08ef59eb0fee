import * as tls from 'node:tls';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';

/** What the operating system trusts, PEM. `tls.getCACertificates` came with Node 22.15 and 23.10. */
export function systemRoots(): Result<readonly string[], IoProblem> {
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return failed({ kind: 'other', code: 'notReadable' });
  const roots: unknown = Reflect.apply(read, tls, ['system']);
  return Array.isArray(roots) ? ok(roots.map(String)) : failed({ kind: 'other', code: 'notReadable' });
}
