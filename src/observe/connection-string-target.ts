import { failed, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { parseConnectionString } from '../mongodb/connection-string.ts';
import type { SeedHost } from '../mongodb/connection-string.ts';
import { readReference } from '../x509/verify/reference.ts';
import { withFlags } from './mongodb-target.ts';
import { readServerName } from './parse-target.ts';
import type { TargetProblem } from './parse-target.ts';
import type { DriverFlag, ReadTarget } from './read-target.ts';
import type { HostTarget, Target } from './target.ts';

/** Reads a connection string, flags added. `sni`: as `--sni` says it, for every host. */
export function readConnectionString(
  typed: string,
  sni: string | null,
  flags: readonly DriverFlag[],
): Result<ReadTarget, TargetProblem> {
  const parsed = parseConnectionString(typed);
  if (!parsed.ok) return failed({ kind: 'connectionString', problem: parsed.problem });
  const { string, keyFilePassword } = parsed.value;
  const hosts: HostTarget[] = [];
  for (const host of string.hosts) {
    const read = readHost(host, sni);
    if (!read.ok) return read;
    hosts.push(read.value);
  }
  const [first, ...others] = hosts;
  if (first === undefined) return failed({ kind: 'connectionString', problem: { kind: 'noHost' } });
  const { srv, username, hasPassword, database, warnings, oddPairs, shown } = string;
  const options = withFlags(
    { uri: true, srv, hosts: string.hosts, username, hasPassword, database, warnings, oddPairs, given: string.given },
    flags,
  );
  const service = options.values.srvServiceName ?? null;
  const target: Target = {
    ...first,
    input: shown,
    scheme: srv ? 'mongodb+srv' : 'mongodb',
    starttls: null,
    ...(srv || others.length === 0 ? {} : { hosts: [first, ...others] }),
    ...(srv ? { srv: { host: first.host, service, sni: sni === null ? null : (first.sni ?? 'none') } } : {}),
    options,
  };
  return ok({ target, keyFilePassword });
}

function readHost(host: SeedHost, sni: string | null): Result<HostTarget, TargetProblem> {
  if (host.kind === 'unix') return failed({ kind: 'unixSocket', path: host.host });
  const reference = readReference(host.host);
  if (reference === null) return failed({ kind: 'badHost', host: host.host });
  const name = reference.kind === 'ip' ? reference.address : reference.name;
  const serverName = readServerName(sni, reference.kind === 'ip' ? null : name);
  if (!serverName.ok) return serverName;
  return ok({ host: name, port: host.port ?? defaultPort, sni: serverName.value, referenceIdentity: reference });
}

const defaultPort = 27017;
