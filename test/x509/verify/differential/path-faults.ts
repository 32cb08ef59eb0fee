/** Faults of the path: what is sent, what is trusted, who issued whom, and when. */
import { createPublicKey } from 'node:crypto';
import { createKey, issueCertificate } from '../../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../../../src/x509/pki/issue/issue.ts';
import { at, day, host, made, times } from './draft.ts';
import type { Made, Scene } from './draft.ts';
import { anyCa, anyone, arrange, ask, plan, shuffled } from './fault.ts';
import type { Fault, Faults } from './fault.ts';

const past = { notBefore: at - 60 * day, notAfter: at - day };
const future = { notBefore: at + day, notAfter: at + 60 * day };

const keyOf = (issued: Issued) => ({ privateKey: issued.key, publicKey: createPublicKey(issued.key) });

const stranger = async (subject: CertificatePlan['subject'] = [['CN', 'Stranger']]): Promise<Made> =>
  made(await issueCertificate({ subject, ca: true, ...times }));

/** Another certificate for the intermediate's name and key. */
const again = async ({ sent, anchors }: Scene, change: Partial<CertificatePlan>): Promise<Made[]> => {
  const [intermediate] = sent;
  const [root] = anchors;
  if (intermediate === undefined || root === undefined) return [];
  return [
    made(
      await issueCertificate({
        subject: issuing,
        ca: true,
        issuer: root.issued,
        key: keyOf(intermediate.issued),
        ...times,
        ...change,
      }),
    ),
  ];
};

const issuing: CertificatePlan['subject'] = [
  ['O', 'Example'],
  ['CN', 'Issuing'],
];

const rooted: CertificatePlan['subject'] = [
  ['O', 'Example'],
  ['CN', 'Root'],
];

/** A sub-CA below the intermediate, which issues the leaf in its place. */
const deeper =
  (change: Partial<CertificatePlan>): Fault =>
  (draft) => {
    draft.arrangements.unshift(async (scene) => {
      const [intermediate] = scene.sent;
      if (intermediate === undefined) return scene;
      const sub = await issueCertificate({
        subject: [['CN', 'Sub']],
        ca: true,
        issuer: intermediate.issued,
        ...times,
        ...change,
      });
      const leaf = await issueCertificate({
        subject: [['CN', host]],
        san: [{ dns: host }],
        ...times,
        ...draft.plans.leaf,
        issuer: sub,
      });
      return { ...scene, leaf: made(leaf), sent: [made(sub), ...scene.sent] };
    });
  };

export const pathFaults: Faults = {
  'an expired certificate': plan(anyone, past),
  'a certificate not yet valid': plan(anyone, future),
  'the very second of notAfter': ask({ at: times.notAfter }),
  'the second before notBefore': ask({ at: times.notBefore - 1000 }),
  'the intermediate not sent': arrange((scene) => ({ ...scene, sent: [] })),
  'the root sent too': arrange((scene, dice) => ({
    ...scene,
    sent: shuffled([...scene.sent, ...scene.anchors], dice),
  })),
  'another root trusted': arrange(async (scene) => ({ ...scene, anchors: [await stranger()] })),
  'another root of the same name trusted': arrange(async (scene) => ({ ...scene, anchors: [await stranger(rooted)] })),
  'another root of the same name trusted as well': arrange(async (scene, dice) => ({
    ...scene,
    anchors: shuffled([...scene.anchors, await stranger(rooted)], dice),
  })),
  'the unknown root sent': arrange(async (scene) => ({
    ...scene,
    sent: [...scene.sent, ...scene.anchors],
    anchors: [await stranger()],
  })),
  'only the intermediate trusted': arrange((scene) => ({ ...scene, sent: [], anchors: scene.sent })),
  'the intermediate trusted too': arrange((scene) => ({ ...scene, anchors: [...scene.sent, ...scene.anchors] })),
  'only the leaf trusted': arrange((scene) => ({ ...scene, anchors: [scene.leaf] })),
  'the leaf trusted too': arrange((scene) => ({ ...scene, anchors: [scene.leaf, ...scene.anchors] })),
  'the leaf sent twice': arrange((scene) => ({ ...scene, sent: [scene.leaf, ...scene.sent] })),
  'everything twice': arrange((scene) => ({ ...scene, sent: [...scene.sent, ...scene.sent] })),
  'strangers sent between': arrange(async (scene, dice) => ({
    ...scene,
    sent: shuffled([...scene.sent, await stranger(), await stranger(issuing)], dice),
  })),
  'the intermediate again, expired': arrange(async (scene, dice) => ({
    ...scene,
    sent: shuffled([...scene.sent, ...(await again(scene, past))], dice),
  })),
  'the intermediate again, by another root': arrange(async (scene, dice) => ({
    ...scene,
    sent: shuffled(
      [...scene.sent, ...(await again(scene, { issuer: (await stranger([['CN', 'Other Root']])).issued }))],
      dice,
    ),
  })),
  'the intermediate again, self-signed': arrange(async (scene, dice) => {
    const [intermediate] = scene.sent;
    if (intermediate === undefined) return scene;
    const own = await issueCertificate({ subject: issuing, ca: true, key: keyOf(intermediate.issued), ...times });
    return { ...scene, sent: shuffled([...scene.sent, made(own)], dice) };
  }),
  'the intermediate again, with a narrower path': arrange(async (scene, dice) => ({
    ...scene,
    sent: shuffled([...scene.sent, ...(await again(scene, { pathLength: 0 }))], dice),
  })),
  'the root again, expired, trusted too': arrange(async (scene, dice) => {
    const [root] = scene.anchors;
    if (root === undefined) return scene;
    const old = await issueCertificate({ subject: rooted, ca: true, key: keyOf(root.issued), ...past });
    return { ...scene, anchors: shuffled([...scene.anchors, made(old)], dice) };
  }),
  'the root cross-signed by another that is trusted': arrange(async (scene) => {
    const [root] = scene.anchors;
    if (root === undefined) return scene;
    const other = await stranger([['CN', 'Old Root']]);
    const cross = await issueCertificate({
      subject: rooted,
      ca: true,
      issuer: other.issued,
      key: keyOf(root.issued),
      ...times,
    });
    return { ...scene, sent: [...scene.sent, made(cross)], anchors: [other] };
  }),
  'the root cross-signed by another, both trusted': arrange(async (scene) => {
    const [root] = scene.anchors;
    if (root === undefined) return scene;
    const other = await stranger([['CN', 'Old Root']]);
    const cross = await issueCertificate({
      subject: rooted,
      ca: true,
      issuer: other.issued,
      key: keyOf(root.issued),
      ...past,
    });
    return { ...scene, sent: [...scene.sent, made(cross)], anchors: [other, ...scene.anchors] };
  }),
  'two intermediates that issue each other': arrange(async (scene) => {
    const a = createKey();
    const first = await issueCertificate({ subject: [['CN', 'A']], ca: true, key: a, ...times });
    const second = await issueCertificate({ subject: [['CN', 'B']], ca: true, issuer: first, ...times });
    const back = await issueCertificate({ subject: [['CN', 'A']], ca: true, key: a, issuer: second, ...times });
    const leaf = await issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], issuer: back, ...times });
    return { ...scene, leaf: made(leaf), sent: [made(back), made(second)] };
  }),
  'a sub-CA': deeper({}),
  'a sub-CA of the name of its issuer': deeper({ subject: issuing }),
  'a sub-CA that is no CA': deeper({ ca: false }),
  'a sub-CA with a path length': deeper({ pathLength: 0 }),
  'an expired sub-CA': deeper(past),
  'a path length of 0 in the root': plan('root', { pathLength: 0 }),
  'a path length of 0 in the intermediate': plan('intermediate', { pathLength: 0 }),
  'a path length in any': plan(anyone, { pathLength: 1 }),
  'a path no longer than 0': ask({ maxDepth: 0 }),
  'a path no longer than 1': ask({ maxDepth: 1 }),
  'partial chains allowed': ask({ partialChain: true }),
  'strict mode': ask({ strict: true }),
  'a client to be': ask({ purpose: 'client' }),
  'no key identifier of the issuer': plan(anyone, { authorityKeyIdentifier: null }),
  'no key identifier': plan(anyone, { subjectKeyIdentifier: null }),
  'another key identifier of the issuer': plan(anyone, { authorityKeyIdentifier: new Uint8Array([1, 2, 3]) }),
  'another key identifier': plan(anyCa, { subjectKeyIdentifier: new Uint8Array([1, 2, 3]) }),
  'a signature that is wrong on the leaf': plan('leaf', { corruptSignature: true }),
  'a signature that is wrong': plan(anyone, { corruptSignature: true }),
  'a leaf signed by itself': (draft) => {
    draft.arrangements.unshift(async (scene) => ({
      ...scene,
      leaf: made(
        await issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], ...times, ...draft.plans.leaf }),
      ),
    }));
  },
  'a leaf issued by the root': (draft) => {
    draft.arrangements.unshift(async (scene) => {
      const [root] = scene.anchors;
      if (root === undefined) return scene;
      const { issuer: _, ...leaf } = draft.plans.leaf;
      return {
        ...scene,
        leaf: made(
          await issueCertificate({
            subject: [['CN', host]],
            san: [{ dns: host }],
            ...times,
            ...leaf,
            issuer: root.issued,
          }),
        ),
      };
    });
  },
};
