/**
 * Chains with every fault that a file can show, judged as a server's and as a client's certificate, in both languages: whatever is
 * said speaks of files, and of the right owner. `test/diagnose/given.test.ts` looks at the made-up example of each diagnosis.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../src/index.ts';
import type { ChainReport, ChainRequest } from '../../../src/index.ts';
import { chainWords } from '../../../src/report/words/chain-words.ts';
import { renderChainText } from '../../../src/report/text/chain-report.ts';
import { plainPaint } from '../../../src/report/text/style.ts';
import { en } from '../../../src/report/words/en.ts';
import { zh } from '../../../src/report/words/zh.ts';
import { issueCrl } from '../../../src/x509/pki/issue/issue-crl.ts';
import { issueOcspResponse } from '../../../src/x509/pki/issue/issue-ocsp.ts';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../../src/x509/pki/issue/issue.ts';

const now = Date.UTC(2026, 5, 15);
const day = 86_400_000;
const times = { notBefore: now - 300 * day, notAfter: now + 300 * day };
const past = { notBefore: now - 60 * day, notAfter: now - day };
const future = { notBefore: now + day, notAfter: now + 60 * day };
const soon = { notBefore: now - 300 * day, notAfter: now + 9 * day };
const host = 'db1.example.net';

let root: Issued;
let stranger: Issued;
let middle: Issued;
let leaf: Issued;

const caBy = (cn: string, issuer: Issued | null, change: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({ subject: [['CN', cn]], ca: true, ...(issuer === null ? {} : { issuer }), ...times, ...change });
const leafBy = (issuer: Issued, change: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({
    subject: [['CN', host]],
    san: [{ dns: host }],
    issuer,
    extendedKeyUsage: ['serverAuth', 'clientAuth'],
    ...times,
    ...change,
  });

beforeAll(async () => {
  [root, stranger] = await Promise.all([caBy('Root', null), caBy('Other Root', null)]);
  middle = await caBy('Issuing CA', root);
  leaf = await leafBy(middle);
});

type Change = Partial<ChainRequest>;
const chain = async (change: Partial<CertificatePlan>): Promise<Change> => ({
  chain: [(await leafBy(middle, change)).der, middle.der],
});
const under = async (change: Partial<CertificatePlan>): Promise<Change> => {
  const issuer = await caBy('Issuing CA 2', root, change);
  return { chain: [(await leafBy(issuer)).der, issuer.der] };
};
const rooted = async (change: Partial<CertificatePlan>): Promise<Change> => {
  const top = await caBy('Root 2', null, change);
  return { chain: (await leafBy(top)).der, ca: top.der };
};
const listed = (change: object): Change => ({
  crls: issueCrl({ issuer: middle, thisUpdate: now - day, nextUpdate: now + day, ...change }),
});
const stapled = async (change: object): Promise<Change> => ({
  staple: await issueOcspResponse({
    certificate: leaf.certificate,
    issuer: middle,
    status: 'good',
    thisUpdate: now - day,
    nextUpdate: now + day,
    ...change,
  }),
});

const faults: Readonly<Record<string, () => Change | Promise<Change>>> = {
  nothing: () => ({}),
  'expired leaf': () => chain(past),
  'expired intermediate': () => under(past),
  'expired root': () => rooted(past),
  'leaf before its time': () => chain(future),
  'root before its time': () => rooted(future),
  'leaf that ends soon': () => chain(soon),
  'root that ends soon': () => rooted(soon),
  'self-signed leaf': async () => ({ chain: (await issueCertificate({ subject: [['CN', host]], ...times })).der }),
  'root of the chain not trusted': () => ({ ca: stranger.der, chain: [leaf.der, middle.der, root.der] }),
  'root not trusted': () => ({ ca: stranger.der }),
  'issuer missing': () => ({ chain: leaf.der }),
  'intermediate as anchor': () => ({ ca: middle.der, chain: leaf.der }),
  'no anchor': () => ({ ca: [] }),
  'weak key': () => chain({ key: 'rsa-1024' }),
  'weak digest': () => chain({ digest: 'sha1' }),
  'wrong usage': () => chain({ extendedKeyUsage: ['codeSigning'] }),
  'issuer that is no CA': () => under({ ca: false }),
  'path too long': async () => {
    const short = await caBy('Short CA', root, { pathLength: 0 });
    const below = await caBy('Issuing CA 2', short);
    return { chain: [(await leafBy(below)).der, below.der, short.der] };
  },
  'issuer that may not sign': () => under({ keyUsage: ['cRLSign'] }),
  'name constraints': () => under({ nameConstraints: { excluded: [{ dns: 'example.net' }] } }),
  'bad signature': () => chain({ corruptSignature: true }),
  'unknown critical extension': () =>
    chain({ extensions: [{ oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }] }),
  'another name': () => ({ host: 'db2.example.net' }),
  'an address': () => ({ host: '192.0.2.1' }),
  'no name': () => chain({ san: null }),
  'no name at all': () => chain({ san: null, subject: [['O', 'x']] }),
  'garbage for a leaf': () => ({ chain: Uint8Array.of(0x30, 0x03, 2, 1, 1) }),
  'garbage behind the leaf': () => ({ chain: [leaf.der, Uint8Array.of(0x30, 0x03, 2, 1, 1)] }),
  'strict faults': async () => ({ ...(await chain({ authorityKeyIdentifier: null })), strict: true }),
  'CRL entry': () =>
    listed({
      entries: [{ serial: BigInt(`0x${leaf.certificate.serial}`), revokedAt: now - day, reason: 'superseded' }],
    }),
  'CRL missing': () => ({ crlCheck: 'leaf' }),
  'CRL expired': () => listed({ thisUpdate: now - 9 * day, nextUpdate: now - day }),
  'CRL from the future': () => listed({ thisUpdate: now + day, nextUpdate: now + 9 * day }),
  'CRL wrongly signed': () => listed({ corruptSignature: true }),
  'CRL of another scope': () => listed({ scope: { onlyContainsCACerts: true } }),
  'CRL with an unknown extension': () =>
    listed({ extensions: [{ oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }] }),
  'revoked by OCSP': () => stapled({ status: 'revoked', reason: 'keyCompromise' }),
  'unknown to OCSP': () => stapled({ status: 'unknown' }),
  'stale response': () => stapled({ thisUpdate: now - 9 * day, nextUpdate: now - day }),
  'response from the future': () => stapled({ thisUpdate: now + day, nextUpdate: now + 9 * day }),
  'response of a stranger': () => stapled({ issuer: stranger }),
  'response wrongly signed': () => stapled({ corruptSignature: true }),
  'try later': () => stapled({ responseStatus: 'tryLater' }),
  'garbage for a response': () => ({ staple: Uint8Array.of(0x30, 0x03, 2, 1, 1) }),
  'leaf that demands a staple': () => chain({ mustStaple: true }),
};

/** What nobody can say of a file. */
const ofConnections = {
  en: /\bs_client\b.*-connect|this connection|the connection(?! string)|probe again|sent by the server|[Ss]erver (?:sends|sent|staples|did not)|SNI sent|\bhandshake\b/,
  zh: /再次探测|这条连接|拒绝连接|要连接的主机|服务器没有发送|(?<!应)由服务器发送|发送的 SNI|握手/,
};

const words = { en: { report: en, chain: chainWords.en }, zh: { report: zh, chain: chainWords.zh } };

/** What a user is told, but for what clients print: these are their words. */
function told(report: ChainReport): string {
  const style = { columns: 100, unicode: true, paint: plainPaint, verbose: false };
  const findings = report.findings.map((finding) => ({ ...finding, clientErrors: [] }));
  return renderChainText({ ...report, findings }, words[report.language], style).replaceAll(/\s+/g, ' ');
}

describe.each(Object.entries(faults))('%s', (name, change) => {
  it.each(['server', 'client'] as const)("is told of a %s's certificate without a connection", async (purpose) => {
    const changed = await change();
    for (const language of ['en', 'zh'] as const) {
      for (const client of purpose === 'server' ? ['openssl', 'pymongo', 'pymongo-ocsp'] : [null]) {
        const report = await verifyChain({
          chain: [leaf.der, middle.der],
          ca: root.der,
          ...(purpose === 'server' ? { host } : {}),
          at: new Date(now),
          purpose,
          language,
          ...(client === null ? {} : { client }),
          ...changed,
        });
        const text = told(report);
        expect(text).not.toMatch(ofConnections[language]);
        expect(text).not.toMatch(/undefined|\[object|NaN/);
        if (purpose === 'client') expect(text).not.toMatch(/server's certificate|rotateCertificates|服务器证书/i);
        // A refusal never goes without a finding that is an error.
        if (report.accepted === false) expect(report.verdict).toBe('fail');
        if (report.verdict === 'fail') expect(report.findings.some(({ severity }) => severity === 'error')).toBe(true);
        if (name === 'nothing') expect([report.accepted, report.findings]).toEqual([true, []]);
      }
    }
  });
});
