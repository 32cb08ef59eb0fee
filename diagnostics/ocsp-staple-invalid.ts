import { unreachable } from '../src/base/never.ts';
import { isoTime, type UnixMs } from '../src/base/time.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { missingChain } from '../src/diagnose/chain-facts.ts';
import { shellWord, hostAndPort } from '../src/diagnose/commands.ts';
import { isCausedByClock } from '../src/diagnose/clock-skew.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { listed, shown } from '../src/diagnose/names.ts';
import { certificateFile, refusedEn } from '../src/diagnose/parties.ts';
import { mongodbOcsp, mongodbTls, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import type { StapleProblem } from '../src/diagnose/fact-types.ts';

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
    readonly problems: readonly [StapleProblem, ...StapleProblem[]];
  }[];
}

function sentence(problem: StapleProblem): string {
  switch (problem.kind) {
    case 'malformed':
      return 'it is no OCSP response that can be read';
    case 'responseStatus':
      return `the responder answered ${shown(problem.status)} instead of a status`;
    case 'otherCertificate':
      return `it is about another certificate${problem.serials.length === 0 ? '' : ` (serial ${listed(problem.serials.map(shown), 3)})`}`;
    case 'issuerUnknown':
      return "the issuer's certificate was not seen, so it could not be checked";
    case 'badSignature':
      return 'its signature is wrong';
    case 'foreignSigner':
      return `${shown(problem.responder)} signed it, which is neither the issuer nor certified by it`;
    case 'signerWithoutUsage':
      return `${shown(problem.responder)} signed it, whose certificate lacks the usage OCSPSigning`;
    case 'signerExpired':
      return `${shown(problem.responder)} signed it, whose certificate is out of date`;
    case 'notYetValid':
      return `it is from the future (thisUpdate ${isoTime(problem.thisUpdate)})`;
    case 'stale':
      return `it ran out at ${isoTime(problem.nextUpdate)} (nextUpdate)`;
    default:
      return unreachable(problem);
  }
}

const en: Words<OcspStapleInvalid> = {
  title: 'Stapled OCSP response is invalid',
  summary: ({ at, staples: [first], refused }) =>
    first === undefined
      ? ''
      : `${at.given === undefined ? 'The OCSP response that the server staples' : 'The OCSP response'} proves nothing: ${sentence(first.problems[0])}. ${
          refused
            ? `${at.shortClient} refuses ${refusedEn(at)}.`
            : `${at.client} does not look at it; clients that check OCSP refuse ${refusedEn(at)}.`
        }`,
  evidence: ({ at, staples, judgedAt, refused }) => [
    ...staples.flatMap(({ certificate, says, problems }) =>
      problems.map((problem) => ({
        what: `${at.given === undefined ? 'Staple' : 'Response'} for ${certificate === 0 ? 'the leaf' : `certificate ${certificate}`}`,
        value: `${says === null ? '' : `says ${says}, but `}${sentence(problem)}`,
      })),
    ),
    { what: 'Judged at', value: isoTime(judgedAt) },
    {
      what: 'Who notices',
      value: `${refused ? `${at.client} does. ` : ''}PyMongo with the ocsp extra, the Go and C drivers and curl --cert-status judge staples (PyMongo does not compare the serial number); PyMongo without the extra, AsyncMongoClient, Node, mongosh and openssl s_client do not.`,
    },
  ],
  remedies: ({ at }) => [
    {
      side: 'server',
      text: "Let the server fetch a fresh response: mongod asks its CA's responder by itself and staples the answer, so see in its log why that failed (ids 5512201, 5512202, 6144500, 4633601), whether it can reach the responder that the certificate names, and whether its clock is right; nginx with ssl_stapling_file wants the file replaced before nextUpdate. The last command shows that it worked.",
      commands: [
        `openssl x509 -in ${certificateFile(at)} -noout -ocsp_uri`,
        ...(at.given === undefined
          ? [`openssl s_client -connect ${shellWord(hostAndPort(at.host, at.port))} -status </dev/null`]
          : []),
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
  ],
  explanation:
    'A server may staple a proof from its CA into the handshake that its certificate is not revoked. A client that checks it must refuse when the proof is none: out of date, about another certificate, signed by somebody else, or an error code instead of an answer. The client prints only "invalid status response", whatever the reason.',
  howToCheck:
    'The finding says which check failed, with the times and names in the response. It is mended when the probe shows a valid staple, or none at all where the certificate does not demand one.',
};

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
    const staples = checked.flatMap(({ certificate, status, problems: [first, ...more] }) =>
      first === undefined ? [] : [{ certificate, says: status?.status ?? null, problems: [first, ...more] as const }],
    );
    if (staples.length === 0) {
      return checked.length < facts.staples.value.length ? undetermined('issuerCertificate') : ruledOut;
    }
    const isOutOfTime = staples.every(({ problems }) =>
      problems.every(({ kind }) => kind === 'notYetValid' || kind === 'stale'),
    );
    return found(
      { at: caseOf(facts), refused: facts.client.verifies.checksStaples, judgedAt: facts.at, staples },
      isOutOfTime && isCausedByClock(facts) ? ['clock-skew'] : [],
    );
  },
  clientMessage: ({ at }, facts) => facts.client.words.badStaple(at),
  example: {
    at: exampleCase,
    refused: false,
    judgedAt: Date.UTC(2026, 10, 21),
    staples: [{ certificate: 0, says: 'good', problems: [{ kind: 'stale', nextUpdate: Date.UTC(2026, 10, 14) }] }],
  },
  en,
});
