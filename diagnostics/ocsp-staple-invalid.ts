import { isoTime, type UnixMs } from '../src/base/time.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { missingChain } from '../src/diagnose/reading/chain-facts.ts';
import { sClient } from '../src/diagnose/remedies/commands.ts';
import { isCausedByClock } from '../src/diagnose/reading/clock-skew.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { isOutOfTime, ownVerdict, refusesBy, verdictsOf } from '../src/diagnose/reading/ocsp-facts.ts';
import { ocspDecisionsEn, ocspReasonEn, stapleProblemEn } from '../src/diagnose/words/ocsp-words.ts';
import { certificateFile, refusedEn } from '../src/diagnose/parties.ts';
import { mongodbOcsp, mongodbTls, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import type {
  OcspException,
  OcspRefusal,
  OcspVerdict,
  OcspVerdicts,
  StapleJudgement,
  StapleProblem,
} from '../src/diagnose/fact-types.ts';
import type { Facts } from '../src/observe/facts.ts';

/** A staple that proves nothing. */
export interface OcspStapleInvalid {
  readonly at: Case;
  readonly refused: boolean;
  readonly judgedAt: UnixMs;
  readonly staples: readonly {
    /** Place of the certificate in the chain as sent. */
    readonly certificate: number;
    /** What it says nevertheless. */
    readonly says: 'good' | 'revoked' | 'unknown' | null;
    readonly problems: readonly StapleProblem[];
    /** Set where the response is in order, and the client at hand cannot use it all the same. */
    readonly quirk: StapleQuirk | null;
  }[];
  /** The client's own verdict, where it looks at the staple and accepts it all the same. */
  readonly accepts: OcspVerdict | null;
  readonly verdicts: OcspVerdicts | null;
}

/** Why a client cannot use a response that is in order. */
export type StapleQuirk = 'certIdDigest' | 'severalResponses' | 'signatureAlgorithm' | 'signer';

const quirksEn: Readonly<Record<StapleQuirk, string>> = {
  certIdDigest: 'it names the certificate by another digest than SHA-1, which this client does not understand',
  severalResponses: 'it speaks of several certificates, and this client takes only one',
  signatureAlgorithm: 'it is signed by an algorithm that this client does not know',
  signer: 'this client does not recognise its signer',
};

const sentence = ({ problems: [problem], quirk }: OcspStapleInvalid['staples'][number]): string =>
  problem === undefined ? quirksEn[quirk ?? 'signer'] : stapleProblemEn(problem);

const en: Words<OcspStapleInvalid> = {
  title: 'Stapled OCSP response is invalid',
  summary: ({ at, staples: [first], refused, accepts }) => {
    if (first === undefined) return '';
    const which = first.certificate === 0 ? '' : ` for certificate ${first.certificate}`;
    const what =
      at.given === undefined ? `The OCSP response that the server staples${which}` : `The OCSP response${which}`;
    const proves = first.problems.length > 0 ? 'proves nothing' : `proves nothing to ${at.shortClient}`;
    return `${what} ${proves}: ${sentence(first)}. ${
      refused
        ? `${at.shortClient} refuses ${refusedEn(at)}.`
        : accepts === null
          ? `${at.client} does not look at it; clients that check ${first.certificate === 0 ? 'OCSP' : 'it'} refuse ${refusedEn(at)}.`
          : `${at.shortClient} accepts it all the same (${ocspReasonEn(accepts)}); clients that go by MongoDB's specification refuse ${refusedEn(at)}.`
    }`;
  },
  evidence: ({ at, staples, judgedAt, verdicts }) => [
    ...staples.flatMap((staple) => {
      const { certificate, says, problems } = staple;
      const reasons = problems.length === 0 ? [sentence(staple)] : problems.map(stapleProblemEn);
      return reasons.map((reason) => ({
        what: `${at.given === undefined ? 'Staple' : 'Response'} for ${certificate === 0 ? 'the leaf' : `certificate ${certificate}`}`,
        value: `${says === null ? '' : `says ${says}, but `}${reason}`,
      }));
    }),
    { what: 'Judged at', value: isoTime(judgedAt) },
    ...(verdicts === null ? [{ what: 'Who notices', value: whoNoticesEn }] : ocspDecisionsEn(verdicts)),
  ],
  remedies: ({ at, staples }) => [
    ...(staples.some(({ quirk }) => quirk !== null)
      ? ([
          {
            side: 'server',
            text: 'The response is in order by RFC 6960; other clients take it. Until this client does, let the responder answer in the form that it understands: about one certificate, named by SHA-1, the responder named by its name, signed with ECDSA or RSA PKCS #1.',
            commands: [at.check],
            references: [reference(rfc(6960, '4.2.1')), reference(pymongoTls)],
          },
        ] as const)
      : []),
    ...(staples.every(({ quirk }) => quirk !== null)
      ? []
      : ([
          {
            side: 'server',
            text: "Let the server fetch a fresh response: mongod asks its CA's responder by itself and staples the answer, so see in its log why that failed (ids 5512201, 5512202, 6144500, 4633601), whether it can reach the responder that the certificate names, and whether its clock is right; nginx with ssl_stapling_file wants the file replaced before nextUpdate. The last command shows that it worked.",
            commands: [
              `openssl x509 -in ${certificateFile(at)} -noout -ocsp_uri`,
              ...(at.given === undefined ? [sClient(at, '-status')] : []),
              at.check,
            ],
            references: [reference(mongodbTls), reference(rfc(6960, '3.2'))],
          },
          {
            side: 'server',
            text: 'If the responder is your own: it must sign with the key of the issuer, or with a certificate that this issuer gave the usage OCSPSigning; it must answer for this very certificate; and its clock must be right.',
            commands: [],
            references: [reference(rfc(6960, '4.2.2.2')), reference(mongodbOcsp)],
          },
        ] as const)),
    ...(staples.some(({ problems }) => isOutOfTime(problems))
      ? ([
          {
            side: 'client',
            text: 'If "Judged at" above is not the present time (UTC), the clock of this machine is wrong: set it, and the response may be good.',
            commands: ['date -u'],
            references: [],
          },
        ] as const)
      : []),
  ],
  explanation:
    'A server may staple a proof from its CA into the handshake that its certificate is not revoked. A client that checks it must refuse when the proof is none: out of date, about another certificate, signed by somebody else, or an error code instead of an answer. The client prints only "invalid status response", whatever the reason.',
  howToCheck:
    'The finding says which check failed, with the times and names in the response. It is mended when the probe shows a valid staple, or none at all where the certificate does not demand one.',
};

const whoNoticesEn =
  'PyMongo with the ocsp extra, the Go and C drivers and curl --cert-status judge staples (PyMongo does not compare the serial number); PyMongo without the extra, AsyncMongoClient, Node, mongosh and openssl s_client do not.';

export default defineDiagnosis<OcspStapleInvalid>({
  id: 'ocsp-staple-invalid',
  family: 'revocation',
  severity: 'error',
  sources: [rfc(6960, '3.2'), rfc(6960, '4.2.2.2'), rfc(6066, '8'), mongodbOcsp, pymongoTls],
  clientErrors: [
    printed(
      'PyMongo with PyOpenSSL',
      "SSL handshake failed: <h>:<p>: [('SSL routines', '', 'invalid status response')]",
    ),
    printed(
      'PyMongo with PyOpenSSL (OpenSSL 1.1.1)',
      "[('SSL routines', 'tls_process_initial_server_flight', 'invalid status response')]",
    ),
    printed('GnuTLS', 'The certificate is NOT trusted. The received OCSP status response is invalid.'),
    printed('GnuTLS', 'The revocation or OCSP data are old and have been superseded.'),
    printed('curl --cert-status', 'curl: (91) OCSP response verification failed'),
    printed('curl --cert-status', 'curl: (91) Invalid OCSP response status: trylater (3)'),
    printed('curl --cert-status', 'curl: (91) OCSP response has expired'),
    printed('curl --cert-status', 'curl: (91) Could not find certificate ID in OCSP response'),
    printed('curl --cert-status', 'curl: (91) Invalid OCSP response'),
    printed(
      'PyMongo with PyOpenSSL (OpenSSL 4)',
      "SSL handshake failed: <h>:<p>: [('asn1 encoding routines', '', 'too long'), ('asn1 encoding routines', '', 'bad object header'), ('asn1 encoding routines', '', 'nested asn1 error'), ('SSL routines', '', 'tlsv1 bad certificate status response')]",
    ),
    printed(
      'PyMongo with PyOpenSSL',
      'OCSP response contains 2 SINGLERESP structures.  Use .response_iter to iterate through them',
    ),
    printed('PyMongo with PyOpenSSL', 'Signature algorithm OID: 1.2.840.113549.1.1.10 not recognized'),
    printed('Go driver', 'delegate responder certificate is missing the OCSP signing extended key usage'),
    printed('libmongoc', 'TLS handshake failed: Failed OCSP verification'),
    printed(
      'a server whose client refused the staple',
      '[SSL: TLSV1_BAD_CERTIFICATE_STATUS_RESPONSE] tlsv1 bad certificate status response (_ssl.c:1006)',
    ),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const missing = missingChain(facts);
    if (missing !== null) return undetermined(missing);
    if (facts.staples.kind !== 'completed') return notApplicable;
    const checked = facts.staples.value.filter(
      ({ problems }) => !problems.some(({ kind }) => kind === 'issuerUnknown'),
    );
    const own = ownVerdict(facts);
    const refused = refusesBy(facts, 'stapleInvalid');
    const staples = checked.flatMap((staple) => {
      const { certificate, status, problems } = staple;
      const quirk = problems.length === 0 && certificate === 0 && own !== null && refused ? quirkOf(staple) : null;
      return problems.length === 0 && quirk === null
        ? []
        : [{ certificate, says: status?.status ?? null, problems, quirk }];
    });
    if (staples.length === 0) {
      return checked.length < facts.staples.value.length ? undetermined('issuerCertificate') : ruledOut;
    }
    const looks = own?.accepted === true && own.because !== 'neverLooks' && staples[0]?.certificate === 0;
    const what = {
      at: caseOf(facts),
      refused,
      judgedAt: facts.at,
      staples,
      accepts: looks ? own : null,
      verdicts: verdictsOf(facts),
    };
    const byTime = staples.every(({ problems }) => problems.length > 0 && problems.every((one) => isOutOfTime([one])));
    // A client that does not refuse connects, and that is what this client's user sees.
    return found(what, byTime && isCausedByClock(facts) ? ['clock-skew'] : [], refused ? 'error' : 'warning');
  },
  clientMessage: ({ at, refused }, facts) =>
    refused ? facts.client.words.badStaple(at, exceptionOf(facts), whyInvalid(facts)) : null,
  example: {
    at: exampleCase,
    refused: false,
    accepts: null,
    verdicts: null,
    judgedAt: Date.UTC(2026, 10, 21),
    staples: [
      { certificate: 0, says: 'good', problems: [{ kind: 'stale', nextUpdate: Date.UTC(2026, 10, 14) }], quirk: null },
    ],
  },
  en,
});

/** Why a client refuses what is in order. */
function quirkOf({ details }: StapleJudgement): StapleQuirk {
  const { pymongo, own, responses } = details;
  if (pymongo.kind === 'raises' && pymongo.what === 'unsupportedAlgorithm') return 'signatureAlgorithm';
  if (responses > 1) return 'severalResponses';
  return own?.digest === 'sha1' ? 'signer' : 'certIdDigest';
}

/** What is wrong with the leaf's staple. */
function whyInvalid(facts: Facts): OcspRefusal {
  const staples = facts.staples.kind === 'completed' ? facts.staples.value : [];
  const problems = staples.find(({ certificate }) => certificate === 0)?.problems ?? [];
  return { kind: 'invalid', problems, at: facts.at };
}

/** Where the client stumbles over the leaf's staple instead of judging it. */
function exceptionOf(facts: Facts): OcspException | undefined {
  if (facts.client.verifies.ocsp !== 'pymongo' || facts.staples.kind !== 'completed') return undefined;
  const details = facts.staples.value.find(({ certificate }) => certificate === 0)?.details;
  if (details?.pymongo.kind !== 'raises') return undefined;
  return { what: details.pymongo.what, stapled: true, responses: details.responses };
}
