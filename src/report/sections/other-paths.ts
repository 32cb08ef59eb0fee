/** The paths that verifiers find which turn back, as the JSON report tells them. */
import { isoTime } from '../../base/time.ts';
import type { Facts } from '../../observe/facts.ts';
import type { ReportEndpoint } from '../report.ts';
import type { ReportWords } from '../words/words.ts';

/** A path, leaf first. */
export const reportPath = (path: Path): ReportEndpoint['verification']['path'] =>
  path.map(({ certificate, from }) => ({
    subject: certificate.subject.rfc4514,
    from,
    notBefore: isoTime(certificate.notBefore),
    notAfter: isoTime(certificate.notAfter),
  }));

type Path = NonNullable<Facts['otherPaths']>['tried'][number]['path'];

/** The paths that other verifiers find; null where nobody looked. */
export function reportOtherPaths(
  found: Facts['otherPaths'],
  words: ReportWords,
): ReportEndpoint['verification']['otherPaths'] {
  if (found === undefined) return null;
  return {
    accepted: found.accepted.map(({ client, path, because }) => ({
      client,
      path: reportPath(path),
      because: because.map((reason) => {
        const insteadOf = reason.kind === 'otherIssuer' ? reason.insteadOf.certificate : null;
        return {
          kind: reason.kind,
          depth: reason.kind === 'notChecked' ? reason.problem.depth : reason.depth,
          subject: reason.kind === 'notChecked' ? reason.problem.subject : reason.taken.certificate.subject.rfc4514,
          insteadOf: insteadOf && {
            subject: insteadOf.subject.rfc4514,
            issuer: insteadOf.issuer.rfc4514,
            serial: insteadOf.serial,
          },
          problem: reason.kind === 'notChecked' ? reason.problem.kind : null,
        };
      }),
    })),
    tried: found.tried.map(({ path, refusals }) => ({
      path: reportPath(path),
      refusals: (['go', 'java', 'browsers'] as const).flatMap((client) => {
        const problem = refusals[client];
        if (problem === undefined) return [];
        const { kind, depth, subject } = problem;
        return [{ client, kind, text: words.verify(kind), depth, subject }];
      }),
    })),
    complete: found.isComplete,
  };
}
