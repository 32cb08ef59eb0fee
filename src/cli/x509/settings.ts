/** From the arguments of `x509` to values that can be used. Files are still to be read. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import { visible } from '../../base/escape.ts';
import { membershipOf } from '../../mongodb/member-name.ts';
import type { MembershipAttribute } from '../../mongodb/member-name.ts';
import { readNameString } from '../../mongodb/name-string.ts';
import type { NameStringProblem } from '../../mongodb/name-string.ts';
import type { X509Role } from '../../mongodb/x509-rules.ts';
import type { MongodbVersion } from '../../x509/verify/mongodb-host-name.ts';
import { readReference } from '../../x509/verify/reference.ts';
import { formatClash, outputSettings } from '../render.ts';
import type { OutputSettings } from '../render.ts';
import type { Arguments } from '../usage/args.ts';
import { badValue, readTime, textOf } from '../usage/option-values.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';

/** The files of a deployment, and how to judge them. */
export interface X509Settings {
  /** Paths as typed, with what they are for. */
  readonly files: readonly { readonly role: X509Role; readonly option: string; readonly path: string }[];
  /** Null: the store of the system. */
  readonly ca: string | null;
  readonly hosts: readonly string[];
  readonly override: readonly MembershipAttribute[] | null;
  /** Null: a current one. */
  readonly serverVersion: MongodbVersion | null;
  /** Null: now. */
  readonly at: UnixMs | null;
  readonly shown: OutputSettings;
}

/** Reads the settings of `x509`. */
export function readX509Settings({ values, lists }: Arguments): Result<X509Settings, UsageProblem> {
  const files = roles.flatMap(([role, name]) =>
    (lists.get(name) ?? []).map((path) => ({ role, option: `--${name}`, path })),
  );
  if (files.length === 0) return failed({ kind: 'noCertificates' });
  const clash = formatClash(values);
  if (clash !== null) return failed(clash);
  if (values.get('json') === true && values.get('quiet') === true)
    return failed({ kind: 'exclude', options: ['--json', '--quiet'] });
  const hosts = lists.get('host') ?? [];
  const badHost = hosts.find((host) => readReference(host) === null);
  if (badHost !== undefined) return badValue('--host', badHost, 'host names or IP addresses, without port');
  const override = readOverride(textOf(values, 'cluster-auth-dn-override'));
  if (!override.ok) return override;
  const serverVersion = readVersion(textOf(values, 'server-version'));
  if (!serverVersion.ok) return serverVersion;
  const at = readTime(textOf(values, 'at'));
  if (!at.ok) return at;
  return ok({
    files,
    ca: textOf(values, 'ca'),
    hosts,
    override: override.value,
    serverVersion: serverVersion.value,
    at: at.value,
    shown: outputSettings(values),
  });
}

/** In the order of the guide; the option of each. */
const roles: readonly (readonly [X509Role, string])[] = [
  ['client', 'client'],
  ['member', 'member'],
  ['clusterFile', 'cluster-file'],
  ['server', 'server'],
];

function readOverride(value: string | null): Result<readonly MembershipAttribute[] | null, UsageProblem> {
  if (value === null) return ok(null);
  const option = '--cluster-auth-dn-override';
  const read = readNameString(value);
  if (!read.ok) return badValue(option, value, `a name such as O=Example,OU=Cluster (${nameProblem(read.problem)})`);
  const attributes = membershipOf({ rdns: read.value });
  // The server refuses to start with such a value.
  return attributes.length === 0 ? badValue(option, value, 'a name with at least one of O, OU and DC') : ok(attributes);
}

/** What the server itself says of such a value, where it says anything. */
function nameProblem(problem: NameStringProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'mongod: Cannot parse empty DN';
    case 'encodedValue':
      return 'mongod: Raw DER sequences are not supported in DN strings';
    case 'unknownType':
      return `mongod: DN contained an unknown OID: ${visible(problem.type, 64)}`;
    case 'missingEquals':
      return `no attribute at character ${problem.at + 1}`;
    default:
      return `character ${problem.at + 1} must be escaped with \\`;
  }
}

function readVersion(value: string | null): Result<MongodbVersion | null, UsageProblem> {
  if (value === null) return ok(null);
  const [, major, minor = '0'] = /^(\d{1,2})(?:\.(\d{1,2})(?:\.\d{1,3})?)?$/.exec(value) ?? [];
  return major === undefined
    ? badValue('--server-version', value, 'a release such as 4.0 or 7.0.5')
    : ok([Number(major), Number(minor)]);
}
