import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Frees what is no longer used, at once. V8 lets the heap grow by what a few lines of megabytes leave behind before it looks,
 * which would be most of the memory that we may take. It has no other door for this than the function of `--expose-gc`.
 */
export function collectGarbage(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    const exposed: unknown = runInNewContext('gc');
    collect = typeof exposed === 'function' ? () => void exposed() : () => undefined;
  }
  collect();
}

let collect: (() => void) | null = null;
