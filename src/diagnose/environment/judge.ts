/** What is wrong with a machine, as far as it shows without a connection. */
import { dayMs, type UnixMs } from '../../base/time.ts';
import type { EnvironmentObservation, PlaceSeen, ProgramSeen, StoreSeen } from '../../observe/environment.ts';
import type { Severity } from '../define.ts';
import { writtenAfter } from '../reading/clock-skew.ts';
import { faultOf, type FileFault } from '../remedies/ca-file.ts';

/** What is wrong with a machine. */
export type EnvironmentFault =
  /** A store by which programs here decide gives no trust anchor. */
  | { readonly kind: 'noRoots'; readonly severity: Severity; readonly store: StoreSeen; readonly fault: FileFault }
  /** A variable names a file or folder that cannot be used. */
  | {
      readonly kind: 'variable';
      readonly severity: Severity;
      readonly name: string;
      readonly path: string;
      readonly fault: FileFault;
    }
  /** Verification is switched off by a variable. */
  | { readonly kind: 'insecure'; readonly severity: Severity; readonly name: string }
  /** The clock says a time before something was made that is here. */
  | {
      readonly kind: 'clock';
      readonly severity: Severity;
      readonly now: UnixMs;
      readonly later: readonly [ClockWitness, ...ClockWitness[]];
    }
  /** A TLS library without TLS 1.2. */
  | {
      readonly kind: 'oldLibrary';
      readonly severity: Severity;
      readonly program: ProgramSeen;
      readonly library: string;
    };

/** Something that was made at a time: a program, a root, this tool. */
export interface ClockWitness {
  readonly what: 'program' | 'root' | 'whytls';
  readonly name: string;
  readonly at: UnixMs;
}

/** Everything that is wrong, the gravest first. */
export function judgeEnvironment(seen: EnvironmentObservation): readonly EnvironmentFault[] {
  const faults = [...stores(seen), ...variables(seen), ...clock(seen), ...libraries(seen)];
  return [
    ...faults.filter(({ severity }) => severity === 'error'),
    ...faults.filter(({ severity }) => severity !== 'error'),
  ];
}

function stores({ stores: all, programs }: EnvironmentObservation): readonly EnvironmentFault[] {
  const [first] = all;
  // Where nothing is linked with OpenSSL, nobody misses its roots.
  const isUsed = programs.some(({ name }) => name === 'openssl' || name === 'python');
  return all.flatMap((store): EnvironmentFault[] => {
    const decides = store === first || ['python', 'certifi', 'java'].includes(store.name);
    if (!decides || store.content.kind !== 'failed' || store.content.problem.kind === 'notReadableHere') return [];
    const severity = store === first && !isUsed ? 'warning' : 'error';
    return [{ kind: 'noRoots', severity, store, fault: faultOf(store.content.problem) }];
  });
}

function variables({ variables: all, stores: [first] }: EnvironmentObservation): readonly EnvironmentFault[] {
  const hasRoots = first?.content.kind === 'completed';
  return all.flatMap(({ name, value, places }): EnvironmentFault[] => {
    if (name === 'NODE_TLS_REJECT_UNAUTHORIZED' && value === '0')
      return [{ kind: 'insecure', severity: 'warning', name }];
    const ofOpenssl = name === 'SSL_CERT_FILE' || name === 'SSL_CERT_DIR';
    // What leaves OpenSSL without any root is told already.
    if (ofOpenssl && !hasRoots) return [];
    const severity = replacing.has(name) ? 'error' : 'warning';
    return places.flatMap((place) => {
      const fault = faultAt(place);
      return fault === null ? [] : [{ kind: 'variable', severity, name, path: place.path, fault }];
    });
  });
}

const faultAt = ({ content }: PlaceSeen): FileFault | null =>
  content.kind === 'failed' ? faultOf(content.problem) : null;

/** Programs that heed these take nothing else, and fail without it. */
const replacing: ReadonlySet<string> = new Set(['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']);

/** What was made last of all that is here: no clock that is right says less. */
export function clockWitnesses({
  programs,
  stores: all,
}: EnvironmentObservation): readonly [ClockWitness, ...ClockWitness[]] {
  const whytls: ClockWitness = { what: 'whytls', name: 'whytls', at: writtenAfter };
  const made: ClockWitness[] = [
    ...programs.flatMap(({ name, answer }): ClockWitness[] =>
      answer.kind === 'completed' && answer.value.builtAt !== null
        ? [{ what: 'program', name, at: answer.value.builtAt }]
        : [],
    ),
    ...all.flatMap(({ content }): ClockWitness[] =>
      content.kind === 'completed' && content.value.newest !== null
        ? [{ what: 'root', name: content.value.newest.subject, at: content.value.newest.notBefore }]
        : [],
    ),
    whytls,
  ].toSorted((a, b) => b.at - a.at);
  const [latest = whytls, ...others] = made.filter(
    ({ name }, index) => made.findIndex((other) => other.name === name) === index,
  );
  return [latest, ...others];
}

function clock(seen: EnvironmentObservation): readonly EnvironmentFault[] {
  // A day: dates without a time zone may be off by as much.
  const later = clockWitnesses(seen).filter(({ at }) => at > seen.observedAt + dayMs);
  const [latest, ...others] = later;
  if (latest === undefined) return [];
  return [{ kind: 'clock', severity: 'error', now: seen.observedAt, later: [latest, ...others] }];
}

function libraries({ programs }: EnvironmentObservation): readonly EnvironmentFault[] {
  return programs.flatMap((program): EnvironmentFault[] => {
    const { answer } = program;
    if (answer.kind !== 'completed' || answer.value.newestVersion !== 'TLSv1') return [];
    return [{ kind: 'oldLibrary', severity: 'error', program, library: answer.value.library ?? '' }];
  });
}
