/** Stored form of what was asked for: `Target`, with the options of MongoDB's drivers, and what DNS made of it. */
import * as z from 'zod';
import { starttlsProtocols } from '../../net/starttls/protocols.ts';
import type { StarttlsProtocol } from '../../net/starttls/protocols.ts';
import { count, flag, kinds, list, text } from './basics.ts';

const port = z.int().min(0).max(65_535);

/** `ReadOption`, as keys of what each may be set to. */
const values = z.object({
  tls: z.exactOptional(flag),
  tlsInsecure: z.exactOptional(flag),
  tlsAllowInvalidCertificates: z.exactOptional(flag),
  tlsAllowInvalidHostnames: z.exactOptional(flag),
  tlsDisableOCSPEndpointCheck: z.exactOptional(flag),
  tlsDisableCertificateRevocationCheck: z.exactOptional(flag),
  directConnection: z.exactOptional(flag),
  loadBalanced: z.exactOptional(flag),
  tlsCAFile: z.exactOptional(text),
  tlsCertificateKeyFile: z.exactOptional(text),
  tlsCRLFile: z.exactOptional(text),
  replicaSet: z.exactOptional(text),
  srvServiceName: z.exactOptional(text),
  authMechanism: z.exactOptional(text),
  authSource: z.exactOptional(text),
  srvMaxHosts: z.exactOptional(count),
});

const optionName = z.union([values.keyof(), z.literal('tlsCertificateKeyFilePassword')]);

const named = z.object({ name: optionName, typed: text });

const warning = z.union([
  kinds('semicolon'),
  z.object({
    kind: z.enum(['unknownOption', 'legacyBoolean', 'emptyValue', 'repeatedOption', 'badPercent', 'plusSign']),
    option: text,
  }),
  z.object({ kind: z.literal('removedOption'), option: text, now: text }),
  z.object({
    kind: z.literal('badValue'),
    option: text,
    expected: z.enum(['boolean', 'integer', 'serviceName']),
  }),
]);

/** `OptionsConflict`. */
const conflict = z.union([
  kinds(
    'crlWithPyopenssl',
    'oddPairs',
    'directConnectionSrv',
    'loadBalancedReplicaSet',
    'loadBalancedDirectConnection',
    'srvMaxHostsReplicaSet',
    'srvMaxHostsLoadBalanced',
    'srvPort',
    'srvAddress',
    'x509Password',
  ),
  z.object({ kind: z.enum(['exclude', 'tlsDiffers']), options: z.tuple([named, named]) }),
  z.object({ kind: z.literal('flagDiffers'), option: optionName }),
  z.object({ kind: z.literal('tlsOffWith'), options: list(named) }),
  z.object({ kind: z.literal('crlWith'), option: named }),
  z.object({ kind: z.literal('notBoolean'), option: named, value: text }),
  z.object({ kind: z.literal('unsupported'), options: list(text) }),
  z.object({ kind: z.enum(['emptyValue', 'repeated']), option: text }),
  z.object({ kind: z.enum(['directConnectionHosts', 'loadBalancedHosts', 'srvHosts']), hosts: count }),
  z.object({
    kind: z.literal('srvOptionWithoutSrv'),
    option: z.enum(['srvServiceName', 'srvMaxHosts']),
    value: text,
  }),
  z.object({ kind: z.literal('x509AuthSource'), source: text }),
]);

const seedHost = z.union([
  z.object({ kind: z.enum(['hostname', 'ipv4']), host: text, port: port.nullable() }),
  z.object({ kind: z.literal('ipLiteral'), host: text, port: port.nullable() }),
  z.object({ kind: z.literal('unix'), host: text, port: z.null() }),
]);

/** `Configuration`. */
const options = z.object({
  uri: flag,
  srv: flag,
  hosts: z.tuple([seedHost], seedHost),
  username: text.nullable(),
  hasPassword: flag,
  database: text.nullable(),
  given: list(
    z.object({
      name: optionName.nullable(),
      typed: text,
      from: z.enum(['uri', 'flag']),
      value: text,
      asForm: text,
      isEmpty: flag,
    }),
  ),
  values,
  warnings: list(warning),
  oddPairs: flag,
});

const hostTarget = z.object({
  host: text,
  port,
  sni: text.nullable(),
  referenceIdentity: z.union([
    z.object({ kind: z.literal('dns'), name: text }),
    z.object({ kind: z.literal('ip'), address: text }),
  ]),
  advertised: z.exactOptional(z.object({ by: text, isPrimary: flag })),
});

const starttls = z.custom<StarttlsProtocol>(
  (value) => typeof value === 'string' && Object.hasOwn(starttlsProtocols, value),
);

export const target = z.object({
  ...hostTarget.shape,
  input: text,
  scheme: text.nullable(),
  starttls: starttls.nullable(),
  hosts: z.exactOptional(z.tuple([hostTarget], hostTarget)),
  srv: z.exactOptional(z.object({ host: text, service: text.nullable(), sni: text.nullable() })),
  options: z.exactOptional(options),
});

export const seedList = z.object({
  hosts: list(z.object({ host: text, port })),
  found: count,
  fromTxt: values,
});

export const seedProblem = z.union([
  kinds('txtUnreadable'),
  z.object({ kind: z.literal('noRecords'), name: text }),
  z.object({ kind: z.literal('foreignHost'), host: text, domain: text }),
  z.object({ kind: z.literal('tooFewLabels'), host: text, asked: text }),
  z.object({ kind: z.literal('severalTxt'), count }),
  z.object({ kind: z.literal('txtOptions'), options: list(text) }),
  z.object({ kind: z.literal('txtWithoutValue'), option: text }),
  z.object({ kind: z.literal('conflict'), conflicts: z.tuple([conflict], conflict) }),
]);

export { port };
