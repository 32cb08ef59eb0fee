import { namedGroups } from '../wire/registries/named-group.ts';
import { registerGroup } from './key-exchange.ts';

/**
 * Whether a group agrees on a key in two ways at once, by ECDH and by ML-KEM (RFC 10024), and is one of ours. Its key pairs
 * can be made once {@link loadHybridGroups} has come back.
 */
export const isHybrid = (group: number): boolean => hybrids.has(group);

/**
 * Brings the hybrid groups into {@link generateKeyPair}. ML-KEM is not in the OpenSSL of Node 20: its JavaScript costs a
 * probe too much to be there before a plan asks for it.
 */
export async function loadHybridGroups(): Promise<void> {
  const { hybridGroups } = await import('./hybrid-groups.ts');
  for (const [code, group] of hybridGroups) registerGroup(code, group);
}

const { X25519MLKEM768, SecP256r1MLKEM768, SecP384r1MLKEM1024 } = namedGroups.codes;

const hybrids: ReadonlySet<number> = new Set([X25519MLKEM768, SecP256r1MLKEM768, SecP384r1MLKEM1024]);
