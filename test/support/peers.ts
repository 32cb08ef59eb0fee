import { spawnSync } from 'node:child_process';

/**
 * Whether a real program that tests want as the other side is on this machine. With WHYTLS_REQUIRE_PEERS=1 a missing one is an
 * error, so that a machine on which everything should run cannot skip in silence; those that Debian does not package in a
 * version that we can use are exempt.
 */
export function hasPeer(name: string): boolean {
  const there = spawnSync('which', [name], { stdio: 'ignore' }).status === 0;
  if (!there && process.env['WHYTLS_REQUIRE_PEERS'] === '1' && !exempt.has(name))
    throw new Error(`peer is missing: ${name}`);
  return there;
}

/** Go: Debian 12 has 1.19, which lacks much of what is compared. FerretDB is built by Go, from its source. */
const exempt: ReadonlySet<string> = new Set(['go', 'ferretdb']);
