/** Old and new releases of Node, which bring their own OpenSSL: real peers of other years, from the npm package `node`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The program of a major version. It is installed once into the folder for temporary files (or the one that
 * WHYTLS_NODE_PEERS names) and stays there. Null where that fails; with WHYTLS_REQUIRE_PEERS=1 an error.
 */
export function nodePeer(major: number): string | null {
  const cache = process.env['WHYTLS_NODE_PEERS'] || join(tmpdir(), 'whytls-node-peers');
  const folder = join(cache, String(major));
  const program = join(folder, 'node_modules', 'node', 'bin', 'node');
  if (existsSync(program)) return program;
  const fresh = `${folder}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const options = ['--no-save', '--no-audit', '--no-fund', '--no-package-lock', '--prefix', fresh];
  const installed = spawnSync('npm', ['install', ...options, `node@${major}`], {
    encoding: 'utf8',
    cwd: fresh,
    timeout: 150_000,
  });
  // Another run may have been faster; the folder appears whole or not at all.
  if (installed.status === 0 && !existsSync(folder)) renameSync(fresh, folder);
  rmSync(fresh, { recursive: true, force: true });
  if (existsSync(program)) return program;
  if (process.env['WHYTLS_REQUIRE_PEERS'] === '1')
    throw new Error(`peer is missing: node@${major}: ${installed.stderr ?? installed.error?.message}`);
  return null;
}

/** Servers of one Node, each with the options of `tls.createServer`; their ports are printed in a row. */
export const nodeServers = `
const servers = JSON.parse(process.env.SERVERS).map((options) =>
  require('tls').createServer(options, (socket) => { socket.on('error', () => {}); socket.resume(); }));
for (const server of servers) server.on('tlsClientError', () => {});
Promise.all(servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))))
  .then(() => console.log(servers.map((server) => server.address().port).join(' ')));
process.stdin.resume();
process.stdin.on('end', () => process.exit());
`;
