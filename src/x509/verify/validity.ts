import type { UnixMs } from '../../base/time.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { VerifyProblem } from './verify-problem.ts';

/** Whether a certificate is valid at a time. As for OpenSSL, it has expired from the very second of notAfter. */
export const isWithinValidity = (certificate: Certificate, at: UnixMs): boolean =>
  validityProblem(certificate, 0, at) === null;

/** Where `at` lies outside of the validity (RFC 5280 4.1.2.5), or that cannot be read, the problem. */
export function validityProblem(certificate: Certificate, depth: number, at: UnixMs): VerifyProblem | null {
  const subject = certificate.subject.rfc4514;
  const { notBefore, notAfter, malformedTimes = [] } = certificate;
  if (malformedTimes.includes('notBefore')) return { kind: 'malformedTime', depth, subject, field: 'notBefore' };
  if (wholeSecond(at) < notBefore) return { kind: 'notYetValid', depth, subject, notBefore };
  if (malformedTimes.includes('notAfter')) return { kind: 'malformedTime', depth, subject, field: 'notAfter' };
  if (notAfter <= wholeSecond(at)) return { kind: 'expired', depth, subject, notAfter };
  return null;
}

/** OpenSSL compares seconds. */
export const wholeSecond = (at: UnixMs): UnixMs => Math.floor(at / 1000) * 1000;
