/** What real clients printed about the lab's faults: test/e2e/explain-clients.test.ts meets them, `npm run record:errors` keeps it. */
import { describe, expect, it } from 'vitest';
import { recordings } from '../../support/clients/recordings.ts';
import { misread } from '../../support/clients/supports.ts';

const recorded = recordings();

describe.each([...recorded])('%s', (client, texts) => {
  it.each(texts)('$version about $fault', ({ fault, text }) => {
    expect(misread({ client, fault, text })).toBeNull();
  });

  it('tells nothing of the machine that recorded it', () => {
    expect(texts.filter(({ text }) => /\/(?:root|home|work|tmp|Users)\//.test(text))).toEqual([]);
  });
});

it('holds what the common clients say', () => {
  const common = [
    'python-ssl',
    'pymongo',
    'node-tls',
    'node-mongodb',
    'java-jsse',
    'go-tls',
    'curl',
    'wget',
    'openssl-s_client',
  ];
  expect([...recorded.keys()]).toEqual(expect.arrayContaining([...common, 'gnutls-cli', 'psql', 'mariadb']));
});
