/** MongoDB's side of reading an observation, in one place, so that it is loaded for MongoDB's targets alone. */
import type { Driver } from '../../mongodb/driver.ts';
import { lookupMessage, seedMessage } from '../../mongodb/srv-messages.ts';
import type { SeedProblem } from '../../mongodb/srv.ts';
import type { IoProblem } from '../../net/io-problem.ts';
import type { SeedFacts } from '../facts.ts';
import type { SeedObservation } from '../observation.ts';

export { driverOf } from '../../mongodb/driver.ts';
export { readOptions } from '../../mongodb/read-options.ts';

/** What DNS said of a seed name, as a driver takes it. */
export function seedFacts(host: string, { asked, list }: SeedObservation, driver: Driver): SeedFacts {
  if (list.kind !== 'failed') return { host, asked, problem: null, message: null };
  const { problem } = list;
  return { host, asked, problem, message: message(problem, asked.srv, driver) };
}

function message(problem: IoProblem | SeedProblem, name: string, driver: Driver): string | null {
  switch (problem.kind) {
    case 'noRecords':
    case 'foreignHost':
    case 'tooFewLabels':
    case 'severalTxt':
    case 'txtOptions':
    case 'txtUnreadable':
    case 'txtWithoutValue':
    case 'conflict':
      return seedMessage(problem, driver);
    case 'nameNotFound':
      return lookupMessage(name, 'ENOTFOUND', driver);
    case 'resolverFailed':
      return lookupMessage(problem.name, problem.code, driver);
    default:
      return null;
  }
}
