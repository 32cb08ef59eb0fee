/** What drivers print when the records behind `mongodb+srv://` cannot be used: PyMongo 4.20 and Node driver 7.9 against a DNS server of ours. */
import { isPymongo } from './driver.ts';
import type { Driver } from './driver.ts';
import { firstMessage } from './driver-messages.ts';
import type { SeedProblem } from './srv.ts';
import { unreachable } from '../base/never.ts';

/** What a driver prints for records that it cannot use; null: not measured, or it goes on. */
export function seedMessage(problem: SeedProblem, driver: Driver): string | null {
  if (problem.kind === 'conflict') return firstMessage(problem.conflicts, driver);
  if (isPymongo(driver)) return inPymongo(problem);
  return driver === 'node' ? inNode(problem) : null;
}

/** What a driver prints when DNS itself fails it: no such name, or no answer. `code`: of c-ares. */
export function lookupMessage(name: string, code: string, driver: Driver): string | null {
  if (driver === 'node') return `querySrv ${code} ${name}`;
  return isPymongo(driver) && code === 'ENOTFOUND' ? `The DNS query name does not exist: ${name}.` : null;
}

type Plain = Exclude<SeedProblem, { readonly kind: 'conflict' }>;

function inPymongo(problem: Plain): string | null {
  switch (problem.kind) {
    case 'noRecords':
      return `The DNS response does not contain an answer to the question: ${problem.name}. IN SRV`;
    case 'foreignHost':
      return `Invalid SRV host: ${problem.host === '' ? '.' : problem.host}`;
    case 'tooFewLabels':
      return problem.host === problem.asked
        ? 'Invalid SRV host: return address is identical to SRV hostname'
        : `Invalid SRV host: ${problem.host}`;
    case 'severalTxt':
      return 'Only one TXT record is supported';
    case 'txtOptions':
      return 'Only authSource, replicaSet, and loadBalanced are supported from DNS';
    case 'txtUnreadable':
      return 'MongoDB URI options are key=value pairs';
    case 'txtWithoutValue':
      return problem.option.toLowerCase() === 'authsource' ? 'the authSource database cannot be an empty string' : null;
    default:
      return unreachable(problem);
  }
}

function inNode(problem: Plain): string {
  switch (problem.kind) {
    case 'noRecords':
      return `querySrv ENODATA ${problem.name}`;
    case 'foreignHost':
      return problem.host === '' ? 'Invalid DNS host name' : 'Server record does not share hostname with parent URI';
    case 'tooFewLabels':
      return 'Server record does not have at least one more domain level than parent URI';
    case 'severalTxt':
      return 'Multiple text records not allowed';
    case 'txtOptions':
      return 'Text record may only set any of: authSource, replicaSet, loadBalanced';
    case 'txtUnreadable':
    case 'txtWithoutValue':
      return 'Cannot have empty URI params in DNS TXT Record';
    default:
      return unreachable(problem);
  }
}
