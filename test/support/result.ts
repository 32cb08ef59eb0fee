import type { Result } from '../../src/base/result.ts';

/** The value of a result that must be one; fails the test with the problem otherwise. */
export function value<T, P>(result: Result<T, P>): T {
  if (!result.ok) throw new Error(`expected a value, got the problem ${JSON.stringify(result.problem)}`);
  return result.value;
}

/** The problem of a result that must be one. */
export function problem<T, P>(result: Result<T, P>): P {
  if (result.ok) throw new Error('expected a problem, got a value');
  return result.problem;
}
