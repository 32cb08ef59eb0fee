/**
 * What real servers log when clients refuse them, or are refused: `explain` must see whose complaint an alert is. With
 * `npm run record:errors -- servers` the logs are kept in test/recorded/servers/.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordServers } from '../support/clients/recordings.ts';
import { eventFiles, logsOf, misreadLog } from '../support/clients/server-logs.ts';
import type { EventFiles, Logged } from '../support/clients/server-logs.ts';
import { loggingServers } from '../support/clients/servers.ts';

const here = loggingServers.filter(({ isHere }) => isHere());
const logs = new Map<string, readonly Logged[]>();
let files: EventFiles;

beforeAll(async () => {
  files = await eventFiles();
  const queue = [...here];
  const lane = async (): Promise<void> => {
    for (let server = queue.shift(); server !== undefined; server = queue.shift())
      logs.set(server.name, await logsOf(server, files));
  };
  // They mostly wait.
  await Promise.all([lane(), lane(), lane(), lane()]);
  const recorded = process.env['WHYTLS_RECORD'] ?? '';
  if (recorded !== '') recordServers([...logs.values()].flat(), files.folder);
}, 120_000);

afterAll(() => files.remove());

describe.each(here)('$name', ({ name, isSlow }) => {
  it('logs something of each event', () => {
    const silent = (logs.get(name) ?? []).filter(({ event, text }) => event !== 'client-leaves' && text.trim() === '');
    expect(silent).toEqual([]);
    expect(logs.get(name)?.length).toBeGreaterThanOrEqual(isSlow === true ? 5 : 9);
  });

  it('logs what tells the cause', () => {
    expect((logs.get(name) ?? []).flatMap((one) => misreadLog(one) ?? [])).toEqual([]);
  });
});
