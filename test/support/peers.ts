import { spawnSync } from 'node:child_process';

/**
 * Whether a real program that tests want as the other side is on this machine. With WHYTLS_REQUIRE_PEERS=1 a missing one is an
 * error, so that a machine on which everything should run cannot skip in silence.
 */
export function hasPeer(name: string): boolean {
  const there = spawnSync('which', [name], { stdio: 'ignore' }).status === 0;
  if (!there && process.env['WHYTLS_REQUIRE_PEERS'] === '1') throw new Error(`peer is missing: ${name}`);
  return there;
}
