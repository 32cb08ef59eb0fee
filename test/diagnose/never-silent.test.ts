/**
 * A tool that says nothing of a failure is worse than none. Every way in which a connection can fail, by the types that list
 * them, ends in a finding: the tables below do not compile when a new way is added and forgotten here.
 */
import { describe, expect, it } from 'vitest';
import type { IoProblem } from '../../src/net/io-problem.ts';
import type { HandshakeProblem } from '../../src/tls/handshake/handshake-problem.ts';
import { alertDescriptions } from '../../src/tls/wire/registries/alert.ts';
import type { VerifyProblem } from '../../src/x509/verify/verify-problem.ts';
import {
  alert,
  ended,
  opensslError,
  refusedPath,
  unreached,
  unresolved,
  withoutCaFile,
  withoutChain,
} from '../support/facts.ts';
import { diagnoses } from '../../diagnostics/index.ts';
import { verdictOf } from '../support/verdict.ts';

type Table<P extends { readonly kind: string }> = {
  readonly [K in P['kind']]: readonly Extract<P, { readonly kind: K }>[];
};

const waitingFor = 'serverHello';
const subject = 'CN=x';
const crl = { issuer: 'CN=y', number: null, thisUpdate: 0, nextUpdate: 'absent' } as const;

const handshakeProblems: Table<HandshakeProblem> = {
  alertReceived: Array.from({ length: 256 }, (_, description) => ({
    kind: 'alertReceived',
    level: 2,
    description,
    waitingFor,
  })),
  closed: (['serverHello', 'certificate', 'finished', 'applicationData'] as const).flatMap((due) => [
    { kind: 'closed', how: 'fin', waitingFor: due, octets: 0 },
    { kind: 'closed', how: 'rst', waitingFor: due, octets: 90 },
  ]),
  timedOut: [
    { kind: 'timedOut', waitingFor, octets: 0, afterMs: 1 },
    { kind: 'timedOut', waitingFor: 'finished', octets: 9, afterMs: 1 },
  ],
  notTls: [{ kind: 'notTls' }],
  undecodable: [
    {
      kind: 'undecodable',
      waitingFor,
      problem: { kind: 'truncated', path: 'ServerHello.random', offset: 6, actual: 3, expected: '32 octets' },
    },
  ],
  unexpected: [
    { kind: 'unexpected', what: 'handshake', type: 1, waitingFor },
    { kind: 'unexpected', what: 'record', type: 99, waitingFor },
  ],
  illegalChoice: (['protocol', 'cipherSuite', 'group', 'compression', 'retry', 'extension'] as const).map((what) => ({
    kind: 'illegalChoice',
    what,
    value: 1,
    waitingFor,
  })),
  cannotComplete: (['protocol', 'keyExchange', 'cipher', 'clientKey'] as const).map((what) => ({
    kind: 'cannotComplete',
    what,
    value: 0x0303,
    waitingFor,
  })),
  checkFailed: (
    ['certificateVerify', 'serverKeyExchange', 'finished', 'record', 'leafKey', 'sharedSecret'] as const
  ).map((what) => ({ kind: 'checkFailed', what, waitingFor })),
  tooMuch: (['messageOctets', 'totalOctets', 'emptyRecords', 'warningAlerts', 'messages', 'certificates'] as const).map(
    (limit) => ({ kind: 'tooMuch', limit, bound: 9, waitingFor }),
  ),
  aborted: [{ kind: 'aborted', waitingFor }],
};

const ioProblems: Table<IoProblem> = {
  nameNotFound: [{ kind: 'nameNotFound', name: 'x' }],
  resolverFailed: [{ kind: 'resolverFailed', name: 'x', code: 'ESERVFAIL' }],
  refused: [{ kind: 'refused' }],
  reset: [{ kind: 'reset' }],
  unreachable: [{ kind: 'unreachable', code: 'EHOSTUNREACH' }],
  timedOut: [{ kind: 'timedOut', afterMs: 1 }],
  aborted: [{ kind: 'aborted' }],
  fileNotFound: [{ kind: 'fileNotFound', path: 'x' }],
  fileUnreadable: [{ kind: 'fileUnreadable', path: 'x', code: 'EACCES' }],
  tooLarge: [{ kind: 'tooLarge', limit: 1 }],
  httpStatus: [{ kind: 'httpStatus', status: 500 }],
  other: [{ kind: 'other', code: 'EMFILE' }],
  proxyUnreachable: [{ kind: 'proxyUnreachable', proxy: 'http://192.0.2.3:3128', cause: { kind: 'refused' } }],
  proxyRefused: [{ kind: 'proxyRefused', proxy: 'http://192.0.2.3:3128', said: 'HTTP/1.1 403 Forbidden', status: 403 }],
  proxyNotSpoken: [{ kind: 'proxyNotSpoken', proxy: 'http://192.0.2.3:3128', said: 'SSH-2.0-x' }],
  proxyEnded: [{ kind: 'proxyEnded', proxy: 'http://192.0.2.3:3128', how: 'fin', at: 'CONNECT', said: '', afterMs: 1 }],
  starttlsRefused: [
    { kind: 'starttlsRefused', protocol: 'smtp', said: '454 no', at: 'STARTTLS', status: 454, advertised: true },
  ],
  starttlsNotSpoken: [{ kind: 'starttlsNotSpoken', protocol: 'smtp', said: 'SSH-2.0-x', at: 'greeting' }],
  starttlsEnded: [{ kind: 'starttlsEnded', protocol: 'smtp', how: 'silence', at: 'greeting', said: '', afterMs: 1 }],
};

const verifyProblems: Table<VerifyProblem> = {
  expired: [0, 1, 2].map((depth) => ({ kind: 'expired', depth, subject, notAfter: 0 })),
  notYetValid: [{ kind: 'notYetValid', depth: 0, subject, notBefore: 9e12 }],
  selfSignedLeaf: [{ kind: 'selfSignedLeaf', depth: 0, subject }],
  selfSignedInPath: [{ kind: 'selfSignedInPath', depth: 1, subject }],
  issuerNotFound: [{ kind: 'issuerNotFound', depth: 0, subject, issuer: 'CN=y' }],
  anchorNotSelfSigned: [{ kind: 'anchorNotSelfSigned', depth: 1, subject, issuer: 'CN=y' }],
  badSignature: [{ kind: 'badSignature', depth: 0, subject }],
  unusableKey: [{ kind: 'unusableKey', depth: 0, subject }],
  notACa: [{ kind: 'notACa', depth: 1, subject }],
  pathLengthExceeded: [{ kind: 'pathLengthExceeded', depth: 1, subject }],
  cannotSignCertificates: [{ kind: 'cannotSignCertificates', depth: 1, subject }],
  purpose: [{ kind: 'purpose', depth: 0, subject, usages: [] }],
  unhandledCriticalExtension: [{ kind: 'unhandledCriticalExtension', depth: 0, subject, oid: '1.2.3' }],
  weakKey: [{ kind: 'weakKey', depth: 0, subject, bits: 512 }],
  explicitCurve: [{ kind: 'explicitCurve', depth: 0, subject }],
  proxyCertificate: [{ kind: 'proxyCertificate', depth: 0, subject }],
  pathLengthOfNonCa: [{ kind: 'pathLengthOfNonCa', depth: 0, subject }],
  pathLengthWithoutCertSign: [{ kind: 'pathLengthWithoutCertSign', depth: 0, subject }],
  basicConstraintsNotCritical: [{ kind: 'basicConstraintsNotCritical', depth: 0, subject }],
  keyUsageMissing: [{ kind: 'keyUsageMissing', depth: 0, subject }],
  certSignOfNonCa: [{ kind: 'certSignOfNonCa', depth: 0, subject }],
  issuerEmpty: [{ kind: 'issuerEmpty', depth: 0, subject }],
  subjectEmpty: [{ kind: 'subjectEmpty', depth: 0, subject }],
  subjectAltNameNotCritical: [{ kind: 'subjectAltNameNotCritical', depth: 0, subject }],
  subjectAltNameEmpty: [{ kind: 'subjectAltNameEmpty', depth: 0, subject }],
  signatureAlgorithmsDiffer: [{ kind: 'signatureAlgorithmsDiffer', depth: 0, subject }],
  authorityKeyIdentifierCritical: [{ kind: 'authorityKeyIdentifierCritical', depth: 0, subject }],
  authorityKeyIdentifierMissing: [{ kind: 'authorityKeyIdentifierMissing', depth: 0, subject }],
  subjectKeyIdentifierCritical: [{ kind: 'subjectKeyIdentifierCritical', depth: 0, subject }],
  subjectKeyIdentifierMissing: [{ kind: 'subjectKeyIdentifierMissing', depth: 0, subject }],
  extensionsBelowVersion3: [{ kind: 'extensionsBelowVersion3', depth: 0, subject }],
  crlMissing: [{ kind: 'crlMissing', depth: 0, subject, issuer: 'CN=y', passedOver: [] }],
  crlNotYetValid: [{ kind: 'crlNotYetValid', depth: 0, subject, crl, thisUpdate: 9e12 }],
  crlExpired: [{ kind: 'crlExpired', depth: 1, subject, crl, nextUpdate: 0 }],
  crlTimeMalformed: [{ kind: 'crlTimeMalformed', depth: 0, subject, crl, field: 'nextUpdate' }],
  crlSignature: [{ kind: 'crlSignature', depth: 0, subject, crl, signer: 'CN=y' }],
  cannotSignCrls: [{ kind: 'cannotSignCrls', depth: 0, subject, crl, signer: 'CN=y' }],
  crlScope: [{ kind: 'crlScope', depth: 0, subject, crl }],
  crlExtension: [{ kind: 'crlExtension', depth: 0, subject, crl, oid: '1.2.3' }],
  revoked: [0, 1].map((depth) => ({ kind: 'revoked', depth, subject, crl, revokedAt: 0, reason: null })),
  malformedTime: [{ kind: 'malformedTime', depth: 0, subject, field: 'notAfter' }],
  unreadableKey: [{ kind: 'unreadableKey', depth: 0, subject }],
  pathTooLong: [{ kind: 'pathTooLong', depth: 100, subject }],
  malformedExtension: [{ kind: 'malformedExtension', depth: 0, subject, oids: ['2.5.29.17'] }],
  nameConstraint: (['notPermitted', 'excluded', 'bounds', 'unsupportedType', 'badNameSyntax', 'tooMany'] as const).map(
    (violation) => ({ kind: 'nameConstraint', depth: 0, subject, violation, name: 'x', constrainedBy: 'CN=y' }),
  ),
  weakDigest: [{ kind: 'weakDigest', depth: 0, subject, algorithm: 'sha1WithRSAEncryption' }],
  nameMismatch: [
    {
      kind: 'nameMismatch',
      depth: 0,
      subject,
      asked: { kind: 'dns', value: 'a' },
      presented: [],
      usedCommonName: true,
    },
  ],
};

const all = <P extends { readonly kind: string }>(table: Table<P>): readonly P[] =>
  (Object.values(table) as readonly (readonly P[])[]).flat();

/** Our own limit and the user's wish are no fault of the server's: a warning. */
const ours: ReadonlySet<string> = new Set(['cannotComplete', 'aborted']);

describe('no failure ends in silence', () => {
  it.each(all(handshakeProblems))('handshake: %o', (problem) => {
    const { verdict, findings } = verdictOf(ended(problem));
    expect(verdict).toBe(ours.has(problem.kind) ? 'warn' : 'fail');
    // One handshake ends in one way: exactly one diagnosis answers for it.
    expect(findings.map(({ rootCause }) => rootCause)).toStrictEqual([true]);
  });

  it('knows an end for every alert that has a name', () => {
    for (const description of alertDescriptions.names.keys()) {
      const { findings } = verdictOf(ended(alert(description, 'finished'), { protocol: 0x0303 }));
      expect(findings).toHaveLength(1);
    }
  });

  it.each(all(ioProblems))('TCP: %o', (problem) => {
    const { verdict, findings } = verdictOf(unreached(problem));
    expect(verdict).toBe(ours.has(problem.kind) ? 'warn' : 'fail');
    expect(findings).toHaveLength(1);
  });

  it.each(all(ioProblems))('DNS: %o', (problem) => {
    const { verdict, findings } = verdictOf(unresolved(problem));
    expect(verdict).toBe(ours.has(problem.kind) ? 'warn' : 'fail');
    expect(findings).toHaveLength(1);
  });

  it.each(all(ioProblems))('CA file: %o', (problem) => {
    const { verdict, findings } = verdictOf(withoutCaFile(problem));
    expect(verdict).toBe('fail');
    expect(findings.map(({ id }) => id)).toStrictEqual(['ca-file-unreadable']);
  });

  it.each(all(verifyProblems))('verification: %o', (problem) => {
    for (const error of [null, opensslError(1, 'unspecified certificate verification error')]) {
      const { verdict, findings } = verdictOf(refusedPath([problem], error));
      expect(verdict).toBe('fail');
      expect(findings.map(({ severity }) => severity)).toStrictEqual(['error']);
    }
  });

  it.each(all(verifyProblems))('verification: exactly one diagnosis answers for %o', (problem) => {
    const facts = refusedPath([problem], opensslError(1, 'unspecified certificate verification error'));
    const claiming = diagnoses.filter((diagnosis) => diagnosis.judge(facts, []).kind === 'found');
    expect(claiming.map(({ id }) => id)).toHaveLength(1);
  });

  it('a chain that is not there or cannot be read', () => {
    for (const problem of [{ kind: 'noneSent' }, { kind: 'undecodable', index: 0, path: 'Certificate' }] as const) {
      expect(verdictOf(withoutChain({ chain: { kind: 'failed', problem } })).findings).toHaveLength(1);
    }
  });
});
