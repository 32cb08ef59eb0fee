/**
 * Issues certificates, CRLs and OCSP responses for the lab and the tests. Every default is sound, so that a call shows only what
 * it breaks. Reach it by `await import()`: asn1js comes with it.
 *
 *     const root = await issueCertificate({ subject: [['CN', 'Root']], ca: true, ...times });
 *     const leaf = await issueCertificate({ subject: [['CN', 'a.test']], san: [{ dns: 'a.test' }], issuer: root, ...times });
 *     const staple = await issueOcspResponse({ certificate: leaf.certificate, issuer: root, status: 'good', thisUpdate });
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { bitString, derOf, encoded, integer, sequence, tagged, time } from './asn1-write.ts';
import { extensionNodes } from './issue-extensions.ts';
import { nameNode } from './issue-names.ts';
import type { CertificatePlan, KeyKind, KeyMaterial } from './issue-plan.ts';
import { algorithmFor, issued } from './issued.ts';
import type { Issued } from './issued.ts';

export { issueCrl } from './issue-crl.ts';
export type { CrlEntryPlan, CrlPlan, CrlScopePlan } from './issue-crl.ts';
export { issueOcspResponse } from './issue-ocsp.ts';
export type { CrlReason } from '../crl/crl-reason.ts';
export type { OcspPlan, OcspResponseStatus } from './issue-ocsp.ts';
export type * from './issue-plan.ts';
export { issued } from './issued.ts';
export type { Issued } from './issued.ts';

/** Makes a key pair of a kind. */
export function createKey(kind: KeyKind = 'ec-p256'): KeyMaterial {
  const curve = namedCurves.get(kind);
  if (curve !== undefined) return generateKeyPairSync('ec', { namedCurve: curve });
  if (kind === 'ec-p256-explicit')
    return generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' });
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'ed448') return generateKeyPairSync('ed448');
  if (kind === 'rsa-pss-2048') return generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
  return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice('rsa-'.length)) });
}

/** Issues a certificate. Throws where the plan cannot be encoded: it is the caller's own. */
export async function issueCertificate(plan: CertificatePlan): Promise<Issued> {
  const key = keyOf(plan.key);
  const signer = plan.issuer?.key ?? key.privateKey;
  const algorithm = algorithmFor(signer, plan.digest, plan.pss);
  const subject = nameNode(plan.subject);
  const version = plan.version ?? 3;
  const tbs = sequence(
    ...(version === 1 ? [] : [tagged(0, integer(version - 1))]),
    integer(plan.serial ?? randomSerial()),
    algorithm.node(),
    plan.issuerName ? nameNode(plan.issuerName) : plan.issuer ? encoded(plan.issuer.certificate.subject.der) : subject,
    sequence(time(plan.notBefore), time(plan.notAfter)),
    subject,
    encoded(new Uint8Array(key.publicKey.export({ type: 'spki', format: 'der' }))),
    ...(version === 3 ? extensionNodes(plan, key.publicKey) : []),
  );
  const signature = algorithm.sign(derOf(tbs), plan.corruptSignature);
  const der = derOf(sequence(tbs, algorithm.node(), bitString(signature)));
  return issued(der, key.privateKey);
}

function keyOf(key: KeyMaterial | KeyKind | undefined): KeyMaterial {
  return key === undefined || typeof key === 'string' ? createKey(key) : key;
}

function randomSerial(): bigint {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return BigInt(`0x${octets.toString('hex')}`);
}

const namedCurves: ReadonlyMap<KeyKind, string> = new Map([
  ['ec-p192', 'prime192v1'],
  ['ec-p224', 'secp224r1'],
  ['ec-p256', 'prime256v1'],
  ['ec-p384', 'secp384r1'],
  ['ec-p521', 'secp521r1'],
]);
