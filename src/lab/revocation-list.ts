import { dayMs } from '../base/time.ts';
import type { UnixMs } from '../base/time.ts';
import type { CrlPlan, Issued } from '../x509/pki/issue/issue.ts';

/** A revocation list of a CA, made a day ago and good for a week, on which nothing stands, except for what `plan` says. DER. */
export async function crlOf(issuer: Issued, now: UnixMs, plan: Partial<CrlPlan> = {}): Promise<Uint8Array> {
  const { issueCrl } = await import('../x509/pki/issue/issue.ts');
  return issueCrl({ issuer, thisUpdate: now - dayMs, nextUpdate: now + 7 * dayMs, ...plan });
}

/** The same in PEM. */
export async function crlPemOf(issuer: Issued, now: UnixMs, plan: Partial<CrlPlan> = {}): Promise<string> {
  const { writePem } = await import('../x509/pki/pem.ts');
  return writePem('X509 CRL', await crlOf(issuer, now, plan));
}
