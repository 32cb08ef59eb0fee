/**
 * What real clients printed about the lab's faults, and what servers logged of their clients: test/e2e/explain-clients.test.ts and
 * explain-server-logs.test.ts meet them, `npm run record:errors` keeps it.
 */
import { describe, expect, it } from 'vitest';
import { recordedClients, recordedServers } from '../../support/clients/recordings.ts';
import { serverEvents } from '../../support/clients/server-events.ts';
import { misreadLog } from '../../support/clients/server-logs.ts';
import { misread } from '../../support/clients/supports.ts';

const recorded = recordedClients();
const logs = recordedServers();

describe.each([...recorded])('%s', (client, texts) => {
  it.each(texts)('$version about $fault', ({ fault, text }) => {
    expect(misread({ client, fault, text })).toBeNull();
  });
});

describe.each([...logs])('%s', (server, texts) => {
  it.each(texts)('$version of $event', ({ event, text }) => {
    expect(misreadLog({ server, event, text })).toBeNull();
  });
});

it.each([...recorded, ...logs])('%s: nothing of the machine that recorded it', (_, texts) => {
  expect(texts.map(({ text }) => text).filter((text) => /\/(?:root|home|work|tmp|Users)\//.test(text))).toEqual([]);
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

it('holds what the common servers log', () => {
  const common = ['openssl-s_server', 'nginx', 'haproxy', 'node-server', 'python-server', 'ferretdb', 'postgres'];
  expect([...logs.keys()]).toEqual(expect.arrayContaining(common));
  const met = new Set([...logs.values()].flatMap((texts) => texts.map(({ event }) => event)));
  expect([...met].toSorted()).toEqual(serverEvents.map(({ id }) => id).toSorted());
});
