import { isoTime, type UnixMs } from '../src/base/time.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { decidingVerification, opensslMessage, originOf, problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { updateRootsOf } from '../src/diagnose/remedies/commands.ts';
import { isCausedByClock, isClockInStep } from '../src/diagnose/reading/clock-skew.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn, straightenEn } from '../src/diagnose/elsewhere.ts';
import { found, ruledOut, undetermined, type Judgement } from '../src/diagnose/judgement.ts';
import { days, daysBetween, shown } from '../src/diagnose/words/names.ts';
import { fromEn, judgeOf, leafEn, ownerOf, showDates, takeUp, takeUpEn } from '../src/diagnose/parties.ts';
import type { Facts } from '../src/observe/facts.ts';
import { mongodbTls, opensslVerify, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';

/** Certificates of the path whose time is over. */
export interface CertExpired {
  readonly at: Case;
  readonly judgedAt: UnixMs;
  /** Another clock was seen, and says the same as this machine's. */
  readonly clockInStep: boolean;
  /** Leaf first. `depth` 0 is the leaf. */
  readonly certificates: readonly {
    readonly depth: number;
    readonly subject: string;
    readonly notAfter: UnixMs;
    readonly from: 'leaf' | 'sent' | 'fetched' | 'trustStore';
  }[];
}

const en: Words<CertExpired> = {
  title: 'Certificate has expired',
  summary: ({ at, certificates, judgedAt }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const what =
      first.depth === 0
        ? leafEn(at)
        : `The ${first.from === 'trustStore' ? 'trusted' : 'intermediate'} certificate ${shown(first.subject)}`;
    return `${what} expired on ${isoTime(first.notAfter).slice(0, 10)}, ${days(daysBetween(first.notAfter, judgedAt))} ago: ${at.shortClient} refuses it.`;
  },
  evidence: ({ at, certificates, judgedAt, clockInStep }) => [
    ...certificates.map(({ depth, subject, notAfter, from }) => ({
      what: depth === 0 ? 'Leaf' : `Depth ${depth}, ${from === 'trustStore' ? 'from the trust store' : fromEn(at)}`,
      value: `${shown(subject)}, notAfter ${isoTime(notAfter)}`,
    })),
    {
      what: 'Judged at',
      value: `${isoTime(judgedAt)}${clockInStep ? '; another clock that was asked says the same' : ''}`,
    },
    ...elsewhereEn(at),
  ],
  remedies: ({ at, certificates, clockInStep }) => {
    const ours = certificates.every(({ from }) => from === 'trustStore');
    const renew = {
      side: ownerOf(at),
      text: certificates.some(({ depth }) => depth === 0)
        ? `Renew the certificate, put the new one (with its intermediates) in place of the old one, and let the ${ownerOf(at)} read it. ${takeUpEn(at)} The first command shows what the file holds, the last one that it worked.`
        : `Ask the CA for its current intermediate certificate and replace the old one behind the leaf in the certificate file; the leaf itself need not be renewed. ${takeUpEn(at)} The first command shows what the file holds, the last one that it worked.`,
      commands: [showDates(at, certificates), ...takeUp(at)],
      references: [reference(mongodbTls), reference(rfc(5280, '4.1.2.5'))],
    } as const;
    const renewAnchor = {
      side: judgeOf(at),
      text:
        at.caFile === null
          ? 'Bring the root certificates of this machine up to date (the line for your system), then check again.'
          : `Replace the expired certificate in ${shown(at.caFile)} by the CA's current one, then check again.`,
      commands: at.caFile === null ? [...updateRootsOf(at.machine), at.check] : [at.check],
      references: [reference(pymongoTls)],
    } as const;
    const clock = {
      side: judgeOf(at),
      text: 'If "Judged at" above is not the present time (UTC), the clock of this machine is wrong: set it, and the certificate may be good.',
      commands: ['date -u'],
      references: [],
    } as const;
    return [...straightenEn(at), ours ? renewAnchor : renew, ...(clockInStep ? [] : [clock])];
  },
  explanation:
    "Every certificate names the last moment at which it may be used (notAfter). A client refuses the whole path when one certificate in it is past that moment: the leaf of the server, an intermediate that the server sends, or the root in the client's own trust store. The usual reasons: nobody renewed the certificate; it was renewed on disk but the running server still holds the old one (a mongod goes on serving an expired certificate until it is rotated or restarted); or the clock of the client runs ahead.",
  howToCheck:
    'The finding names the certificate, its notAfter and the time that it was compared with. It is mended when the same probe shows a later notAfter and no finding. OpenSSL counts a certificate as expired from the very second of notAfter.',
};

const foundAt = (facts: Facts, certificates: CertExpired['certificates']): Judgement<CertExpired> =>
  found(
    { at: caseOf(facts), judgedAt: facts.at, clockInStep: isClockInStep(facts), certificates },
    isCausedByClock(facts) ? ['clock-skew'] : [],
  );

export default defineDiagnosis<CertExpired>({
  id: 'cert-expired',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(5280, '4.1.2.5'), rfc(8446, '6.2'), opensslVerify, pymongoTls],
  clientErrors: [
    printed('PyMongo, Python ssl', 'certificate verify failed: certificate has expired (_ssl.c:1006)'),
    printed('openssl s_client', 'Verify return code: 10 (certificate has expired)'),
    printed('curl', 'curl: (60) SSL certificate problem: certificate has expired'),
    printed('Node (CERT_HAS_EXPIRED)', 'certificate has expired'),
    printed('Go', 'x509: certificate has expired or is not yet valid: current time <t> is after <notAfter>'),
    printed(
      'Java',
      'PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed',
    ),
    printed('Java', 'java.security.cert.CertificateExpiredException: NotAfter: Fri Jan 01 00:00:00 UTC 2021'),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate chain uses expired certificate.'),
    printed('libmongoc on Windows', 'SSL Certification verification failed: certificate has expired'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') {
      // Without a trust store there is no path, but the dates of the leaf need none.
      if (facts.chain.kind !== 'completed') return undetermined(seen.missing);
      const [leaf] = facts.chain.value;
      if (leaf.notAfter > facts.at) return undetermined(seen.missing);
      const subject = leaf.subject.rfc4514;
      return foundAt(facts, [{ depth: 0, subject, notAfter: leaf.notAfter, from: 'leaf' }]);
    }
    const expired = problemsOf(seen.verification, 'expired').toSorted((a, b) => a.depth - b.depth);
    if (expired.length === 0) return ruledOut;
    return foundAt(
      facts,
      expired.map(({ depth, subject, notAfter }) => ({
        depth,
        subject,
        notAfter,
        from: originOf(seen.verification, depth),
      })),
    );
  },
  clientMessage: (_, facts) => opensslMessage(facts, [10]),
  // It looks once a day, and when it starts.
  serverLog: ({ certificates }) =>
    certificates.some(({ depth }) => depth === 0) ? ['23785 Server certificate has expired'] : [],
  example: {
    at: exampleCase,
    judgedAt: Date.UTC(2026, 10, 21),
    clockInStep: false,
    certificates: [{ depth: 0, subject: 'CN=db1.example.net', notAfter: Date.UTC(2026, 10, 1), from: 'leaf' }],
  },
  en,
});
