/**
 * The stored form of an observation as a zod schema: what `--save` writes and `replay` reads. It mirrors the types of
 * observation.ts, and the compiler holds the two together in both directions. Fields that it does not know are dropped.
 */
import * as z from 'zod';
import { attempt, code, count, flag, hex, kinds, list, milliseconds, text, unixMs } from './basics.ts';
import { capture } from './capture.ts';
import { credentialProblem, ioProblem, trustStoreProblem } from './problems.ts';
import type { SavedObservation } from './saved.ts';
import { port, seedList, seedProblem, target } from './target.ts';

const resolution = attempt(
  z.object({ addresses: list(text), name: z.exactOptional(text), durationMs: milliseconds }),
  ioProblem,
);
const otherAddresses = list(z.object({ address: text, problem: ioProblem.nullable() }));

const without = list(code);
const version = code;

/** `Question`. */
const question = z.union([
  kinds(
    'resumes',
    'answersAgain',
    'speaksFirst',
    'acceptsSsl2',
    'withoutServerName',
    'withoutAlpn',
    'withEveryCipherSuite',
    'withoutTls13',
    'withoutDhe',
    'withoutClientCertificate',
    'minimalHello',
  ),
  z.object({ kind: z.enum(['acceptsVersion', 'acceptsAnyCipherSuite', 'honoursFallbackScsv', 'saysHello']), version }),
  z.object({ kind: z.literal('acceptsAnotherCipherSuite'), version, without }),
  z.object({ kind: z.literal('tellsTime'), by: z.enum(['http', 'serverHello']) }),
  z.object({ kind: z.literal('answersPlaintext'), protocol: z.enum(['http', 'mongodb', 'postgresql']) }),
  z.object({ kind: z.literal('withoutKeyExchange'), version, keyExchange: text }),
  z.object({
    kind: z.literal('acceptsSuitesOf'),
    version,
    keyExchange: text,
    mode: z.enum(['aead', 'cbc']),
    without,
  }),
  z.object({ kind: z.literal('withServerName'), name: text }),
  z.object({ kind: z.literal('whichAlpn'), offered: list(text) }),
  z.object({ kind: z.enum(['withEveryGroup', 'withEverySignatureScheme']), without }),
  z.object({ kind: z.literal('singleGroup'), group: code }),
  z.object({ kind: z.literal('signatureFamily'), family: z.enum(['ecdsa', 'rsaPss', 'rsaPkcs1']) }),
  z.object({ kind: z.literal('largeHello'), octets: count }),
]);

const experiment = z.object({
  question,
  result: z.union([
    z.object({ kind: z.literal('handshake'), capture }),
    z.object({ kind: z.literal('octets'), octets: hex, ended: z.enum(['fin', 'rst', 'deadline']) }),
    z.object({ kind: z.literal('noConnection'), problem: ioProblem }),
  ]),
  durationMs: milliseconds,
  heldUpMs: z.exactOptional(milliseconds),
});

const prelude = z.object({
  protocol: text,
  durationMs: milliseconds,
  said: text,
  advertised: flag.nullable(),
  surplus: count,
});

const date = z.exactOptional(unixMs);

const ocspLookup = z.object({
  queries: list(
    z.object({
      certificate: count,
      url: text,
      method: z.enum(['GET', 'POST']),
      digest: z.enum(['sha1', 'sha256']),
      nonce: hex.nullable(),
      durationMs: milliseconds,
      result: attempt(z.object({ contentType: text.nullable(), response: hex, date }), ioProblem),
    }),
  ),
  notAsked: z
    .enum(['stapled', 'noResponder', 'issuerUnknown', 'endpointCheckDisabled', 'lookupsOff', 'notObserved'])
    .nullable(),
});

const endpoint = z.object({
  host: text,
  address: text,
  port,
  tcp: attempt(z.object({ durationMs: milliseconds }), ioProblem),
  handshake: attempt(
    z.object({
      capture,
      asked: z.exactOptional(z.enum(['hello', 'helloAndAuthenticate'])),
      user: z.exactOptional(text),
      preludes: z.exactOptional(list(prelude)),
      firstByteMs: milliseconds.nullable(),
      handshakeMs: milliseconds,
    }),
    z.never(),
  ),
  fetchedIssuers: list(
    z.object({
      url: text,
      result: attempt(z.object({ certificates: list(hex) }), z.union([ioProblem, kinds('noCertificate')])),
      date,
    }),
  ),
  experiments: list(experiment, 1024),
  ocspLookup: z.exactOptional(ocspLookup),
  direct: z.exactOptional(attempt(capture, ioProblem)),
});

const crl = z.object({
  from: z.union([
    z.object({ kind: z.enum(['tlsCRLFile', 'crl']), path: text }),
    z.object({ kind: z.literal('distributionPoint'), url: text, of: text }),
  ]),
  content: attempt(
    z.object({
      form: z.enum(['pem', 'der']),
      octets: count,
      broken: list(text),
      lists: list(
        z.object({
          der: hex,
          whole: z.exactOptional(z.object({ octets: count, entries: count, sha256: hex, signedBy: list(hex) })),
        }),
      ),
      others: count,
    }),
    z.union([
      ioProblem,
      z.object({
        kind: z.literal('noCrl'),
        form: z.enum(['pem', 'der', 'neither']),
        broken: list(text),
        certificates: count,
      }),
      kinds('notHttp'),
    ]),
  ),
  date,
});

const trustStore = z.object({
  name: z.enum([
    'tlsCAFile',
    'sslCertFile',
    'sslCertDir',
    'system',
    'systemBundle',
    'node',
    'nodeExtra',
    'certifi',
    'python',
    'java',
    'keychain',
    'windows',
  ]),
  path: text.nullable(),
  folders: z.exactOptional(list(text)),
  decides: flag,
  content: attempt(
    z.object({ certificates: count, relevant: list(hex, 1024), newestRootFrom: z.exactOptional(unixMs) }),
    trustStoreProblem,
  ),
});

/** `Observation`. */
const observationSchema = z.object({
  schema: z.literal('whytls.observation/1'),
  observedAt: unixMs,
  durationMs: milliseconds,
  target,
  resolution,
  endpoints: list(endpoint, 1024),
  otherAddresses,
  hosts: z.exactOptional(list(z.object({ host: text, port, resolution, otherAddresses }), 1024)),
  seeds: z.exactOptional(
    z.object({
      asked: z.object({ srv: text, txt: text }),
      durationMs: milliseconds,
      list: attempt(seedList, z.union([ioProblem, seedProblem])),
    }),
  ),
  clientFile: z.exactOptional(z.object({ path: text, problem: z.union([credentialProblem, ioProblem]) })),
  chosen: z.exactOptional(
    z.object({
      dns: z.exactOptional(z.object({ address: text, port })),
      proxy: z.exactOptional(text),
      ip: z.exactOptional(text),
      tlsCertificateKeyFile: z.exactOptional(text),
    }),
  ),
  proxyVariable: z.exactOptional(
    z.object({ name: text, proxy: text.nullable(), exempt: flag, exemptHosts: z.exactOptional(list(text)) }),
  ),
  machine: z.exactOptional(
    z.object({
      platform: text,
      distribution: z.enum(['debian', 'redhat', 'alpine', 'suse']).nullable(),
      isContainer: flag,
    }),
  ),
  python: z.exactOptional(
    z.object({
      program: text,
      version: text,
      implementation: text,
      library: text,
      newestVersion: code.nullable(),
      oldestVersion: code.nullable(),
      cipherSuites: list(code),
      isPythonOrgMac: flag,
      packages: list(z.object({ name: text, version: text })),
    }),
  ),
  trustStores: list(trustStore, 256),
  crls: z.exactOptional(list(crl, 1024)),
});

/** `SavedObservation`. */
export const savedSchema = z.object({
  ...observationSchema.shape,
  saved: z.exactOptional(
    z.object({
      version: text,
      client: text,
      at: unixMs.nullable(),
      run: z.object({ command: text, node: text, openssl: text, system: text }).nullable(),
    }),
  ),
});

/** Every field there, and nothing changeable: so that a field that one side lacks is an error in either direction. */
type Whole<T> = T extends object ? { readonly [K in keyof T]-?: Whole<T[K]> } : T;

type Stored = z.infer<typeof savedSchema>;

/** Compiles only while the schema and the type say the same. */
export const sameShape: {
  readonly stored: (seen: Whole<SavedObservation>) => Whole<Stored>;
  readonly seen: (stored: Whole<Stored>) => Whole<SavedObservation>;
} = { stored: (seen) => seen, seen: (stored) => stored };
