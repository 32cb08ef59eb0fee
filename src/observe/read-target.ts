import type { Result } from '../base/result.ts';
import type { ReadOption } from '../mongodb/option-names.ts';
import type { StarttlsProtocol } from '../net/starttls/protocols.ts';
import { parseTarget } from './parse-target.ts';
import type { TargetProblem } from './parse-target.ts';
import type { Target } from './target.ts';

/** An option of MongoDB's drivers that was given as a flag. The value of a password is empty: it goes another way. */
export interface DriverFlag {
  readonly name: ReadOption;
  readonly value: string;
}

/** A target, and the one secret that a connection string may hold for us. */
export interface ReadTarget {
  readonly target: Target;
  /** `tlsCertificateKeyFilePassword` of the string. */
  readonly keyFilePassword: string | null;
}

/** Reads whatever a user may type for a target; MongoDB's rules are loaded only where they are needed. */
export async function readTarget(
  input: string,
  options: {
    readonly sni: string | null;
    readonly starttls?: StarttlsProtocol | null;
    readonly flags?: readonly DriverFlag[];
  },
): Promise<Result<ReadTarget, TargetProblem>> {
  const { sni, flags = [] } = options;
  const typed = input.trim();
  if (isConnectionString(typed)) {
    if (typed.length > maxLength) return { ok: false, problem: { kind: 'tooLong', limit: maxLength } };
    const { readConnectionString } = await import('./connection-string-target.ts');
    return readConnectionString(typed, sni, flags);
  }
  const target = parseTarget(input, options);
  if (!target.ok) return target;
  if (flags.every(({ name }) => files.includes(name))) {
    return { ok: true, value: { target: target.value, keyFilePassword: null } };
  }
  const { withDriverFlags } = await import('./mongodb-target.ts');
  return { ok: true, value: { target: withDriverFlags(target.value, flags), keyFilePassword: null } };
}

/** Whether something is, or means to be, a connection string of MongoDB's. */
export const isConnectionString = (typed: string): boolean => /^mongodb(?:\+srv)?:\/\//i.test(typed);

/** Flags that go against nothing where they are alone. */
const files: readonly ReadOption[] = ['tlsCAFile', 'tlsCertificateKeyFile', 'tlsCertificateKeyFilePassword'];

/** A string with 50 hosts and all options has some 6000 characters. */
const maxLength = 32_768;
