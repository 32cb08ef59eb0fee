/** Closes a `switch` over a tagged union: a new member does not compile until it is handled. Reaching it is our bug. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
