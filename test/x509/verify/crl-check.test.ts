/** CRLs with faults, alone and in pairs, judged by us and by `openssl verify -crl_check`: verdict, error and depth must agree. */
import { fromHex, utf8 } from '../../../src/base/octets.ts';
import { dayMs as day } from '../../../src/base/time.ts';
import { derValue } from '../../../src/x509/pki/crl/der-write.ts';
import { tags } from '../../../src/x509/pki/der.ts';
import { readCrl } from '../../../src/x509/pki/crl/crl.ts';
import type { Crl } from '../../../src/x509/pki/crl/crl.ts';
import { createKey, issueCertificate, issueCrl } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, CrlEntryPlan, CrlPlan, Issued } from '../../../src/x509/pki/issue/issue.ts';
import { writePem } from '../../../src/x509/pki/pem.ts';
import type { VerifyInput } from '../../../src/x509/verify/verify-chain.ts';
import { besideOpenssl } from './beside-openssl.ts';

const at = Date.UTC(2026, 5, 15, 12);
const host = 'db1.example.net';
const times = { notBefore: at - 30 * day, notAfter: at + 30 * day };
const leafSerial = 0x1234567890n;
const intermediateSerial = 0x77n;

interface Case {
  readonly chain: Chain;
  readonly crls: readonly Uint8Array[];
  readonly check?: 'leaf' | 'chain';
  readonly at?: number;
  readonly dns?: string;
  readonly partialChain?: boolean;
  readonly anchors?: readonly Issued[];
  readonly anchor?: 'intermediate';
}

interface Chain {
  readonly root: Issued;
  readonly intermediate: Issued;
  readonly leaf: Issued;
}

async function chain(plan: {
  readonly root?: Partial<CertificatePlan>;
  readonly intermediate?: Partial<CertificatePlan>;
  readonly leaf?: Partial<CertificatePlan>;
}): Promise<Chain> {
  const root = await issueCertificate({ subject: [['CN', 'Root']], ca: true, ...times, ...plan.root });
  const intermediate = await issueCertificate({
    subject: [
      ['O', 'Example'],
      ['CN', 'Issuing'],
    ],
    serial: intermediateSerial,
    ca: true,
    issuer: root,
    ...times,
    ...plan.intermediate,
  });
  const leaf = await issueCertificate({
    subject: [['CN', host]],
    san: [{ dns: host }],
    serial: leafSerial,
    issuer: intermediate,
    ...times,
    ...plan.leaf,
  });
  return { root, intermediate, leaf };
}

const crl = (issuer: Issued, plan: Partial<CrlPlan> = {}): Uint8Array =>
  issueCrl({ issuer, thisUpdate: at - day, nextUpdate: at + 7 * day, ...plan });

const revokes = (serial: bigint, more: Partial<CrlEntryPlan> = {}): CrlEntryPlan => ({
  serial,
  revokedAt: at - 2 * day,
  ...more,
});
const leafEntry = revokes(leafSerial, { reason: 'keyCompromise' });
const expired = { thisUpdate: at - 9 * day, nextUpdate: at - 2 * day };
const future = { thisUpdate: at + day, nextUpdate: at + 9 * day };
const unknownCritical = { oid: '1.2.3.4', critical: true, value: new Uint8Array([5, 0]) };
const crlUrl = 'http://crl.example.net/issuing.crl';
const rsa = createKey('rsa-2048');

/** `der` with the octets of a text inside of it replaced; the signature is then wrong, which is looked at later than times. */
function spoiled(der: Uint8Array, text: string, by: string): Uint8Array {
  const found = Buffer.from(der).indexOf(text);
  if (found < 0 || by.length !== text.length) throw new Error(`${text} cannot be replaced`);
  return Uint8Array.from(Buffer.concat([der.subarray(0, found), Buffer.from(by), der.subarray(found + by.length)]));
}

const directory = (commonName: string): Uint8Array => derValue(tags.sequence, relative(commonName));
const relative = (commonName: string): Uint8Array => derValue(tags.set, attribute(commonName));
const attribute = (commonName: string): Uint8Array =>
  derValue(tags.sequence, fromHex('0603550403'), derValue(tags.utf8String, utf8(commonName)));
const uri = (text: string): Uint8Array => derValue(0x86, utf8(text));
const directoryName = (name: Uint8Array): Uint8Array => derValue(0xa4, name);
const fullName = (...names: readonly Uint8Array[]): Uint8Array => derValue(0xa0, derValue(0xa0, ...names));
const relativeName = (commonName: string): Uint8Array => derValue(0xa0, derValue(0xa1, attribute(commonName)));
const reasons = (hex: string): Uint8Array => derValue(0x81, fromHex(`00${hex}`));
const crlIssuer = (name: Uint8Array): Uint8Array => derValue(0xa2, directoryName(name));

/** A leaf with these distribution points, each made of its fields. */
const points = (...list: readonly (readonly Uint8Array[])[]) => ({
  leaf: {
    extensions: [
      { oid: '2.5.29.31', value: derValue(tags.sequence, ...list.map((one) => derValue(tags.sequence, ...one))) },
    ],
  },
});

/** A CRL with an issuingDistributionPoint that is made of these fields. */
const scoped = (...fields: readonly Uint8Array[]): Partial<CrlPlan> => ({
  extensions: [{ oid: '2.5.29.28', critical: true, value: derValue(tags.sequence, ...fields) }],
});

/** A chain and one CRL of its intermediate. */
const one = async (plan: Partial<CrlPlan>, ask: Partial<Omit<Case, 'chain'>> = {}): Promise<Case> => {
  const usual = await sound();
  return { chain: usual, crls: [crl(usual.intermediate, plan)], ...ask };
};

/** Several CRLs of a chain. */
const several = async (
  make: (chain: Chain) => readonly Uint8Array[],
  ask: Partial<Omit<Case, 'chain'>> = {},
  plan: Parameters<typeof chain>[0] = {},
): Promise<Case> => {
  const usual = await chain(plan);
  return { chain: usual, crls: make(usual), ...ask };
};

let memory: Promise<Chain> | null = null;
const sound = (): Promise<Chain> => (memory ??= chain({}));

const cases: Readonly<Record<string, () => Promise<Case>>> = {
  'a CRL on which nothing stands': () => one({}),
  'a CRL that revokes another': () => one({ entries: [revokes(5n)] }),
  'a CRL that revokes the leaf': () => one({ entries: [leafEntry] }),
  'a CRL that revokes the leaf, without a reason': () => one({ entries: [revokes(leafSerial)] }),
  'a CRL that revokes many': () =>
    one({ entries: [...Array.from({ length: 300 }, (_, i) => revokes(BigInt(i) * 977n)), leafEntry] }),
  'the leaf on hold': () => one({ entries: [revokes(leafSerial, { reason: 'certificateHold' })] }),
  'the leaf removed from the CRL': () => one({ entries: [revokes(leafSerial, { reason: 'removeFromCRL' })] }),
  'revoked in the future': () => one({ entries: [revokes(leafSerial, { revokedAt: at + day })] }),
  'no CRL at all': () => one({}, { crls: [] }),
  'no CRL at all, chain': () => one({}, { crls: [], check: 'chain' }),
  'a CRL of version 1': () => one({ version: 1 }),
  'a CRL of version 1 that revokes': () => one({ version: 1, entries: [revokes(leafSerial)] }),
  'a CRL without a number': () => one({ number: null, entries: [leafEntry] }),
  'a CRL without a key identifier': () => one({ authorityKeyIdentifier: null }),

  'an expired CRL': () => one(expired),
  'an expired CRL that revokes': () => one({ ...expired, entries: [leafEntry] }),
  'a CRL that ends this second': () => one({ nextUpdate: at }),
  'a CRL that ends the next second': () => one({ nextUpdate: at + 1000 }),
  'a CRL that begins this second': () => one({ thisUpdate: at }),
  'a CRL that begins the next second': () => one({ thisUpdate: at + 1000 }),
  'a CRL of the future': () => one(future),
  'a CRL of the future that revokes': () => one({ ...future, entries: [leafEntry] }),
  'a CRL without end': async () => ({
    chain: await sound(),
    crls: [issueCrl({ issuer: (await sound()).intermediate, thisUpdate: at - 900 * day })],
  }),
  'a malformed thisUpdate': () => several(({ intermediate }) => [spoiled(crl(intermediate), '260614', '26x614')]),
  'a malformed nextUpdate': () => several(({ intermediate }) => [spoiled(crl(intermediate), '260622', '269922')]),
  'a malformed thisUpdate, and expired': () =>
    several(({ intermediate }) => [spoiled(crl(intermediate, expired), '260606', '26x606')]),

  'a CRL of the root alone': () => several(({ root }) => [crl(root)]),
  'a CRL of a stranger': async () => one({ issuer: (await chain({})).root }),
  'a CRL of a stranger of the same name': async () => one({ issuer: (await chain({})).intermediate }),
  'the same, without a key identifier': async () =>
    one({ issuer: (await chain({})).intermediate, authorityKeyIdentifier: null }),
  'the same, that revokes': async () =>
    one({ issuer: (await chain({})).intermediate, authorityKeyIdentifier: null, entries: [leafEntry] }),
  'a bad signature': () => one({ corruptSignature: true }),
  'a bad signature on a CRL that revokes': () => one({ corruptSignature: true, entries: [leafEntry] }),
  'a bad signature on an expired CRL': () => one({ corruptSignature: true, ...expired }),
  'an issuer whose name is written otherwise': () =>
    one({
      issuerName: [
        ['O', 'EXAMPLE ', 'printable'],
        ['CN', ' issuing'],
      ],
      entries: [leafEntry],
    }),
  'algorithms that differ inside and outside': async () => {
    const usual = await one({});
    const der = Uint8Array.from(usual.crls[0] ?? []);
    const inner = Buffer.from(der).indexOf('06082a8648ce3d040302', 'hex');
    der[inner + 9] = 3;
    return { ...usual, crls: [der] };
  },
  'an RSA key': () =>
    several(
      ({ intermediate }) => [crl(intermediate, { entries: [leafEntry] })],
      {},
      {
        intermediate: { key: rsa },
      },
    ),
  'an RSA key, with SHA-1': () =>
    several(
      ({ intermediate }) => [crl(intermediate, { digest: 'sha1' })],
      {},
      {
        intermediate: { key: rsa },
      },
    ),
  'an Ed25519 key': () => several(({ intermediate }) => [crl(intermediate)], {}, { intermediate: { key: 'ed25519' } }),
  'an issuer that may not sign CRLs': () =>
    several(({ intermediate }) => [crl(intermediate)], {}, { intermediate: { keyUsage: ['keyCertSign'] } }),
  'an issuer that may not sign CRLs, and expired': () =>
    several(({ intermediate }) => [crl(intermediate, expired)], {}, { intermediate: { keyUsage: ['keyCertSign'] } }),
  'an issuer without key usage': () =>
    several(({ intermediate }) => [crl(intermediate)], {}, { intermediate: { keyUsage: null } }),
  'an issuer without key identifiers': () =>
    several(
      ({ intermediate }) => [crl(intermediate, { entries: [leafEntry] })],
      {},
      {
        intermediate: { subjectKeyIdentifier: null },
      },
    ),

  'a delta alone': () => one({ number: 3, baseNumber: 2 }),
  'a delta alone that revokes': () => one({ number: 3, baseNumber: 2, entries: [leafEntry] }),
  'a delta alone of an issuer that may not sign CRLs': () =>
    several(
      ({ intermediate }) => [crl(intermediate, { number: 3, baseNumber: 2 })],
      {},
      {
        intermediate: { keyUsage: ['keyCertSign'] },
      },
    ),
  'a delta alone for CA certificates': () =>
    one({ number: 3, baseNumber: 2, scope: { onlyContainsCACerts: true }, entries: [leafEntry] }),
  'a delta without a number': () => one({ number: null, baseNumber: 2, entries: [leafEntry] }),
  'a base, and a delta that revokes': () =>
    several(({ intermediate }) => [
      crl(intermediate, { number: 2, thisUpdate: at - 2 * day }),
      crl(intermediate, { number: 3, baseNumber: 2, entries: [leafEntry] }),
    ]),
  'a base that revokes, and a delta that takes it back': () =>
    several(({ intermediate }) => [
      crl(intermediate, { number: 2, thisUpdate: at - 2 * day, entries: [leafEntry] }),
      crl(intermediate, { number: 3, baseNumber: 2, entries: [revokes(leafSerial, { reason: 'removeFromCRL' })] }),
    ]),

  'a CRL for other certificates than CAs': () => one({ scope: { onlyContainsUserCerts: true }, entries: [leafEntry] }),
  'a CRL for CA certificates': () => one({ scope: { onlyContainsCACerts: true }, entries: [leafEntry] }),
  'a CRL for CA certificates, expired': () => one({ scope: { onlyContainsCACerts: true }, ...expired }),
  'a CRL for attribute certificates': () => one({ scope: { onlyContainsAttributeCerts: true } }),
  'a CRL for CAs alone and others alone': () =>
    one({ scope: { onlyContainsCACerts: true, onlyContainsUserCerts: true } }),
  'an indirect CRL': () => one({ scope: { indirect: true }, entries: [leafEntry] }),
  'an indirect CRL beside a complete one': () =>
    several(({ intermediate }) => [crl(intermediate, { scope: { indirect: true } }), crl(intermediate)]),
  'a CRL for some reasons': () => one({ scope: { onlySomeReasons: fromHex('40') }, entries: [leafEntry] }),
  'a CRL for the distribution point of the leaf': () =>
    several(
      ({ intermediate }) => [crl(intermediate, { scope: { fullName: [{ uri: crlUrl }] } })],
      {},
      {
        leaf: { crlUrl },
      },
    ),
  'a CRL for another distribution point': () =>
    several(
      ({ intermediate }) => [crl(intermediate, { scope: { fullName: [{ uri: `${crlUrl}2` }] } })],
      {},
      {
        leaf: { crlUrl },
      },
    ),
  'a CRL for another distribution point that revokes': () =>
    several(
      ({ intermediate }) => [crl(intermediate, { scope: { fullName: [{ uri: `${crlUrl}2` }] }, entries: [leafEntry] })],
      {},
      { leaf: { crlUrl } },
    ),
  'a CRL for a distribution point, and a leaf without one': () => one({ scope: { fullName: [{ uri: crlUrl }] } }),
  'a leaf with a distribution point, and a CRL without one': () =>
    several(({ intermediate }) => [crl(intermediate)], {}, { leaf: { crlUrl } }),
  'a distribution point that is a directory name': () =>
    several(
      ({ intermediate }) => [crl(intermediate, scoped(fullName(directoryName(directory('PART 1')))))],
      {},
      points([fullName(directoryName(directory('part 1')))]),
    ),
  'a distribution point relative to the issuer': () =>
    several(({ intermediate }) => [crl(intermediate, scoped(relativeName('1')))], {}, points([relativeName('1')])),
  'another distribution point relative to the issuer': () =>
    several(({ intermediate }) => [crl(intermediate, scoped(relativeName('1')))], {}, points([relativeName('2')])),
  'a relative distribution point, written out in the CRL': () =>
    several(
      ({ intermediate }) => [crl(intermediate, scoped(fullName(directoryName(below(intermediate, '1')))))],
      {},
      points([relativeName('1')]),
    ),
  'a distribution point of another CRL issuer': () =>
    several(({ intermediate }) => [crl(intermediate)], {}, points([fullName(uri(crlUrl)), crlIssuer(directory('X'))])),
  'a distribution point of another CRL issuer, and a CRL for it': () =>
    several(
      ({ intermediate }) => [crl(intermediate, scoped(fullName(uri(crlUrl))))],
      {},
      points([fullName(uri(crlUrl)), crlIssuer(directory('X'))]),
    ),
  'a distribution point of the own CRL issuer': () =>
    several(
      ({ intermediate }) => [crl(intermediate, scoped(fullName(uri(crlUrl))))],
      {},
      points([crlIssuer(issuingName)]),
    ),
  'a distribution point for some reasons': () =>
    several(({ intermediate }) => [crl(intermediate)], {}, points([fullName(uri(crlUrl)), reasons('40')])),
  'two distribution points for some reasons each, and two CRLs': () =>
    several(
      ({ intermediate }) => [
        crl(intermediate, scoped(fullName(uri(crlUrl)))),
        crl(intermediate, { ...scoped(fullName(uri(`${crlUrl}2`))), entries: [leafEntry] }),
      ],
      {},
      points([fullName(uri(crlUrl)), reasons('40')], [fullName(uri(`${crlUrl}2`)), reasons('3f80')]),
    ),
  'two distribution points for all reasons between them': () =>
    several(
      ({ intermediate }) => [
        crl(intermediate, scoped(fullName(uri(crlUrl)))),
        crl(intermediate, scoped(fullName(uri(`${crlUrl}2`)))),
      ],
      {},
      points([fullName(uri(crlUrl)), reasons('40')], [fullName(uri(`${crlUrl}2`)), reasons('bf80')]),
    ),

  'an unknown critical extension': () => one({ extensions: [unknownCritical] }),
  'an unknown critical extension, and revoked': () => one({ extensions: [unknownCritical], entries: [leafEntry] }),
  'an unknown extension': () => one({ extensions: [{ ...unknownCritical, critical: false }] }),
  'a number that is critical': () =>
    one({ number: null, extensions: [{ oid: '2.5.29.20', critical: true, value: fromHex('020101') }] }),
  'an unknown critical extension of an entry': () =>
    one({ entries: [revokes(5n, { extensions: [unknownCritical] }), leafEntry] }),
  'an unknown extension of an entry': () =>
    one({ entries: [revokes(leafSerial, { extensions: [{ ...unknownCritical, critical: false }] })] }),
  'a malformed issuingDistributionPoint': () =>
    one({ extensions: [{ oid: '2.5.29.28', critical: true, value: fromHex('0500') }], entries: [leafEntry] }),
  'issuingDistributionPoint twice': () =>
    one({ scope: { onlyContainsCACerts: true }, ...scoped(fromHex('8201ff')), entries: [leafEntry] }),
  'a malformed key identifier': () =>
    one({ authorityKeyIdentifier: null, extensions: [{ oid: '2.5.29.35', value: fromHex('0500') }] }),
  'a malformed number': () => one({ number: null, extensions: [{ oid: '2.5.29.20', value: fromHex('0500') }] }),
  'a malformed delta indicator': () =>
    one({ extensions: [{ oid: '2.5.29.27', critical: true, value: fromHex('0500') }], entries: [leafEntry] }),
  'a malformed reason': () =>
    one({ entries: [revokes(leafSerial, { extensions: [{ oid: '2.5.29.21', value: fromHex('0500') }] })] }),

  'an entry of another issuer': () => one({ entries: [revokes(leafSerial, { certificateIssuer: [['CN', 'X']] })] }),
  'an entry of another issuer, and one after it': () =>
    one({ entries: [revokes(5n, { certificateIssuer: [['CN', 'X']] }), leafEntry] }),
  'an entry of another issuer, and one after it that is back': () =>
    one({
      entries: [
        revokes(5n, { certificateIssuer: [['CN', 'X']] }),
        revokes(leafSerial, {
          certificateIssuer: [
            ['O', 'Example'],
            ['CN', 'Issuing'],
          ],
        }),
      ],
    }),

  'an old CRL that revokes, and a new one that does not': () =>
    several(({ intermediate }) => [
      crl(intermediate, { thisUpdate: at - 2 * day, entries: [leafEntry] }),
      crl(intermediate),
    ]),
  'a new CRL that does not revoke, and an old one that does': () =>
    several(({ intermediate }) => [
      crl(intermediate),
      crl(intermediate, { thisUpdate: at - 2 * day, entries: [leafEntry] }),
    ]),
  'two equally new, the first revokes': () =>
    several(({ intermediate }) => [crl(intermediate, { entries: [leafEntry] }), crl(intermediate)]),
  'two equally new, the second revokes': () =>
    several(({ intermediate }) => [crl(intermediate), crl(intermediate, { entries: [leafEntry] })]),
  'an expired one that revokes, and a valid one': () =>
    several(({ intermediate }) => [crl(intermediate, { ...expired, entries: [leafEntry] }), crl(intermediate)]),
  'an expired one, and one of the future': () =>
    several(({ intermediate }) => [crl(intermediate, expired), crl(intermediate, future)]),
  'a valid one, and a newer one with a bad signature': () =>
    several(({ intermediate }) => [
      crl(intermediate, { thisUpdate: at - 2 * day }),
      crl(intermediate, { corruptSignature: true }),
    ]),
  'a valid one, and a newer one with an unknown critical extension': () =>
    several(({ intermediate }) => [
      crl(intermediate, { thisUpdate: at - 2 * day }),
      crl(intermediate, { extensions: [unknownCritical] }),
    ]),
  'an expired one in scope, and a valid one out of scope': () =>
    several(({ intermediate }) => [
      crl(intermediate, expired),
      crl(intermediate, { scope: { onlyContainsCACerts: true } }),
    ]),

  'chain: every CRL': () => several(({ root, intermediate }) => [crl(root), crl(intermediate)], { check: 'chain' }),
  'chain: none of the root': () => several(({ intermediate }) => [crl(intermediate)], { check: 'chain' }),
  'chain: none of the intermediate': () => several(({ root }) => [crl(root)], { check: 'chain' }),
  'chain: the intermediate is revoked': () =>
    several(({ root, intermediate }) => [crl(root, { entries: [revokes(intermediateSerial)] }), crl(intermediate)], {
      check: 'chain',
    }),
  'leaf: the intermediate is revoked': () =>
    several(({ root, intermediate }) => [crl(root, { entries: [revokes(intermediateSerial)] }), crl(intermediate)]),
  'chain: both are revoked': () =>
    several(
      ({ root, intermediate }) => [
        crl(root, { entries: [revokes(intermediateSerial)] }),
        crl(intermediate, { entries: [leafEntry] }),
      ],
      { check: 'chain' },
    ),
  'chain: the CRL of the root has expired': () =>
    several(({ root, intermediate }) => [crl(root, expired), crl(intermediate)], { check: 'chain' }),
  'chain: for other certificates than CAs': () =>
    several(({ root, intermediate }) => [crl(root, { scope: { onlyContainsUserCerts: true } }), crl(intermediate)], {
      check: 'chain',
    }),
  'chain: a root that may not sign CRLs': () =>
    several(
      ({ root, intermediate }) => [crl(root), crl(intermediate)],
      { check: 'chain' },
      {
        root: { keyUsage: ['keyCertSign'] },
      },
    ),
  'chain: the root revokes itself': () =>
    several(
      ({ root, intermediate }) => [crl(root, { entries: [revokes(9n)] }), crl(intermediate)],
      { check: 'chain' },
      {
        root: { serial: 9n },
      },
    ),
  'chain: partial, the intermediate is the anchor': () =>
    several(({ intermediate }) => [crl(intermediate)], { check: 'chain', partialChain: true, anchor: 'intermediate' }),
  'chain: partial, with a CRL of the root': () =>
    several(({ root, intermediate }) => [crl(root), crl(intermediate)], {
      check: 'chain',
      partialChain: true,
      anchor: 'intermediate',
    }),
  'chain: partial, with a CRL of the root without key identifier': () =>
    several(({ root, intermediate }) => [crl(root, { authorityKeyIdentifier: null }), crl(intermediate)], {
      check: 'chain',
      partialChain: true,
      anchor: 'intermediate',
    }),

  'revoked and another name': () => one({ entries: [leafEntry] }, { dns: 'db2.example.net' }),
  'revoked and for clients only': () =>
    several(
      ({ intermediate }) => [crl(intermediate, { entries: [leafEntry] })],
      {},
      {
        leaf: { extendedKeyUsage: ['clientAuth'] },
      },
    ),
  'revoked and a bad signature on the leaf': () =>
    several(
      ({ intermediate }) => [crl(intermediate, { entries: [leafEntry] })],
      {},
      { leaf: { corruptSignature: true } },
    ),
  'revoked and expired': () => one({ entries: [leafEntry], nextUpdate: at + 90 * day }, { at: at + 60 * day }),
  'no CRL, and an expired leaf': () => one({}, { crls: [], at: at + 60 * day }),
  'revoked and an unknown root': async () => one({ entries: [leafEntry] }, { anchors: [(await chain({})).root] }),
  'no CRL and a weak key': () => several(() => [], {}, { leaf: { key: 'rsa-1024' } }),
};

const issuingName = derValue(
  tags.sequence,
  derValue(tags.set, derValue(tags.sequence, fromHex('060355040a'), derValue(tags.utf8String, utf8('Example')))),
  relative('Issuing'),
);

/** The name of a certificate with one more relative name. */
const below = ({ certificate }: Issued, commonName: string): Uint8Array =>
  derValue(tags.sequence, certificate.subject.der.subarray(2), relative(commonName));

function readable(der: Uint8Array): Crl {
  const read = readCrl(der);
  if (!read.ok) throw new Error(`${read.problem.path}: ${read.problem.kind}`);
  return read.value;
}

const anchorsOf = ({ chain: { root, intermediate }, anchors, anchor }: Case): readonly Issued[] =>
  anchors ?? [anchor === 'intermediate' ? intermediate : root];

const input = (asked: Case): VerifyInput => ({
  chain: [asked.chain.leaf.certificate, asked.chain.intermediate.certificate],
  extra: [],
  anchors: anchorsOf(asked).map(({ certificate }) => certificate),
  at: asked.at ?? at,
  reference: { kind: 'dns', name: asked.dns ?? host },
  purpose: 'server',
  securityLevel: 2,
  usesCommonName: true,
  partialWildcards: true,
  partialChain: asked.partialChain ?? false,
  crls: asked.crls.map(readable),
  crlCheck: asked.check ?? 'leaf',
});

const question = (asked: Case) => ({
  leaf: asked.chain.leaf.pem,
  untrusted: [asked.chain.intermediate.pem],
  anchors: anchorsOf(asked).map(({ pem }) => pem),
  at: asked.at ?? at,
  dns: asked.dns ?? host,
  partialChain: asked.partialChain ?? false,
  crls: asked.crls.map((der) => writePem('X509 CRL', der)),
  crlCheck: asked.check ?? ('leaf' as const),
});

besideOpenssl('CRLs', cases, { ofUs: input, ofOpenssl: question });
