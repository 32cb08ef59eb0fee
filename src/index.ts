/**
 * The library: {@link probe} does what `whytls host:port` does, {@link verifyChain} what `whytls verify` does, and each gives its
 * report as an object. Their shapes are fixed by `whytls/schema/report.json` and grow by addition alone.
 */
import { ports, wordingFor } from './cli/compose.ts';
import { clientFileUsage, readClientCredential } from './cli/credentials.ts';
import { driverFlags, driverSettingsFor, refusalOf } from './cli/driver-settings.ts';
import { examine } from './cli/examine.ts';
import { defaultTimeouts } from './cli/settings.ts';
import { usageLine } from './cli/usage-problem.ts';
import { clientFor, clients, defaultClientFor } from './clients/index.ts';
import type { ProbeStep } from './observe/probe/options.ts';
import { readTarget } from './observe/read-target.ts';
import type { Explained } from './report/explanation.ts';
import type { Report } from './report/report.ts';
import { protocolVersions } from './tls/wire/registries/protocol-version.ts';

export type { Explained, ExplainedDiagnosis } from './report/explanation.ts';
export type { Report, ReportEndpoint, ReportFinding } from './report/report.ts';
export type { ProbeStep } from './observe/probe/options.ts';
export { ChainRequestError, verifyChain } from './cli/verify/library.ts';
export type { ChainInput, ChainRequest } from './cli/verify/library.ts';
export type { ChainReport } from './report/chain-report.ts';

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** How to probe. Everything has the default of the command line. */
export interface ProbeRequest {
  /** Client profile id: `pymongo`, `pymongo-ocsp`, `openssl`. Default: by scheme and port. */
  readonly client?: string;
  /** PEM file with the only certificates to trust. Default: the system's store. */
  readonly tlsCAFile?: string;
  /** Name for SNI; null: none. Default: the host. */
  readonly sni?: string | null;
  readonly alpn?: readonly string[];
  /** Certificate and private key to show to a server that asks: PEM in one file, or PKCS #12. */
  readonly tlsCertificateKeyFile?: string;
  readonly tlsCertificateKeyFilePassword?: string;
  readonly minVersion?: TlsVersion;
  readonly maxVersion?: TlsVersion;
  /** The time that dates are judged at. Default: when they are seen. */
  readonly at?: Date;
  /** Milliseconds for the whole probe; default 20,000. */
  readonly timeoutMs?: number;
  /** Milliseconds for the TCP connection; default 10,000. */
  readonly connectTimeoutMs?: number;
  /** Probe this address; the host still stands for SNI and the certificate. */
  readonly ip?: string;
  readonly family?: 4 | 6;
  /** False: fetch no missing issuers, and ask no OCSP responder. */
  readonly networkLookups?: boolean;
  /** Look the chain up in every trust store of this machine, even where the client accepts it. */
  readonly allStores?: boolean;
  /** False: do not ask the Python on PATH where it looks for trust anchors. */
  readonly localPython?: boolean;
  /** Options of MongoDB's drivers, as in a connection string. */
  readonly tls?: boolean;
  readonly tlsInsecure?: boolean;
  readonly tlsAllowInvalidCertificates?: boolean;
  readonly tlsAllowInvalidHostnames?: boolean;
  /** Ask no OCSP responder, as a driver with this option. */
  readonly tlsDisableOCSPEndpointCheck?: boolean;
  /** Ask the OCSP responders also where the client would not. */
  readonly ocsp?: boolean;
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
  const flags = driverFlags(new Map(Object.entries(request).filter(isOption)));
  const parsed = await readTarget(target, { sni: request.sni === null ? 'none' : (request.sni ?? null), flags });
  if (!parsed.ok) throw new ProbeRequestError(usageLine({ kind: 'target', problem: parsed.problem }, 'en'));
  const client = request.client === undefined ? defaultClientFor(parsed.value.target) : clientFor(request.client);
  if (client === undefined) {
    throw new ProbeRequestError(`no such client; known are ${clients.map(({ id }) => id).join(', ')}`);
  }
  const told = await driverSettingsFor(parsed.value.target, client);
  const refusal = told === null ? null : refusalOf(told.read);
  if (refusal !== null) {
    throw new ProbeRequestError(usageLine({ kind: 'options', client: client.shortName, ...refusal }, 'en'));
  }
  const clientFile = told?.tlsCertificateKeyFile ?? request.tlsCertificateKeyFile ?? null;
  const credential = await readClientCredential(
    clientFile,
    request.tlsCertificateKeyFilePassword ?? parsed.value.keyFilePassword,
    ports().files,
    client.speaks === 'mongodb',
  );
  if (!credential.ok) throw new ProbeRequestError(usageLine(clientFileUsage(credential.problem), 'en'));
  const { signal, onProgress } = request;
  const timeoutMs = request.timeoutMs ?? defaultTimeouts.timeoutMs;
  const { report } = await examine({
    target: parsed.value.target,
    options: {
      client,
      timeoutMs,
      connectTimeoutMs: Math.min(request.connectTimeoutMs ?? defaultTimeouts.connectTimeoutMs, timeoutMs),
      alpn: request.alpn ?? [],
      offers: [],
      resume: false,
      minVersion: request.minVersion === undefined ? null : protocolVersions.codes[request.minVersion],
      maxVersion: request.maxVersion === undefined ? null : protocolVersions.codes[request.maxVersion],
      clientCredential: credential.value,
      clientFile,
      tlsCAFile: told?.tlsCAFile ?? request.tlsCAFile ?? null,
      plaintext: told?.read.tls.tls === false,
      proxy: null,
      proxyVariables: null,
      ip: request.ip ?? null,
      family: request.family ?? null,
      networkLookups: request.networkLookups ?? true,
      ocsp: {
        endpointCheck: told?.read.checks.ocspEndpoint ?? request.tlsDisableOCSPEndpointCheck !== true,
        onRequest: request.ocsp === true && request.tlsDisableOCSPEndpointCheck !== true,
        nonce: false,
      },
      env: process.env,
      allStores: request.allStores === true,
      localPython: request.localPython !== false,
    },
    at: request.at === undefined ? null : request.at.getTime(),
    wording: await wordingFor(request.language ?? 'en'),
    hooks: {
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { progress: onProgress }),
    },
  });
  return report;
}

const isOption = (entry: [string, unknown]): entry is [string, string | boolean] =>
  typeof entry[1] === 'string' || typeof entry[1] === 'boolean';

/**
 * Names the diagnosis of a pasted error, stack trace or log, as `whytls explain` does: the diagnoses that it speaks for, best first,
 * with the line that told them. No network. Loaded when it is called for the first time.
 *
 * ```ts
 * const { diagnoses } = await explain('certificate verify failed: certificate has expired (_ssl.c:1006)');
 * ```
 */
export async function explain(text: string, request: { readonly language?: 'en' | 'zh' } = {}): Promise<Explained> {
  const [{ readText }, { explained }, { titlesIn }] = await Promise.all([
    import('./cli/explain/reader.ts'),
    import('./report/explanation.ts'),
    import('./cli/explain/known.ts'),
  ]);
  return explained(text, readText(text), await titlesIn(request.language ?? 'en'));
}
