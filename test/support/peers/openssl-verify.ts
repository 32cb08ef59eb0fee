/** `openssl verify` and `openssl x509`: the other opinion on certificates. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `openssl verify` is asked. */
export interface VerifyQuestion {
  readonly leaf: string;
  readonly untrusted: readonly string[];
  readonly anchors: readonly string[];
  /** Milliseconds; OpenSSL takes seconds. */
  readonly at: number;
  readonly dns?: string;
  readonly ip?: string;
  readonly purpose?: 'server' | 'client';
  readonly level?: number;
  /** `-x509_strict`, `-partial_chain`. */
  readonly strict?: boolean;
  readonly partialChain?: boolean;
  /** PEM; looked at where `crlCheck` is given: `-crl_check`, `-crl_check_all`. */
  readonly crls?: readonly string[];
  readonly crlCheck?: 'leaf' | 'chain';
  /** `-verify_depth`. */
  readonly depth?: number;
}

/** What it answers: accepted, or the first error that it prints, with its depth. */
export interface VerifyAnswer {
  readonly accepted: boolean;
  readonly code: number | null;
  readonly depth: number | null;
  readonly text: string | null;
}

/** Runs `openssl verify` on a chain of PEM texts, in a folder of its own. */
export function opensslVerify(question: VerifyQuestion): Promise<VerifyAnswer> {
  return inFolder(async (file) => {
    const purpose = question.purpose === 'client' ? 'sslclient' : 'sslserver';
    const at = String(Math.floor(question.at / 1000));
    const options = ['verify', '-purpose', purpose, '-auth_level', String(question.level ?? 2), '-attime', at];
    options.push('-no-CApath', '-no-CAstore', '-CAfile', file('anchors.pem', question.anchors.join('')));
    if (question.untrusted.length > 0) options.push('-untrusted', file('untrusted.pem', question.untrusted.join('')));
    if (question.dns !== undefined) options.push('-verify_hostname', question.dns);
    if (question.ip !== undefined) options.push('-verify_ip', question.ip);
    if (question.strict) options.push('-x509_strict');
    if (question.depth !== undefined) options.push('-verify_depth', String(question.depth));
    if (question.partialChain) options.push('-partial_chain');
    if (question.crlCheck !== undefined) options.push(question.crlCheck === 'leaf' ? '-crl_check' : '-crl_check_all');
    if (question.crls?.length) options.push('-CRLfile', file('crls.pem', question.crls.join('')));
    const leaf = file('leaf.pem', question.leaf);
    const said = await opensslSays([...options, leaf]);
    const error = /^error (\d+) at (\d+) depth lookup: ?(.*)$/m.exec(said);
    const accepted = said.includes(`${leaf}: OK`);
    if (accepted === (error !== null)) throw new Error(`openssl verify said: ${said}`);
    return {
      accepted,
      code: error === null ? null : Number(error[1]),
      depth: error === null ? null : Number(error[2]),
      text: error?.[3] ?? null,
    };
  });
}

/** Standard output and error of `openssl`, whose exit code does not matter. */
export const opensslSays = (options: readonly string[], input: string | Uint8Array = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile('openssl', options, { timeout: 20_000, maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') reject(error);
      else resolve(stdout + stderr);
    });
    // It may end without having read its input.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });

/** Runs something with a way to put texts and octets into files, which are gone afterwards. */
export async function inFolder<T>(
  act: (file: (name: string, content: string | Uint8Array) => string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-'));
  try {
    return await act((name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs an act for each item, two at a time: as many as the machines of our CI have cores. */
export const twoAtATime = <T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> =>
  severalAtATime(2, items, act);

/** The same for acts that mostly wait. */
export async function severalAtATime<T, R>(
  count: number,
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, item] = next;
      results[index] = await act(item);
    }
  };
  await Promise.all(Array.from({ length: count }, worker));
  return results;
}
