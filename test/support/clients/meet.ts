/** All clients meet all faults, and what of their words counts as a complaint. */
import { commandLine } from './command-line.ts';
import { databases } from './databases.ts';
import { languages } from './languages.ts';
import type { Meeting } from './meeting.ts';
import type { Printed, Runner } from './runner.ts';
import { isOnlySilence, misread } from './supports.ts';

/** Those that take longest come first. */
export const runners: readonly Runner[] = [...languages, ...commandLine, ...databases];

/** What one of these clients meets. */
export const meetingsFor = ({ clients }: Runner, meetings: readonly Meeting[]): readonly Meeting[] =>
  meetings.filter(({ id }) => clients.some((client) => meets(client, id)));

const meets = (client: string, fault: string): boolean =>
  (!forDrivers.has(fault) || /mongo/.test(client)) && (!ofOcsp.test(fault) || looksAtStatus.test(client));

/** Faults that only show through a driver, or its options. */
const forDrivers: ReadonlySet<string> = new Set([
  'tls-required',
  'insecure-options',
  'not-mongodb',
  'replica-set-host',
]);
/** Faults of staples and responders: only who asks for a staple, or for a verdict on its own, can mind. */
const ofOcsp = /^ocsp-|^cert-revoked$/;
const looksAtStatus = /mongo|gnutls|wget|s_client|java|curl-verbose|git/;

/** Runs them, `lanes` side by side; in the end what each printed. */
export async function meetAll(
  those: readonly Runner[],
  meetings: readonly Meeting[],
  lanes = 3,
): Promise<ReadonlyMap<Runner, readonly Printed[]>> {
  const printed = new Map<Runner, readonly Printed[]>();
  const queue = [...those];
  const lane = async (): Promise<void> => {
    for (let runner = queue.shift(); runner !== undefined; runner = queue.shift())
      printed.set(runner, await meetAgain(runner, meetings, await meet(runner, meetings)));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return printed;
}

/** What no client lets pass. */
export const mindedByAll: readonly string[] = [
  'cert-expired',
  'untrusted-root',
  'hostname-mismatch-ip',
  'self-signed-leaf',
  'plaintext-smtp',
  'connection-refused',
];

/** A machine that is busy makes clients wait too long: where what they say is not of the fault, they are asked once more. */
export async function meetAgain(
  runner: Runner,
  meetings: readonly Meeting[],
  printed: readonly Printed[],
): Promise<readonly Printed[]> {
  const complaints = complaintsIn(printed);
  const missed = runner.clients.flatMap((client) =>
    mindedByAll.filter((id) => !complaints.some((one) => one.client === client && one.fault === id)),
  );
  const wrong = new Set([...missed, ...complaints.flatMap((one) => (misread(one) === null ? [] : [one.fault]))]);
  if (wrong.size === 0) return printed;
  const again = await meet(
    runner,
    meetings.filter(({ id }) => wrong.has(id)),
  );
  return [...printed.filter(({ fault }) => !wrong.has(fault)), ...again];
}

/** One process may be several clients: what does not concern one of them is left out. */
const meet = async (runner: Runner, meetings: readonly Meeting[]): Promise<readonly Printed[]> =>
  (await runner.run(meetingsFor(runner, meetings))).filter(({ client, fault }) => meets(client, fault));

/** A complaint: its text says something that the client does not say of the sound server as well. */
export interface Complaint extends Printed {
  readonly text: string;
}

/** What the sound server does not get to hear. */
export function complaintsIn(printed: readonly Printed[]): readonly Complaint[] {
  const toSound = new Map(
    printed.filter(({ fault }) => fault === 'healthy').map((one) => [source(one), bare(one.text ?? '')]),
  );
  return printed.filter(
    (one): one is Complaint =>
      one.text !== null &&
      one.text.trim() !== '' &&
      bare(one.text) !== toSound.get(source(one)) &&
      !isOnlySilence(one.fault, one.text),
  );
}

const source = ({ client, version }: Printed): string => `${client} ${version}`;
/** A text without ports, dates, addresses, and calls. */
export const bare = (text: string): string =>
  text
    .replaceAll(/^\s+at .*$/gm, '')
    .replaceAll(/"[\w.-]+" \([\d.]+\)|"[\d.]+"/g, '#')
    .replaceAll(/[\da-f]*\d[\da-f]*/gi, '#')
    .replaceAll(/\s+/g, ' ');
