// Meets the lab's faults with every client on this machine and keeps what they print in test/recorded/:
// npm run record:errors [-- client…]; and what servers log of clients: npm run record:errors -- servers
// More Pythons: WHYTLS_PYTHONS, a path list of interpreters. Drivers: WHYTLS_DRIVERS, a folder that .ci/make-drivers has filled.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const names = process.argv.slice(2);
const tests = [
  ...(names.join() === 'servers' ? [] : ['test/e2e/explain-clients.test.ts']),
  ...(names.length === 0 || names.includes('servers') ? ['test/e2e/explain-server-logs.test.ts'] : []),
];
const { status } = spawnSync(process.execPath, [vitest, 'run', ...tests], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, WHYTLS_RECORD: names.join(',') || 'all' },
  stdio: 'inherit',
});
process.exit(status ?? 1);
