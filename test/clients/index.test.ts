import { describe, expect, it } from 'vitest';
import { clientFor, clients, defaultClientFor } from '../../src/clients/index.ts';

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
