/** Go's and Java's own verdicts on chains: the programs beside this file, asked about many chains in one run. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** A chain to judge; DER. Names are not compared. */
export interface ChainQuestion {
  /** Milliseconds; both compare seconds. */
  readonly at: number;
  /** As sent, the leaf first. */
  readonly chain: readonly Uint8Array[];
  readonly anchors: readonly Uint8Array[];
}

/** `ok`, or why not, in the program's own words: one a question. */
export type ChainAnswers = readonly string[];

/** What Go's crypto/x509 says, as a TLS client of Go would ask it. */
export function goVerdicts(questions: readonly ChainQuestion[]): ChainAnswers {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-go-'));
  try {
    const program = join(folder, 'verify-chains');
    const env = { ...process.env, GO111MODULE: 'auto', GOFLAGS: '', CGO_ENABLED: '0' };
    execFileSync('go', ['build', '-o', program, source('verify-chains.go')], { cwd: folder, env });
    return answers(program, [], questions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What Java's PKIX trust manager says. */
export const javaVerdicts = (questions: readonly ChainQuestion[]): ChainAnswers =>
  answers('java', ['-XX:TieredStopAtLevel=1', source('VerifyChains.java')], questions);

const source = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

function answers(program: string, options: readonly string[], questions: readonly ChainQuestion[]): ChainAnswers {
  const base64 = (all: readonly Uint8Array[]): string =>
    all.map((der) => Buffer.from(der).toString('base64')).join(',');
  const lines = questions.map(
    ({ at, chain, anchors }) => `${Math.floor(at / 1000)}|-|${base64(chain)}|${base64(anchors)}\n`,
  );
  const said = execFileSync(program, options, { input: lines.join(''), maxBuffer: 1 << 26 }).toString();
  const told = said.split('\n').slice(0, -1);
  if (told.length !== questions.length)
    throw new Error(`${told.length} answers to ${questions.length} chains: ${said}`);
  return told;
}
