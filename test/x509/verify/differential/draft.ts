/** A chain on paper: the usual one of root, intermediate and leaf, to which faults are added before it is issued. */
import { bitString, derOf } from '../../../../src/x509/pki/issue/asn1-write.ts';
import { readCertificate } from '../../../../src/x509/pki/certificate.ts';
import type { Certificate } from '../../../../src/x509/pki/certificate.ts';
import { DerReader, tags } from '../../../../src/x509/pki/der.ts';
import { createKey, issueCertificate } from '../../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued, KeyMaterial } from '../../../../src/x509/pki/issue/issue.ts';
import { algorithmFor } from '../../../../src/x509/pki/issue/issued.ts';
import { readCrl } from '../../../../src/x509/pki/crl/crl.ts';
import { writePem } from '../../../../src/x509/pki/pem.ts';
import type { VerifyInput } from '../../../../src/x509/verify/verify-chain.ts';
import type { VerifyQuestion } from '../../../support/peers/openssl-verify.ts';

export type Who = 'root' | 'intermediate' | 'leaf';

/** What is different from the usual chain. Faults write into it. */
export interface Draft {
  readonly plans: Record<Who, Change>;
  /** Changes to the fields of a tbsCertificate, each encoded, before it is signed anew. */
  readonly edits: Record<Who, ((fields: Uint8Array[]) => Uint8Array[])[]>;
  readonly ask: Ask;
  /** Changes to what is sent and trusted. */
  readonly arrangements: ((scene: Scene) => Promise<Scene>)[];
  /** Revocation lists, made when all else stands. */
  readonly lists: ((scene: Scene) => readonly Uint8Array[])[];
}

/** A plan to write into. */
export type Change = { -readonly [K in keyof CertificatePlan]?: CertificatePlan[K] };

/** What is asked of the chain. */
export interface Ask {
  at: number;
  reference: VerifyInput['reference'];
  purpose: 'server' | 'client';
  level: VerifyInput['securityLevel'];
  strict: boolean;
  partialChain: boolean;
  maxDepth: number | null;
  crlCheck: 'leaf' | 'chain' | null;
}

/** A certificate as it is sent or trusted; `certificate` is null where we cannot read it. */
export interface Made {
  readonly pem: string;
  readonly certificate: Certificate | null;
  /** As a plan may name it as issuer. */
  readonly issued: Issued;
}

export interface Scene {
  readonly leaf: Made;
  readonly sent: readonly Made[];
  readonly anchors: readonly Made[];
  /** DER. */
  readonly crls: readonly Uint8Array[];
}

export const at = Date.UTC(2026, 5, 15, 12);
export const day = 86_400_000;
export const times = { notBefore: at - 30 * day, notAfter: at + 30 * day };
export const host = 'db1.example.net';

export const newDraft = (): Draft => ({
  plans: { root: {}, intermediate: {}, leaf: {} },
  edits: { root: [], intermediate: [], leaf: [] },
  ask: {
    at,
    reference: { kind: 'dns', name: host },
    purpose: 'server',
    level: 2,
    strict: false,
    partialChain: false,
    maxDepth: null,
    crlCheck: null,
  },
  arrangements: [],
  lists: [],
});

/** Issues what a draft says. */
export async function issueDraft({ plans, edits, arrangements, lists }: Draft): Promise<Scene> {
  const root = await issueCertificate({ ...usual.root, key: keys.root, ...plans.root });
  const intermediate = await issueCertificate({
    ...usual.intermediate,
    key: keys.intermediate,
    issuer: root,
    ...plans.intermediate,
  });
  const leaf = await issueCertificate({ ...usual.leaf, key: keys.leaf, issuer: intermediate, ...plans.leaf });
  const edited = (who: Who, one: Issued, issuer: Issued): Made =>
    edits[who].length === 0 ? made(one) : resigned(one, edits[who], issuer, plans[who]);
  let scene: Scene = {
    leaf: edited('leaf', leaf, plans.leaf.issuer ?? intermediate),
    sent: [edited('intermediate', intermediate, plans.intermediate.issuer ?? root)],
    anchors: [edited('root', root, plans.root.issuer ?? root)],
    crls: [],
  };
  for (const arrange of arrangements) scene = await arrange(scene);
  return { ...scene, crls: lists.flatMap((make) => make(scene)) };
}

export const made = (one: Issued): Made => ({ pem: one.pem, certificate: one.certificate, issued: one });

/** A certificate whose tbsCertificate was edited, signed again by `issuer`. */
function resigned(
  one: Issued,
  edits: Draft['edits'][Who],
  issuer: Issued,
  { digest, pss, corruptSignature }: Partial<CertificatePlan>,
): Made {
  const inner = new DerReader(one.certificate.tbs, 'tbs').enter(tags.sequence, 'tbs');
  let fields: Uint8Array[] = [];
  while (!inner.isEmpty) fields.push(inner.value('field'));
  for (const edit of edits) fields = edit(fields);
  const tbs = der(0x30, Buffer.concat(fields));
  const algorithm = algorithmFor(issuer.key, digest, pss);
  const signature = bitString(algorithm.sign(tbs, corruptSignature));
  const signatureAlgorithm = derOf(algorithm.node());
  const octets = der(0x30, Buffer.concat([tbs, signatureAlgorithm, derOf(signature)]));
  const read = readCertificate(octets);
  const pem = writePem('CERTIFICATE', octets);
  return { pem, certificate: read.ok ? read.value : null, issued: { ...one, der: octets, pem } };
}

/** A value of one tag octet. */
export function der(tag: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([tag, ...size, ...content]);
}

export const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** As we are asked. */
export const inputOf = ({ leaf, sent, anchors, crls }: Scene, ask: Ask): VerifyInput | null => {
  const readableOf = (all: readonly Made[]) => all.flatMap(({ certificate }) => certificate ?? []);
  const readable = (list: Uint8Array) => {
    const read = readCrl(list);
    return read.ok ? [read.value] : [];
  };
  return leaf.certificate === null
    ? null
    : {
        chain: [leaf.certificate, ...readableOf(sent)],
        extra: [],
        anchors: readableOf(anchors),
        at: ask.at,
        reference: ask.reference,
        purpose: ask.purpose,
        securityLevel: ask.level,
        usesCommonName: true,
        partialWildcards: true,
        strict: ask.strict,
        partialChain: ask.partialChain,
        ...(ask.maxDepth === null ? {} : { maxDepth: ask.maxDepth }),
        ...(ask.crlCheck === null ? {} : { crlCheck: ask.crlCheck, crls: crls.flatMap(readable) }),
      };
};

/** As the openssl program is asked. */
export const questionOf = ({ leaf, sent, anchors, crls }: Scene, ask: Ask): VerifyQuestion => ({
  leaf: leaf.pem,
  untrusted: sent.map(({ pem }) => pem),
  anchors: anchors.map(({ pem }) => pem),
  at: ask.at,
  ...(ask.reference === null
    ? {}
    : ask.reference.kind === 'ip'
      ? { ip: ask.reference.address }
      : { dns: ask.reference.name }),
  purpose: ask.purpose,
  level: ask.level,
  strict: ask.strict,
  partialChain: ask.partialChain,
  ...(ask.maxDepth === null ? {} : { depth: ask.maxDepth }),
  ...(ask.crlCheck === null ? {} : { crlCheck: ask.crlCheck, crls: crls.map((list) => writePem('X509 CRL', list)) }),
});

const usual = {
  root: {
    subject: [
      ['O', 'Example'],
      ['CN', 'Root'],
    ],
    ca: true,
    ...times,
  },
  intermediate: {
    subject: [
      ['O', 'Example'],
      ['CN', 'Issuing'],
    ],
    ca: true,
    ...times,
  },
  leaf: { subject: [['CN', host]], san: [{ dns: host }], ...times },
} satisfies Record<Who, CertificatePlan>;

const keys: Record<Who, KeyMaterial> = { root: createKey(), intermediate: createKey(), leaf: createKey() };
