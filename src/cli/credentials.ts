/** `--tlsCertificateKeyFile` from a path to what the handshake can use. The password goes no further than here. */
import { failed, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Files } from '../net/ports.ts';
import type { ClientCredential } from '../tls/handshake/plan.ts';
import type { UsageProblem } from './usage-problem.ts';

/** Reads the file, if one is named. Problems: it cannot be read, or does not hold what it must. */
export async function readClientCredential(
  path: string | null,
  password: string | null,
  files: Files,
): Promise<Result<ClientCredential | null, UsageProblem>> {
  if (path === null) return ok(null);
  const content = files.read(path, maxOctets);
  if (!content.ok) {
    const { problem } = content;
    const code = problem.kind === 'fileUnreadable' ? problem.code : problem.kind;
    return failed({ kind: 'unreadable', option, path, code });
  }
  const { readCredentials } = await import('../x509/pki/key.ts');
  const credential = await readCredentials(content.value, { password });
  return credential.ok
    ? ok(credential.value)
    : failed({ kind: 'credential', option, path, problem: credential.problem });
}

const option = '--tlsCertificateKeyFile';

/** A key and a chain of ten certificates take some 20 kB. */
const maxOctets = 1024 * 1024;
