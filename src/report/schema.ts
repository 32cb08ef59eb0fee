/**
 * The report as a zod schema: the one place where its shape is written down. `Report` in report.ts is its type, and
 * `schema/report.json` in the package is its JSON Schema. Only that build step and tests load this file: zod is too heavy
 * for the straight path. The shape grows by addition alone.
 */
import * as z from 'zod';
import type { JsonSchema } from './pages/schema-page.ts';

const text = z.string();
const time = z.string().describe('UTC, ISO 8601: 2026-01-31T12:00:00.000Z');
const ms = z.number().nonnegative().nullable().describe('milliseconds; null: it did not come to that');
const codePoint = text.nullable().describe('registry name, or hexadecimal where it has none; null: not seen');

const problem = z.object({ kind: text.describe('stable'), text });

const finding = z
  .object({
    id: text.describe('a diagnosis id'),
    family: z.enum([
      'certificate',
      'revocation',
      'negotiation',
      'client-certificate',
      'transport',
      'options',
      'mongodb-x509',
    ]),
    severity: z.enum(['error', 'warning', 'info']),
    rootCause: z.boolean().describe('false: a consequence of another finding'),
    causes: z
      .array(text)
      .optional()
      .describe('ids of the root causes that explain it; absent: it is one itself, or the client does not mind it'),
    title: text,
    summary: text,
    evidence: z.array(z.object({ what: text, value: text })).describe('the measured facts that it rests on'),
    clientErrors: z.array(z.object({ client: text, message: text })).describe('what the client prints in this case'),
    serverLog: z
      .array(text)
      .optional()
      .describe('what a mongod writes into its log in this case, after the number of the entry where it is known'),
    remedies: z.array(
      z.object({
        side: z.enum(['server', 'client', 'network']).describe('who has to act'),
        text,
        commands: z.array(text),
        references: z.array(text),
      }),
    ),
    endpoints: z.array(z.number().int()).describe('indexes into endpoints'),
    excuse: z
      .object({ because: z.enum(['notChecked', 'plaintext']), options: z.array(text) })
      .optional()
      .describe(
        'the client does not mind: its options switch the check off, or it speaks plain text; absent: it minds',
      ),
  })
  .meta({ id: 'Finding' });

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

const certificate = z
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

const trustStoreName = z.enum([
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
]);

const trustStore = z.object({
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

const crlList = z.object({
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

const endpoint = z
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

const undetermined = z
  .array(
    z.object({
      id: text,
      missing: z.enum([
        'address',
        'connection',
        'handshake',
        'certificate',
        'trustStore',
        'issuerCertificate',
        'responder',
        'experiment',
        'otherClock',
        'otherStores',
      ]),
    }),
  )
  .describe('diagnoses that could not be decided, and what was not seen');

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

/** One chain judged: what `verify --json` and each line of `verify --batch` hold. */
const chainJudgement = {
  schema: z.literal('whytls.verify/1'),
  id: z.union([text, z.number()]).nullable().describe('of the input line, or the file of the chain; null: none'),
  accepted: z.boolean().nullable().describe('by the client whose eyes are used; null: the input could not be read'),
  opensslError: endpoint.shape.verification.shape.opensslError.describe(
    'what OpenSSL stops at; null: it accepts the chain, or could not even read it',
  ),
  text: text.nullable().describe('the same as OpenSSL words it'),
  findings: z.array(finding),
  undetermined,
  path: endpoint.shape.verification.shape.path.describe('as far as it could be built, leaf first'),
  problems: endpoint.shape.verification.shape.problems,
  otherPaths: endpoint.shape.verification.shape.otherPaths,
  error: problem
    .extend({ line: z.number().int().describe('of the input, from 1') })
    .nullable()
    .describe('why the line could not be read'),
};

/** `verify --batch`: one object a line. */
export const chainLineSchema = z.object(chainJudgement).meta({ id: 'ChainLine', title: 'whytls verify --batch' });

/** `verify --json`: one object. */
export const chainReportSchema = z
  .object({
    ...chainJudgement,
    tool: z.object({ name: z.literal('whytls'), version: text }),
    judgedAt: time,
    language: z.enum(['en', 'zh']),
    client: z.object({ id: text, name: text, shortName: text }).describe('whose eyes were used'),
    purpose: z.enum(['server', 'client']).describe('whose the leaf is'),
    host: text.nullable().describe('the name that was asked of the leaf; null: none'),
    verdict: z.enum(['ok', 'warn', 'fail']),
    chain: z.array(certificate),
    chainProblem: endpoint.shape.chainProblem,
    ocsp: endpoint.shape.ocsp,
    crls: z.array(crlList).describe('revocation lists in which certificates were looked up'),
    trustStore: trustStore.describe('the one that decides'),
    trustStores: z
      .array(trustStore)
      .describe('it, and, where it refuses what another might accept, every other one here'),
  })
  .meta({ id: 'ChainReport', title: 'whytls verify' });

const deploymentRole = z
  .enum(['client', 'member', 'clusterFile', 'server'])
  .describe('member: a certificateKeyFile that serves as clusterFile too');

/** `x509 --json`: one object. */
export const deploymentReportSchema = z
  .object({
    schema: z.literal('whytls.x509/1'),
    tool: z.object({ name: z.literal('whytls'), version: text }),
    judgedAt: time,
    language: z.enum(['en', 'zh']),
    verdict: z.enum(['ok', 'warn', 'fail']),
    certificates: z.array(
      z.object({
        file: text,
        role: deploymentRole,
        subjectRfc2253: text.nullable().describe('the leaf; null: it cannot be read'),
        notBefore: time.nullable(),
        notAfter: time.nullable(),
        san: z.array(text),
        extendedKeyUsage: z.array(text).nullable().describe('null: absent'),
        root: text.nullable().describe('the trust anchor that its path ends at; null: it reaches none'),
        host: text.nullable().describe('the name that was asked of it; null: none'),
        accepted: z.boolean().nullable().describe('by whoever is shown it'),
        user: z
          .object({
            name: text.describe('of the user in $external'),
            createUser: text.describe('for mongosh'),
            hasRoles: z.boolean().describe("the certificate names roles in MongoDB's own extension"),
          })
          .nullable()
          .describe('client certificates'),
        findings: z.array(finding).describe('of this file alone'),
        undetermined,
      }),
    ),
    findings: z.array(finding).describe("of MongoDB's rules, for one file or several"),
  })
  .meta({ id: 'DeploymentReport', title: 'whytls x509' });

const environmentRoot = z.object({ subject: text.describe('RFC 4514'), notBefore: time }).nullable();

/** `env --json`: one object. */
export const environmentReportSchema = z
  .object({
    schema: z.literal('whytls.env/1'),
    tool: z.object({ name: z.literal('whytls'), version: text }),
    observedAt: time.describe("this machine's clock"),
    language: z.enum(['en', 'zh']),
    verdict: z.enum(['ok', 'warn', 'fail']),
    findings: z.array(finding),
    machine: z.object({
      platform: text.describe("Node's name of the operating system: linux, darwin, win32"),
      distribution: z.enum(['debian', 'redhat', 'alpine', 'suse']).nullable().describe('whose packages it has'),
      isContainer: z.boolean(),
    }),
    clock: z
      .object({
        now: time,
        notBefore: z.object({ what: z.enum(['program', 'root', 'whytls']), name: text, at: time }),
      })
      .describe('notBefore: what was made last of all that is here, so that the clock cannot be right below'),
    runtime: z.object({ node: text, openssl: text }).describe('what runs whytls itself'),
    trustStores: z
      .array(
        z.object({
          name: trustStoreName,
          path: text.nullable(),
          folders: z.array(text).describe('hashed folders in which is looked for what the file does not hold'),
          certificates: z.number().int().nullable().describe('null: it could not be read'),
          newest: environmentRoot.describe('by notBefore'),
          oldest: environmentRoot,
          expired: z.number().int().nullable(),
          usedBy: z.array(text).describe('programs that take it by default'),
          problem: problem.nullable(),
        }),
      )
      .describe('the first is that of OpenSSL, under the variables as they are'),
    variables: z.array(
      z.object({
        name: text,
        value: text.nullable().describe('without passwords; null: not set'),
        places: z
          .array(z.object({ path: text, certificates: z.number().int().nullable(), problem: problem.nullable() }))
          .describe('what stands where it points to; empty where it names no file or folder'),
      }),
    ),
    programs: z.array(
      z.object({
        name: z.enum(['openssl', 'python', 'node', 'java', 'go']),
        path: text,
        version: text.nullable().describe('null: it was not asked, or did not answer'),
        library: text.nullable().describe('the TLS library in or under it'),
        builtAt: time.nullable(),
        securityLevel: z.number().int().nullable().describe("OpenSSL's, of the program's defaults"),
        minVersion: text.nullable().describe('oldest TLS version of the defaults'),
        newestVersion: text.nullable().describe('newest TLS version that the library has'),
        folder: text.nullable().describe("OpenSSL's own folder, or that of its certificates"),
        packages: z.array(z.object({ name: text, version: text })),
        problem: problem.nullable(),
      }),
    ),
    openssl: z
      .object({
        path: text,
        minProtocol: text.nullable(),
        maxProtocol: text.nullable(),
        cipherString: text.nullable(),
        securityLevel: z.number().int().nullable(),
        problem: problem.nullable(),
      })
      .nullable()
      .describe('openssl.cnf, as far as it bears on TLS'),
    cryptoPolicy: text.nullable().describe('of Red Hat and Fedora; null: there is none'),
  })
  .meta({ id: 'EnvironmentReport', title: 'whytls env' });

/** `lab --json` and `lab --list --json`. */
export const labListSchema = z
  .object({
    schema: z.literal('whytls.lab/1'),
    faults: z.array(
      z.object({
        id: text,
        title: text.describe('a noun phrase, in the language of the output'),
        description: text.describe('what is wrong with it and how, in English'),
        finding: text.nullable().describe('the diagnosis that it shows; null: nothing is wrong with it'),
        port: z.number().int().nullable().describe('null: only listed, not started'),
        caFile: text.nullable(),
        command: text.nullable().describe('what to type to see it diagnosed'),
      }),
    ),
  })
  .meta({ id: 'LabList', title: 'whytls lab' });

/** `--client list --json`. */
export const clientListSchema = z
  .object({
    schema: z.literal('whytls.clients/1'),
    clients: z.array(
      z.object({
        id: text.describe('for `--client`'),
        name: text,
        defaultFor: z
          .enum(['mongodb', 'others'])
          .nullable()
          .describe('the targets for which it is taken where nobody chooses; null: none'),
        speaks: z.enum(['mongodb']).nullable().describe('mongodb: a driver, which says hello after the handshake'),
        offers: z
          .object({
            versions: z.array(text),
            cipherSuites: z.array(text),
            groups: z.array(text),
            keyShares: z.array(text),
            signatureSchemes: z.array(text),
          })
          .describe('in the order of its ClientHello; what whytls could not finish with is left out'),
        verifies: z.object({
          engine: z.enum(['openssl', 'go', 'java']),
          securityLevel: z.number().int().describe('of OpenSSL; for other engines the nearest'),
          commonName: z.boolean().describe('a common name counts where there is no subjectAltName'),
          partialWildcards: z.boolean().describe('`ba*.example.com` matches'),
          strict: z.boolean().describe('X509_V_FLAG_X509_STRICT'),
          partialChain: z.boolean().describe('X509_V_FLAG_PARTIAL_CHAIN'),
          secureRenegotiation: z.boolean().describe('refuses servers without RFC 5746'),
          ocsp: z.enum(['none', 'specification', 'go', 'pymongo', 'java', 'gnutls', 'certStatus']),
          crl: z.enum(['none', 'leaf', 'chain']).describe('whom it looks up in a file of revocation lists'),
        }),
        trusts: z
          .enum(['openssl', 'python', 'pyopenssl', 'go', 'node', 'java', 'certifi'])
          .describe('whose store decides by default'),
      }),
    ),
  })
  .meta({ id: 'ClientList', title: 'whytls --client list' });

/** `explain --json`: one object; `explain --batch`: one a line. */
export const explanationSchema = z
  .object({
    schema: z.literal('whytls.explanation/1'),
    id: z.union([text, z.number()]).nullable().describe('of the input line; null: none was given'),
    language: z.enum(['en', 'zh']),
    diagnoses: z
      .array(
        z.object({
          id: text.describe('a diagnosis id'),
          title: text.nullable(),
          confidence: z.number().min(0).max(1),
          matched: text.describe('the telling line, escaped, without secrets'),
          check: text.describe('the command that decides whether it is this'),
        }),
      )
      .describe('best first; empty: no TLS problem, or an unknown one'),
    unknownTls: z
      .object({ matched: text, search: text.describe('words to search for') })
      .nullable()
      .describe('about TLS, but nothing known says what it means'),
    side: z
      .enum(['client', 'server'])
      .nullable()
      .describe('who wrote the telling line: who opened the connection, or who accepted it; null: it does not say'),
    printedBy: z.object({ name: text, version: text.nullable() }).nullable(),
    target: z.object({ host: text, port: z.number().int().nullable() }).nullable().describe('the server that it names'),
    error: problem
      .extend({ line: z.number().int().describe('of the input, from 1') })
      .nullable()
      .describe('why the line could not be read'),
  })
  .meta({ id: 'Explanation', title: 'whytls explain' });

/** `explain --list --json`. */
export const diagnosisListSchema = z
  .object({
    schema: z.literal('whytls.diagnoses/1'),
    diagnoses: z.array(
      z.object({ id: text, family: finding.shape.family, severity: finding.shape.severity, title: text }),
    ),
  })
  .meta({ id: 'DiagnosisList', title: 'whytls explain --list' });

/** `explain <id> --json`: what the page of a diagnosis says. */
export const diagnosisSchema = z
  .object({
    schema: z.literal('whytls.diagnosis/1'),
    language: z.enum(['en', 'zh']),
    id: text,
    family: finding.shape.family,
    severity: finding.shape.severity,
    title: text,
    explanation: text,
    howToCheck: text,
    remedies: z
      .array(
        z.object({
          side: z.enum(['server', 'client', 'network']),
          text,
          commands: z.array(text).describe('lines that begin with # name the platform of those that follow'),
          references: z.array(text),
        }),
      )
      .describe('in general: nothing was measured'),
    shortcuts: z
      .array(z.object({ switches: z.array(text), text: text.describe('what they would hide') }))
      .describe('what people do instead; none of it is a remedy'),
    check: text.describe('the command that decides whether it is this, and whether it is mended'),
    clientErrors: z.array(z.object({ client: text, text: text })),
    sources: z.array(text),
  })
  .meta({ id: 'Diagnosis', title: 'whytls explain <id>' });

/** Everything that `--json` can print. */
export const outputSchema = z.union([
  environmentReportSchema,
  reportSchema,
  labListSchema,
  clientListSchema,
  chainReportSchema,
  chainLineSchema,
  deploymentReportSchema,
  explanationSchema,
  diagnosisListSchema,
  diagnosisSchema,
]);

/** The JSON Schema (2020-12) of every `--json` output, as published in `schema/report.json`. */
export const reportJsonSchema = (): JsonSchema => z.toJSONSchema(outputSchema, { io: 'input' });
