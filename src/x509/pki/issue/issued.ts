import { constants, createHash, createPrivateKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readCertificate } from '../certificate.ts';
import type { Certificate } from '../certificate.ts';
import { digestAlgorithms, signatureAlgorithms } from '../oid.ts';
import type { Digest } from '../oid.ts';
import { writePem } from '../pem.ts';
import { integer, nothing, oid, sequence, tagged } from './asn1-write.ts';
import type { Node } from './asn1-write.ts';

/** What was issued, in every form that a test or a server wants. */
export interface Issued {
  readonly der: Uint8Array;
  readonly pem: string;
  readonly certificate: Certificate;
  /** The private key of the subject. */
  readonly key: KeyObject;
  readonly keyPem: string;
}

/** A certificate and its key that were made elsewhere, in the form that can issue. */
export function issued(der: Uint8Array, key: KeyObject | string): Issued {
  const certificate = readCertificate(der);
  if (!certificate.ok) throw new Error(`cannot read what was issued: ${certificate.problem.path}`);
  const privateKey = typeof key === 'string' ? createPrivateKey(key) : key;
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { der, pem: writePem('CERTIFICATE', der), certificate: certificate.value, key: privateKey, keyPem };
}

/** How a key signs: the AlgorithmIdentifier to write, and the act; `corrupt` flips one bit. */
export interface Signer {
  readonly node: () => Node;
  readonly sign: (octets: Uint8Array, corrupt?: boolean) => Uint8Array;
}

/** The algorithm with which a key signs. */
export function algorithmFor(
  key: KeyObject,
  digest: Digest = 'sha256',
  pss = key.asymmetricKeyType === 'rsa-pss',
): Signer {
  const type = key.asymmetricKeyType;
  if (type === 'ed25519' || type === 'ed448') {
    const id = type === 'ed25519' ? '1.3.101.112' : '1.3.101.113';
    return signer(
      () => sequence(oid(id)),
      (octets) => sign(null, octets, key),
    );
  }
  if (pss) {
    const saltLength = createHash(digest).digest().length;
    return signer(
      () => sequence(oid('1.2.840.113549.1.1.10'), pssParameters(digest, saltLength)),
      (octets) => sign(digest, octets, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }),
    );
  }
  const family = type === 'rsa' || type === 'dsa' ? type : 'ec';
  const found = [...signatureAlgorithms].find(([, facts]) => facts.key === family && facts.digest === digest);
  if (found === undefined) throw new Error(`no algorithm for ${type} with ${digest}`);
  return signer(
    () => (family === 'rsa' ? sequence(oid(found[0]), nothing()) : sequence(oid(found[0]))),
    (octets) => sign(digest, octets, key),
  );
}

function signer(node: () => Node, act: (octets: Uint8Array) => Uint8Array): Signer {
  return {
    node,
    sign: (octets, corrupt = false) => {
      const signature = new Uint8Array(act(octets));
      if (corrupt) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
      return signature;
    },
  };
}

/** RSASSA-PSS-params (RFC 4055 3.1), everything written out unless it is the default of the RFC. */
function pssParameters(digest: Digest, saltLength: number): Node {
  const id = [...digestAlgorithms].find(([, name]) => name === digest)?.[0] ?? '';
  const hash = (): Node => sequence(oid(id), nothing());
  if (digest === 'sha1') return sequence();
  return sequence(
    tagged(0, hash()),
    tagged(1, sequence(oid('1.2.840.113549.1.1.8'), hash())),
    tagged(2, integer(saltLength)),
  );
}
