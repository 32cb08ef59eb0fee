import type { Ports } from '../ports.ts';
import { nodeClock } from './clock.ts';
import { nodeDns } from './dns.ts';
import { nodeFiles } from './files.ts';
import { nodeRandom } from './random.ts';
import { nodeTcp } from './tcp.ts';

/** The doors of this machine. Wired once, by the command line; `loopback.ts` beside it is for the commands that serve. */
export function nodePorts(): Ports {
  return {
    tcp: nodeTcp,
    dns: nodeDns,
    dnsRecords: async (server) => (await import('./dns-records.ts')).nodeDnsRecords(server),
    throughProxy: async (plan) =>
      (await import('./proxied-tcp.ts')).proxiedTcp({ tcp: nodeTcp, dns: nodeDns, clock: nodeClock }, plan),
    http: async () => (await import('./http.ts')).nodeHttp,
    files: nodeFiles,
    programs: async () => (await import('./programs.ts')).nodePrograms,
    platform: process.platform,
    systemRoots: async () => (await import('./system-roots.ts')).systemRoots(),
    bundledRoots: async () => (await import('node:tls')).rootCertificates,
    clock: nodeClock,
    random: nodeRandom,
  };
}
