/** Chains with faults, alone and in pairs, judged by us and by `openssl verify`: verdict, error and depth must agree. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKey, issueCertificate, issued } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../../src/x509/pki/issue/issue.ts';
import { verifyPath } from '../../../src/x509/verify/verify-chain.ts';
import type { VerifyInput } from '../../../src/x509/verify/verify-chain.ts';
import type { Verification } from '../../../src/x509/verify/verification.ts';
import { besideOpenssl } from './beside-openssl.ts';

const at = Date.UTC(2026, 5, 15, 12);
const day = 86_400_000;
const times = { notBefore: at - 30 * day, notAfter: at + 30 * day };
const past = { notBefore: at - 60 * day, notAfter: at - day };
const future = { notBefore: at + day, notAfter: at + 60 * day };
const host = 'db1.example.net';

/** A chain, and what is asked of it. */
interface Case {
  readonly leaf: Issued;
  readonly sent: readonly Issued[];
  readonly anchors: readonly Issued[];
  readonly at?: number;
  readonly dns?: string | null;
  readonly ip?: string;
  readonly purpose?: 'server' | 'client';
  readonly level?: VerifyInput['securityLevel'];
  readonly strict?: boolean;
  readonly partialChain?: boolean;
}

/** The usual chain of root, intermediate and leaf; a call names only what is different. */
async function chain(different: {
  readonly root?: Partial<CertificatePlan>;
  readonly intermediate?: Partial<CertificatePlan>;
  readonly leaf?: Partial<CertificatePlan>;
  readonly ask?: Partial<Omit<Case, 'leaf'>>;
}): Promise<Case> {
  const root = await issueCertificate({
    subject: [
      ['O', 'Example'],
      ['CN', 'Root'],
    ],
    ca: true,
    ...times,
    ...different.root,
  });
  const intermediate = await issueCertificate({
    subject: [
      ['O', 'Example'],
      ['CN', 'Issuing'],
    ],
    ca: true,
    issuer: root,
    ...times,
    ...different.intermediate,
  });
  const leaf = await issueCertificate({
    subject: [['CN', host]],
    san: [{ dns: host }],
    issuer: intermediate,
    ...times,
    ...different.leaf,
  });
  return { leaf, sent: [intermediate], anchors: [root], ...different.ask };
}

const selfSigned = (plan: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], ...times, ...plan });

const stranger = (name = 'Stranger'): Promise<Issued> =>
  issueCertificate({ subject: [['CN', name]], ca: true, ...times });

const rsa1024 = createKey('rsa-1024');
const rsa2048 = createKey('rsa-2048');
const explicitCurve = generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' });
const unknownCritical = { oid: '1.2.3.4', critical: true, value: new Uint8Array([5, 0]) };

/** `30 03 01 01 ff`: cA, not marked critical. */
const caNotCritical = { oid: '2.5.29.19', value: new Uint8Array([0x30, 3, 1, 1, 255]) };
/** An authority key identifier that says nothing. */
const aki = (critical: boolean) => ({ oid: '2.5.29.35', critical, value: new Uint8Array([0x30, 0]) });
const ski = new Uint8Array([4, 2, 1, 2]);
/** proxyCertInfo of the policy id-ppl-inheritAll (RFC 3820). */
const proxyInfo = {
  oid: '1.3.6.1.5.5.7.1.14',
  critical: true,
  value: new Uint8Array(Buffer.from('300c300a06082b06010505071501', 'hex')),
};

/** The usual chain under X509_STRICT. */
const strictly = async (different: Parameters<typeof chain>[0]): Promise<Case> => ({
  ...(await chain(different)),
  strict: true,
});

const cases: Readonly<Record<string, () => Promise<Case>>> = {
  'a sound chain': () => chain({}),
  'a sound chain, sent in any order with strangers between': async () => {
    const sound = await chain({});
    return { ...sound, sent: [await stranger(), ...sound.sent, ...sound.anchors] };
  },
  'a sound chain of RSA keys': () =>
    chain({ root: { key: rsa2048 }, intermediate: { key: 'rsa-2048' }, leaf: { key: rsa2048 } }),
  'a sound chain of PSS signatures': () =>
    chain({ root: { key: rsa2048 }, intermediate: { key: rsa2048, pss: true, digest: 'sha384' }, leaf: { pss: true } }),
  'a sound chain of PSS keys': () => chain({ root: { key: 'rsa-pss-2048' }, intermediate: { key: 'rsa-pss-2048' } }),
  'a sound chain of Ed25519 and Ed448': () =>
    chain({ root: { key: 'ed448' }, intermediate: { key: 'ed25519' }, leaf: { key: 'ed25519' } }),
  'a sound chain of other curves and digests': () =>
    chain({
      root: { key: 'ec-p521' },
      intermediate: { key: 'ec-p384', digest: 'sha512' },
      leaf: { key: 'ec-p224', digest: 'sha384' },
    }),
  'a name asked in another case': () => chain({ ask: { dns: 'DB1.Example.NET' } }),
  'no name asked': () => chain({ ask: { dns: null } }),

  'an expired leaf': () => chain({ leaf: past }),
  'an expired intermediate': () => chain({ intermediate: past }),
  'an expired root': () => chain({ root: past }),
  'all expired': () => chain({ root: past, intermediate: past, leaf: past }),
  'a leaf not yet valid': () => chain({ leaf: future }),
  'an intermediate not yet valid': () => chain({ intermediate: future }),
  'the very second of notAfter': () => chain({ ask: { at: times.notAfter } }),
  'the second before notAfter': () => chain({ ask: { at: times.notAfter - 1000 } }),
  'the very second of notBefore': () => chain({ ask: { at: times.notBefore } }),
  'the second before notBefore': () => chain({ ask: { at: times.notBefore - 1000 } }),

  'a self-signed leaf': async () => ({ leaf: await selfSigned(), sent: [], anchors: [await stranger()] }),
  'a self-signed leaf that is an anchor': async () => {
    const leaf = await selfSigned();
    return { leaf, sent: [], anchors: [leaf] };
  },
  'an expired self-signed leaf that is an anchor': async () => {
    const leaf = await selfSigned(past);
    return { leaf, sent: [], anchors: [leaf] };
  },
  'a self-signed leaf that is a CA': async () => ({
    leaf: await selfSigned({ ca: true }),
    sent: [],
    anchors: [await stranger()],
  }),
  'a self-signed leaf beside an anchor of the same name': async () => ({
    leaf: await selfSigned(),
    sent: [],
    anchors: [await selfSigned()],
  }),
  'an unknown root, sent along': async () => {
    const other = await chain({});
    return { ...other, sent: [...other.sent, ...other.anchors], anchors: [await stranger()] };
  },
  'an unknown root, not sent': async () => ({ ...(await chain({})), anchors: [await stranger()] }),
  "an anchor of the root's name but another key": async () => ({
    ...(await chain({ intermediate: { authorityKeyIdentifier: null } })),
    anchors: [
      await issueCertificate({
        subject: [
          ['O', 'Example'],
          ['CN', 'Root'],
        ],
        ca: true,
        ...times,
      }),
    ],
  }),
  "an anchor of the root's name but another key identifier": async () => ({
    ...(await chain({})),
    anchors: [
      await issueCertificate({
        subject: [
          ['O', 'Example'],
          ['CN', 'Root'],
        ],
        ca: true,
        ...times,
      }),
    ],
  }),
  'a missing intermediate': () => chain({ ask: { sent: [] } }),
  'a missing intermediate, the root sent instead': async () => {
    const sound = await chain({});
    return { ...sound, sent: sound.anchors };
  },
  'an intermediate as the only anchor': async () => {
    const sound = await chain({});
    return { ...sound, sent: [], anchors: sound.sent };
  },
  'two intermediates of one name, the first expired': async () => {
    const sound = await chain({});
    const [root] = sound.anchors;
    const key = createKey();
    if (root === undefined) throw new Error('no root');
    const plan: CertificatePlan = { subject: [['CN', 'Twin']], ca: true, issuer: root, key, ...times };
    const old = await issueCertificate({ ...plan, ...past });
    const renewed = await issueCertificate(plan);
    const leaf = await issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], issuer: renewed, ...times });
    return { leaf, sent: [old, renewed], anchors: sound.anchors };
  },
  'two roots of one name and key, the first expired': async () => {
    const key = createKey();
    const old = await issueCertificate({ subject: [['CN', 'R']], ca: true, key, ...past });
    const renewed = await issueCertificate({ subject: [['CN', 'R']], ca: true, key, ...times });
    return { ...(await chain({ intermediate: { issuer: renewed } })), anchors: [old, renewed] };
  },
  'a cross-signed intermediate, both ways at hand': async () => {
    const sound = await chain({});
    const other = await stranger('Other Root');
    const [intermediate] = sound.sent;
    if (intermediate === undefined) throw new Error('no intermediate');
    const cross = await issueCertificate({
      subject: [
        ['O', 'Example'],
        ['CN', 'Issuing'],
      ],
      ca: true,
      issuer: other,
      key: { privateKey: intermediate.key, publicKey: createPublicKey(intermediate.key) },
      ...times,
    });
    return { ...sound, sent: [cross, intermediate] };
  },
  'two intermediates that issue each other': async () => {
    const a = createKey();
    const b = createKey();
    const first = await issueCertificate({ subject: [['CN', 'A']], ca: true, key: a, ...times });
    const second = await issueCertificate({ subject: [['CN', 'B']], ca: true, key: b, issuer: first, ...times });
    const back = await issueCertificate({ subject: [['CN', 'A']], ca: true, key: a, issuer: second, ...times });
    const leaf = await issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], issuer: back, ...times });
    return { leaf, sent: [back, second], anchors: [await stranger()] };
  },

  'another name': () => chain({ ask: { dns: 'db2.example.net' } }),
  'a wildcard': () => chain({ leaf: { san: [{ dns: '*.example.net' }] } }),
  'a wildcard one label too high': () => chain({ leaf: { san: [{ dns: '*.net' }] } }),
  'a partial wildcard': () => chain({ leaf: { san: [{ dns: 'db*.example.net' }] } }),
  'only a CN': () => chain({ leaf: { san: [] } }),
  'only a CN, of another name': () => chain({ leaf: { subject: [['CN', 'x.example']], san: [{ ip: '192.0.2.1' }] } }),
  'an address': () => chain({ leaf: { san: [{ ip: '192.0.2.7' }] }, ask: { dns: null, ip: '192.0.2.7' } }),
  'another address': () => chain({ leaf: { san: [{ ip: '192.0.2.8' }] }, ask: { dns: null, ip: '192.0.2.7' } }),
  'an address as DNS name': () => chain({ leaf: { san: [{ dns: '192.0.2.7' }] }, ask: { dns: null, ip: '192.0.2.7' } }),
  'an IPv6 address': () => chain({ leaf: { san: [{ ip: '2001:db8::7' }] }, ask: { dns: null, ip: '2001:db8:0::7' } }),

  'a leaf for clients only': () => chain({ leaf: { extendedKeyUsage: ['clientAuth'] } }),
  'a leaf for clients only, asked as one': () =>
    chain({ leaf: { extendedKeyUsage: ['clientAuth'] }, ask: { purpose: 'client' } }),
  'a server leaf, asked as a client': () => chain({ ask: { purpose: 'client' } }),
  'a leaf for any usage': () => chain({ leaf: { extendedKeyUsage: ['anyExtendedKeyUsage'] } }),
  'a leaf without extended usage': () => chain({ leaf: { extendedKeyUsage: null } }),
  'a leaf that may only sign certificates': () => chain({ leaf: { keyUsage: ['keyCertSign'] } }),
  'a leaf that may only encipher keys': () => chain({ leaf: { keyUsage: ['keyEncipherment'] } }),
  'a leaf that may only encipher keys, as a client': () =>
    chain({ leaf: { keyUsage: ['keyEncipherment'], extendedKeyUsage: null }, ask: { purpose: 'client' } }),
  'an intermediate for clients only': () => chain({ intermediate: { extendedKeyUsage: ['clientAuth'] } }),
  'an intermediate that is no CA': () => chain({ intermediate: { ca: false } }),
  'an intermediate without basicConstraints': () => chain({ intermediate: { basicConstraints: null } }),
  'an intermediate without basicConstraints and usage': () =>
    chain({ intermediate: { basicConstraints: null, keyUsage: null } }),
  'an intermediate that may not sign': () => chain({ intermediate: { keyUsage: ['cRLSign'] } }),
  'a root without basicConstraints': () => chain({ root: { basicConstraints: null } }),
  'a root without basicConstraints and usage': () => chain({ root: { basicConstraints: null, keyUsage: null } }),
  'a root of version 1': () => chain({ root: { version: 1 } }),
  'an intermediate of version 1': () => chain({ intermediate: { version: 1 } }),
  'a leaf of version 1': () => chain({ leaf: { version: 1 } }),
  'a CA as leaf': () => chain({ leaf: { ca: true } }),
  'a path length of 0 that suffices': () => chain({ intermediate: { pathLength: 0 } }),
  'a path length of 0 that does not': () => chain({ root: { pathLength: 0 } }),
  'an unknown critical extension in the leaf': () => chain({ leaf: { extensions: [unknownCritical] } }),
  'an unknown critical extension in the root': () => chain({ root: { extensions: [unknownCritical] } }),
  'an unknown extension that is not critical': () =>
    chain({ leaf: { extensions: [{ ...unknownCritical, critical: false }] } }),
  'keyUsage twice': () =>
    chain({ leaf: { extensions: [{ oid: '2.5.29.15', value: new Uint8Array([3, 2, 7, 128]) }] } }),
  'a malformed subjectAltName': () =>
    chain({ leaf: { san: [], extensions: [{ oid: '2.5.29.17', value: new Uint8Array([0x30, 5, 0x82]) }] } }),

  'a bad signature on the leaf': () => chain({ leaf: { corruptSignature: true } }),
  'signature algorithms that differ inside and outside': async () => {
    const sound = await chain({});
    const der = Uint8Array.from(sound.leaf.der);
    const outer = Buffer.from(der).lastIndexOf('06082a8648ce3d040302', 'hex'); // ecdsa-with-SHA256
    der[outer + 9] = 3; // ecdsa-with-SHA384
    return { ...sound, leaf: issued(der, sound.leaf.key) };
  },
  'a bad signature on the intermediate': () => chain({ intermediate: { corruptSignature: true } }),
  'a bad signature on the root': () => chain({ root: { corruptSignature: true } }),
  'a weak key in the leaf': () => chain({ leaf: { key: rsa1024 } }),
  'a weak key in the leaf, at level 1': () => chain({ leaf: { key: rsa1024 }, ask: { level: 1 } }),
  'a weak key in the intermediate': () => chain({ intermediate: { key: rsa1024 } }),
  'a weak key in the root': () => chain({ root: { key: rsa1024 } }),
  'a weak curve in the leaf': () => chain({ leaf: { key: 'ec-p192' } }),
  'a curve spelled out in numbers in the leaf': () => chain({ leaf: { key: explicitCurve } }),
  'a curve spelled out in numbers in the intermediate': () => chain({ intermediate: { key: explicitCurve } }),
  'SHA-1 under the leaf': () => chain({ leaf: { digest: 'sha1' } }),
  'SHA-1 under the leaf, at level 1': () => chain({ leaf: { digest: 'sha1' }, ask: { level: 1 } }),
  'SHA-1 under the leaf, at level 0': () => chain({ leaf: { digest: 'sha1' }, ask: { level: 0 } }),
  'MD5 under the intermediate': () => chain({ root: { key: rsa2048 }, intermediate: { digest: 'md5' } }),
  'SHA-1 under the root': () => chain({ root: { digest: 'sha1' } }),
  'a 2048 bit key at level 3': () => chain({ leaf: { key: rsa2048 }, ask: { level: 3 } }),

  'a permitted domain': () => chain({ intermediate: { nameConstraints: { permitted: [{ dns: 'example.net' }] } } }),
  'another permitted domain': () =>
    chain({ intermediate: { nameConstraints: { permitted: [{ dns: 'example.org' }] } } }),
  'an excluded domain': () => chain({ root: { nameConstraints: { excluded: [{ dns: '.example.net' }] } } }),
  'a permitted network': () =>
    chain({
      intermediate: { nameConstraints: { permitted: [{ ip: '192.0.2.0/25' }] } },
      leaf: { san: [{ ip: '192.0.2.7' }] },
      ask: { dns: null, ip: '192.0.2.7' },
    }),
  'another permitted network': () =>
    chain({
      intermediate: { nameConstraints: { permitted: [{ ip: '192.0.2.128/25' }] } },
      leaf: { san: [{ ip: '192.0.2.7' }] },
      ask: { dns: null, ip: '192.0.2.7' },
    }),
  'a permitted directory': () =>
    chain({
      root: { nameConstraints: { permitted: [{ directory: [['O', 'EXAMPLE']] }] } },
      leaf: {
        subject: [
          ['O', 'Example'],
          ['CN', host],
        ],
      },
    }),
  'another permitted directory': () =>
    chain({ root: { nameConstraints: { permitted: [{ directory: [['O', 'Example']] }] } } }),
  'an excluded address domain': () =>
    chain({
      root: { nameConstraints: { excluded: [{ email: '.example.net' }] } },
      leaf: {
        subject: [
          ['CN', 'x'],
          ['emailAddress', 'a@mail.example.net'],
        ],
      },
    }),
  'a permitted URI host': () =>
    chain({
      root: { nameConstraints: { permitted: [{ uri: 'www.example.net' }] } },
      leaf: { san: [{ dns: host }, { uri: 'https://www.example.net:8443/x' }] },
    }),
  'another permitted URI host': () =>
    chain({
      root: { nameConstraints: { permitted: [{ uri: '.example.org' }] } },
      leaf: { san: [{ dns: host }, { uri: 'https://www.example.net/x' }] },
    }),
  'a CN outside of the permitted domain, without DNS names': () =>
    chain({ root: { nameConstraints: { permitted: [{ dns: 'example.org' }] } }, leaf: { san: [] } }),
  'a constraint of a kind that cannot be applied': () =>
    chain({
      root: { nameConstraints: { permitted: [{ registeredId: '1.2.3' }] } },
      leaf: { san: [{ dns: host }, { registeredId: '1.2.3.4' }] },
    }),

  'strict: a sound chain': () => strictly({}),
  'strict: a sound leaf as anchor': async () => {
    const leaf = await selfSigned({ keyUsage: null, subjectKeyIdentifier: null });
    return { leaf, sent: [], anchors: [leaf], strict: true };
  },
  'strict: an intermediate that limits the path but is no CA': () =>
    strictly({ leaf: { pathLength: 1 }, intermediate: { pathLength: 3 } }),
  'strict: a path length without key usage': () => strictly({ intermediate: { pathLength: 3, keyUsage: null } }),
  'strict: basicConstraints not critical': () =>
    strictly({ intermediate: { basicConstraints: null, extensions: [caNotCritical] } }),
  'strict: a CA without key usage': () => strictly({ root: { keyUsage: null } }),
  'strict: a leaf that may sign certificates': () =>
    strictly({ leaf: { keyUsage: ['digitalSignature', 'keyCertSign'] } }),
  'strict: an empty issuer': () => strictly({ root: { subject: [] } }),
  'strict: an empty subject of a CA': () => strictly({ intermediate: { subject: [] } }),
  'strict: an empty subject without names': () => strictly({ leaf: { subject: [], san: null }, ask: { dns: null } }),
  'strict: an empty subject, names not critical': () => strictly({ leaf: { subject: [] } }),
  'strict: an empty subject, names critical': () => strictly({ leaf: { subject: [], sanCritical: true } }),
  'strict: no names in subjectAltName': () => strictly({ leaf: { san: [] } }),
  'strict: an authority key identifier that is critical': () =>
    strictly({ leaf: { authorityKeyIdentifier: null, extensions: [aki(true)] } }),
  'strict: an authority key identifier without key identifier': () =>
    strictly({ leaf: { authorityKeyIdentifier: null, extensions: [aki(false)] } }),
  'strict: a subject key identifier that is critical': () =>
    strictly({ leaf: { subjectKeyIdentifier: null, extensions: [{ oid: '2.5.29.14', critical: true, value: ski }] } }),
  'strict: no authority key identifier': () => strictly({ leaf: { authorityKeyIdentifier: null } }),
  'strict: a CA without subject key identifier': () => strictly({ root: { subjectKeyIdentifier: null } }),
  'strict: a leaf without subject key identifier': () => strictly({ leaf: { subjectKeyIdentifier: null } }),
  'strict: a root of version 1': () => strictly({ root: { version: 1 } }),
  'strict: a root without basicConstraints': () => strictly({ root: { basicConstraints: null } }),
  'strict: a leaf without basicConstraints that may sign certificates': () =>
    strictly({ leaf: { basicConstraints: null, keyUsage: ['digitalSignature', 'keyCertSign'] } }),
  'strict: extensions below version 3': async () => {
    const sound = await strictly({});
    const der = Uint8Array.from(sound.leaf.der);
    const version = Buffer.from(der).indexOf('a003020102', 'hex');
    der[version + 4] = 1;
    return { ...sound, leaf: issued(der, sound.leaf.key) };
  },
  'strict: signature algorithms that differ inside and outside': async () => {
    const sound = await strictly({});
    const der = Uint8Array.from(sound.leaf.der);
    der[Buffer.from(der).lastIndexOf('06082a8648ce3d040302', 'hex') + 9] = 3;
    return { ...sound, leaf: issued(der, sound.leaf.key) };
  },
  'a proxy certificate': () => chain({ leaf: { san: null, extensions: [proxyInfo] } }),
  'a proxy certificate with names': () => chain({ leaf: { extensions: [proxyInfo] } }),

  'partial: an intermediate as the only anchor': async () => {
    const sound = await chain({ ask: { partialChain: true } });
    return { ...sound, sent: [], anchors: sound.sent };
  },
  'partial: an intermediate beside its root': async () => {
    const sound = await chain({ ask: { partialChain: true } });
    return { ...sound, anchors: [...sound.anchors, ...sound.sent] };
  },
  'partial: the leaf as the only anchor': async () => {
    const sound = await chain({ ask: { partialChain: true } });
    return { ...sound, sent: [], anchors: [sound.leaf] };
  },
  'partial: the leaf as the only anchor, its expired issuer sent': async () => {
    const sound = await chain({ intermediate: past, ask: { partialChain: true } });
    return { ...sound, anchors: [sound.leaf] };
  },
  'partial: an expired leaf as the only anchor': async () => {
    const sound = await chain({ leaf: past, ask: { partialChain: true } });
    return { ...sound, sent: [], anchors: [sound.leaf] };
  },
  'partial: an expired intermediate as the only anchor': async () => {
    const sound = await chain({ intermediate: past, ask: { partialChain: true } });
    return { ...sound, sent: [], anchors: sound.sent };
  },
  'partial: a leaf whose extensions cannot be read as the only anchor': async () => {
    const value = new Uint8Array([0x30, 5, 0x82]);
    const sound = await chain({ leaf: { extensions: [{ oid: '2.5.29.31', value }] }, ask: { partialChain: true } });
    return { ...sound, anchors: [sound.leaf] };
  },
  'partial and strict: an intermediate as the only anchor': async () => {
    const sound = await strictly({ ask: { partialChain: true } });
    return { ...sound, sent: [], anchors: sound.sent };
  },
  'partial and strict: the leaf as the only anchor': async () => {
    const sound = await strictly({ leaf: { authorityKeyIdentifier: null }, ask: { partialChain: true } });
    return { ...sound, sent: [], anchors: [sound.leaf] };
  },
  'partial: a root that is not trusted': async () => {
    const sound = await chain({ ask: { partialChain: true } });
    return { ...sound, sent: [...sound.sent, ...sound.anchors], anchors: [await stranger()] };
  },

  'expired and another name': () => chain({ leaf: past, ask: { dns: 'db2.example.net' } }),
  'expired and a missing intermediate': () => chain({ leaf: past, ask: { sent: [] } }),
  'expired and self-signed': async () => ({ leaf: await selfSigned(past), sent: [], anchors: [await stranger()] }),
  'self-signed and another name': async () => ({
    leaf: await selfSigned(),
    sent: [],
    anchors: [await stranger()],
    dns: 'db2.example.net',
  }),
  'another name and for clients only': () =>
    chain({ leaf: { extendedKeyUsage: ['clientAuth'] }, ask: { dns: 'x.example' } }),
  'a weak key and a missing intermediate': () => chain({ leaf: { key: rsa1024 }, ask: { sent: [] } }),
  'a weak digest and another name': () => chain({ leaf: { digest: 'sha1' }, ask: { dns: 'x.example' } }),
  'an expired intermediate and a bad signature on the leaf': () =>
    chain({ intermediate: past, leaf: { corruptSignature: true } }),
  'an expired leaf and a bad signature on the leaf': () => chain({ leaf: { ...past, corruptSignature: true } }),
  'no CA and expired': () => chain({ intermediate: { ca: false, ...past } }),
  'an excluded domain and an expired leaf': () =>
    chain({ root: { nameConstraints: { excluded: [{ dns: 'example.net' }] } }, leaf: past }),
};

const input = (one: Case): VerifyInput => ({
  chain: [one.leaf.certificate, ...one.sent.map(({ certificate }) => certificate)],
  extra: [],
  anchors: one.anchors.map(({ certificate }) => certificate),
  at: one.at ?? at,
  reference:
    one.ip !== undefined
      ? { kind: 'ip', address: one.ip }
      : one.dns === null
        ? null
        : { kind: 'dns', name: one.dns ?? host },
  purpose: one.purpose ?? 'server',
  securityLevel: one.level ?? 2,
  usesCommonName: true,
  partialWildcards: true,
  strict: one.strict ?? false,
  partialChain: one.partialChain ?? false,
});

const question = (one: Case) => ({
  leaf: one.leaf.pem,
  untrusted: one.sent.map(({ pem }) => pem),
  anchors: one.anchors.map(({ pem }) => pem),
  at: one.at ?? at,
  ...(one.ip !== undefined ? { ip: one.ip } : one.dns === null ? {} : { dns: one.dns ?? host }),
  purpose: one.purpose ?? ('server' as const),
  level: one.level ?? 2,
  strict: one.strict ?? false,
  partialChain: one.partialChain ?? false,
});

besideOpenssl('chains', cases, { ofUs: input, ofOpenssl: question });

describe('what a verdict tells', () => {
  const verify = async (one: Promise<Case>): Promise<Verification> => verifyPath(input(await one));

  it('names every fault, not only the one that OpenSSL stops at', async () => {
    const { problems } = await verify(
      chain({ leaf: { ...past, extendedKeyUsage: ['clientAuth'] }, ask: { dns: 'x.example' } }),
    );
    expect(problems).toEqual([
      { kind: 'purpose', depth: 0, subject: `CN=${host}`, usages: ['1.3.6.1.5.5.7.3.2', 'digitalSignature'] },
      {
        kind: 'nameMismatch',
        depth: 0,
        subject: `CN=${host}`,
        asked: { kind: 'dns', value: 'x.example' },
        presented: [host],
        usedCommonName: false,
      },
      { kind: 'expired', depth: 0, subject: `CN=${host}`, notAfter: past.notAfter },
    ]);
  });

  it('tells where each certificate of the path came from', async () => {
    const sound = await chain({});
    const verification = verifyPath({
      ...input({ ...sound, sent: [] }),
      extra: sound.sent.map((one) => one.certificate),
    });
    expect(verification.accepted).toBe(true);
    expect(verification.path.map(({ certificate, from }) => [certificate.subject.rfc4514, from])).toEqual([
      [`CN=${host}`, 'leaf'],
      ['CN=Issuing,O=Example', 'fetched'],
      ['CN=Root,O=Example', 'trustStore'],
    ]);
  });

  it('names the issuer that is missing', async () => {
    const { problems, path } = await verify(chain({ ask: { sent: [] } }));
    expect(problems).toEqual([
      { kind: 'issuerNotFound', depth: 0, subject: `CN=${host}`, issuer: 'CN=Issuing,O=Example' },
    ]);
    expect(path).toHaveLength(1);
  });

  it('names a malformed extension where OpenSSL only finds no issuer', async () => {
    const value = new Uint8Array([0x30, 5, 0x82]);
    const { problems } = await verify(chain({ leaf: { san: [], extensions: [{ oid: '2.5.29.17', value }] } }));
    expect(problems[0]).toEqual({ kind: 'malformedExtension', depth: 0, subject: `CN=${host}`, oids: ['2.5.29.17'] });
  });

  it('refuses a path that is longer than allowed', async () => {
    const sound = await chain({});
    expect(verifyPath({ ...input(sound), maxDepth: 0 })).toMatchObject({ accepted: false, opensslError: { code: 22 } });
    expect(verifyPath({ ...input(sound), maxDepth: 1 }).accepted).toBe(true);
  });

  it('comes to an end with thousands of certificates of one name', async () => {
    const key = createKey();
    const root = await issueCertificate({ subject: [['CN', 'Same']], ca: true, ...times });
    const one = await issueCertificate({ subject: [['CN', 'Same']], ca: true, issuer: root, key, ...times });
    const many = Array.from({ length: 5000 }, () => ({ ...one.certificate }));
    const leaf = await issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], issuer: one, ...times });
    const verification = verifyPath({ ...input({ leaf, sent: [], anchors: [] }), chain: [leaf.certificate, ...many] });
    expect(verification.accepted).toBe(false);
  });

  it('refuses names and constraints by the million, where each pair of certificates would pass', async () => {
    const names = (label: string) => Array.from({ length: 1000 }, (_, i) => ({ dns: `${label}${i}.example.net` }));
    const root = await issueCertificate({ subject: [['CN', 'Root']], ca: true, ...times });
    const sent: Issued[] = [];
    for (let i = 0; i < 6; i++) {
      const issuer = sent[0] ?? root;
      const nameConstraints = { excluded: names('y') };
      sent.unshift(
        await issueCertificate({ subject: [['CN', `CA ${i}`]], ca: true, issuer, nameConstraints, ...times }),
      );
    }
    const leaf = await issueCertificate({
      subject: [['CN', host]],
      san: [{ dns: host }, ...names('x')],
      issuer: sent[0] ?? root,
      ...times,
    });
    const under = (path: readonly Issued[]): Verification => verifyPath(input({ leaf, sent: path, anchors: [root] }));
    expect(under(sent)).toMatchObject({ accepted: false, opensslError: { code: 1, depth: 0 } });
    expect(under(sent).problems.every((one) => one.kind === 'nameConstraint' && one.violation === 'tooMany')).toBe(
      true,
    );
  });
});
