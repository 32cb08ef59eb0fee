/**
 * Real errors, not remembered ones: the clients on this machine meet every fault of the lab, and `explain` reads what they print.
 * `npm run record:errors` keeps their texts in test/recorded/, which test/diagnose/text/recorded.test.ts reads where clients are missing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsIn, meetAgain, meetAll, mindedByAll, runners } from '../support/clients/meet.ts';
import { wholeLab } from '../support/clients/meeting.ts';
import type { Lab } from '../support/clients/meeting.ts';
import { recordClients } from '../support/clients/recordings.ts';
import type { Printed, Runner } from '../support/clients/runner.ts';
import { misread } from '../support/clients/supports.ts';

/** Whom to record: `all`, or names with commas between them. */
const recorded = process.env['WHYTLS_RECORD'] ?? '';
const here = runners.filter(({ clients, isExtra, isHere }) =>
  recorded === '' || recorded === 'all'
    ? (isExtra !== true || recorded === 'all') && isHere()
    : clients.some((client) => recorded.split(',').includes(client)) && isHere(),
);
let lab: Lab;
let printed: Map<Runner, readonly Printed[]>;

beforeAll(async () => {
  lab = await wholeLab();
  printed = new Map(await meetAll(here, lab.meetings));
  if (recorded !== '') recordClients([...printed.values()].flatMap(complaintsIn), lab.folder);
}, 200_000);

afterAll(() => lab.stop());

describe.each(here.map((runner) => ({ name: runner.clients.join(', '), runner })))('$name', ({ runner }) => {
  // Alone this time.
  beforeAll(async () => {
    printed.set(runner, await meetAgain(runner, lab.meetings, printed.get(runner) ?? []));
  }, 100_000);

  it.each(runner.clients)('%s minds what is wrong', (client) => {
    const complaints = complaintsIn(printed.get(runner) ?? []).filter((one) => one.client === client);
    expect(complaints.map(({ fault }) => fault)).toEqual(expect.arrayContaining([...mindedByAll]));
  });

  it('prints what names the cause', () => {
    expect(complaintsIn(printed.get(runner) ?? []).flatMap((one) => misread(one) ?? [])).toEqual([]);
  });
});
