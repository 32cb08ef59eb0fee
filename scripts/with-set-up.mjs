// Sets a fresh clone up, then runs the demo or the tests: `npm run demo`, `npm test`. Needs Node alone; offline once installed.
//   node scripts/with-set-up.mjs demo [whytls demo's options]
//   node scripts/with-set-up.mjs test [vitest's arguments]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [task, ...rest] = process.argv.slice(2);
const tasks = {
  demo: () => [join(root, 'dist', 'cli', 'whytls.cjs'), 'demo', ...rest],
  test: () => [join(packageFolder('vitest'), 'vitest.mjs'), 'run', ...rest],
};
if (!Object.hasOwn(tasks, task ?? '')) {
  console.error(`Which task? One of ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}

if (isInstallNeeded()) {
  say('Installing the packages of package-lock.json');
  // npm is a Node program too: no shell is needed to find it, whatever the platform.
  run(npm(), 'ci', '--no-audit', '--no-fund');
}
say('Building');
run(join(root, 'scripts', 'build.mjs'));
say(task === 'demo' ? 'Running the demo: servers on this machine, no network' : 'Running the tests');
run(...tasks[task]());

/** Whether node_modules holds what package-lock.json names; npm notes in it what it installed. Times say nothing after a clone. */
function isInstallNeeded() {
  const installed = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return true;
  const wanted = Object.entries(lockedPackages(join(root, 'package-lock.json')) ?? {});
  // What is optional belongs to other platforms.
  return wanted.some(([path, { version, optional }]) => {
    return path !== '' && optional !== true && installed[path]?.version !== version;
  });
}

function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

function npm() {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = candidates.find((path) => path !== undefined && /\.c?js$/.test(path) && existsSync(path));
  if (found === undefined) {
    console.error('npm was not found. Run "npm ci", then try again.');
    process.exit(1);
  }
  return found;
}

function packageFolder(name) {
  return dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`));
}

/** Runs a Node program to its end; what goes wrong ends us with its exit code. */
function run(program, ...words) {
  const { status, signal } = spawnSync(process.execPath, [program, ...words], { cwd: root, stdio: 'inherit' });
  if (signal !== null) process.exit(130);
  if (status !== 0) process.exit(status ?? 1);
}

function say(what) {
  console.error(`> ${what}`);
}
