import type { SecureContextOptions } from 'node:tls';
import { createKey, issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { Issued, KeyKind } from '../../src/x509/pki/issue/issue.ts';

const day = 86_400_000;
const validity = { notBefore: Date.now() - day, notAfter: Date.now() + 30 * day };

/** A root, an intermediate and a leaf for `localhost`, as a server has them. */
export interface Credentials {
  readonly root: Issued;
  readonly intermediate: Issued;
  readonly leaf: Issued;
  /** Leaf and intermediate, and the leaf's key: what Node's TLS server takes. */
  readonly context: SecureContextOptions;
}

/** Issues a chain whose leaf has the given kind of key. */
export async function credentials(kind: KeyKind = 'ec-p256'): Promise<Credentials> {
  const root = await issueCertificate({ subject: [['CN', 'Test Root']], ca: true, ...validity });
  const intermediate = await issueCertificate({
    subject: [['CN', 'Test Issuing CA']],
    ca: true,
    issuer: root,
    ...validity,
  });
  const leaf = await issueCertificate({
    subject: [['CN', 'localhost']],
    san: [{ dns: 'localhost' }, { ip: '127.0.0.1' }],
    issuer: intermediate,
    key: createKey(kind),
    ...validity,
  });
  return { root, intermediate, leaf, context: { cert: leaf.pem + intermediate.pem, key: leaf.keyPem } };
}
