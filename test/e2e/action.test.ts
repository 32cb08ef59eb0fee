/** The GitHub Action's step, run as a runner does: inputs in the environment, answers in files. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { faultById } from '../../src/lab/lab.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let lab: LabSession;
beforeAll(async () => {
  lab = await startLab(['cert-expired', 'healthy'].map(faultById).filter((fault) => fault !== null));
});
afterAll(() => lab.stop());

/** Target and options of a fault, as the lab tells them. */
function inputsFor(fault: string): { readonly WHYTLS_TARGET: string; readonly WHYTLS_OPTIONS: string } {
  const [target = '', ...options] = lab.entries.find((entry) => entry.fault.id === fault)?.up?.argv ?? [];
  return { WHYTLS_TARGET: target, WHYTLS_OPTIONS: options.map((word) => `'${word}'`).join(' ') };
}

async function runStep(inputs: Readonly<Record<string, string>>) {
  const place = mkdtempSync(join(tmpdir(), 'whytls-action-'));
  try {
    const env = {
      PATH: process.env['PATH'],
      ...inputs,
      RUNNER_TEMP: place,
      GITHUB_OUTPUT: join(place, 'output'),
      GITHUB_STEP_SUMMARY: join(place, 'summary.md'),
    };
    const step = spawn(process.execPath, [join(root, 'scripts', 'action.mjs')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    step.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
    step.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const [code]: unknown[] = await once(step, 'close');
    const read = (name: string): string => {
      try {
        return readFileSync(join(place, name), 'utf8');
      } catch {
        return '';
      }
    };
    const outputs = new Map(
      read('output')
        .split('\n')
        .filter((line) => line.includes('='))
        .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    const report: unknown = outputs.has('report')
      ? JSON.parse(readFileSync(outputs.get('report') ?? '', 'utf8'))
      : null;
    return { code, log, outputs, summary: read('summary.md'), report };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

describe('the action', () => {
  it('fails the job with the cause in outputs, log and summary', async () => {
    const { code, log, outputs, summary, report } = await runStep(inputsFor('cert-expired'));
    expect(code).toBe(1);
    expect(Object.fromEntries(outputs)).toMatchObject({ verdict: 'fail', causes: 'cert-expired' });
    expect(report).toMatchObject({ schema: 'whytls.report/1', verdict: 'fail' });
    expect(summary).toContain('cert-expired');
    expect(log).toContain('cert-expired');
  });

  it('only tells, where it must never fail', async () => {
    const { code, outputs } = await runStep({ ...inputsFor('cert-expired'), WHYTLS_FAIL_ON: 'never' });
    expect(code).toBe(0);
    expect(outputs.get('verdict')).toBe('fail');
  });

  it('passes where nothing is wrong', async () => {
    const { code, outputs } = await runStep(inputsFor('healthy'));
    expect(code).toBe(0);
    expect(Object.fromEntries(outputs)).toMatchObject({ verdict: 'ok', causes: '' });
  });

  it('fails with the one line for a wrong input, which stays a word of its own', async () => {
    const { code, log, summary } = await runStep({ WHYTLS_TARGET: '--version; echo owned', WHYTLS_OPTIONS: '' });
    expect(code).toBe(2);
    expect(log.trim().split('\n')).toHaveLength(1);
    expect(summary).toBe('');
  });

  it('action.yml hands over every input that it declares, and the script reads each', () => {
    const action = readFileSync(join(root, 'action.yml'), 'utf8');
    const script = readFileSync(join(root, 'scripts', 'action.mjs'), 'utf8');
    const declared = /^inputs:\n([\s\S]*?)^outputs:/m.exec(action)?.[1] ?? '';
    const inputs = [...declared.matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => String(name));
    const handed = [...action.matchAll(/^ +(WHYTLS_\w+): \$\{\{ inputs\.([\w-]+) \}\}$/gm)];
    expect(handed.map(([, , input]) => String(input)).toSorted()).toStrictEqual(inputs.toSorted());
    // The program reads this one itself.
    const read = handed.map(([, variable]) => String(variable)).filter((name) => name !== 'WHYTLS_KEY_PASSWORD');
    for (const variable of read) expect(script).toContain(variable);
    const outputs = [...action.matchAll(/steps\.probe\.outputs\.([\w-]+)/g)].map(([, name]) => String(name));
    for (const name of outputs) expect(script).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
