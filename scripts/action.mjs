// The step of action.yml: probes the target, puts the report into the job's summary, and tells outputs and exit code.
// Reads its inputs and the runner's files from the environment.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'cli', 'whytls.cjs');
const {
  WHYTLS_TARGET = '',
  WHYTLS_CLIENT = '',
  WHYTLS_OPTIONS = '',
  WHYTLS_FAIL_ON = 'error',
  WHYTLS_LANG = 'en',
} = process.env;
const place = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'whytls-'));
const report = join(place, 'report.json');
const observation = join(place, 'observation.json');

const failOn = WHYTLS_FAIL_ON === 'never' ? [] : ['--fail-on', WHYTLS_FAIL_ON];
const client = WHYTLS_CLIENT === '' ? [] : ['--client', WHYTLS_CLIENT];
const probed = whytls([
  'probe',
  ...client,
  ...failOn,
  ...wordsOf(WHYTLS_OPTIONS),
  '--lang',
  WHYTLS_LANG,
  '--json',
  '--output',
  report,
  '--save',
  observation,
  '--',
  WHYTLS_TARGET,
]);
if (existsSync(report)) {
  const { verdict, findings } = JSON.parse(readFileSync(report, 'utf8'));
  const causes = findings.filter(({ rootCause, severity }) => rootCause && severity !== 'info').map(({ id }) => id);
  tell(
    'GITHUB_OUTPUT',
    Object.entries({ verdict, causes: causes.join(), report, observation }).map((line) => line.join('=')),
  );
}
if (existsSync(observation)) {
  const again = ['replay', observation, ...client, '--lang', WHYTLS_LANG];
  tell('GITHUB_STEP_SUMMARY', [whytls([...again, '--format', 'markdown']).stdout]);
  // The log is where people look first.
  process.stdout.write(whytls(again).stdout);
}
process.stderr.write(probed.stderr);
const isMeant = WHYTLS_FAIL_ON === 'never' && probed.status === 1;
process.exitCode = isMeant ? 0 : (probed.status ?? 3);

function whytls(words) {
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** As a shell would split it: by spaces, but not inside quotes. Nothing is expanded. */
function wordsOf(text) {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare);
}

function tell(variable, lines) {
  const path = process.env[variable];
  if (path !== undefined && path !== '') appendFileSync(path, `${lines.join('\n')}\n`);
}
