import { describe, expect, it } from 'vitest';
import { clientFor, clients, defaultClientFor } from '../../src/clients/index.ts';
import { summaryOf } from '../../src/clients/summary.ts';

describe('the client that nobody chose', () => {
  it.each([
    ['mongodb', 1234, 'pymongo'],
    ['mongodb+srv', 27017, 'pymongo'],
    [null, 27017, 'pymongo'],
    [null, 27020, 'pymongo'],
    [null, 443, 'openssl'],
    ['https', 27017, 'openssl'],
  ])('for %s at port %i is %s', (scheme, port, id) => {
    expect(defaultClientFor({ scheme, port }).id).toBe(id);
  });
});

describe('clientFor', () => {
  it('finds each by its id, and nothing by another', () => {
    for (const client of clients) expect(clientFor(client.id)).toBe(client);
    expect(clientFor('lynx')).toBeUndefined();
  });
});

describe('a summary', () => {
  it('names everything, newest version first, and tells the two defaults', () => {
    const all = clients.map(summaryOf);
    expect(all.filter(({ defaultFor }) => defaultFor !== null).map(({ id }) => id)).toStrictEqual([
      'pymongo',
      'openssl',
    ]);
    for (const { offers } of all) {
      expect(offers.versions[0]).toBe('TLSv1.3');
      for (const names of Object.values(offers))
        expect(names.filter((name) => name.startsWith('0x'))).toStrictEqual([]);
    }
    expect(all.find(({ id }) => id === 'go')?.verifies).toMatchObject({ engine: 'go', commonName: false, crl: 'none' });
    expect(all.find(({ id }) => id === 'python-3.13')?.verifies).toMatchObject({ strict: true, partialChain: true });
  });
});
