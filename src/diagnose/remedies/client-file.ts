/** The client's own certificate file, when it cannot be used: what all diagnoses of it have in common. */
import { caseOf, checkWithOption } from '../case.ts';
import type { Case } from '../case.ts';
import type { ClientFileProblem } from '../fact-types.ts';
import type { Facts } from '../../observe/facts.ts';
import type { ClientFileFault } from '../../clients/profile.ts';

/** What is wrong with the file, for the words. */
export interface ClientFileFound {
  readonly at: Case;
  readonly path: string;
  readonly problem: ClientFileProblem;
  /** The probe once more, with a file that is in order. */
  readonly check: string;
}

/** Joins a key and a certificate into the file that drivers want; the order inside does not matter. */
export const combine = 'cat key.pem cert.pem > combined.pem';

/** What was found of the file; null: it is in order, or none was given. */
export function clientFileFound(facts: Facts): ClientFileFound | null {
  const { clientFile } = facts;
  if (clientFile === undefined) return null;
  const at = caseOf(facts);
  return { at, path: clientFile.path, problem: clientFile.problem, check: checkWith(at, 'combined.pem') };
}

/** The probe with another file. */
export const checkWith = (at: Case, path: string): string => checkWithOption(at, '--tlsCertificateKeyFile', path);

/** What the client prints. */
export function clientFileMessage({ path, problem }: ClientFileFound, { client }: Facts): string | null {
  const fault = faultOf(problem);
  return fault === null ? null : client.words.clientFileUnusable(path, fault);
}

/** As far as clients tell problems apart; null: no client was measured with it. */
function faultOf(problem: ClientFileProblem): ClientFileFault | null {
  switch (problem.kind) {
    case 'fileNotFound':
      return 'missing';
    case 'fileUnreadable':
      return problem.code === 'EISDIR' ? 'directory' : 'unreadable';
    case 'empty':
    case 'garbage':
    case 'derGiven':
    case 'pkcs12Given':
    case 'noCertificate':
      return 'noCertificate';
    case 'noKey':
      return 'noKey';
    case 'passwordNeeded':
    case 'wrongPassword':
      return problem.kind;
    case 'keyMismatch':
    case 'twoKeys':
      return 'keyMismatch';
    case 'notReadable':
      return problem.part === 'privateKey' ? 'noKey' : 'noCertificate';
    default:
      return null;
  }
}
