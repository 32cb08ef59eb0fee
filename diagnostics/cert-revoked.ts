import { isoTime, type UnixMs } from '../src/base/time.ts';
import { caseOf, checkAs, checkWithCrlFile, exampleCase, type Case } from '../src/diagnose/case.ts';
import { missingChain, opensslMessage, problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { crlToPem } from '../src/diagnose/remedies/commands.ts';
import type { OcspVerdict, OcspVerdicts, StapleJudgement } from '../src/diagnose/fact-types.ts';
import { crlEn, type CrlSeen } from '../src/diagnose/words/crl-words.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { shown } from '../src/diagnose/words/names.ts';
import { answersOf, lacksAnswers, ownVerdict, refusesBy, verdictsOf } from '../src/diagnose/reading/ocsp-facts.ts';
import { ocspDecisionsEn, ocspReasonEn } from '../src/diagnose/words/ocsp-words.ts';
import { hasOcspExtra, installOcspExtra, pythonNamed } from '../src/diagnose/remedies/python-here.ts';
import { judgeOf, leafEn, ownerOf, takeUp } from '../src/diagnose/parties.ts';
import type { Facts } from '../src/observe/facts.ts';
import { mongodbOcsp, mongodbTls, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';

/** A valid OCSP response, stapled or from the responder, or a CRL, says that a certificate was revoked. */
export interface CertRevoked {
  readonly at: Case;
  /** Whether the client looks at this response, or at this CRL, and so refuses. */
  readonly refused: boolean;
  /** By OCSP. */
  readonly certificates: readonly {
    readonly index: number;
    readonly subject: string;
    readonly revokedAt: UnixMs | null;
    readonly reason: string | null;
    readonly thisUpdate: UnixMs;
    readonly nextUpdate: UnixMs | null;
    /** The responder that was asked; null: it was stapled. */
    readonly url: string | null;
  }[];
  /** The client's own verdict by OCSP, where it looks and accepts all the same. */
  readonly accepts: OcspVerdict | null;
  readonly verdicts: OcspVerdicts | null;
  /** By CRL. */
  readonly listed: readonly {
    readonly depth: number;
    readonly subject: string;
    readonly revokedAt: UnixMs | null;
    readonly reason: string | null;
    readonly crl: CrlSeen;
    /** Why the client does not notice; null: it does. */
    readonly unnoticed: 'leafOnly' | 'notGiven' | 'takesNone' | null;
  }[];
}

const en: Words<CertRevoked> = {
  title: 'Certificate was revoked',
  summary: ({ at, certificates, listed, refused, accepts }) => {
    const first = certificates[0] ?? listed[0];
    if (first === undefined) return '';
    const isLeaf = ('index' in first ? first.index : first.depth) === 0;
    const what = isLeaf ? leafEn(at) : `The certificate ${shown(first.subject)}`;
    const when = first.revokedAt === null ? '' : ` on ${isoTime(first.revokedAt).slice(0, 10)}`;
    const why = first.reason === null ? '' : ` (${shown(first.reason)})`;
    return `${what} was revoked by its CA${when}${why}: ${
      refused
        ? `${at.shortClient} refuses it.`
        : 'unnoticed' in first
          ? `${at.client} accepts it silently, because ${blindness[first.unnoticed ?? 'notGiven']}`
          : accepts === null
            ? `${at.client} accepts it silently, because it does not check OCSP; clients that do refuse it.`
            : `${at.shortClient} accepts it all the same (${ocspReasonEn(accepts)}).`
    }`;
  },
  evidence: ({ at, certificates, listed, refused, verdicts }) => [
    ...certificates.map(({ index, subject, revokedAt, reason, thisUpdate, nextUpdate, url }) => ({
      what: `${at.given !== undefined || url !== null ? '' : 'Stapled '}OCSP response for ${index === 0 ? 'the leaf' : `certificate ${index}`}${url === null ? '' : `, from ${shown(url)}`}`,
      value: `${shown(subject)}: revoked${revokedAt === null ? '' : ` at ${isoTime(revokedAt)}`}${reason === null ? '' : `, ${shown(reason)}`}; signature good, of ${isoTime(thisUpdate)}${nextUpdate === null ? '' : `, good until ${isoTime(nextUpdate)}`}`,
    })),
    ...listed.map(({ depth, subject, revokedAt, reason, crl }) => ({
      what: `CRL entry for ${depth === 0 ? 'the leaf' : `depth ${depth}`}`,
      value: `${shown(subject)}: revoked${revokedAt === null ? '' : ` at ${isoTime(revokedAt)}`}${reason === null ? '' : `, ${shown(reason)}`}; CRL of ${crlEn(crl)}, signature good`,
    })),
    ...(certificates.length > 0 ? ocspDecisionsEn(verdicts) : []),
    ...(verdicts !== null && listed.length === 0
      ? []
      : [
          {
            what: 'Who notices',
            value: `${refused ? `${at.client} does. ` : ''}${whoNoticesEn(certificates.length > 0 && verdicts === null, listed.length > 0)}`,
          },
        ]),
  ],
  remedies: ({ at, certificates, listed, refused }) => {
    const isOfCa = [...certificates.map(({ index }) => index), ...listed.map(({ depth }) => depth)].every(
      (place) => place > 0,
    );
    return [
      {
        side: ownerOf(at),
        text: isOfCa
          ? 'Have a certificate issued by an intermediate that is not revoked, put both in place, and check again. If nobody told you, ask the CA why it revoked its own intermediate: every certificate below it is concerned.'
          : 'Have a certificate with a new key issued, put it in place, and check again. Find out first why the CA revoked the old one: if its key leaked, everything that it protected is concerned.',
        commands: takeUp(at),
        references: [reference(mongodbTls), reference(rfc(6960, '2.2'))],
      },
      ...(refused || certificates.length === 0
        ? []
        : ([
            {
              side: 'client',
              text:
                at.python === undefined
                  ? 'If the client is PyMongo, let it see this: it checks OCSP only with this extra, and only by MongoClient, not by AsyncMongoClient.'
                  : hasOcspExtra(at.python)
                    ? `With your Python here (${pythonNamed(at.python)}) MongoClient does see this: the ocsp extra is installed; AsyncMongoClient does not. The command looks through the eyes of the former.`
                    : `Let PyMongo see this: it checks OCSP only with the ocsp extra, which your Python here (${pythonNamed(at.python)}) lacks, and only by MongoClient, not by AsyncMongoClient.`,
              commands:
                at.python !== undefined && hasOcspExtra(at.python)
                  ? [checkAs(at, 'pymongo-ocsp')]
                  : [installOcspExtra(at)],
              references: [reference(pymongoTls)],
            },
          ] as const)),
      ...(listed.some(({ unnoticed }) => unnoticed === 'notGiven')
        ? ([
            {
              side: judgeOf(at),
              text: 'Let the client see this: give it the CRL, in PEM. PyMongo and Node read it from tlsCRLFile when the client is made; none of them fetches it. The last command shows that it is noticed.',
              commands: [crlToPem('issuing.crl', 'crl.pem'), checkWithCrlFile(at, 'crl.pem')],
              references: [reference(pymongoTls)],
            },
          ] as const)
        : []),
    ];
  },
  explanation:
    'A CA revokes a certificate when it must no longer be used, for example after its key leaked. It says so in two ways: by OCSP responses, which the server staples into the handshake or a client fetches from the responder that the certificate names, and by revocation lists (CRLs), which the client is given in a file. Clients that check OCSP refuse; many clients never look, PyMongo without the extra pymongo[ocsp] among them. A CRL is looked at by clients that have one: PyMongo without the extra (tlsCRLFile), Node, curl --crlfile.',
  howToCheck:
    'The finding shows what the staple or the CRL says and since when. `openssl s_client -connect host:port -status` shows the same staple, `openssl ocsp` asks the same responder, `openssl crl -in crl.pem -noout -text` the entries of a CRL by serial number. It is mended when a new certificate is served whose staple says good, or that is on no CRL. tlsDisableOCSPEndpointCheck keeps a driver from asking the responder; a staple is judged all the same.',
};

const blindness = {
  leafOnly: 'it looks up the leaf alone in its CRLs; clients that look up every certificate refuse it.',
  notGiven: 'it was given no CRL; with one it refuses it.',
  takesNone: 'it takes no CRL; clients that do refuse it.',
} satisfies Record<NonNullable<CertRevoked['listed'][number]['unnoticed']>, string>;

function whoNoticesEn(byOcsp: boolean, byCrl: boolean): string {
  const ocsp =
    'PyMongo with the ocsp extra, the Go and C drivers, GnuTLS and curl --cert-status refuse it. PyMongo without the extra, AsyncMongoClient, Node, mongosh and openssl s_client accept it without a word.';
  const crl =
    'By a CRL, whoever is given one: PyMongo (tlsCRLFile, the leaf alone), Node and mongosh (the whole path), curl --crlfile. No driver fetches one by itself.';
  return [...(byOcsp ? [ocsp] : []), ...(byCrl ? [crl] : [])].join(' ');
}

export default defineDiagnosis<CertRevoked>({
  id: 'cert-revoked',
  family: 'revocation',
  severity: 'error',
  sources: [rfc(6960, '2.2'), rfc(6066, '8'), rfc(8446, '4.4.2.1'), rfc(5280, '5.3'), mongodbOcsp, pymongoTls],
  clientErrors: [
    printed(
      'PyMongo with PyOpenSSL',
      "SSL handshake failed: <h>:<p>: [('SSL routines', '', 'invalid status response')]",
    ),
    printed(
      'PyMongo with PyOpenSSL (OpenSSL 1.1.1)',
      "[('SSL routines', 'tls_process_initial_server_flight', 'invalid status response')]",
    ),
    printed('Python ssl, PyMongo with tlsCRLFile', 'certificate verify failed: certificate revoked (_ssl.c:1006)'),
    printed('openssl', 'Verify return code: 23 (certificate revoked)'),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate chain is revoked.'),
    printed('Go driver', 'OCSP verification failed: certificate is revoked'),
    printed('libmongoc', 'TLS handshake failed: Failed OCSP verification'),
  ],
  consequenceOf: [],
  asksPython: true,
  judge: (facts) => {
    const missing = missingChain(facts);
    if (missing !== null) return undetermined(missing);
    const listed = listedIn(facts);
    const responses = responsesIn(facts);
    const revoked = responses.filter(({ judgement }) => judgement.status?.status === 'revoked');
    const certificates = revoked.flatMap(({ url, judgement: { certificate: index, status, problems } }) => {
      // A response that proves nothing, proves no revocation: `ocsp-staple-invalid` and `ocsp-endpoint-failure` tell of it.
      if (status === null || problems.length > 0) return [];
      const { revokedAt, reason, thisUpdate, nextUpdate } = status;
      return [{ index, subject: subjectAt(facts, index), revokedAt, reason, thisUpdate, nextUpdate, url }];
    });
    if (certificates.length === 0 && (listed === null || listed.length === 0)) {
      const blind =
        revoked.length > 0 &&
        revoked.every(({ judgement }) => judgement.problems.some(({ kind }) => kind === 'issuerUnknown'));
      if (blind) return undetermined('issuerCertificate');
      const isCleared = responses.some(
        ({ judgement: { certificate, status, problems } }) =>
          certificate === 0 && status?.status === 'good' && problems.length === 0,
      );
      if (!isCleared && lacksAnswers(facts)) return undetermined('responder');
      // Without a response and without a CRL there is nothing here to judge.
      return responses.length === 0 && listed === null ? notApplicable : ruledOut;
    }
    const byOcsp = certificates.length > 0 && refusesBy(facts, 'stapleRevoked', 'answerRevoked');
    const own = certificates.length > 0 ? ownVerdict(facts) : null;
    const refused = byOcsp || (listed ?? []).some(({ unnoticed }) => unnoticed === null);
    const what: CertRevoked = {
      at: caseOf(facts),
      refused,
      certificates: certificates.filter(
        (one, place) => certificates.findIndex(({ index, url }) => index === one.index && url === one.url) === place,
      ),
      listed: listed ?? [],
      accepts: own?.accepted === true && own.because !== 'neverLooks' ? own : null,
      verdicts: verdictsOf(facts),
    };
    // A client that does not look connects.
    return found(what, [], refused ? 'error' : 'warning');
  },
  clientMessage: ({ at, certificates, refused }, facts) =>
    opensslMessage(facts, [23]) ??
    (certificates.length > 0 && refused ? facts.client.words.badStaple(at, undefined, { kind: 'revoked' }) : null),
  example: {
    at: { ...exampleCase, client: 'PyMongo on Python 3.10 or later' },
    refused: false,
    certificates: [
      {
        index: 0,
        subject: 'CN=db1.example.net',
        revokedAt: Date.UTC(2026, 10, 1),
        reason: 'keyCompromise',
        thisUpdate: Date.UTC(2026, 10, 20),
        nextUpdate: Date.UTC(2026, 10, 27),
        url: null,
      },
    ],
    accepts: null,
    verdicts: null,
    listed: [],
  },
  en,
});

/** Every response that there is, stapled or from a responder. */
const responsesIn = (facts: Facts): readonly { readonly url: string | null; readonly judgement: StapleJudgement }[] => [
  ...(facts.staples.kind === 'completed' ? facts.staples.value : []).map((judgement) => ({ url: null, judgement })),
  ...answersOf(facts).flatMap(({ url, outcome }) =>
    outcome.kind === 'completed' ? [{ url, judgement: outcome.value }] : [],
  ),
];

/** What CRLs say of the path, those of the client and those that we fetched; null where there are none. */
function listedIn({ verification, crls, client }: Facts): CertRevoked['listed'] | null {
  if (verification.kind !== 'completed') return null;
  const noticed = problemsOf(verification.value, 'revoked');
  const all = (crls?.outcome?.problems ?? []).filter((problem) => problem.kind === 'revoked');
  if (noticed.length === 0 && verification.value.crls === undefined && !crls?.outcome) return null;
  const { crlCheck } = client.verifies;
  const whyNot = (depth: number) =>
    crlCheck === 'none' ? 'takesNone' : crlCheck === 'leaf' && depth > 0 ? 'leafOnly' : 'notGiven';
  return [
    ...noticed.map((one) => ({ ...one, unnoticed: null })),
    ...all
      .filter(({ depth }) => noticed.every((one) => one.depth !== depth))
      .map((one) => ({ ...one, unnoticed: whyNot(one.depth) }) as const),
  ];
}

const subjectAt = (facts: Parameters<typeof missingChain>[0], index: number): string =>
  facts.chain.kind === 'completed' ? (facts.chain.value[index]?.subject.rfc4514 ?? '') : '';
