import { dayMs } from '../base/time.ts';
import type { UnixMs } from '../base/time.ts';
import type { CertificatePlan, Issued } from '../x509/pki/issue/issue.ts';

/** A root, an intermediate that it certified, and a leaf for `localhost`, with keys. */
export interface Chain {
  readonly root: Issued;
  readonly intermediate: Issued;
  readonly leaf: Issued;
}

/** What shall differ from a sound chain. A fault names only what it breaks. */
export interface ChainPlan {
  readonly root?: Partial<CertificatePlan>;
  readonly intermediate?: Partial<CertificatePlan>;
  readonly leaf?: Partial<CertificatePlan>;
}

/**
 * Issues a chain that every verifier accepts at `now` for `localhost`, 127.0.0.1 and ::1, except for what `plan` breaks. The
 * leaf has 90 days left, so that nobody warns of its end.
 */
export async function buildChain(now: UnixMs, plan: ChainPlan = {}): Promise<Chain> {
  const { issueCertificate } = await import('../x509/pki/issue/issue.ts');
  const root = await issueCertificate({
    subject: labName('Root CA'),
    ca: true,
    notBefore: now - 365 * dayMs,
    notAfter: now + 3650 * dayMs,
    ...plan.root,
  });
  const intermediate = await issueCertificate({
    subject: labName('Issuing CA'),
    ca: true,
    pathLength: 0,
    issuer: root,
    notBefore: now - 180 * dayMs,
    notAfter: now + 1825 * dayMs,
    ...plan.intermediate,
  });
  const leaf = await issueCertificate({ ...soundLeaf(now), issuer: intermediate, ...plan.leaf });
  return { root, intermediate, leaf };
}

/** A leaf in whose issuer nothing is said yet: without one it is signed by its own key. */
export const soundLeaf = (now: UnixMs): CertificatePlan => ({
  subject: labName('localhost'),
  san: [{ dns: 'localhost' }, { ip: '127.0.0.1' }, { ip: '::1' }],
  notBefore: now - dayMs,
  notAfter: now + 90 * dayMs,
});

/** The distinguished name of something that the lab issues. */
export const labName = (commonName: string): CertificatePlan['subject'] => [
  ['O', 'whytls lab'],
  ['CN', commonName],
];

/** What a server that is set up rightly sends: leaf, then intermediate; the root is the client's own (RFC 8446 4.4.2). */
export const asSent = ({ leaf, intermediate }: Chain): string => leaf.pem + intermediate.pem;
