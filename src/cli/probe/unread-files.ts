/** Files that were named and could not be used: without them there is nothing to judge by. */
import type { Observation } from '../../observe/observation.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';

/** `--tlsCAFile` could not be used: without it there is nothing to judge by. */
export function unreadStore({ trustStores }: Observation): UsageProblem | null {
  for (const { name, path, content } of trustStores) {
    if (name !== 'tlsCAFile' || content.kind !== 'failed') continue;
    const code = content.problem.kind === 'fileUnreadable' ? content.problem.code : content.problem.kind;
    return { kind: 'unreadable', option: '--tlsCAFile', path: path ?? '', code };
  }
  return null;
}

/** A file of revocation lists that gave none: the client could not even start. */
export function unreadCrls({ crls = [] }: Observation): UsageProblem | null {
  for (const { from, content } of crls) {
    if (from.kind === 'distributionPoint' || content.kind !== 'failed') continue;
    const { problem } = content;
    const { path } = from;
    const option = `--${from.kind}`;
    if (problem.kind === 'noCrl') return { kind: 'noCrl', option, path };
    const code = problem.kind === 'fileUnreadable' ? problem.code : problem.kind;
    return { kind: 'unreadable', option, path, code };
  }
  return null;
}
