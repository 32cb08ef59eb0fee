import { isoTime, type UnixMs } from '../src/base/time.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { decidingVerification, opensslMessage, problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { isCausedByClock, isClockInStep } from '../src/diagnose/reading/clock-skew.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn } from '../src/diagnose/elsewhere.ts';
import { found, ruledOut, undetermined, type Judgement } from '../src/diagnose/judgement.ts';
import { days, daysBetween, shown } from '../src/diagnose/words/names.ts';
import { judgeOf, leafEn, ownerOf, showDates } from '../src/diagnose/parties.ts';
import type { Facts } from '../src/observe/facts.ts';
import { opensslVerify, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';

/** Certificates of the path whose time has not begun. */
export interface CertNotYetValid {
  readonly at: Case;
  readonly judgedAt: UnixMs;
  /** Another clock was seen, and says the same as this machine's. */
  readonly clockInStep: boolean;
  readonly certificates: readonly { readonly depth: number; readonly subject: string; readonly notBefore: UnixMs }[];
}

const en: Words<CertNotYetValid> = {
  title: 'Certificate is not yet valid',
  summary: ({ at, certificates, judgedAt }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const what = first.depth === 0 ? leafEn(at) : `The certificate ${shown(first.subject)}`;
    return `${what} becomes valid only on ${isoTime(first.notBefore).slice(0, 10)}, in ${days(daysBetween(judgedAt, first.notBefore))}: ${at.shortClient} refuses it.`;
  },
  evidence: ({ at, certificates, judgedAt, clockInStep }) => [
    ...certificates.map(({ depth, subject, notBefore }) => ({
      what: depth === 0 ? 'Leaf' : `Depth ${depth}`,
      value: `${shown(subject)}, notBefore ${isoTime(notBefore)}`,
    })),
    {
      what: 'Judged at',
      value: `${isoTime(judgedAt)}${clockInStep ? '; another clock that was asked says the same' : ''}`,
    },
    ...elsewhereEn(at),
  ],
  remedies: ({ at, certificates, clockInStep }) => {
    const clock = {
      side: judgeOf(at),
      text: 'Compare "Judged at" above with the present time (UTC). If they differ, the clock of this machine is behind: set it (the second command shows whether it is kept in step), then check again.',
      commands: ['date -u', 'timedatectl status', at.check],
      references: [reference(rfc(5280, '4.1.2.5'))],
    } as const;
    const early = {
      side: ownerOf(at),
      text: `${clockInStep ? 'The' : 'If the clock is right, the'} certificate was installed too early, or issued on a machine whose clock runs ahead. Put the previous certificate back until the new one becomes valid, or have it issued again.`,
      commands: [showDates(at, certificates), at.check],
      references: [reference(rfc(5280, '4.1.2.5'))],
    } as const;
    return clockInStep ? [early] : [clock, early];
  },
  explanation:
    'Every certificate names the first moment at which it may be used (notBefore). Before it, clients refuse the path. Either the clock of the client is behind (a machine that woke up, a container or a device without time service), or the certificate was put in place before its time, or its CA signed it with a clock that runs ahead.',
  howToCheck:
    'The finding names notBefore and the time it was compared with. If several unrelated servers show it at once, the local clock is the cause. It is mended when the same probe has no such finding.',
};

const foundAt = (facts: Facts, certificates: CertNotYetValid['certificates']): Judgement<CertNotYetValid> =>
  found(
    { at: caseOf(facts), judgedAt: facts.at, clockInStep: isClockInStep(facts), certificates },
    isCausedByClock(facts) ? ['clock-skew'] : [],
  );

export default defineDiagnosis<CertNotYetValid>({
  id: 'cert-not-yet-valid',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(5280, '4.1.2.5'), opensslVerify, pymongoTls],
  clientErrors: [
    printed('PyMongo, Python ssl', 'certificate verify failed: certificate is not yet valid (_ssl.c:1006)'),
    printed('openssl s_client', 'Verify return code: 9 (certificate is not yet valid)'),
    printed('curl', 'curl: (60) SSL certificate problem: certificate is not yet valid'),
    printed('Node (CERT_NOT_YET_VALID)', 'certificate is not yet valid'),
    printed('Go', 'x509: certificate has expired or is not yet valid: current time <t> is before <notBefore>'),
    printed('Java', 'java.security.cert.CertificateNotYetValidException: NotBefore: Sun Jan 01 00:00:00 UTC 2040'),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate chain uses not yet valid certificate.'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') {
      if (facts.chain.kind !== 'completed') return undetermined(seen.missing);
      const [leaf] = facts.chain.value;
      if (leaf.notBefore <= facts.at) return undetermined(seen.missing);
      const subject = leaf.subject.rfc4514;
      const certificates = [{ depth: 0, subject, notBefore: leaf.notBefore }];
      return foundAt(facts, certificates);
    }
    const early = problemsOf(seen.verification, 'notYetValid').toSorted((a, b) => a.depth - b.depth);
    if (early.length === 0) return ruledOut;
    const certificates = early.map(({ depth, subject, notBefore }) => ({ depth, subject, notBefore }));
    return foundAt(facts, certificates);
  },
  clientMessage: (_, facts) => opensslMessage(facts, [9]),
  example: {
    at: exampleCase,
    judgedAt: Date.UTC(2026, 10, 21),
    clockInStep: false,
    certificates: [{ depth: 0, subject: 'CN=db1.example.net', notBefore: Date.UTC(2026, 11, 1) }],
  },
  en,
});
