import { dayMs, isoDate, isoTime, type UnixMs } from '../src/base/time.ts';
import { equal } from '../src/base/octets.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { missingChain } from '../src/diagnose/reading/chain-facts.ts';
import { certificateManagers, showPemFile, updateRootsOf } from '../src/diagnose/remedies/commands.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { isExpiringSoon, renewalMargin } from '../src/diagnose/reading/expiry.ts';
import type { Certificate } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { counted, days, daysBetween, hours, shown } from '../src/diagnose/words/names.ts';
import { certificateFile, judgeOf, leafEn, ownerOf, takeUp, takeUpEn } from '../src/diagnose/parties.ts';
import { mongodbTls, page, printed, reference, rfc } from '../src/diagnose/sources.ts';
import type { Facts } from '../src/observe/facts.ts';

/** Certificates that are valid still, but should have been renewed by now. */
export interface CertExpiringSoon {
  readonly at: Case;
  readonly judgedAt: UnixMs;
  /** Whether mongod's own measure was taken. */
  readonly byMongod?: boolean;
  /** The first to end comes first. */
  readonly certificates: readonly [ExpiringCertificate, ...ExpiringCertificate[]];
}

export interface ExpiringCertificate {
  readonly subject: string;
  readonly notBefore: UnixMs;
  readonly notAfter: UnixMs;
  /** `notInPath`: the server sends it, but this client does not need it. */
  readonly role: 'leaf' | 'intermediate' | 'trusted' | 'notInPath';
}

/** Whoever renews by program does it at this point. */
export const certbot = page(
  'Certbot 4.0.0, release notes: renewal with a third of the lifetime left',
  'https://newreleases.io/project/pypi/certbot/release/4.0.0',
  '2026-11-22',
);
const autocert = page(
  'Go, acme/autocert: automatic renewal with short lifetimes',
  'https://go.googlesource.com/crypto/+/2df4153a0311bdfea44376e0eb6ef2faefb0275b',
  '2026-11-22',
);
/** `12 days`; below two days in hours, where days say too little. */
const left = (ms: number): string => (ms < 2 * dayMs ? hours(ms) : days(daysBetween(0, ms)));

const whose: Readonly<Record<ExpiringCertificate['role'], (subject: string, at: Case) => string>> = {
  leaf: (_, at) => leafEn(at),
  intermediate: (subject) => `the intermediate certificate ${subject}`,
  trusted: (subject) => `the trusted certificate ${subject}`,
  notInPath: (subject, at) =>
    `${subject}, which ${at.given === undefined ? 'the server sends' : 'the file holds'} along,`,
};

const label: Readonly<Record<ExpiringCertificate['role'], string>> = {
  leaf: 'Leaf',
  intermediate: 'Intermediate',
  trusted: 'From the trust store',
  notInPath: 'Sent, but not needed here',
};

const en: Words<CertExpiringSoon> = {
  title: 'Certificate expires soon',
  summary: ({ at, certificates, judgedAt }) => {
    const [first, ...others] = certificates;
    const what = whose[first.role](shown(first.subject), at);
    const more = others.length === 0 ? '' : `, and ${counted(others.length, 'other certificate')} soon after`;
    return `${what.charAt(0).toUpperCase()}${what.slice(1)} expires on ${isoDate(first.notAfter)}, in ${left(first.notAfter - judgedAt)}${more}.`;
  },
  evidence: ({ certificates, judgedAt, byMongod = false }) => [
    ...certificates.map(({ subject, notBefore, notAfter, role }) => ({
      what: label[role],
      value: `${shown(subject)}, notAfter ${isoTime(notAfter)}: ${left(notAfter - judgedAt)} left of ${left(notAfter - notBefore)}; renewal is due ${left(renewalMargin({ notBefore, notAfter }, byMongod))} before the end`,
    })),
    { what: 'Judged at', value: isoTime(judgedAt) },
  ],
  remedies: ({ at, certificates }) => {
    const has = (role: ExpiringCertificate['role']): boolean => certificates.some((one) => one.role === role);
    const renew = {
      side: ownerOf(at),
      text: `Renew the certificate, put the new one (with its intermediates) in place of the old one, and let the ${ownerOf(at)} read it.${at.given === undefined ? ' Look into the file first: where it holds a later date already, only the running server was not told.' : ''} ${takeUpEn(at)} The last command shows that it worked.`,
      commands: [`openssl x509 -in ${certificateFile(at)} -noout -subject -dates`, ...takeUp(at)],
      references: [reference(mongodbTls)],
    } as const;
    const automatic = {
      side: ownerOf(at),
      text: 'Where a program renews it, that program has passed its time: certbot and cert-manager renew with a third of the life left. Ask it why not (the first two lines for certbot, the third for cert-manager).',
      commands: certificateManagers,
      references: [reference(certbot)],
    } as const;
    const intermediate = {
      side: ownerOf(at),
      text: 'Ask the CA for its current intermediate certificate and replace the old one behind the leaf in the certificate file; where the CA has a new intermediate key, the leaf has to be issued anew too. The last command shows that it worked.',
      commands: takeUp(at),
      references: [reference(rfc(8446, '4.4.2'))],
    } as const;
    const trusted = {
      side: judgeOf(at),
      text:
        at.caFile === null
          ? 'Bring the root certificates of this machine up to date (the line for your system), then check again.'
          : `Get the CA's next root, and add it to ${shown(at.caFile)} on every ${judgeOf(at)} before the old one ends: both may stand in the file. Then the ${ownerOf(at)} can change over.`,
      commands: at.caFile === null ? [...updateRootsOf(at.machine), at.check] : [showPemFile(at.caFile), at.check],
      references: [reference(rfc(5280, '4.1.2.5'))],
    } as const;
    const superfluous = {
      side: ownerOf(at),
      text: `The certificate that is not needed here may be for other ${judgeOf(at)}s, which reach an older root by it. Ask the CA whether it is still of use; if not, take it out of the certificate file.`,
      commands: [],
      references: [],
    } as const;
    return [
      ...(has('leaf') ? [renew, automatic] : []),
      ...(has('intermediate') ? [intermediate] : []),
      ...(has('trusted') ? [trusted] : []),
      ...(has('notInPath') ? [superfluous] : []),
    ];
  },
  explanation:
    'Nothing fails yet. Every certificate names the last moment at which it may be used (notAfter), and from that second on clients refuse the path. This warning comes 30 days before, which is when mongod begins to log it ("Server certificate will expire on …", and "Peer certificate expiration information" about a client\'s or a member\'s), or when a third of the whole life is left, where the life is shorter than 90 days: programs that renew short-lived certificates do it at that point, so one that has less left was passed over. It concerns every certificate of the path, the root in the trust store too, and those that the server sends beside it.',
  howToCheck:
    'The finding names each certificate, its notAfter, and how much of its life is left. It is mended when the same probe shows a later notAfter and no finding.',
};

export default defineDiagnosis<CertExpiringSoon>({
  id: 'cert-expiring-soon',
  family: 'certificate',
  severity: 'warning',
  sources: [rfc(5280, '4.1.2.5'), mongodbTls, certbot, autocert],
  clientErrors: [
    printed('mongod (log 23786)', 'Server certificate will expire on …'),
    printed('mongod 4.4 and later (log 23222)', 'Peer certificate expiration information'),
    printed('mongod (log 23221)', 'Peer certificate expires soon'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const missing = missingChain(facts);
    if (missing !== null) return undetermined(missing);
    const byMongod = facts.given?.byMongod === true;
    const [first, ...others] = known(facts)
      .filter(({ certificate }) => isExpiringSoon(certificate, facts.at, byMongod))
      .toSorted((a, b) => a.certificate.notAfter - b.certificate.notAfter)
      .map(({ certificate: { subject, notBefore, notAfter }, role }) => {
        return { subject: subject.rfc4514, notBefore, notAfter, role };
      });
    if (first === undefined) return ruledOut;
    return found({ at: caseOf(facts), judgedAt: facts.at, byMongod, certificates: [first, ...others] });
  },
  // Nobody refuses it yet.
  clientMessage: () => null,
  serverLog: ({ certificates }) =>
    certificates.some(({ role }) => role === 'leaf') ? ['23786 Server certificate will expire on …'] : [],
  example: {
    at: exampleCase,
    judgedAt: Date.UTC(2026, 10, 21),
    certificates: [
      {
        subject: 'CN=db1.example.net',
        notBefore: Date.UTC(2026, 8, 4),
        notAfter: Date.UTC(2026, 11, 3),
        role: 'leaf',
      },
    ],
  },
  en,
});

interface Known {
  readonly certificate: Certificate;
  readonly role: ExpiringCertificate['role'];
}

/** The certificates of the path, then those that were sent beside it; each once. */
function known(facts: Facts): readonly Known[] {
  const path = facts.verification.kind === 'completed' ? facts.verification.value.path : [];
  const all: Known[] = path.map(({ certificate, from }, depth) => ({
    certificate,
    role: depth === 0 ? 'leaf' : from === 'trustStore' ? 'trusted' : 'intermediate',
  }));
  if (facts.chain.kind !== 'completed') return all;
  // Without a trust store there is no path, and what was sent stands for it.
  const besides = path.length === 0 ? 'intermediate' : 'notInPath';
  for (const [place, certificate] of facts.chain.value.entries()) {
    if (all.some((one) => equal(one.certificate.der, certificate.der))) continue;
    all.push({ certificate, role: place === 0 ? 'leaf' : besides });
  }
  return all;
}
