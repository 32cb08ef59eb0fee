/** Whole child processes, measured from outside; medians over rounds in which the commands take turns. */
import { spawn } from 'node:child_process';

/** NODE_EXTRA_CA_CERTS alone costs Node 20 some 37 ms of CPU at each start; the others change what is measured, too. */
const notOurs = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_COMPILE_CACHE'];

/** The environment without what would spoil a measurement. */
export function cleanEnvironment(more = {}) {
  const env = { ...process.env, ...more };
  for (const name of notOurs) if (!(name in more)) delete env[name];
  return env;
}

/**
 * Runs a command once, to its end; milliseconds of wall clock, and of user and system time of it and of all that it waited for.
 * Null where it is not there, or takes longer than `limitMs`.
 */
export function measureOnce({ program, args, env = {} }, limitMs) {
  const script = 'exec 3>&2; TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>/dev/null </dev/null';
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', script, 'bash', program, ...args], {
      env: cleanEnvironment(env),
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own, so that what it started ends with it.
      detached: true,
    });
    let said = '';
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limitMs);
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      const [wall, user, system] = said.trim().split(/\s+/).map(Number);
      const isThere = code !== 126 && code !== 127 && Number.isFinite(wall + user + system);
      resolve(isThere ? { wall: wall * 1000, cpu: (user + system) * 1000 } : null);
    });
  });
}

/** Runs commands in turn. The result has, by name, one measurement a round; null for what is missing. */
export async function rounds(commands, count, limitMs = 120_000) {
  const results = new Map(commands.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round++) {
    // Backwards every other time: what comes after whom must not matter.
    for (const command of round % 2 === 0 ? commands : commands.toReversed()) {
      const seen = results.get(command.name);
      if (seen === null) continue;
      const one = await measureOnce(command, limitMs);
      if (one === null) results.set(command.name, null);
      else seen.push(one);
    }
  }
  return results;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of a figure; null for what is missing. */
export const medianOf = (measured, what) =>
  measured === null || measured === undefined ? null : median(measured.map((one) => one[what]));

/** The median of the ratios of two commands, round by round: steadier than a ratio of medians where the machine is busy. */
export function pairedRatio(ours, theirs, what) {
  if (ours === null || theirs === null || ours.length !== theirs.length) return null;
  return median(ours.map((one, round) => one[what] / Math.max(theirs[round][what], 1)));
}
