import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { KeyUsage } from '../certificate.ts';
import { decodeDer } from '../der.ts';
import { keyUsages } from '../extensions.ts';
import { extendedKeyUsages, extensionOids as ids } from '../oid.ts';
import { readPublicKey } from '../public-key.ts';
import { bitString, boolean, derOf, implicit, integer, octetString, oid, sequence, tagged } from './asn1-write.ts';
import type { Node } from './asn1-write.ts';
import { generalNameNode } from './issue-names.ts';
import type { CertificatePlan, ExtensionPlan, GeneralNamePlan } from './issue-plan.ts';

/** `extensions [3]` of a plan, for a certificate of this key; nothing where there is none. */
export function extensionNodes(plan: CertificatePlan, publicKey: KeyObject): Node[] {
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const ca = plan.ca ?? false;
  const leafUsages = publicKey.asymmetricKeyType === 'rsa' ? rsaServerUsages : serverUsages;
  const usage = plan.keyUsage === undefined ? (ca ? caUsages : leafUsages) : plan.keyUsage;
  const extended = plan.extendedKeyUsage === undefined ? (ca ? null : ['serverAuth']) : plan.extendedKeyUsage;
  const ski = plan.subjectKeyIdentifier === undefined ? keyIdentifier(bitsOf(spki)) : plan.subjectKeyIdentifier;
  const aki =
    plan.authorityKeyIdentifier === undefined
      ? (plan.issuer?.certificate.subjectKeyIdentifier ?? null)
      : plan.authorityKeyIdentifier;
  const access: Node[] = [];
  if (plan.ocspUrl !== undefined) access.push(accessNode('1.3.6.1.5.5.7.48.1', plan.ocspUrl));
  if (plan.caIssuersUrl !== undefined) access.push(accessNode('1.3.6.1.5.5.7.48.2', plan.caIssuersUrl));

  const list: Node[] = [];
  const add = (id: string, critical: boolean, value: Node): void => {
    list.push(extension({ oid: id, critical, value: derOf(value) }));
  };
  if (plan.basicConstraints !== null) {
    const fields = ca ? [boolean(true)] : [];
    if (plan.pathLength !== undefined) fields.push(integer(plan.pathLength));
    add(ids.basicConstraints, true, sequence(...fields));
  }
  if (usage !== null) add(ids.keyUsage, true, keyUsageNode(usage));
  if (extended !== null) add(ids.extKeyUsage, false, sequence(...extended.map((name) => oid(usageOid(name)))));
  if (ski !== null) add(ids.subjectKeyIdentifier, false, octetString(ski));
  if (aki !== null) add(ids.authorityKeyIdentifier, false, sequence(implicit(0, aki)));
  if (plan.san) add(ids.subjectAltName, plan.sanCritical ?? false, sequence(...plan.san.map(generalNameNode)));
  if (access.length > 0) add(ids.authorityInfoAccess, false, sequence(...access));
  if (plan.crlUrl !== undefined) {
    const fullName = tagged(0, tagged(0, generalNameNode({ uri: plan.crlUrl })));
    add(ids.cRLDistributionPoints, false, sequence(sequence(fullName)));
  }
  if (plan.mustStaple) add(ids.tlsFeature, false, sequence(integer(5)));
  if (plan.nameConstraints) {
    const { permitted, excluded } = plan.nameConstraints;
    const subtrees = (names: readonly GeneralNamePlan[]): Node[] =>
      names.map((name) => sequence(generalNameNode(name)));
    add(
      ids.nameConstraints,
      true,
      sequence(
        ...(permitted ? [tagged(0, ...subtrees(permitted))] : []),
        ...(excluded ? [tagged(1, ...subtrees(excluded))] : []),
      ),
    );
  }
  list.push(...(plan.extensions ?? []).map(extension));
  return list.length === 0 ? [] : [tagged(3, sequence(...list))];
}

const extension = (plan: ExtensionPlan): Node =>
  sequence(oid(plan.oid), ...(plan.critical ? [boolean(true)] : []), octetString(plan.value));

const accessNode = (method: string, uri: string): Node => sequence(oid(method), generalNameNode({ uri }));

function keyUsageNode(usages: readonly KeyUsage[]): Node {
  const places = usages.map((usage) => keyUsages.indexOf(usage));
  const highest = Math.max(-1, ...places);
  const octets = new Uint8Array(Math.ceil((highest + 1) / 8));
  for (const place of places) octets[place >> 3] = (octets[place >> 3] ?? 0) | (0x80 >> (place & 7));
  return bitString(octets, octets.length * 8 - (highest + 1));
}

/** The SHA-1 of the subjectPublicKey bits: the usual key identifier (RFC 5280 4.2.1.2, method 1). */
function keyIdentifier(publicKeyBits: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha1').update(publicKeyBits).digest());
}

/** The octets of the BIT STRING that ends a subjectPublicKeyInfo of ours. */
function bitsOf(spki: Uint8Array): Uint8Array {
  const read = decodeDer('subjectPublicKeyInfo', spki, (r) => readPublicKey(r, 'subjectPublicKeyInfo'));
  if (!read.ok) throw new Error(`cannot read our own key: ${read.problem.path}`);
  return read.value.publicKeyBits;
}

const usageOid = (name: string): string => new Map(Object.entries(extendedKeyUsages)).get(name) ?? name;

const caUsages = ['keyCertSign', 'cRLSign'] as const;
const serverUsages = ['digitalSignature'] as const;
const rsaServerUsages = ['digitalSignature', 'keyEncipherment'] as const;
