import { describe, expect, it } from 'vitest';
import type { LeafNames } from '../../../src/diagnose/reading/leaf-names.ts';
import { nearMisses } from '../../../src/diagnose/reading/near-miss.ts';

const names = (change: Partial<LeafNames>): LeafNames => ({
  dns: [],
  ip: [],
  otherKinds: [],
  commonNames: [],
  hasExtension: true,
  ...change,
});

/** The kinds of near misses of DNS entries for a name. */
const kinds = (asked: string, ...dns: readonly string[]): readonly string[] =>
  nearMisses({ kind: 'dns', value: asked }, names({ dns }), null).map(({ kind }) => kind);

describe('a name that is nearly right', () => {
  it.each([
    ['db1.example.net', 'DB1.example.net.', 'trailingDot'],
    ['a.b.example.net', '*.example.net', 'wildcardDepth'],
    ['example.net', '*.example.net', 'wildcardParent'],
    ['db.test', '*.test', 'wildcardTop'],
    ['db1.example.net', 'db*.example.net', 'wildcardPart'],
    ['example.net', 'www.example.net', 'www'],
    ['www.example.net', 'example.net', 'www'],
    ['db1', 'db1.example.net', 'shortAsked'],
    ['db1.example.net', 'db1', 'shortPresented'],
    ['db1.example.net', 'db2.example.net', 'oneLabel'],
    ['db1.example.net', 'db1.example.org', 'oneLabel'],
    // UTF-8, read octet by octet, as certificates of some CA tools hold it.
    ['xn--bcher-kva.example', Buffer.from('bücher.example').toString('latin1'), 'unicodeName'],
  ])('%s and %s: %s', (asked, presented, kind) => {
    expect(kinds(asked, presented)).toStrictEqual([kind]);
  });

  it.each([
    ['db1.example.net', 'other.test'],
    ['example.net', 'example.org'],
    ['a.b.example.net', 'c.d.example.net'],
    ['db1.example.net', 'dba*.example.net'],
    ['db1.example.net', 'xdb1.example.net.org'],
    ['db1', 'db2'],
  ])('%s and %s: a stranger', (asked, presented) => {
    expect(kinds(asked, presented)).toStrictEqual([]);
  });

  it('sees an address written as a name, in whatever spelling', () => {
    const of = (value: string, dns: string) => nearMisses({ kind: 'ip', value }, names({ dns: [dns] }), null);
    expect(of('192.0.2.7', '192.0.2.7')).toStrictEqual([{ kind: 'addressAsName', name: '192.0.2.7' }]);
    expect(of('2001:db8::7', '2001:0DB8:0:0:0:0:0:7')).toMatchObject([{ kind: 'addressAsName' }]);
    expect(of('192.0.2.7', '192.0.2.8')).toStrictEqual([]);
    expect(of('192.0.2.7', 'db1.example.net')).toStrictEqual([]);
  });

  it('sees a CN that does not count, and the address that was reached', () => {
    const leaf = names({ dns: ['old.test'], ip: ['192.0.2.7'], commonNames: ['db1.example.net'] });
    const asked = { kind: 'dns', value: 'db1.example.net' } as const;
    expect(nearMisses(asked, leaf, '192.0.2.7').map(({ kind }) => kind)).toStrictEqual([
      'commonNameOverridden',
      'addressReached',
    ]);
    expect(nearMisses(asked, leaf, '192.0.2.8')).toHaveLength(1);
  });

  it('compares the CN where there is no DNS name', () => {
    const leaf = names({ commonNames: ['db1.example.net.'] });
    expect(nearMisses({ kind: 'dns', value: 'db1.example.net' }, leaf, null)).toMatchObject([{ kind: 'trailingDot' }]);
  });

  it('tells the nearest first, and no more than three of thousands', () => {
    const many = Array.from({ length: 5000 }, (_, n) => `db${n + 2}.example.net`);
    expect(kinds('db1.example.net', ...many, 'x')).toHaveLength(3);
    expect(kinds('db1.example.net', 'db2.example.net', 'db1.example.net.')).toStrictEqual(['trailingDot', 'oneLabel']);
  });
});
