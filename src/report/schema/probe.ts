/** `whytls probe`: `Report` in report.ts is its type. */
import * as z from 'zod';
import { codePoint, finding, ms, problem, text, time, trustStoreName, undetermined } from './common.ts';

const host = z
  .object({
    host: text,
    port: z.number().int(),
    addresses: z.array(text),
    problem: problem.nullable(),
    probed: z.boolean().describe('false: there were too many'),
  })
  .meta({ id: 'Host' });

const member = z
  .object({
    endpoint: z.number().int().describe('index into endpoints'),
    label: text.describe('host:port, as findings name it'),
    setName: text.nullable().describe('from its answer to hello; null: no replica set, or no answer'),
    role: text.nullable().describe('from its answer to hello'),
    subject: text.describe('RFC 4514'),
    attributes: z
      .array(z.object({ type: z.enum(['O', 'OU', 'DC']), value: text }))
      .describe('by which members know each other where security.clusterAuthMode is x509'),
    root: text.nullable().describe('subject of the root of its path; null: it was not seen'),
    notAfter: time,
    subjectAltName: z.boolean().describe('false: a mongod from 5.0 on warns of it when it starts'),
    extendedKeyUsage: z.array(text).nullable().describe('null: the certificate does not limit it'),
  })
  .meta({ id: 'Member' });

const optionsAsRead = z
  .object({
    given: z
      .array(z.object({ name: text, value: text, from: z.enum(['uri', 'flag']) }))
      .describe('those that whytls reads, as typed; *** for a secret'),
    tls: z.boolean().describe('whether the client speaks TLS with these options'),
    because: problem.describe('why'),
    checks: z.object({ certificates: z.boolean(), hostNames: z.boolean(), ocspEndpoint: z.boolean() }),
    conflicts: z.array(problem).describe('rules that they break: no connection is made'),
    warnings: z.array(problem).describe('what is ignored, or taken for something else'),
  })
  .meta({ id: 'Options' });

const alert = z
  .object({
    level: text,
    description: text,
    code: z.number().int(),
    from: z.enum(['client', 'server']),
    atMs: ms,
  })
  .meta({ id: 'Alert' });

const handshake = z.object({
  completed: z.boolean(),
  stoppedAt: text
    .nullable()
    .describe('the last message on the wire before it stopped; null: completed, or none was sent'),
  problem: z
    .object({ kind: text, text })
    .nullable()
    .describe('how it ended without finishing: a stable kind, and a sentence'),
  protocol: codePoint,
  cipherSuite: codePoint,
  group: codePoint,
  signatureScheme: codePoint,
  alpn: text.nullable(),
  alert: alert.nullable().describe('the alert that ended it'),
  alerts: z.array(alert).describe('every alert, in order'),
  messages: z.array(
    z.object({ from: z.enum(['client', 'server']), name: text, bytes: z.number().int(), atMs: z.number() }),
  ),
  certificateRequest: z
    .object({ certificateAuthorities: z.array(text), signatureSchemes: z.array(text) })
    .nullable()
    .describe('the server asked for a client certificate'),
  offered: z
    .object({
      versions: z.array(text),
      cipherSuites: z.array(text),
      groups: z.array(text),
      signatureSchemes: z.array(text),
      serverName: text.nullable(),
      alpn: z.array(text),
    })
    .nullable()
    .describe('what our ClientHello offered'),
  serverNameAcknowledged: z.boolean(),
  helloRetryRequest: z.object({ group: codePoint, cookie: z.boolean() }).nullable(),
  extendedMasterSecret: z.boolean(),
  secureRenegotiation: z.boolean(),
  extensions: z
    .array(z.object({ message: text, name: text, bytes: z.number().int() }))
    .describe('extensions that the server sent'),
  violations: z.array(problem).describe('what the server did against the RFC, and got away with'),
  dhBits: z.number().int().nullable().describe('size of the prime of a DHE key exchange'),
  encryptThenMac: z.boolean(),
  clientCertificate: z
    .object({ sent: z.boolean(), kind: z.enum(['none', 'noCommonScheme', 'sent']), signatureScheme: codePoint })
    .nullable()
    .describe('what we answered when the server asked for a certificate'),
  session: z
    .object({
      idOctets: z.number().int(),
      tickets: z.number().int(),
      ticketLifetime: z.number().int().nullable().describe('seconds'),
      resumed: z.boolean().nullable().describe('null: no session was offered'),
    })
    .nullable(),
  certificateTimestamps: z
    .array(z.object({ certificate: z.number().int(), logId: text.nullable(), timestamp: time.nullable() }))
    .describe('of Certificate Transparency logs, sent in the handshake'),
  certificateCompression: z
    .object({ algorithm: text, compressedOctets: z.number().int(), octets: z.number().int() })
    .nullable(),
  recordSizeLimit: z.number().int().nullable(),
  firstOctets: text.describe('hexadecimal: what came instead of TLS; empty when it was TLS'),
});

/** A certificate that was sent. */
export const certificate = z
  .object({
    subject: text.describe('RFC 4514'),
    issuer: text.describe('RFC 4514'),
    notBefore: time,
    notAfter: time,
    sha256: text.describe('fingerprint of the DER, lower-case hexadecimal'),
    san: z.array(text).describe('DNS:…, IP:…, URI:…'),
    serial: text,
    publicKey: text.describe('RSA 2048, EC secp256r1, …'),
    signatureAlgorithm: text,
    pem: text,
  })
  .meta({ id: 'Certificate' });

const ocspResponse = {
  status: z.enum(['good', 'revoked', 'unknown']).nullable(),
  producedAt: time.nullable().describe('when the responder signed it'),
  thisUpdate: time.nullable(),
  nextUpdate: time.nullable(),
  revokedAt: time.nullable(),
  reason: text.nullable(),
  valid: z.boolean().nullable().describe('null: there is none to judge'),
  problems: z.array(problem).describe('why it proves nothing'),
};

/** What one trust store makes of the chain. */
export const trustStore = z.object({
  name: trustStoreName,
  accepted: z.boolean().nullable().describe('null: not asked, or not readable'),
  error: text.nullable(),
  path: text.nullable(),
  certificates: z.number().int().nullable().describe('how many the store holds'),
  decides: z.boolean().describe('the client at hand decides by this store'),
  folders: z.array(text).describe('hashed folders in which is looked for what the file does not hold'),
  newestRootFrom: time.nullable().describe('notBefore of its newest root; null: not looked at'),
  usedBy: z.array(text).describe('programs that take it by default'),
});

const path = z.array(
  z.object({
    subject: text,
    from: z.enum(['leaf', 'sent', 'fetched', 'trustStore']),
    notBefore: time,
    notAfter: time,
  }),
);
const backtrackingClient = z.enum(['go', 'java', 'browsers']);

const otherPaths = z
  .object({
    accepted: z
      .array(
        z.object({
          client: backtrackingClient,
          path,
          because: z.array(
            z.object({
              kind: z.enum(['otherIssuer', 'keyIdentifier', 'fetched', 'notChecked']),
              depth: z.number().int().describe('of the path above'),
              subject: text,
              insteadOf: z
                .object({ subject: text, issuer: text, serial: text })
                .nullable()
                .describe("OpenSSL's choice"),
              problem: text.nullable().describe('with notChecked: the kind of problem that is not looked for'),
            }),
          ),
        }),
      )
      .describe('who would accept the chain with the same trusted certificates, by which path, and why'),
    tried: z.array(
      z.object({
        path,
        refusals: z
          .array(z.object({ client: backtrackingClient, kind: text, text, depth: z.number().int(), subject: text }))
          .describe('why each client refuses this path; who is not listed accepts it'),
      }),
    ),
    complete: z.boolean().describe('false: the search came to its limit'),
  })
  .nullable()
  .describe(
    'paths that verifiers find which turn back where a path fails; null: not looked for, since the chain is accepted or no path could help',
  );

/** A revocation list. */
export const crlList = z.object({
  issuer: text,
  number: text.nullable().describe('cRLNumber, hexadecimal'),
  thisUpdate: time.nullable(),
  nextUpdate: time.nullable().describe('null: it does not say'),
  delta: z.boolean(),
  entries: z.number().int(),
  octets: z.number().int(),
  lookups: z
    .array(
      z.object({
        subject: text,
        byClient: z.boolean().describe('the client at hand makes this look-up, too'),
        revoked: z.boolean(),
        problems: z.array(problem).describe('empty: it is not on the list, and the list can be believed'),
      }),
    )
    .describe('certificates of the path that were looked up in it'),
});

/** One host and address. */
export const endpoint = z
  .object({
    host: text,
    address: text,
    port: z.number().int(),
    reached: text.describe('how far it got, in words'),
    timings: z.object({ dnsMs: ms, tcpMs: ms, firstByteMs: ms, handshakeMs: ms }),
    connection: z.object({
      connected: z.boolean(),
      problem: problem.nullable(),
    }),
    preludes: z
      .array(
        z.object({
          protocol: text,
          durationMs: z.number(),
          said: text,
          advertised: z.boolean().nullable(),
          surplus: z.number().int(),
        }),
      )
      .describe('what was said in plain text before TLS: with a proxy, with the server by STARTTLS'),
    handshake,
    chain: z.array(certificate).describe('exactly as sent'),
    chainProblem: z
      .object({
        kind: z.enum(['noneSent', 'undecodable']),
        text,
        certificates: z.array(z.object({ sha256: text, pem: text })).describe('as sent, where they cannot be read'),
      })
      .nullable(),
    ocsp: z.object({
      stapled: z.boolean().nullable().describe('null: it did not come to that'),
      ...ocspResponse,
      staples: z
        .array(z.object({ certificate: z.number().int(), ...ocspResponse, response: text.describe('DER, base64') }))
        .describe('every staple; certificate: its place in the chain as sent'),
      mustStaple: z.boolean().nullable().describe('the leaf demands a staple (RFC 7633); null: no leaf was seen'),
      endpoints: z
        .array(
          z.object({
            certificate: z.number().int().describe('its place in the chain as sent'),
            url: text,
            method: z.enum(['GET', 'POST']),
            digest: z.enum(['sha1', 'sha256']).describe('of the CertID that was asked with'),
            durationMs: z.number().nonnegative(),
            ...ocspResponse,
            problem: problem.nullable().describe('why no answer came, or why it proves nothing'),
            nonce: z.enum(['repeated', 'missing', 'different']).nullable().describe('null: none was sent'),
          }),
        )
        .describe('OCSP responders that were asked, and what they answered'),
      endpointsNotAsked: z
        .enum([
          'stapled',
          'noResponder',
          'issuerUnknown',
          'endpointCheckDisabled',
          'lookupsOff',
          'notObserved',
          'notWanted',
        ])
        .nullable()
        .describe("why the leaf's responders were not asked; null: they were"),
      verdicts: z
        .array(
          z.object({
            policy: z.enum(['specification', 'go', 'pymongo', 'java', 'gnutls', 'certStatus', 'none']),
            accepted: z.boolean().nullable().describe('null: it depends on a responder that was not asked'),
            step: z.number().int().nullable().describe("of MongoDB's OCSP specification"),
            because: text.describe('stable'),
            url: text.nullable().describe('the responder whose answer decided'),
            text,
          }),
        )
        .describe(
          "what kinds of clients decide by OCSP alone: MongoDB's specification, PyMongo with the ocsp extra, GnuTLS, curl --cert-status, those who never look; empty: there is nothing to decide by",
        ),
    }),
    crls: z
      .array(
        z.object({
          source: z.enum(['tlsCRLFile', 'crl', 'distributionPoint']),
          location: text.describe('the file, or the address that a certificate names'),
          namedBy: text.nullable().describe('subject of the certificate that names the address'),
          form: z.enum(['pem', 'der']).nullable(),
          problem: problem.nullable().describe('why it gave no list'),
          lists: z.array(crlList),
        }),
      )
      .describe('revocation lists that were asked for'),
    verification: z.object({
      accepted: z.boolean().nullable().describe('by the store that decides; null: it did not come to that'),
      error: text.nullable().describe('the error as OpenSSL words it'),
      opensslError: z.object({ code: z.number().int(), name: text, depth: z.number().int() }).nullable(),
      problems: z
        .array(z.object({ kind: text, text, depth: z.number().int(), subject: text }))
        .describe('everything wrong with the path'),
      path,
      otherPaths,
      trustStores: z.array(trustStore),
    }),
    mongodb: z
      .object({
        answer: z.enum(['answered', 'refused', 'none', 'notMongodb']),
        text,
        server: z
          .object({
            maxWireVersion: z.number().nullable(),
            minWireVersion: z.number().nullable(),
            release: text.nullable().describe('of that wire version: 7.0; null: none that this version knows'),
            role: z.enum(['primary', 'secondary', 'arbiter', 'mongos', 'standalone', 'other']),
            setName: text.nullable(),
            me: text.nullable(),
            primary: text.nullable(),
            hosts: z
              .array(text)
              .describe('what the deployment advertises: clients leave the seed and connect to these'),
            hostCount: z.number().int(),
            localTime: time.nullable().describe("the server's clock"),
          })
          .nullable(),
      })
      .nullable()
      .describe('the answer to hello, where the client at hand is a MongoDB driver and the handshake was completed'),
    fetchedIssuers: z
      .array(
        z.object({
          url: text,
          problem: problem.nullable(),
          certificates: z.array(z.object({ subject: text, sha256: text, pem: text })),
        }),
      )
      .describe('issuers that were not sent, fetched from where a certificate points (AIA caIssuers)'),
    experiments: z.array(z.object({ why: text, did: text, result: text, durationMs: z.number() })),
  })
  .meta({ id: 'Endpoint' });

/** `probe --json`: one object, schema name `whytls.report/1`. */
export const reportSchema = z
  .object({
    schema: z.literal('whytls.report/1'),
    tool: z.object({ name: z.literal('whytls'), version: text }),
    run: z
      .object({
        command: text.describe('the command line, secrets removed'),
        node: text,
        openssl: text.describe('of Node'),
        system: text.describe('kind, release and processor of the operating system'),
      })
      .nullable()
      .describe('how and where it was observed; null: by the library'),
    startedAt: time,
    durationMs: z.number().nonnegative(),
    judgedAt: time.describe('the time that dates were judged at: startedAt, or --at'),
    language: z.enum(['en', 'zh']),
    target: z.object({
      input: text.describe('as typed, secrets removed'),
      host: text,
      port: z.number().int(),
      scheme: text.nullable(),
      addresses: z.array(text),
      sni: text.nullable(),
      starttls: text.nullable(),
      hosts: z.array(host).describe('every host; the first is host and port above'),
      srv: z
        .object({
          name: text.describe('as in mongodb+srv://'),
          records: text.describe('name of the SRV records'),
          durationMs: ms,
          found: z.number().int().nullable().describe('how many hosts the records name; null: they cannot be used'),
          txt: z.record(text, z.union([text, z.boolean(), z.number()])).describe('options from the TXT record'),
          problem: problem.nullable(),
        })
        .nullable(),
    }),
    options: optionsAsRead.nullable().describe('of MongoDB drivers, from connection string and flags; null: none'),
    resolution: z.object({ durationMs: ms, problem: problem.nullable() }),
    client: z.object({ id: text, name: text, shortName: text }).describe('whose eyes were used'),
    verdict: z.enum(['ok', 'warn', 'fail']),
    findings: z.array(finding),
    undetermined,
    otherAddresses: z
      .array(z.object({ address: text, problem: problem.nullable() }))
      .describe('addresses of the name that were not probed further: another one answered; problem: why one did not'),
    proxyVariable: z
      .object({
        name: text,
        proxy: text.nullable(),
        exempt: z.boolean().describe('NO_PROXY exempts every host'),
        exemptHosts: z.array(text).optional().describe('the hosts that it exempts; absent: none, or all'),
        text,
      })
      .nullable()
      .describe('HTTPS_PROXY is set and was not followed'),
    python: z
      .object({
        program: text,
        version: text,
        implementation: text.describe('CPython, PyPy, …'),
        library: text.describe('the TLS library in it'),
        packages: z.array(z.object({ name: text, version: text })),
        text,
      })
      .nullable()
      .describe('the Python on PATH, asked where something was found whose remedies differ by it; null: not asked'),
    endpoints: z.array(endpoint).describe('one for each host and address probed'),
    members: z
      .array(member)
      .describe('members of a MongoDB deployment by the certificates that they show to clients; empty: fewer than two'),
  })
  .meta({ id: 'Report', title: 'whytls probe' });
