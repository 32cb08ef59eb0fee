import { unreachable } from '../src/base/never.ts';
import { isoTime, type UnixMs } from '../src/base/time.ts';
import { caseOf, checkWithCrlFile, exampleCase, type Case } from '../src/diagnose/case.ts';
import { decidingVerification, opensslMessage, problemsOf } from '../src/diagnose/chain-facts.ts';
import { crlToPem, showCrl } from '../src/diagnose/commands.ts';
import { crlEn, crlTroubles, type CrlTrouble } from '../src/diagnose/crl-words.ts';
import { defineDiagnosis, type RemedyText, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { days, daysBetween, listed, shown } from '../src/diagnose/names.ts';
import { fetchCrl, judgeOf, leafEn, refusedEn } from '../src/diagnose/parties.ts';
import { opensslVerify, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';

/** The client looks certificates up in CRLs, and has none that will do. */
export interface CrlProblem {
  readonly at: Case;
  readonly judgedAt: UnixMs;
  /** In the order in which the client comes upon them. */
  readonly troubles: readonly CrlTrouble[];
  /** Where the leaf says that its CRL is, those that can be fetched by HTTP. */
  readonly urls: readonly string[];
}

const en: Words<CrlProblem> = {
  title: 'CRL is missing or cannot be used',
  summary: ({ at, judgedAt, troubles: [first] }) => {
    if (first === undefined) return '';
    const { shortClient: client } = at;
    switch (first.kind) {
      case 'crlMissing':
        return `${client} wants a CRL of ${shown(first.issuer)} to see whether ${whoseEn(at, first)} was revoked, and has none: it refuses ${refusedEn(at)}.`;
      case 'crlExpired':
        return `The CRL of ${shown(first.crl.issuer)} expired on ${isoTime(first.nextUpdate).slice(0, 10)}, ${days(daysBetween(first.nextUpdate, judgedAt))} ago: ${client} refuses every certificate of that CA until it gets the next one.`;
      case 'crlNotYetValid':
        return `The CRL of ${shown(first.crl.issuer)} begins only at ${isoTime(first.thisUpdate)}: ${client} refuses every certificate of that CA until then.`;
      case 'crlTimeMalformed':
        return `The CRL of ${shown(first.crl.issuer)} has a ${first.field} that is no time: ${client} cannot use it, and refuses ${refusedEn(at)}.`;
      case 'crlSignature':
        return `The signature on the CRL of ${shown(first.crl.issuer)} is wrong: ${client} cannot believe it, and refuses ${refusedEn(at)}.`;
      case 'cannotSignCrls':
        return `${shown(first.signer)} signed a CRL but is not allowed to, since its key usage lacks cRLSign: ${client} refuses ${refusedEn(at)}.`;
      case 'crlScope':
        return `The CRL of ${shown(first.crl.issuer)} is not about certificates such as ${whoseEn(at, first)}: ${client} refuses ${refusedEn(at)}.`;
      case 'crlExtension':
        return `The CRL of ${shown(first.crl.issuer)} has a critical extension that ${client} does not know (${shown(first.oid)}): it refuses ${refusedEn(at)}.`;
      default:
        return unreachable(first);
    }
  },
  evidence: ({ at, judgedAt, troubles, urls }) => [
    ...troubles.flatMap((trouble) => [
      { what: `Revocation of ${whoseEn(at, trouble)}`, value: troubleEn(trouble) },
      ...(trouble.kind === 'crlMissing'
        ? trouble.passedOver.map(({ crl, why }) => ({ what: 'Passed over', value: `${crlEn(crl)}: ${unfit[why]}` }))
        : [{ what: 'CRL', value: crlEn(trouble.crl) }]),
    ]),
    ...(urls.length === 0 ? [] : [{ what: 'The leaf names as its CRL', value: listed(urls.map(shown), 3) }]),
    { what: 'Judged at', value: isoTime(judgedAt) },
  ],
  remedies: ({ at, troubles, urls }) => {
    const fetched: RemedyText = {
      side: judgeOf(at),
      text: `Get the current CRL of the CA${urls.length === 0 ? ': the certificate names no address for it, so ask the CA' : ', from the address that the certificate names'}. It usually comes as DER: turn it into PEM, which is all that PyMongo and Node read. The command before the last shows whose it is and until when, the last one that it worked. A CRL ends soon: have a timer repeat this, and let the application read the new file (a driver reads it when the client is made).`,
      commands: [
        ...(urls.length === 0 ? [] : [fetchCrl(at, 'issuing.crl')]),
        crlToPem('issuing.crl', 'crl.pem'),
        showCrl('crl.pem'),
        checkWithCrlFile(at, 'crl.pem'),
      ],
      references: [reference(pymongoTls), reference(rfc(5280, '5.1.2.5'))],
    };
    const clock: RemedyText = {
      side: judgeOf(at),
      text: 'If the time that this was judged at is not the time of day, the clock of this machine is wrong: set it, and the CRL may be good.',
      commands: ['date -u'],
      references: [],
    };
    const mended: RemedyText = {
      side: judgeOf(at),
      text: 'This CRL cannot be used by anybody: send it to the CA, with this report, and ask for one that is in order. The command shows all of it.',
      commands: [`${showCrl('crl.pem')} -text`],
      references: [reference(rfc(5280, '5'))],
    };
    const timely = troubles.some(({ kind }) => kind === 'crlExpired' || kind === 'crlNotYetValid');
    return [...(troubles.some(isUnusable) ? [mended] : []), fetched, ...(timely ? [clock] : [])];
  },
  explanation:
    "A client that is given a certificate revocation list (PyMongo and Node by tlsCRLFile, curl by --crlfile) looks the server up in it, and refuses where it cannot: without a CRL of the very CA that issued the certificate, or when that CRL has expired. PyMongo looks up the server's certificate alone; Node and curl every certificate of the path, so they need a CRL of each CA in it, the root's own included. OpenSSL looks at the dates before it looks for the certificate: an expired CRL that revokes it is reported as expired.",
  howToCheck:
    'The finding names the CRL that is missing, or the one that was used and its times. `openssl crl -in crl.pem -noout -issuer -lastupdate -nextupdate` shows the same. It is mended when the same probe with the new file has no such finding.',
};

/** Whether the CRL itself is at fault, whoever uses it. */
export const isUnusable = ({ kind }: CrlTrouble): boolean =>
  kind === 'crlSignature' || kind === 'cannotSignCrls' || kind === 'crlTimeMalformed' || kind === 'crlExtension';

const whoseEn = (at: Case, { depth, subject }: CrlTrouble): string =>
  depth === 0 ? lowerFirst(leafEn(at)) : `the certificate ${shown(subject)}`;

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

function troubleEn(trouble: CrlTrouble): string {
  switch (trouble.kind) {
    case 'crlMissing':
      return `no CRL of ${shown(trouble.issuer)}`;
    case 'crlExpired':
      return `the CRL expired at ${isoTime(trouble.nextUpdate)}`;
    case 'crlNotYetValid':
      return `the CRL begins at ${isoTime(trouble.thisUpdate)}`;
    case 'crlTimeMalformed':
      return `${trouble.field} of the CRL is malformed`;
    case 'crlSignature':
      return `the key of ${shown(trouble.signer)} did not sign the CRL`;
    case 'cannotSignCrls':
      return `${shown(trouble.signer)} has a key usage without cRLSign`;
    case 'crlScope':
      return 'the CRL is about other kinds of certificate, or another distribution point (issuingDistributionPoint)';
    case 'crlExtension':
      return `unknown critical extension ${shown(trouble.oid)}`;
    default:
      return unreachable(trouble);
  }
}

const unfit = {
  otherIssuer: 'it is of another CA',
  otherKey: 'it was signed with another key of that CA than the one that signed the certificate',
  delta: 'it is a delta CRL, which only adds to a complete one',
  indirect: 'it is an indirect CRL, which OpenSSL leaves alone',
  someReasons: 'it is about some reasons of revocation only, which OpenSSL leaves alone',
  contradictoryScope: 'it says that it is about one kind of certificate only, and about another only',
  coveredReasons: 'it is about reasons that another CRL covers already',
} satisfies Record<Extract<CrlTrouble, { kind: 'crlMissing' }>['passedOver'][number]['why'], string>;

export default defineDiagnosis<CrlProblem>({
  id: 'crl-problem',
  family: 'revocation',
  severity: 'error',
  sources: [rfc(5280, '5'), rfc(5280, '6.3'), opensslVerify, pymongoTls],
  clientErrors: [
    printed('PyMongo, Python ssl', 'certificate verify failed: unable to get certificate CRL (_ssl.c:1006)'),
    printed('PyMongo, Python ssl', 'certificate verify failed: CRL has expired (_ssl.c:1006)'),
    printed('PyMongo, Python ssl', 'certificate verify failed: CRL is not yet valid (_ssl.c:1006)'),
    printed('PyMongo, Python ssl', 'certificate verify failed: CRL signature failure (_ssl.c:1006)'),
    printed('openssl s_client', 'Verify return code: 3 (unable to get certificate CRL)'),
    printed('Node (UNABLE_TO_GET_CRL)', 'unable to get certificate CRL'),
    printed('Node (CRL_HAS_EXPIRED)', 'CRL has expired'),
    printed('Node (CRL_NOT_YET_VALID)', 'CRL is not yet valid'),
    printed('Node (CRL_SIGNATURE_FAILURE)', 'CRL signature failure'),
    printed(
      'libmongoc on Windows',
      'SSL Certification verification failed: certificate does not include revocation check.',
    ),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const troubles = problemsOf(seen.verification, ...crlTroubles);
    if (troubles.length === 0) return ruledOut;
    const [leaf] = facts.chain.kind === 'completed' ? facts.chain.value : [];
    const urls = (leaf?.crlUrls ?? []).filter((url) => url.startsWith('http://'));
    return found({ at: caseOf(facts), judgedAt: facts.at, troubles, urls });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [3, 8, 11, 12, 15, 16, 35, 36, 44]),
  example: {
    at: exampleCase,
    judgedAt: Date.UTC(2026, 10, 21),
    troubles: [
      {
        kind: 'crlExpired',
        depth: 0,
        subject: 'CN=db1.example.net',
        nextUpdate: Date.UTC(2026, 10, 14),
        crl: {
          issuer: 'CN=Example Issuing CA 2',
          number: '1f',
          thisUpdate: Date.UTC(2026, 10, 7),
          nextUpdate: Date.UTC(2026, 10, 14),
        },
      },
    ],
    urls: ['http://crl.example.net/issuing2.crl'],
  },
  en,
});
