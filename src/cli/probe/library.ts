/** `probe`: what `whytls <target>` does, for programs. */
import { interruption } from '../../base/signal.ts';
import type { Language } from '../../diagnose/define.ts';
import type { ProbeStep } from '../../observe/probe/options.ts';
import type { Report } from '../../report/report.ts';
import { ports, reportWordsFor } from '../compose.ts';
import { closest } from '../usage/closest.ts';
import { usageLine } from '../usage/usage-problem.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { clientFileUsage, readClientCredential } from './credentials.ts';
import { examine } from './examine.ts';
import { readSettings } from './settings.ts';

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** How to probe. Everything is as on the command line, and has its default. */
export interface ProbeRequest {
  /** Client profile id, such as `pymongo` or `openssl`. Default: by scheme and port. */
  readonly client?: string;
  /** PEM file with the only certificates to trust. Default: the client's store on this machine. */
  readonly tlsCAFile?: string;
  /** Name for SNI; null: none. Default: the host. */
  readonly sni?: string | null;
  readonly alpn?: readonly string[];
  /** Certificate and private key to show to a server that asks: PEM in one file, or PKCS #12. */
  readonly tlsCertificateKeyFile?: string;
  /** Default: the variable WHYTLS_KEY_PASSWORD. */
  readonly tlsCertificateKeyFilePassword?: string;
  readonly minVersion?: TlsVersion;
  readonly maxVersion?: TlsVersion;
  /** The time that dates are judged at. Default: when they are seen. */
  readonly at?: Date;
  /** Milliseconds for the whole probe; default 20,000. */
  readonly timeoutMs?: number;
  /** Milliseconds for the TCP connection; default 10,000. */
  readonly connectTimeoutMs?: number;
  /** Begin with this protocol in plain text and ask it for TLS: `smtp`, `imap`, `ldap`, `postgres`, … Default: by scheme. */
  readonly starttls?: string;
  /** Go through this proxy: `http://`, `https://`, `socks5://` or `socks5h://`, with `user:password@` if it wants them. */
  readonly proxy?: string;
  /** Ask this DNS server, `ADDRESS` or `ADDRESS:PORT`. Default: the system's resolver. */
  readonly dns?: string;
  /** Probe this address; the host still stands for SNI and the certificate. */
  readonly ip?: string;
  readonly family?: 4 | 6;
  /** False: fetch no missing issuers, and ask no OCSP responder. */
  readonly networkLookups?: boolean;
  /** Look the chain up in every trust store of this machine, even where the client accepts it. */
  readonly allStores?: boolean;
  /** False: do not ask the Python on PATH where it looks for trust anchors. */
  readonly localPython?: boolean;
  /** Judge by the revocation lists in this file, PEM or DER. */
  readonly crl?: string;
  /** Fetch the revocation lists that the certificates name, and look every certificate up. */
  readonly crlDistributionPoints?: boolean;
  /** Ask the OCSP responders also where the client would not. */
  readonly ocsp?: boolean;
  /** Options of MongoDB's drivers, as in a connection string. */
  readonly tls?: boolean;
  readonly tlsInsecure?: boolean;
  readonly tlsAllowInvalidCertificates?: boolean;
  readonly tlsAllowInvalidHostnames?: boolean;
  readonly tlsDisableOCSPEndpointCheck?: boolean;
  readonly tlsDisableCertificateRevocationCheck?: boolean;
  readonly tlsCRLFile?: string;
  readonly authMechanism?: string;
  readonly authSource?: string;
  readonly language?: 'en' | 'zh';
  /** Ends the probe early; the report then tells what was measured so far. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: ProbeStep) => void;
}

/** The request itself is wrong: no such client, a target that names no host. Never thrown for what a server does. */
export class ProbeRequestError extends Error {
  override readonly name = 'ProbeRequestError';
}

/**
 * Opens a TLS handshake with `target` (`host`, `host:port`, `[v6]:port`, `https://…`, `mongodb://…`), captures everything,
 * and judges it as the client would.
 *
 * ```ts
 * const { verdict, findings } = await probe('db1.example.net:27017', { tlsCAFile: 'ca.pem' });
 * ```
 */
export async function probe(target: string, request: ProbeRequest = {}): Promise<Report> {
  const { signal, onProgress, language = 'en' } = request;
  const unknown = Object.keys(request).find((name) => !known.has(name));
  if (unknown !== undefined)
    throw requestError({ kind: 'unknownOption', option: unknown, meant: closest(unknown, [...known]) }, language);
  const asked = { command: 'probe', positionals: [target], values: valuesOf(request), lists: new Map() } as const;
  const settings = await readSettings(asked, process.env);
  if (!settings.ok) throw requestError(settings.problem, language);
  const { options, refusal, keyFile, keyPassword, at } = settings.value;
  const { client } = options;
  if (refusal !== null) throw requestError({ kind: 'options', client: client.shortName, ...refusal }, language);
  const credential = await readClientCredential(keyFile, keyPassword, ports().files, client.speaks === 'mongodb');
  if (!credential.ok) throw requestError(clientFileUsage(credential.problem), language);
  // Of one listener at theirs, hundreds of ours: Node warns of eleven.
  const own = interruption();
  const abort = (): void => own.abort();
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const { report } = await examine({
    target: settings.value.target,
    options: { ...options, clientCredential: credential.value },
    at,
    words: await reportWordsFor(language),
    hooks: {
      signal: own.signal,
      ...(onProgress === undefined ? {} : { progress: onProgress }),
    },
  }).finally(() => signal?.removeEventListener('abort', abort));
  return report;
}

const requestError = (problem: UsageProblem, language: Language): ProbeRequestError =>
  new ProbeRequestError(usageLine(problem, language));

/** A request as the command line would have it. */
function valuesOf(request: ProbeRequest): ReadonlyMap<string, string | boolean> {
  const { signal: _, onProgress: __, language: ___, sni, alpn, at, family, ...others } = request;
  const values = new Map<string, string | boolean>();
  for (const [name, value] of Object.entries(others)) {
    if (value !== undefined)
      values.set(optionNames.get(name) ?? name, typeof value === 'number' ? String(value) : value);
  }
  if (sni !== undefined) values.set('sni', sni ?? 'none');
  if (alpn !== undefined && alpn.length > 0) values.set('alpn', alpn.join());
  if (at !== undefined) values.set('at', Number.isNaN(at.getTime()) ? String(at) : at.toISOString());
  if (family !== undefined) values.set(`ipv${family}`, true);
  return values;
}

/** Options of the command line that are spelt otherwise. */
const optionNames: ReadonlyMap<string, string> = new Map<keyof ProbeRequest, string>([
  ['minVersion', 'min-version'],
  ['maxVersion', 'max-version'],
  ['timeoutMs', 'timeout'],
  ['connectTimeoutMs', 'connect-timeout'],
  ['networkLookups', 'network-lookups'],
  ['allStores', 'all-stores'],
  ['localPython', 'local-python'],
  ['crlDistributionPoints', 'crl-distribution-points'],
]);

/** What a request may hold: a type checker is not always there to say so. */
const known: ReadonlySet<string> = new Set(
  Object.keys({
    client: true,
    tlsCAFile: true,
    sni: true,
    alpn: true,
    tlsCertificateKeyFile: true,
    tlsCertificateKeyFilePassword: true,
    minVersion: true,
    maxVersion: true,
    at: true,
    timeoutMs: true,
    connectTimeoutMs: true,
    starttls: true,
    proxy: true,
    dns: true,
    ip: true,
    family: true,
    networkLookups: true,
    allStores: true,
    localPython: true,
    crl: true,
    crlDistributionPoints: true,
    ocsp: true,
    tls: true,
    tlsInsecure: true,
    tlsAllowInvalidCertificates: true,
    tlsAllowInvalidHostnames: true,
    tlsDisableOCSPEndpointCheck: true,
    tlsDisableCertificateRevocationCheck: true,
    tlsCRLFile: true,
    authMechanism: true,
    authSource: true,
    language: true,
    signal: true,
    onProgress: true,
  } satisfies Readonly<Record<keyof ProbeRequest, true>>),
);
