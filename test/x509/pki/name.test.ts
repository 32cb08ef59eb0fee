import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { NamePlan } from '../../../src/x509/pki/issue/issue.ts';
import { canonicalRdns, sameName, searchable, wordsOf } from '../../../src/x509/pki/name.ts';
import { attributeNames } from '../../../src/x509/pki/oid.ts';
import { opensslSays, twoAtATime } from '../../support/peers/openssl-verify.ts';
import { hasPeer } from '../../support/peers.ts';

const times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) };

const issue = (subject: NamePlan) => issueCertificate({ subject, ...times });

/** Our string, and openssl's. */
async function printed(subject: NamePlan): Promise<{ ours: string; theirs: string }> {
  const { certificate, pem } = await issue(subject);
  const said = await opensslSays(['x509', '-noout', '-subject', '-nameopt', 'RFC2253'], pem);
  return { ours: certificate.subject.rfc4514, theirs: said.replace(/^subject=/, '').replace(/\n$/, '') };
}

const names: Readonly<Record<string, NamePlan>> = {
  usual: [
    ['C', 'US'],
    ['ST', 'New York'],
    ['L', 'New York City'],
    ['O', 'MDB'],
    ['OU', 'Drivers'],
    ['CN', 'client'],
  ],
  'special characters': [
    ['DC', 'com'],
    ['O', 'Ex, Inc.'],
    ['CN', 'Zoë "x"'],
    ['emailAddress', 'a@b.c'],
  ],
  'leading and trailing': [
    ['O', ' lead#'],
    ['CN', '#hash;<x>=y\\z '],
  ],
  'one special character alone': [
    ['OU', '#'],
    ['OU', ' '],
    ['CN', '+'],
  ],
  'multi-valued': [
    [
      ['OU', 'A'],
      ['OU', 'B'],
      ['CN', 'c'],
    ],
    ['CN', 'd'],
  ],
  controls: [['CN', 'a\u0000b\nc\u007fd']],
  'T61, BMP and universal strings': [
    ['O', 'Zoë', 't61'],
    ['OU', 'Zoë €', 'bmp'],
    ['CN', '証明書 😀', 'universal'],
  ],
  'unknown attribute type': [
    ['1.2.3.4.5', 'x'],
    ['CN', 'a'],
  ],
  empty: [],
  'empty value': [['CN', '']],
};

describe.skipIf(!hasPeer('openssl'))('RFC 2253 strings', () => {
  it.each(Object.entries(names))('prints %s as openssl does', async (_, name) => {
    const { ours, theirs } = await printed(name);
    expect(ours).toBe(theirs);
  });

  it('prints every attribute type that it names as openssl does', async () => {
    const types = [...attributeNames.keys()];
    const chunks = Array.from({ length: Math.ceil(types.length / 12) }, (_, i) => types.slice(i * 12, i * 12 + 12));
    const results = await twoAtATime(chunks, (chunk) => printed(chunk.map((type) => [type, 'x'] as const)));
    for (const { ours, theirs } of results) expect(ours).toBe(theirs);
  });

  it('prints any text as openssl does', async () => {
    const texts = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), 40);
    const results = await twoAtATime(texts, (text) => printed([['CN', text]]));
    for (const { ours, theirs } of results) expect(ours).toBe(theirs);
  });
});

describe('comparing names', () => {
  const encoded = async (name: NamePlan): Promise<Uint8Array> => (await issue(name)).certificate.subject.der;

  it.each<[string, NamePlan, NamePlan]>([
    ['case', [['CN', 'Example CA']], [['CN', 'EXAMPLE ca']]],
    ['string type', [['CN', 'Example CA', 'utf8']], [['CN', 'Example CA', 'printable']]],
    ['white space', [['CN', '  Example   CA ']], [['CN', 'Example CA']]],
  ])('disregards %s', async (_, a, b) => {
    expect(sameName(await encoded(a), await encoded(b))).toBe(true);
    expect(wordsOf(await encoded(a))).toEqual(['example', 'ca']);
    for (const word of wordsOf(await encoded(a))) expect(searchable(await encoded(b))).toContain(word);
  });

  it.each<[string, NamePlan, NamePlan]>([
    ['values', [['CN', 'Example CA']], [['CN', 'Example CA 2']]],
    ['types', [['CN', 'Example']], [['O', 'Example']]],
    [
      'order',
      [
        ['CN', 'a'],
        ['O', 'b'],
      ],
      [
        ['O', 'b'],
        ['CN', 'a'],
      ],
    ],
    ['case beyond ASCII', [['CN', 'É']], [['CN', 'é']]],
    [
      'grouping',
      [
        [
          ['CN', 'a'],
          ['O', 'b'],
        ],
      ],
      [
        ['CN', 'a'],
        ['O', 'b'],
      ],
    ],
  ])('tells other %s apart', async (_, a, b) => {
    expect(sameName(await encoded(a), await encoded(b))).toBe(false);
  });

  it('gives each relative name a form of its own', async () => {
    expect(
      canonicalRdns(
        await encoded([
          ['O', 'x'],
          ['CN', 'y'],
        ]),
      ),
    ).toHaveLength(2);
  });
});
