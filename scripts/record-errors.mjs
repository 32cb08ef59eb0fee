// Meets the lab's faults with every client on this machine and keeps what they print in test/recorded/:
// npm run record:errors [-- client…]
// More Pythons: WHYTLS_PYTHONS, a path list of interpreters. Drivers: WHYTLS_DRIVERS, a folder that .ci/make-drivers has filled.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/e2e/explain-clients.test.ts'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, WHYTLS_RECORD: process.argv.slice(2).join(',') || 'all' },
  stdio: 'inherit',
});
process.exit(status ?? 1);
