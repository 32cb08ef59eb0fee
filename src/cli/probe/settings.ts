/** From the arguments of `probe` to what is to be probed, how, and what becomes of it. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import { clientFor, clients, defaultClientFor } from '../../clients/index.ts';
import { starttlsProtocolOf } from '../../net/starttls/protocols.ts';
import type { ProbeOptions } from '../../observe/probe/options.ts';
import { readTarget } from '../../observe/read-target.ts';
import type { Target } from '../../observe/target.ts';
import { commandMeantBy } from '../declare/commands.ts';
import { formatClash, outputSettings } from '../render.ts';
import type { OutputSettings } from '../render.ts';
import type { Arguments } from '../usage/args.ts';
import { badValue, readTime, textOf } from '../usage/option-values.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { driverFlags, driverSettingsFor, refusalOf } from './driver-settings.ts';
import type { Refusal } from './driver-settings.ts';
import { readHelloOptions, readLimits, readWay } from './read-options.ts';

/** What is probed, how, as of when, and what becomes of the report. */
export interface ProbeSettings {
  readonly target: Target;
  /** All but the credential, which is still in its file. */
  readonly options: Omit<ProbeOptions, 'clientCredential'>;
  readonly keyFile: string | null;
  readonly keyPassword: string | null;
  /** Rules that options break, so that the driver would not even begin; null: none. */
  readonly refusal: Refusal | null;
  /** The time that dates are judged at; null: when they are seen. */
  readonly at: UnixMs | null;
  readonly shown: OutputSettings;
  readonly save: string | null;
}

/** Reads the settings of `probe`. `env`: where OpenSSL's variables stand. */
export async function readSettings(
  { values, positionals }: Arguments,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Result<ProbeSettings, UsageProblem>> {
  const [input, ...more] = positionals;
  if (input === undefined) return failed({ kind: 'noTarget' });
  if (more.length > 0) return failed(severalTargets(positionals));
  const protocol = textOf(values, 'starttls');
  const starttls = protocol === null ? null : starttlsProtocolOf(protocol);
  const read = await readTarget(input, { sni: textOf(values, 'sni'), starttls, flags: driverFlags(values) });
  if (!read.ok) return failed({ kind: 'target', problem: read.problem });
  const { target, keyFilePassword } = read.value;
  const clash = clashIn(values) ?? formatClash(values);
  if (clash !== null) return failed(clash);

  const id = textOf(values, 'client');
  const client = id === null ? defaultClientFor(target) : clientFor(id);
  if (client === undefined) return badValue('--client', id ?? '', clients.map((known) => known.id).join(', '));
  const limits = readLimits(values);
  if (!limits.ok) return limits;
  const hello = readHelloOptions(values);
  if (!hello.ok) return hello;
  const way = readWay(values, target);
  if (!way.ok) return way;
  const at = readTime(textOf(values, 'at'));
  if (!at.ok) return at;

  const told = await driverSettingsFor(target, client);
  const keyFile = told?.tlsCertificateKeyFile ?? textOf(values, 'tlsCertificateKeyFile');
  return ok({
    target,
    options: {
      client,
      ...limits.value,
      ...hello.value,
      ...way.value,
      tlsCAFile: told?.tlsCAFile ?? textOf(values, 'tlsCAFile'),
      clientFile: keyFile,
      proxyVariables: proxyVariablesOf(env),
      plaintext: told?.read.tls.tls === false,
      networkLookups: values.get('network-lookups') !== false,
      ocsp: {
        endpointCheck: told?.read.checks.ocspEndpoint ?? values.get('tlsDisableOCSPEndpointCheck') !== true,
        onRequest: values.get('ocsp') === true || values.get('ocsp-nonce') === true,
        nonce: values.get('ocsp-nonce') === true,
      },
      ...crlsOf(
        told?.tlsCRLFile ?? textOf(values, 'tlsCRLFile'),
        textOf(values, 'crl'),
        values.get('crl-distribution-points') === true,
      ),
      env,
      allStores: values.get('all-stores') === true || values.get('verbose') === true,
      localPython: values.get('local-python') !== false,
    },
    keyFile,
    keyPassword:
      textOf(values, 'tlsCertificateKeyFilePassword') ?? keyFilePassword ?? env['WHYTLS_KEY_PASSWORD'] ?? null,
    refusal: told === null ? null : refusalOf(told.read),
    at: at.value,
    shown: outputSettings(values),
    save: textOf(values, 'save'),
  });
}

/** Several words and no command among them: the first may be meant for one. */
function severalTargets([first = '', ...more]: readonly string[]): UsageProblem {
  const meant = commandMeantBy(first);
  if (meant !== null) return { kind: 'unknownCommand', word: first, meant: meant.name };
  return { kind: 'severalTargets', count: more.length + 1 };
}

/** Without any of these no revocation list is looked at. */
function crlsOf(
  tlsCRLFile: string | null,
  crlFile: string | null,
  distributionPoints: boolean,
): Pick<ProbeOptions, 'crls'> {
  const isWished = tlsCRLFile !== null || crlFile !== null || distributionPoints;
  return isWished ? { crls: { tlsCRLFile, crlFile, distributionPoints } } : {};
}

/** Flags that say the opposite of each other; null: none do. */
function clashIn(values: Arguments['values']): UsageProblem | null {
  const [one, other] = clashes.find((pair) => pair.every((name) => values.get(name) === true)) ?? [];
  return one === undefined || other === undefined ? null : { kind: 'exclude', options: [typed(one), typed(other)] };
}

const clashes: readonly (readonly [string, string])[] = [
  ['ipv4', 'ipv6'],
  ['ocsp', 'tlsDisableOCSPEndpointCheck'],
  ['ocsp-nonce', 'tlsDisableOCSPEndpointCheck'],
];

const typed = (name: string): string => ({ ipv4: '-4', ipv6: '-6' })[name] ?? `--${name}`;

/** Lower case comes first, as with curl. */
function proxyVariablesOf(env: Readonly<Record<string, string | undefined>>): ProbeOptions['proxyVariables'] {
  for (const name of ['https_proxy', 'HTTPS_PROXY']) {
    const value = env[name] ?? '';
    if (value !== '') return { name, value, noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '' };
  }
  return null;
}
