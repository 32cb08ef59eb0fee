import { randomFillSync } from 'node:crypto';
import type { Random } from '../ports.ts';

/** Randomness of the operating system, through OpenSSL. */
export const nodeRandom: Random = {
  octets: (length) => randomFillSync(new Uint8Array(length)),
};
