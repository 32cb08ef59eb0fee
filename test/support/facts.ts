/**
 * Facts made by hand, for tests of diagnoses: a server in order, and what to change. Each builder starts from health, so that a
 * test shows nothing but its fault.
 */
import { pymongo } from '../../src/clients/profiles/pymongo.ts';
import { attemptFailed, completed, notTried } from '../../src/observe/attempt.ts';
import type { Chain, Facts, ResponderAnswer, StoreVerdict } from '../../src/observe/facts.ts';
import type { Experiment, Question, TrustStoreProblem } from '../../src/observe/observation.ts';
import type { IoProblem } from '../../src/net/io-problem.ts';
import type { AlertSeen, Capture, MessageSeen } from '../../src/tls/handshake/capture.ts';
import type { HandshakeProblem, Waiting } from '../../src/tls/handshake/handshake-problem.ts';
import type { Certificate, DistinguishedName } from '../../src/x509/pki/certificate.ts';
import { ocspVerdicts } from '../../src/x509/revocation/driver-algorithm.ts';
import type { OcspStatus, StapleJudgement, StapleProblem } from '../../src/x509/revocation/staple-judgement.ts';
import type { Verification } from '../../src/x509/verify/verification.ts';
import type { OpensslError, VerifyProblem } from '../../src/x509/verify/verify-problem.ts';
import { utf8 } from '../../src/base/octets.ts';

/** The time at which everything is judged: 2026-11-21. */
export const now = Date.UTC(2026, 10, 21);

const none = new Uint8Array(0);

/** A name of one CN. Its "encoding" is the text: names are compared by it. */
export const name = (cn: string): DistinguishedName => ({
  rdns: [[{ type: '2.5.4.3', shortName: 'CN', value: cn }]],
  rfc4514: `CN=${cn}`,
  der: utf8(`CN=${cn}`),
});

/** A certificate for `subject` by `issuer`, valid for a month around `now`. */
export const certificate = (subject: string, issuer: string, change: Partial<Certificate> = {}): Certificate => ({
  der: utf8(`certificate of ${subject} by ${issuer}`),
  tbs: none,
  version: 3,
  serial: '01',
  issuer: name(issuer),
  subject: name(subject),
  notBefore: now - 15 * 86_400_000,
  notAfter: now + 15 * 86_400_000,
  spki: none,
  publicKeyBits: none,
  publicKey: { kind: 'ec', curve: 'secp256r1', bits: 256 },
  signatureAlgorithm: { oid: '1.2.840.10045.4.3.2', name: 'ecdsaWithSHA256', parameters: null },
  signature: none,
  subjectAltName: [{ kind: 'dns', value: subject }],
  basicConstraints: null,
  keyUsage: null,
  extendedKeyUsage: null,
  subjectKeyIdentifier: null,
  authorityKeyIdentifier: null,
  ocspUrls: [],
  caIssuersUrls: [],
  crlUrls: [],
  mustStaple: false,
  extensions: [],
  ...change,
});

export const leaf = certificate('db1.example.net', 'Issuing CA');
export const intermediate = certificate('Issuing CA', 'Root');
export const root = certificate('Root', 'Root');

/** A completed TLS 1.3 handshake as PyMongo offers it. */
export const capture = (change: Partial<Capture> = {}): Capture => ({
  offered: { ...pymongo.offer, serverName: 'db1.example.net', alpn: [] },
  completed: true,
  problem: null,
  stoppedEarly: false,
  protocol: 0x0304,
  cipherSuite: 0x1301,
  group: 29,
  signatureScheme: 0x0403,
  alpn: null,
  serverNameAcknowledged: true,
  helloRetryRequest: null,
  extendedMasterSecret: false,
  // TLS 1.3 has none, and says nothing of it.
  secureRenegotiation: (change.protocol ?? 0x0304) !== 0x0304,
  extensions: [],
  certificates: ['00'],
  staples: [],
  certificateRequest: null,
  clientCertificate: null,
  dhBits: null,
  applicationOctets: '',
  resumed: null,
  certificateTimestamps: [],
  certificateCompression: null,
  recordSizeLimit: null,
  encryptThenMac: false,
  session: { idOctets: 0, tickets: 0, ticketLifetime: null },
  alerts: [],
  messages: [],
  violations: [],
  firstOctets: '',
  octetsReceived: 2000,
  ...change,
});

/** A path that was accepted, unless problems say otherwise. */
export const verification = (
  problems: readonly VerifyProblem[] = [],
  opensslError: OpensslError | null = null,
  path: Verification['path'] = [
    { certificate: leaf, from: 'leaf' },
    { certificate: intermediate, from: 'sent' },
    { certificate: root, from: 'trustStore' },
  ],
): Verification => ({ accepted: problems.length === 0 && opensslError === null, opensslError, problems, path });

/** An error of OpenSSL's. */
export const opensslError = (code: number, text: string, depth = 0): OpensslError => ({
  code,
  name: `X509_V_ERR_${code}`,
  text,
  depth,
});

const caFile = (verdict: StoreVerdict['verification']): StoreVerdict => ({
  name: 'tlsCAFile',
  path: 'ca.pem',
  decides: true,
  certificates: verdict.kind === 'failed' ? null : 1,
  verification: verdict,
});

/** A server in order, seen by PyMongo with `ca.pem`. */
export const healthy = (change: Partial<Facts> = {}): Facts => {
  const verdict = completed(verification());
  const chain: Chain = [leaf, intermediate];
  return {
    target: {
      input: 'db1.example.net:27017',
      scheme: null,
      host: 'db1.example.net',
      port: 27017,
      starttls: null,
      sni: 'db1.example.net',
      referenceIdentity: { kind: 'dns', name: 'db1.example.net' },
    },
    client: pymongo,
    at: now,
    resolution: completed({ addresses: ['192.0.2.7'], durationMs: 1 }),
    endpoint: { host: 'db1.example.net', address: '192.0.2.7', port: 27017 },
    tcp: completed({ durationMs: 1 }),
    handshake: completed({ capture: capture(), firstByteMs: 2, handshakeMs: 5 }),
    chain: completed(chain),
    verification: verdict,
    stores: [caFile(verdict)],
    fetchedIssuers: [],
    verificationWithFetched: notTried('notAsked'),
    staples: attemptFailed({ kind: 'noneSent' }),
    responders: { answers: [], notAsked: 'notWanted' },
    experiments: [],
    mongodb: notTried('notAsked'),
    directChain: notTried('notAsked'),
    ...change,
  };
};

/** The same server, whose path has problems. */
export function refusedPath(
  problems: readonly VerifyProblem[],
  error: OpensslError | null = null,
  change: Partial<Facts> = {},
  path: Verification['path'] = verification().path,
): Facts {
  const verdict = completed(verification(problems, error, path));
  return healthy({ verification: verdict, stores: [caFile(verdict)], ...change });
}

/** The path breaks off at the leaf: nobody has the issuer. */
export const brokenPath = (change: Partial<Facts> = {}, end: Certificate = leaf): Facts =>
  refusedPath(
    [{ kind: 'issuerNotFound', depth: 0, subject: end.subject.rfc4514, issuer: end.issuer.rfc4514 }],
    opensslError(20, 'unable to get local issuer certificate'),
    { chain: completed([end]), ...change },
    [{ certificate: end, from: 'leaf' }],
  );

/** A handshake that ended early: no certificate was seen. */
export function ended(
  problem: HandshakeProblem,
  change: Partial<Capture> = {},
  experiments: readonly Experiment[] = [],
  facts: Partial<Facts> = {},
): Facts {
  const early: Partial<Capture> = {
    completed: false,
    problem,
    protocol: null,
    cipherSuite: null,
    group: null,
    signatureScheme: null,
    certificates: [],
    octetsReceived: 'octets' in problem ? problem.octets : 7,
  };
  return withoutChain({
    handshake: completed({ capture: capture({ ...early, ...change }), firstByteMs: null, handshakeMs: 5 }),
    experiments,
    ...facts,
  });
}

/** No chain, so no verdict on one. */
export const withoutChain = (change: Partial<Facts> = {}): Facts =>
  healthy({
    chain: notTried('handshake'),
    verification: notTried('certificate'),
    stores: [caFile(notTried('certificate'))],
    staples: notTried('certificate'),
    ...change,
  });

/** TCP did not open. */
export const unreached = (problem: IoProblem, change: Partial<Facts> = {}): Facts =>
  withoutChain({ tcp: attemptFailed(problem), handshake: notTried('tcp'), chain: notTried('tcp'), ...change });

/** The name gave no address. */
export const unresolved = (problem: IoProblem): Facts =>
  withoutChain({
    resolution: attemptFailed(problem),
    endpoint: null,
    tcp: notTried('dns'),
    handshake: notTried('dns'),
    chain: notTried('dns'),
    stores: [],
    verification: notTried('dns'),
  });

/** The trust store of `--tlsCAFile` could not be had. */
export function withoutCaFile(problem: TrustStoreProblem): Facts {
  const verdict = attemptFailed(problem);
  return healthy({ verification: verdict, stores: [caFile(verdict)] });
}

/** The server sent a staple for the leaf. */
export const stapled = (
  status: OcspStatus['status'] | null,
  problems: readonly StapleProblem[] = [],
  change: Partial<Facts> = {},
): Facts => withOcsp({ staples: [judgement(status, problems)] }, change);

/** An OCSP response about the leaf, judged. */
export const judgement = (
  status: OcspStatus['status'] | null,
  problems: readonly StapleProblem[] = [],
  change: Partial<StapleJudgement> = {},
): StapleJudgement => ({
  certificate: 0,
  status:
    status === null
      ? null
      : {
          status,
          revokedAt: status === 'revoked' ? now - 86_400_000 : null,
          reason: status === 'revoked' ? 'keyCompromise' : null,
          producedAt: now,
          thisUpdate: now,
          nextUpdate: now + 86_400_000,
        },
  problems,
  details: details(status, problems),
  ...change,
});

/** An answer of the responder that the leaf names. */
export const answer = (
  outcome: StapleJudgement | IoProblem,
  change: Partial<ResponderAnswer> = {},
): ResponderAnswer => ({
  certificate: 0,
  url: 'http://ocsp.example.net/',
  method: 'POST',
  digest: 'sha1',
  durationMs: 12,
  nonce: null,
  outcome: 'details' in outcome ? completed(outcome) : attemptFailed(outcome),
  ...change,
});

/** A server with this evidence of revocation by OCSP; what clients decide follows from it. */
export function withOcsp(
  seen: {
    readonly staples?: readonly StapleJudgement[];
    readonly answers?: readonly ResponderAnswer[];
    readonly notAsked?: Facts['responders']['notAsked'];
    readonly mustStaple?: readonly number[];
  },
  change: Partial<Facts> = {},
): Facts {
  const { staples = [], answers, notAsked = answers === undefined ? 'notWanted' : null, mustStaple = [] } = seen;
  const chain: Chain = [
    { ...leaf, mustStaple: mustStaple.includes(0), ocspUrls: ['http://ocsp.example.net/'] },
    { ...intermediate, mustStaple: mustStaple.includes(1) },
  ];
  return healthy({
    chain: completed(chain),
    staples: staples.length === 0 ? attemptFailed({ kind: 'noneSent' }) : completed(staples),
    responders: { answers: answers ?? [], notAsked },
    ocspVerdicts: ocspVerdicts({
      mustStaple,
      staples,
      hasResponder: true,
      endpointCheck: notAsked !== 'endpointCheckDisabled',
      answers:
        notAsked === null
          ? (answers ?? []).map(({ url, durationMs, outcome }) => ({
              url,
              durationMs,
              judgement: outcome.kind === 'completed' ? outcome.value : null,
            }))
          : null,
      at: now,
    }),
    ...change,
  });
}

/** What else such a response would show. */
export function details(
  status: OcspStatus['status'] | null,
  problems: readonly StapleProblem[],
): StapleJudgement['details'] {
  const isAbout = !problems.some(({ kind }) => kind === 'otherCertificate');
  const isBelieved = problems.every(({ kind }) => kind === 'otherCertificate' || kind === 'signerExpired');
  return {
    responses: status === null ? 0 : 1,
    oneIssuer: true,
    own: status === null || !isAbout ? null : { place: 0, digest: 'sha1' },
    pymongo: isBelieved
      ? { kind: 'believed', status: status ?? 'good', sameSerial: isAbout }
      : problems.some(({ kind }) => kind === 'malformed')
        ? { kind: 'raises', what: 'malformed' }
        : { kind: 'refused' },
  };
}

/** The server's alert at a point of the handshake. */
export const alert = (description: number, waitingFor: Waiting = 'serverHello'): HandshakeProblem => ({
  kind: 'alertReceived',
  level: 2,
  description,
  waitingFor,
});

export const alertSeen = (description: number): AlertSeen => ({
  from: 'server',
  level: 2,
  description,
  waitingFor: 'applicationData',
  atMs: 5,
});

/** The server's close at a point of the handshake. */
export const closed = (how: 'fin' | 'rst', waitingFor: Waiting = 'serverHello', octets = 0): HandshakeProblem => ({
  kind: 'closed',
  how,
  waitingFor,
  octets,
});

export const timedOut = (octets = 0, waitingFor: Waiting = 'serverHello'): HandshakeProblem => ({
  kind: 'timedOut',
  waitingFor,
  octets,
  afterMs: 10_000,
});

/** The client's Certificate message; 8 octets is an empty one. */
export const clientCertificate = (bytes: number): MessageSeen => ({
  from: 'client',
  name: 'certificate',
  bytes,
  atMs: 4,
});

/** An experiment that the server answered with a ServerHello, and no more was wanted. */
export const answered = (question: Question, protocol: number, cipherSuite: number): Experiment => ({
  question,
  result: { kind: 'handshake', capture: capture({ stoppedEarly: true, protocol, cipherSuite }) },
  durationMs: 1,
});

/** An experiment that the server refused. */
export const refused = (question: Question, problem: HandshakeProblem): Experiment => ({
  question,
  result: {
    kind: 'handshake',
    capture: capture({ completed: false, problem, protocol: null, cipherSuite: null, certificates: [] }),
  },
  durationMs: 1,
});

/** An experiment that drew octets, as text or hexadecimal. */
export const heard = (
  question: Extract<Question, { readonly kind: 'speaksFirst' | 'answersPlaintext' }>,
  octets: Uint8Array,
): Experiment => ({
  question,
  result: { kind: 'octets', octets: Buffer.from(octets).toString('hex'), ended: 'fin' },
  durationMs: 1,
});
