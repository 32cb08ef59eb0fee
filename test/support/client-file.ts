import type { Facts } from '../../src/observe/facts.ts';
import { unresolved } from './facts.ts';

/** The client could not use its file, so that nothing was connected to. */
export const withClientFile = (problem: NonNullable<Facts['clientFile']>['problem'], path = 'client.pem'): Facts => ({
  ...unresolved({ kind: 'aborted' }),
  resolution: { kind: 'notTried', because: 'notAsked' },
  clientFile: { path, problem },
});
