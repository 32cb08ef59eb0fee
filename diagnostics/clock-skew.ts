import { unreachable } from '../src/base/never.ts';
import { isoTime } from '../src/base/time.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { missingChain, opensslMessage } from '../src/diagnose/reading/chain-facts.ts';
import { judgeClock, type ClockSeen, type ClockSkew, type Dated } from '../src/diagnose/reading/clock-skew.ts';
import { setClock, showClock } from '../src/diagnose/remedies/commands.ts';
import { printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { shown, span } from '../src/diagnose/words/names.ts';

/** Two clocks differ. */
export interface ClockSkewFound extends ClockSkew {
  readonly at: Case;
}

/** `30 days ahead`, `5 minutes behind`; `by`: the other clock's offset. */
const direction = (offsetMs: number): string => `${span(Math.abs(offsetMs))} ${offsetMs > 0 ? 'ahead' : 'behind'}`;

const source: Readonly<Record<ClockSeen['source'], (where: string) => string>> = {
  lookup: (where) => `HTTP Date of ${where}`,
  http: () => "The server's own HTTP Date",
  mongodb: () => "The server's hello (localTime)",
  serverHello: () => "The server's ServerHello (gmt_unix_time, about)",
  ocsp: (where) => `OCSP response ${where === '' ? 'of the server' : `of ${where}`}, signed at`,
  timestamp: () => 'Certificate transparency log, promised at',
};

const nouns: Readonly<Record<Dated['what'], string>> = {
  certificate: 'certificate',
  crl: 'revocation list',
  staple: 'OCSP response',
};

const kinds: Readonly<Record<Dated['what'], string>> = {
  certificate: '',
  crl: 'revocation list of ',
  staple: 'OCSP response that the server sent',
};

/** `a certificate`, `revocation lists`. */
function taken(explains: readonly Dated[]): string {
  const [only = 'certificate', ...others] = new Set(explains.map(({ what }) => what));
  if (others.length > 0) return 'what the server sent';
  return explains.length > 1 ? `${nouns[only]}s` : `${only === 'staple' ? 'an' : 'a'} ${nouns[only]}`;
}

function valid(explains: readonly Dated[]): string {
  const [only = 'certificate', ...others] = new Set(explains.map(({ what }) => what));
  if (others.length > 0) return 'all is valid';
  return explains.length > 1 ? `the ${nouns[only]}s are valid` : `the ${nouns[only]} is valid`;
}

/** `2026-10-22T12:00:00Z to 2027-...`, `until ...`. */
function validity(from: number, to: number): string {
  if (!Number.isFinite(from)) return `until ${isoTime(to)}`;
  return Number.isFinite(to) ? `${isoTime(from)} to ${isoTime(to)}` : `from ${isoTime(from)}`;
}

const en: Words<ClockSkewFound> = {
  title: 'A clock is wrong',
  summary: ({ at, offsetMs, isLowerBound, wrong, isCause, explains }) => {
    const by = `${isLowerBound ? 'at least ' : ''}${span(Math.abs(offsetMs))}`;
    const way = offsetMs > 0 ? 'behind' : 'ahead';
    const certificates = taken(explains);
    const effect = offsetMs > 0 ? 'for not yet valid' : 'for expired';
    switch (wrong) {
      case 'ours':
        return `The clock of this machine is ${by} ${way}${isCause ? `, so ${at.shortClient} takes ${certificates} ${effect}` : ''}.`;
      case 'issuer':
        return `The clock of this machine is ${by} behind, or that of the machine that issued the certificates ran ahead: ${at.shortClient} takes ${certificates} ${effect}.`;
      case 'servers':
        return `The clock of the server is ${by} ${offsetMs > 0 ? 'ahead' : 'behind'}.`;
      case 'either':
        return `The clocks of this machine and of the server differ by ${by}${explains.length > 0 ? `; by the server's, ${valid(explains)}` : ''}.`;
      default:
        return unreachable(wrong);
    }
  },
  evidence: ({ observedAt, offsetMs, basis, explains, seen }) => [
    { what: 'Clock of this machine', value: isoTime(observedAt) },
    ...seen.map(({ source: from, where, said, offsetMs: by }) => ({
      what: source[from](shown(where)),
      value: `${isoTime(said)}${by === 0 ? ', in step' : `, ${direction(by)}`}`,
    })),
    ...(basis === 'program' ? [{ what: 'Impossible', value: `this program was written ${span(offsetMs)} later` }] : []),
    ...(basis === 'path'
      ? [{ what: 'Path', value: 'every certificate of it begins in the future, the trusted root too' }]
      : []),
    ...explains.map(({ what, subject, notBefore, notAfter }) => ({
      what: 'Valid',
      value: `${validity(notBefore, notAfter)}: ${kinds[what]}${shown(subject)}`,
    })),
  ],
  remedies: ({ at, offsetMs, wrong, explains }) => {
    const noun = nouns[explains[0]?.what ?? 'certificate'];
    const ours = {
      side: 'client',
      text: `Look whether the clock of this machine is kept in step (Linux with systemd, with chrony, Windows: one line each), set it by the second three, then check again. In a container or a virtual machine the clock is that of the host; after a pause or a restored snapshot it may have stood still.`,
      commands: [...showClock, ...setClock, at.check],
      references: [reference(rfc(5280, '4.1.2.5'))],
    } as const;
    const theirs = {
      side: 'server',
      text: 'Do the same on the server. Replica set members, logs and the dates of certificates that it issues or judges depend on it.',
      commands: [...showClock, ...setClock],
      references: [],
    } as const;
    const issuer = {
      side: 'server',
      text: 'If this machine is right, look at the clock of the machine that runs the CA, set it, and have the certificates issued anew.',
      commands: ['date -u'],
      references: [],
    } as const;
    const trustThem = {
      side: 'server',
      text:
        offsetMs > 0
          ? `If this machine is right, the clock of the server runs ahead, and so did that of whoever issued the ${noun}: set them, and have it issued anew.`
          : `If this machine is right, the ${noun} has expired, and the server, whose clock is behind, does not notice it: renew it (the finding about it says how).`,
      commands: [],
      references: [],
    } as const;
    if (wrong === 'servers') return [theirs];
    if (wrong === 'issuer') return [ours, issuer];
    return wrong === 'either' ? [ours, theirs, ...(explains.length > 0 ? [trustThem] : [])] : [ours];
  },
  explanation:
    'Certificates, OCSP responses and CRLs are valid from one moment to another, and each side compares them with its own clock. A clock that is behind makes good certificates "not yet valid" and fresh OCSP responses come from the future; one that is ahead makes them "expired". It is told here from evidence alone: the Date of an HTTP answer (an issuer, revocation list or OCSP response that was fetched; the server itself, asked where a certificate is out of its time), the time in the hello of a MongoDB server, the time that a few servers still put into their ServerHello, an OCSP response or a promise of a certificate transparency log that was signed in the future, a date before this program was written, or a path in which even the trusted root is not yet valid. Without any of these it stays open.',
  howToCheck:
    '`timedatectl` says whether the clock is synchronised, `chronyc tracking` and `w32tm /query /status` by how much it is off. It is mended when the same check has no such finding. Drivers give OCSP responses no tolerance at all, so seconds may matter.',
};

export default defineDiagnosis<ClockSkewFound>({
  id: 'clock-skew',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(5280, '4.1.2.5'), rfc(9110, '6.6.1'), rfc(5246, '7.4.1.2'), rfc(6960, '2.4'), pymongoTls],
  clientErrors: [
    printed('PyMongo, Python ssl', 'certificate verify failed: certificate is not yet valid (_ssl.c:1006)'),
    printed('PyMongo, Python ssl', 'certificate verify failed: certificate has expired (_ssl.c:1006)'),
    printed('OpenSSL', 'certificate verify failed: CRL is not yet valid'),
    printed('Go', 'x509: certificate has expired or is not yet valid: current time <t> is before <notBefore>'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.given !== undefined) return notApplicable;
    const judged = judgeClock(facts);
    switch (judged.kind) {
      case 'skewed': {
        const { skew } = judged;
        return found({ at: caseOf(facts), ...skew }, [], skew.isCause ? 'error' : 'warning');
      }
      case 'inStep':
        return ruledOut;
      case 'unknown':
        return undetermined('otherClock');
      case 'notAsked': {
        // Nothing is out of its time; or nothing was seen.
        const missing = missingChain(facts);
        return missing === null ? notApplicable : undetermined(missing);
      }
      default:
        return unreachable(judged);
    }
  },
  clientMessage: ({ isCause }, facts) => (isCause ? opensslMessage(facts, [9, 10, 11, 12]) : null),
  example: {
    at: exampleCase,
    observedAt: Date.UTC(2026, 9, 22, 12),
    offsetMs: 30 * 86_400_000,
    isLowerBound: false,
    basis: 'measured',
    wrong: 'ours',
    isCause: true,
    explains: [
      {
        what: 'certificate',
        subject: 'CN=db1.example.net',
        notBefore: Date.UTC(2026, 10, 20),
        notAfter: Date.UTC(2027, 1, 18),
      },
    ],
    seen: [
      {
        source: 'lookup',
        where: 'http://ca.example.net/issuing2.crt',
        said: Date.UTC(2026, 10, 21, 12),
        offsetMs: 30 * 86_400_000,
      },
    ],
  },
  en,
});
