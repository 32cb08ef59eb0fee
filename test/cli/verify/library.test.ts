import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ChainRequestError, verifyChain } from '../../../src/index.ts';
import type { ChainRequest } from '../../../src/index.ts';
import { reportJsonSchema } from '../../../src/report/schema/output.ts';
import { issueCrl } from '../../../src/x509/pki/issue/issue-crl.ts';
import { issueOcspResponse } from '../../../src/x509/pki/issue/issue-ocsp.ts';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { Issued } from '../../../src/x509/pki/issue/issue.ts';
import { writePem } from '../../../src/x509/pki/pem.ts';

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);
const now = Date.UTC(2026, 5, 15);
const day = 86_400_000;
const times = { notBefore: now - 30 * day, notAfter: now + 60 * day };
const host = 'db1.example.net';

let root: Issued;
let leaf: Issued;

beforeAll(async () => {
  root = await issueCertificate({ subject: [['CN', 'Example Root']], ca: true, ...times });
  leaf = await issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], issuer: root, ...times });
});

/** A sound request, and what to change. */
const asked = (change: Partial<ChainRequest> = {}): ChainRequest => ({
  chain: leaf.pem,
  ca: root.pem,
  host,
  at: new Date(now),
  ...change,
});

describe('verifyChain', () => {
  it('gives the report that the command prints', async () => {
    const report = await verifyChain(asked());
    expect(() => validate.parse(report)).not.toThrow();
    expect(report).toMatchObject({
      schema: 'whytls.verify/1',
      id: null,
      accepted: true,
      opensslError: null,
      verdict: 'ok',
      host,
      path: [{ subject: `CN=${host}` }, { subject: 'CN=Example Root' }],
    });
  });

  it('takes PEM and DER, one or a list', async () => {
    const pemOctets = new TextEncoder().encode(leaf.keyPem + leaf.pem);
    for (const chain of [leaf.der, [leaf.der], pemOctets, [leaf.pem, root.pem]]) {
      for (const ca of [root.der, [root.pem], [root.pem, leaf.der]]) {
        expect((await verifyChain(asked({ chain, ca }))).accepted).toBe(true);
      }
    }
    expect((await verifyChain(asked({ ca: [] }))).opensslError?.code).toBe(20);
  });

  it('judges by the rules that it is given', async () => {
    const code = async (change: Partial<ChainRequest>): Promise<number | null> =>
      (await verifyChain(asked(change))).opensslError?.code ?? null;
    const crl = issueCrl({ issuer: root, thisUpdate: now - day, nextUpdate: now + day });
    expect(await code({ host: 'db2.example.net' })).toBe(62);
    expect(await code({ at: new Date(now + 90 * day) })).toBe(10);
    expect(await code({ purpose: 'client' })).toBe(26);
    expect(await code({ authLevel: 4 })).toBe(66);
    expect(await code({ crls: crl })).toBeNull();
    expect(await code({ crls: [writePem('X509 CRL', crl)], crlCheck: 'chain' })).toBeNull();
    expect(await code({ crlCheck: 'leaf' })).toBe(3);
    expect(await code({ ca: leaf.der })).toBe(20);
    expect(await code({ ca: leaf.der, partialChain: true })).toBeNull();
  });

  it('looks at an OCSP response through the eyes of the client', async () => {
    const plan = { certificate: leaf.certificate, issuer: root, thisUpdate: now - day, nextUpdate: now + day };
    const staple = await issueOcspResponse({ ...plan, status: 'revoked' });
    expect(await verifyChain(asked({ staple, client: 'pymongo-ocsp' }))).toMatchObject({
      accepted: false,
      opensslError: null,
      verdict: 'fail',
      findings: [{ id: 'cert-revoked' }],
    });
  });

  it('speaks Chinese', async () => {
    const { findings } = await verifyChain(asked({ host: 'db2.example.net', language: 'zh' }));
    expect(findings[0]?.title).toMatch(/\p{Script=Han}/u);
  });

  it('answers for a certificate that cannot be decoded', async () => {
    const { accepted, findings } = await verifyChain(asked({ chain: Uint8Array.of(0x30, 0x03, 2, 1, 1) }));
    expect([accepted, findings.map(({ id }) => id)]).toEqual([false, ['certificate-malformed']]);
  });

  const wrong: readonly (readonly [string, () => Partial<ChainRequest>, RegExp])[] = [
    ['no chain', () => ({ chain: [] }), /^chain: it is empty/],
    ['a key for a chain', () => ({ chain: [leaf.keyPem] }), /^chain\[0\]: it holds a private key, but a certificate/],
    ['no certificate to trust', () => ({ ca: 'hello' }), /^ca: it holds neither PEM nor DER/],
    ['an unreadable CRL', () => ({ crls: Uint8Array.of(0x30, 0x30, 2, 1, 1) }), /^crls: CRL 1 in it cannot be read/],
    ['an unreadable intermediate', () => ({ extra: [Uint8Array.of(0x30, 0x30, 2)] }), /^extra: certificate 1 in it/],
    ['an unknown client', () => ({ client: 'nobody' }), /^no such client; known are pymongo, /],
    ['a host with a port', () => ({ host: 'db1:27017' }), /^host: a host name or an IP address is wanted/],
    ['a level of six', () => ({ authLevel: 6 }), /^authLevel: /],
    ['half a depth', () => ({ maxDepth: 0.5 }), /^maxDepth: /],
    ['no time', () => ({ at: new Date('soon') }), /^at: /],
  ];

  it.each(wrong)('refuses a request with %s', async (_, change, expected) => {
    const refused = await verifyChain(asked(change())).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ChainRequestError);
    expect(String(refused).replace('ChainRequestError: ', '')).toMatch(expected);
    expect(String(refused)).not.toContain(leaf.keyPem.split('\n')[1]);
  });
});
