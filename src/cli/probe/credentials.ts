/** `--tlsCertificateKeyFile` from a path to what the handshake can use. The password goes no further than here. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Files } from '../../net/ports.ts';
import type { ClientFileProblem } from '../../observe/observation.ts';
import type { ClientCredential } from '../../tls/handshake/plan.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';

/** Reads the file, if one is named. Problems: it cannot be read, or does not hold what it must. `pemOnly`: as drivers want it. */
export async function readClientCredential(
  path: string | null,
  password: string | null,
  files: Files,
  pemOnly: boolean,
): Promise<Result<ClientCredential | null, ClientFileProblem>> {
  if (path === null) return ok(null);
  const content = files.read(path, maxOctets);
  if (!content.ok) return failed({ path, problem: content.problem });
  const { readCredentials } = await import('../../x509/pki/key-files/key.ts');
  const credential = await readCredentials(content.value, pemOnly ? { password, accept: 'pem' } : { password });
  return credential.ok ? ok(credential.value) : failed({ path, problem: credential.problem });
}

/** The same as one line on standard error. */
export function clientFileUsage({ path, problem }: ClientFileProblem): UsageProblem {
  switch (problem.kind) {
    case 'empty':
    case 'garbage':
    case 'derGiven':
    case 'pkcs12Given':
    case 'noKey':
    case 'noCertificate':
    case 'passwordNeeded':
    case 'wrongPassword':
    case 'keyMismatch':
    case 'twoKeys':
    case 'notReadable':
      return { kind: 'credential', option, path, problem };
    default:
      return { kind: 'unreadable', option, path, code: 'code' in problem ? problem.code : problem.kind };
  }
}

const option = '--tlsCertificateKeyFile';

/** A key and a chain of ten certificates take some 20 kB. */
const maxOctets = 1024 * 1024;
