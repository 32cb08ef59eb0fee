/** Observations, facts and verdicts made by hand, for tests of what is printed. Each function fills in what a test leaves out. */
import type { Finding, Verdict } from '../../src/diagnose/finding.ts';
import type { Facts } from '../../src/observe/facts.ts';
import type { EndpointObservation, Observation } from '../../src/observe/observation.ts';
import type { Target } from '../../src/observe/target.ts';
import { pymongo } from '../../src/clients/profiles/pymongo.ts';
import { buildReport } from '../../src/report/report.ts';
import type { Report } from '../../src/report/report.ts';
import { en } from '../../src/report/words/en.ts';
import type { ReportWords } from '../../src/report/words/words.ts';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import type { Certificate, DistinguishedName } from '../../src/x509/pki/certificate.ts';
import type { Verification } from '../../src/x509/verify/verification.ts';
import { capture as soundCapture, certificate as soundCertificate } from './facts.ts';

const octets = (...values: number[]): Uint8Array => new Uint8Array(values);

const name = (rfc4514: string): DistinguishedName => ({ rdns: [], rfc4514, der: octets(0x30, 0) });

export const now = Date.parse('2026-11-21T12:00:00Z');

/** A certificate as the report looks at it; its octets are no certificate. */
export function certificate(
  given: Partial<Omit<Certificate, 'subject' | 'issuer'>> & {
    readonly subject?: string;
    readonly issuer?: string;
  } = {},
): Certificate {
  const { subject = 'CN=db1.example.net', issuer = 'CN=Example Issuing CA 2', ...rest } = given;
  return {
    ...soundCertificate('db1.example.net', ''),
    der: octets(0x30, 0x03, 0x02, 0x01, subject.length % 128),
    serial: '1f',
    notBefore: Date.parse('2026-09-04T00:00:00Z'),
    notAfter: Date.parse('2026-12-03T00:00:00Z'),
    signatureAlgorithm: { oid: '1.2.840.10045.4.3.2', name: 'ecdsa-with-SHA256', parameters: null },
    ...rest,
    subject: name(subject),
    issuer: name(issuer),
  };
}

export const target = (given: Partial<Target> = {}): Target => ({
  input: 'db1.example.net:27017',
  scheme: null,
  host: 'db1.example.net',
  port: 27017,
  starttls: null,
  sni: 'db1.example.net',
  referenceIdentity: { kind: 'dns', name: 'db1.example.net' },
  ...given,
});

/** A TLS 1.3 handshake that was completed, with something to show of everything. */
export const capture = (given: Partial<Capture> = {}): Capture => ({
  ...soundCapture(),
  offered: {
    versions: [0x0304, 0x0303],
    cipherSuites: [0x1301, 0x1302],
    groups: [29, 23],
    signatureSchemes: [0x0403],
    serverName: 'db1.example.net',
    alpn: [],
  },
  cipherSuite: 0x1302,
  extendedMasterSecret: true,
  secureRenegotiation: true,
  extensions: [{ message: 'encrypted_extensions', type: 0, bytes: 0 }],
  certificates: ['3003020101'],
  messages: [
    { from: 'client', name: 'client_hello', bytes: 512, atMs: 11.25 },
    { from: 'server', name: 'server_hello', bytes: 122, atMs: 24.5 },
  ],
  ...given,
});

export const endpoint = (given: Partial<EndpointObservation> = {}): EndpointObservation => ({
  host: 'db1.example.net',
  address: '192.0.2.7',
  port: 27017,
  tcp: { kind: 'completed', value: { durationMs: 11 } },
  handshake: { kind: 'completed', value: { capture: capture(), firstByteMs: 24.5, handshakeMs: 38 } },
  fetchedIssuers: [],
  experiments: [],
  ...given,
});

export const observation = (given: Partial<Observation> = {}): Observation => ({
  schema: 'whytls.observation/1',
  observedAt: now,
  durationMs: 40.5,
  target: target(),
  resolution: { kind: 'completed', value: { addresses: ['192.0.2.7'], durationMs: 2 } },
  endpoints: [endpoint()],
  otherAddresses: [],
  trustStores: [],
  ...given,
});

export const accepted: Verification = { accepted: true, opensslError: null, problems: [], path: [] };

export const facts = (given: Partial<Facts> = {}): Facts => ({
  target: target(),
  client: pymongo,
  at: now,
  resolution: { kind: 'completed', value: { addresses: ['192.0.2.7'], durationMs: 2 } },
  endpoint: { host: 'db1.example.net', address: '192.0.2.7', port: 27017 },
  tcp: { kind: 'completed', value: { durationMs: 11 } },
  handshake: { kind: 'completed', value: { capture: capture(), firstByteMs: 24.5, handshakeMs: 38 } },
  chain: { kind: 'completed', value: [certificate()] },
  verification: { kind: 'completed', value: accepted },
  mongodb: { kind: 'notTried', because: 'notAsked' },
  stores: [
    {
      name: 'system',
      path: '/etc/ssl/certs',
      decides: true,
      certificates: 140,
      verification: { kind: 'completed', value: accepted },
    },
  ],
  fetchedIssuers: [],
  verificationWithFetched: { kind: 'notTried', because: 'notAsked' },
  staples: { kind: 'failed', problem: { kind: 'noneSent' } },
  responders: { answers: [], notAsked: 'notWanted' },
  experiments: [],
  directChain: { kind: 'notTried', because: 'notAsked' },
  ...given,
});

export const finding = (given: Partial<Finding> = {}): Finding => ({
  id: 'missing-intermediate',
  family: 'certificate',
  severity: 'error',
  rootCause: true,
  title: 'Intermediate certificate is missing',
  summary: 'The server does not send its intermediate certificate, so PyMongo cannot link it to a root that it trusts.',
  evidence: [
    { what: 'Sent', value: '1 certificate: CN=db1.example.net, issued by CN=Example Issuing CA 2' },
    { what: 'Trusted', value: 'ca.pem (1 certificate): CN=Example Root' },
  ],
  clientErrors: [
    {
      client: 'pymongo',
      message:
        'db1.example.net:27017: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)',
    },
  ],
  remedies: [
    {
      side: 'server',
      text: 'Append the intermediate to the certificate file, then rotate it in.',
      commands: [
        'cat issuing2.pem >> /etc/ssl/mongodb.pem',
        "mongosh --eval 'db.adminCommand({rotateCertificates: 1})' --host a-very-long-name.of-a-host.somewhere.example.net",
      ],
      references: ['https://www.mongodb.com/docs/manual/tutorial/configure-ssl/', 'RFC 8446, section 4.4.2'],
    },
    { side: 'client', text: 'Until then, append the same PEM to ca.pem.', commands: [], references: [] },
  ],
  endpoints: [0],
  ...given,
});

/** A report of these parts. SHA-256 is played by a fixed value: the report only passes it on. */
export function report(
  parts: {
    readonly observation?: Observation;
    readonly facts?: readonly Facts[];
    readonly verdict?: Partial<Verdict>;
    readonly words?: ReportWords;
  } = {},
): Report {
  return buildReport({
    observation: parts.observation ?? observation(),
    facts: parts.facts ?? [facts()],
    verdict: { verdict: 'ok', findings: [], undetermined: [], ...parts.verdict },
    client: pymongo,
    tool: { name: 'whytls', version: '0.0.0' },
    words: parts.words ?? en,
    tools: { sha256: () => new Uint8Array(32).fill(0xab), distinguishedName: () => 'CN=Client CA' },
  });
}
