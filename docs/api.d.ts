/*
 * The public types of whytls, rolled up from src/index.ts by the build. docs/api.d.ts is the copy that reviews see change
 * (npm run docs); dist/index.d.ts is the one in the package.
 */
import * as z from "zod";
import { infer as __Infer } from "zod";

/** Which program printed a text, and its version where it says so. */
interface Printer {
  /** As sentences name it: `PyMongo`. */
  readonly name: string;
  readonly version: string | null;
  /** The client profile whose words for remedies fit best. */
  readonly profile: 'pymongo' | 'openssl';
  readonly speaksMongodb: boolean;
  /** What its server speaks before TLS, as `--starttls` names it; null: nothing. */
  readonly starttls: 'postgres' | 'mysql' | null;
}
/** Whose log a line comes from. What a server writes about a handshake is the client's complaint, and the other way round. */
/** `server`: the line was written by who accepted the connection; `client`: by who opened it; null: it does not say. */
type Side = 'server' | 'client' | null;
interface Place {
  readonly host: string;
  /** Null: the text names none, and its scheme implies none. */
  readonly port: number | null;
}
/** One diagnosis that a text speaks for. */
interface ExplainedDiagnosis {
  readonly id: string;
  /** Null: the diagnosis has no words yet. */
  readonly title: string | null;
  readonly confidence: number;
  /** The telling line, escaped, without secrets. */
  readonly matched: string;
  /** The command that decides whether it is this. */
  readonly check: string;
}
/** What one text, or one line of a batch, comes to. */
interface Explained {
  /** Best first; empty: no TLS problem, or one that is not known. */
  readonly diagnoses: readonly ExplainedDiagnosis[];
  /** The text is about TLS, but nothing known says what it means: the line, and the words to search for. Null otherwise. */
  readonly unknownTls: {
    readonly matched: string;
    readonly search: string;
  } | null;
  /** Who wrote the telling line: whoever accepted the connection, or whoever opened it; null: it does not say. */
  readonly side: Side;
  readonly printedBy: Pick<Printer, 'name' | 'version'> | null;
  readonly target: Place | null;
}
/** A step of a probe, for progress on a terminal. */
type ProbeStep = {
  readonly kind: 'resolving';
  readonly name: string;
} | {
  readonly kind: 'connecting';
  readonly address: string;
  readonly port: number;
} | {
  readonly kind: 'experimenting';
  readonly connections: number;
} | {
  readonly kind: 'fetchingIssuer';
  readonly url: string;
} | {
  readonly kind: 'askingResponder';
  readonly url: string;
} | {
  readonly kind: 'fetchingCrl';
  readonly url: string;
};
/** `probe --json`: one object, schema name `whytls.report/1`. */
declare const reportSchema: z.ZodObject<{
  schema: z.ZodLiteral<"whytls.report/1">;
  tool: z.ZodObject<{
    name: z.ZodLiteral<"whytls">;
    version: z.ZodString;
  }, z.core.$strip>;
  run: z.ZodNullable<z.ZodObject<{
    command: z.ZodString;
    node: z.ZodString;
    openssl: z.ZodString;
    system: z.ZodString;
  }, z.core.$strip>>;
  startedAt: z.ZodString;
  durationMs: z.ZodNumber;
  judgedAt: z.ZodString;
  language: z.ZodEnum<{
    en: "en";
    zh: "zh";
  }>;
  target: z.ZodObject<{
    input: z.ZodString;
    host: z.ZodString;
    port: z.ZodNumber;
    scheme: z.ZodNullable<z.ZodString>;
    addresses: z.ZodArray<z.ZodString>;
    sni: z.ZodNullable<z.ZodString>;
    starttls: z.ZodNullable<z.ZodString>;
    hosts: z.ZodArray<z.ZodObject<{
      host: z.ZodString;
      port: z.ZodNumber;
      addresses: z.ZodArray<z.ZodString>;
      problem: z.ZodNullable<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
      probed: z.ZodBoolean;
    }, z.core.$strip>>;
    srv: z.ZodNullable<z.ZodObject<{
      name: z.ZodString;
      records: z.ZodString;
      durationMs: z.ZodNullable<z.ZodNumber>;
      found: z.ZodNullable<z.ZodNumber>;
      txt: z.ZodRecord<z.ZodString, z.ZodUnion<readonly [z.ZodString, z.ZodBoolean, z.ZodNumber]>>;
      problem: z.ZodNullable<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
    }, z.core.$strip>>;
  }, z.core.$strip>;
  options: z.ZodNullable<z.ZodObject<{
    given: z.ZodArray<z.ZodObject<{
      name: z.ZodString;
      value: z.ZodString;
      from: z.ZodEnum<{
        flag: "flag";
        uri: "uri";
      }>;
    }, z.core.$strip>>;
    tls: z.ZodBoolean;
    because: z.ZodObject<{
      kind: z.ZodString;
      text: z.ZodString;
    }, z.core.$strip>;
    checks: z.ZodObject<{
      certificates: z.ZodBoolean;
      hostNames: z.ZodBoolean;
      ocspEndpoint: z.ZodBoolean;
    }, z.core.$strip>;
    conflicts: z.ZodArray<z.ZodObject<{
      kind: z.ZodString;
      text: z.ZodString;
    }, z.core.$strip>>;
    warnings: z.ZodArray<z.ZodObject<{
      kind: z.ZodString;
      text: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  resolution: z.ZodObject<{
    durationMs: z.ZodNullable<z.ZodNumber>;
    problem: z.ZodNullable<z.ZodObject<{
      kind: z.ZodString;
      text: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>;
  client: z.ZodObject<{
    id: z.ZodString;
    name: z.ZodString;
    shortName: z.ZodString;
  }, z.core.$strip>;
  verdict: z.ZodEnum<{
    fail: "fail";
    ok: "ok";
    warn: "warn";
  }>;
  findings: z.ZodArray<z.ZodObject<{
    id: z.ZodString;
    family: z.ZodEnum<{
      certificate: "certificate";
      "client-certificate": "client-certificate";
      "mongodb-x509": "mongodb-x509";
      negotiation: "negotiation";
      options: "options";
      revocation: "revocation";
      transport: "transport";
    }>;
    severity: z.ZodEnum<{
      error: "error";
      info: "info";
      warning: "warning";
    }>;
    rootCause: z.ZodBoolean;
    causes: z.ZodOptional<z.ZodArray<z.ZodString>>;
    title: z.ZodString;
    summary: z.ZodString;
    evidence: z.ZodArray<z.ZodObject<{
      what: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    clientErrors: z.ZodArray<z.ZodObject<{
      client: z.ZodString;
      message: z.ZodString;
    }, z.core.$strip>>;
    serverLog: z.ZodOptional<z.ZodArray<z.ZodString>>;
    remedies: z.ZodArray<z.ZodObject<{
      side: z.ZodEnum<{
        client: "client";
        network: "network";
        server: "server";
      }>;
      text: z.ZodString;
      commands: z.ZodArray<z.ZodString>;
      references: z.ZodArray<z.ZodString>;
    }, z.core.$strip>>;
    endpoints: z.ZodArray<z.ZodNumber>;
    excuse: z.ZodOptional<z.ZodObject<{
      because: z.ZodEnum<{
        notChecked: "notChecked";
        plaintext: "plaintext";
      }>;
      options: z.ZodArray<z.ZodString>;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  undetermined: z.ZodArray<z.ZodObject<{
    id: z.ZodString;
    missing: z.ZodEnum<{
      address: "address";
      certificate: "certificate";
      connection: "connection";
      experiment: "experiment";
      handshake: "handshake";
      issuerCertificate: "issuerCertificate";
      otherClock: "otherClock";
      otherStores: "otherStores";
      responder: "responder";
      trustStore: "trustStore";
    }>;
  }, z.core.$strip>>;
  otherAddresses: z.ZodArray<z.ZodObject<{
    address: z.ZodString;
    problem: z.ZodNullable<z.ZodObject<{
      kind: z.ZodString;
      text: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  proxyVariable: z.ZodNullable<z.ZodObject<{
    name: z.ZodString;
    proxy: z.ZodNullable<z.ZodString>;
    exempt: z.ZodBoolean;
    exemptHosts: z.ZodOptional<z.ZodArray<z.ZodString>>;
    text: z.ZodString;
  }, z.core.$strip>>;
  python: z.ZodNullable<z.ZodObject<{
    program: z.ZodString;
    version: z.ZodString;
    implementation: z.ZodString;
    library: z.ZodString;
    packages: z.ZodArray<z.ZodObject<{
      name: z.ZodString;
      version: z.ZodString;
    }, z.core.$strip>>;
    text: z.ZodString;
  }, z.core.$strip>>;
  endpoints: z.ZodArray<z.ZodObject<{
    host: z.ZodString;
    address: z.ZodString;
    port: z.ZodNumber;
    reached: z.ZodString;
    timings: z.ZodObject<{
      dnsMs: z.ZodNullable<z.ZodNumber>;
      tcpMs: z.ZodNullable<z.ZodNumber>;
      firstByteMs: z.ZodNullable<z.ZodNumber>;
      handshakeMs: z.ZodNullable<z.ZodNumber>;
    }, z.core.$strip>;
    connection: z.ZodObject<{
      connected: z.ZodBoolean;
      problem: z.ZodNullable<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
    }, z.core.$strip>;
    preludes: z.ZodArray<z.ZodObject<{
      protocol: z.ZodString;
      durationMs: z.ZodNumber;
      said: z.ZodString;
      advertised: z.ZodNullable<z.ZodBoolean>;
      surplus: z.ZodNumber;
    }, z.core.$strip>>;
    handshake: z.ZodObject<{
      completed: z.ZodBoolean;
      stoppedAt: z.ZodNullable<z.ZodString>;
      problem: z.ZodNullable<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
      protocol: z.ZodNullable<z.ZodString>;
      cipherSuite: z.ZodNullable<z.ZodString>;
      group: z.ZodNullable<z.ZodString>;
      signatureScheme: z.ZodNullable<z.ZodString>;
      alpn: z.ZodNullable<z.ZodString>;
      alert: z.ZodNullable<z.ZodObject<{
        level: z.ZodString;
        description: z.ZodString;
        code: z.ZodNumber;
        from: z.ZodEnum<{
          client: "client";
          server: "server";
        }>;
        atMs: z.ZodNullable<z.ZodNumber>;
      }, z.core.$strip>>;
      alerts: z.ZodArray<z.ZodObject<{
        level: z.ZodString;
        description: z.ZodString;
        code: z.ZodNumber;
        from: z.ZodEnum<{
          client: "client";
          server: "server";
        }>;
        atMs: z.ZodNullable<z.ZodNumber>;
      }, z.core.$strip>>;
      messages: z.ZodArray<z.ZodObject<{
        from: z.ZodEnum<{
          client: "client";
          server: "server";
        }>;
        name: z.ZodString;
        bytes: z.ZodNumber;
        atMs: z.ZodNumber;
      }, z.core.$strip>>;
      certificateRequest: z.ZodNullable<z.ZodObject<{
        certificateAuthorities: z.ZodArray<z.ZodString>;
        signatureSchemes: z.ZodArray<z.ZodString>;
      }, z.core.$strip>>;
      offered: z.ZodNullable<z.ZodObject<{
        versions: z.ZodArray<z.ZodString>;
        cipherSuites: z.ZodArray<z.ZodString>;
        groups: z.ZodArray<z.ZodString>;
        signatureSchemes: z.ZodArray<z.ZodString>;
        serverName: z.ZodNullable<z.ZodString>;
        alpn: z.ZodArray<z.ZodString>;
      }, z.core.$strip>>;
      serverNameAcknowledged: z.ZodBoolean;
      helloRetryRequest: z.ZodNullable<z.ZodObject<{
        group: z.ZodNullable<z.ZodString>;
        cookie: z.ZodBoolean;
      }, z.core.$strip>>;
      extendedMasterSecret: z.ZodBoolean;
      secureRenegotiation: z.ZodBoolean;
      extensions: z.ZodArray<z.ZodObject<{
        message: z.ZodString;
        name: z.ZodString;
        bytes: z.ZodNumber;
      }, z.core.$strip>>;
      violations: z.ZodArray<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
      dhBits: z.ZodNullable<z.ZodNumber>;
      encryptThenMac: z.ZodBoolean;
      clientCertificate: z.ZodNullable<z.ZodObject<{
        sent: z.ZodBoolean;
        kind: z.ZodEnum<{
          noCommonScheme: "noCommonScheme";
          none: "none";
          sent: "sent";
        }>;
        signatureScheme: z.ZodNullable<z.ZodString>;
      }, z.core.$strip>>;
      session: z.ZodNullable<z.ZodObject<{
        idOctets: z.ZodNumber;
        tickets: z.ZodNumber;
        ticketLifetime: z.ZodNullable<z.ZodNumber>;
        resumed: z.ZodNullable<z.ZodBoolean>;
      }, z.core.$strip>>;
      certificateTimestamps: z.ZodArray<z.ZodObject<{
        certificate: z.ZodNumber;
        logId: z.ZodNullable<z.ZodString>;
        timestamp: z.ZodNullable<z.ZodString>;
      }, z.core.$strip>>;
      certificateCompression: z.ZodNullable<z.ZodObject<{
        algorithm: z.ZodString;
        compressedOctets: z.ZodNumber;
        octets: z.ZodNumber;
      }, z.core.$strip>>;
      recordSizeLimit: z.ZodNullable<z.ZodNumber>;
      firstOctets: z.ZodString;
    }, z.core.$strip>;
    chain: z.ZodArray<z.ZodObject<{
      subject: z.ZodString;
      issuer: z.ZodString;
      notBefore: z.ZodString;
      notAfter: z.ZodString;
      sha256: z.ZodString;
      san: z.ZodArray<z.ZodString>;
      serial: z.ZodString;
      publicKey: z.ZodString;
      signatureAlgorithm: z.ZodString;
      pem: z.ZodString;
    }, z.core.$strip>>;
    chainProblem: z.ZodNullable<z.ZodObject<{
      kind: z.ZodEnum<{
        noneSent: "noneSent";
        undecodable: "undecodable";
      }>;
      text: z.ZodString;
      certificates: z.ZodArray<z.ZodObject<{
        sha256: z.ZodString;
        pem: z.ZodString;
      }, z.core.$strip>>;
    }, z.core.$strip>>;
    ocsp: z.ZodObject<{
      status: z.ZodNullable<z.ZodEnum<{
        good: "good";
        revoked: "revoked";
        unknown: "unknown";
      }>>;
      producedAt: z.ZodNullable<z.ZodString>;
      thisUpdate: z.ZodNullable<z.ZodString>;
      nextUpdate: z.ZodNullable<z.ZodString>;
      revokedAt: z.ZodNullable<z.ZodString>;
      reason: z.ZodNullable<z.ZodString>;
      valid: z.ZodNullable<z.ZodBoolean>;
      problems: z.ZodArray<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
      stapled: z.ZodNullable<z.ZodBoolean>;
      staples: z.ZodArray<z.ZodObject<{
        status: z.ZodNullable<z.ZodEnum<{
          good: "good";
          revoked: "revoked";
          unknown: "unknown";
        }>>;
        producedAt: z.ZodNullable<z.ZodString>;
        thisUpdate: z.ZodNullable<z.ZodString>;
        nextUpdate: z.ZodNullable<z.ZodString>;
        revokedAt: z.ZodNullable<z.ZodString>;
        reason: z.ZodNullable<z.ZodString>;
        valid: z.ZodNullable<z.ZodBoolean>;
        problems: z.ZodArray<z.ZodObject<{
          kind: z.ZodString;
          text: z.ZodString;
        }, z.core.$strip>>;
        certificate: z.ZodNumber;
        response: z.ZodString;
      }, z.core.$strip>>;
      mustStaple: z.ZodNullable<z.ZodBoolean>;
      endpoints: z.ZodArray<z.ZodObject<{
        status: z.ZodNullable<z.ZodEnum<{
          good: "good";
          revoked: "revoked";
          unknown: "unknown";
        }>>;
        producedAt: z.ZodNullable<z.ZodString>;
        thisUpdate: z.ZodNullable<z.ZodString>;
        nextUpdate: z.ZodNullable<z.ZodString>;
        revokedAt: z.ZodNullable<z.ZodString>;
        reason: z.ZodNullable<z.ZodString>;
        valid: z.ZodNullable<z.ZodBoolean>;
        problems: z.ZodArray<z.ZodObject<{
          kind: z.ZodString;
          text: z.ZodString;
        }, z.core.$strip>>;
        certificate: z.ZodNumber;
        url: z.ZodString;
        method: z.ZodEnum<{
          GET: "GET";
          POST: "POST";
        }>;
        digest: z.ZodEnum<{
          sha1: "sha1";
          sha256: "sha256";
        }>;
        durationMs: z.ZodNumber;
        problem: z.ZodNullable<z.ZodObject<{
          kind: z.ZodString;
          text: z.ZodString;
        }, z.core.$strip>>;
        nonce: z.ZodNullable<z.ZodEnum<{
          different: "different";
          missing: "missing";
          repeated: "repeated";
        }>>;
      }, z.core.$strip>>;
      endpointsNotAsked: z.ZodNullable<z.ZodEnum<{
        endpointCheckDisabled: "endpointCheckDisabled";
        issuerUnknown: "issuerUnknown";
        lookupsOff: "lookupsOff";
        noResponder: "noResponder";
        notObserved: "notObserved";
        notWanted: "notWanted";
        stapled: "stapled";
      }>>;
      verdicts: z.ZodArray<z.ZodObject<{
        policy: z.ZodEnum<{
          certStatus: "certStatus";
          gnutls: "gnutls";
          go: "go";
          java: "java";
          none: "none";
          pymongo: "pymongo";
          specification: "specification";
        }>;
        accepted: z.ZodNullable<z.ZodBoolean>;
        step: z.ZodNullable<z.ZodNumber>;
        because: z.ZodString;
        url: z.ZodNullable<z.ZodString>;
        text: z.ZodString;
      }, z.core.$strip>>;
    }, z.core.$strip>;
    crls: z.ZodArray<z.ZodObject<{
      source: z.ZodEnum<{
        crl: "crl";
        distributionPoint: "distributionPoint";
        tlsCRLFile: "tlsCRLFile";
      }>;
      location: z.ZodString;
      namedBy: z.ZodNullable<z.ZodString>;
      form: z.ZodNullable<z.ZodEnum<{
        der: "der";
        pem: "pem";
      }>>;
      problem: z.ZodNullable<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
      lists: z.ZodArray<z.ZodObject<{
        issuer: z.ZodString;
        number: z.ZodNullable<z.ZodString>;
        thisUpdate: z.ZodNullable<z.ZodString>;
        nextUpdate: z.ZodNullable<z.ZodString>;
        delta: z.ZodBoolean;
        entries: z.ZodNumber;
        octets: z.ZodNumber;
        lookups: z.ZodArray<z.ZodObject<{
          subject: z.ZodString;
          byClient: z.ZodBoolean;
          revoked: z.ZodBoolean;
          problems: z.ZodArray<z.ZodObject<{
            kind: z.ZodString;
            text: z.ZodString;
          }, z.core.$strip>>;
        }, z.core.$strip>>;
      }, z.core.$strip>>;
    }, z.core.$strip>>;
    verification: z.ZodObject<{
      accepted: z.ZodNullable<z.ZodBoolean>;
      error: z.ZodNullable<z.ZodString>;
      opensslError: z.ZodNullable<z.ZodObject<{
        code: z.ZodNumber;
        name: z.ZodString;
        depth: z.ZodNumber;
      }, z.core.$strip>>;
      problems: z.ZodArray<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
        depth: z.ZodNumber;
        subject: z.ZodString;
      }, z.core.$strip>>;
      path: z.ZodArray<z.ZodObject<{
        subject: z.ZodString;
        from: z.ZodEnum<{
          fetched: "fetched";
          leaf: "leaf";
          sent: "sent";
          trustStore: "trustStore";
        }>;
        notBefore: z.ZodString;
        notAfter: z.ZodString;
      }, z.core.$strip>>;
      otherPaths: z.ZodNullable<z.ZodObject<{
        accepted: z.ZodArray<z.ZodObject<{
          client: z.ZodEnum<{
            browsers: "browsers";
            go: "go";
            java: "java";
          }>;
          path: z.ZodArray<z.ZodObject<{
            subject: z.ZodString;
            from: z.ZodEnum<{
              fetched: "fetched";
              leaf: "leaf";
              sent: "sent";
              trustStore: "trustStore";
            }>;
            notBefore: z.ZodString;
            notAfter: z.ZodString;
          }, z.core.$strip>>;
          because: z.ZodArray<z.ZodObject<{
            kind: z.ZodEnum<{
              fetched: "fetched";
              keyIdentifier: "keyIdentifier";
              notChecked: "notChecked";
              otherIssuer: "otherIssuer";
            }>;
            depth: z.ZodNumber;
            subject: z.ZodString;
            insteadOf: z.ZodNullable<z.ZodObject<{
              subject: z.ZodString;
              issuer: z.ZodString;
              serial: z.ZodString;
            }, z.core.$strip>>;
            problem: z.ZodNullable<z.ZodString>;
          }, z.core.$strip>>;
        }, z.core.$strip>>;
        tried: z.ZodArray<z.ZodObject<{
          path: z.ZodArray<z.ZodObject<{
            subject: z.ZodString;
            from: z.ZodEnum<{
              fetched: "fetched";
              leaf: "leaf";
              sent: "sent";
              trustStore: "trustStore";
            }>;
            notBefore: z.ZodString;
            notAfter: z.ZodString;
          }, z.core.$strip>>;
          refusals: z.ZodArray<z.ZodObject<{
            client: z.ZodEnum<{
              browsers: "browsers";
              go: "go";
              java: "java";
            }>;
            kind: z.ZodString;
            text: z.ZodString;
            depth: z.ZodNumber;
            subject: z.ZodString;
          }, z.core.$strip>>;
        }, z.core.$strip>>;
        complete: z.ZodBoolean;
      }, z.core.$strip>>;
      trustStores: z.ZodArray<z.ZodObject<{
        name: z.ZodEnum<{
          certifi: "certifi";
          java: "java";
          keychain: "keychain";
          node: "node";
          nodeExtra: "nodeExtra";
          python: "python";
          sslCertDir: "sslCertDir";
          sslCertFile: "sslCertFile";
          system: "system";
          systemBundle: "systemBundle";
          tlsCAFile: "tlsCAFile";
          windows: "windows";
        }>;
        accepted: z.ZodNullable<z.ZodBoolean>;
        error: z.ZodNullable<z.ZodString>;
        path: z.ZodNullable<z.ZodString>;
        certificates: z.ZodNullable<z.ZodNumber>;
        decides: z.ZodBoolean;
        folders: z.ZodArray<z.ZodString>;
        newestRootFrom: z.ZodNullable<z.ZodString>;
        usedBy: z.ZodArray<z.ZodString>;
      }, z.core.$strip>>;
    }, z.core.$strip>;
    mongodb: z.ZodNullable<z.ZodObject<{
      answer: z.ZodEnum<{
        answered: "answered";
        none: "none";
        notMongodb: "notMongodb";
        refused: "refused";
      }>;
      text: z.ZodString;
      server: z.ZodNullable<z.ZodObject<{
        maxWireVersion: z.ZodNullable<z.ZodNumber>;
        minWireVersion: z.ZodNullable<z.ZodNumber>;
        release: z.ZodNullable<z.ZodString>;
        role: z.ZodEnum<{
          arbiter: "arbiter";
          mongos: "mongos";
          other: "other";
          primary: "primary";
          secondary: "secondary";
          standalone: "standalone";
        }>;
        setName: z.ZodNullable<z.ZodString>;
        me: z.ZodNullable<z.ZodString>;
        primary: z.ZodNullable<z.ZodString>;
        hosts: z.ZodArray<z.ZodString>;
        hostCount: z.ZodNumber;
        localTime: z.ZodNullable<z.ZodString>;
      }, z.core.$strip>>;
    }, z.core.$strip>>;
    fetchedIssuers: z.ZodArray<z.ZodObject<{
      url: z.ZodString;
      problem: z.ZodNullable<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
      certificates: z.ZodArray<z.ZodObject<{
        subject: z.ZodString;
        sha256: z.ZodString;
        pem: z.ZodString;
      }, z.core.$strip>>;
    }, z.core.$strip>>;
    experiments: z.ZodArray<z.ZodObject<{
      why: z.ZodString;
      did: z.ZodString;
      result: z.ZodString;
      durationMs: z.ZodNumber;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  members: z.ZodArray<z.ZodObject<{
    endpoint: z.ZodNumber;
    label: z.ZodString;
    setName: z.ZodNullable<z.ZodString>;
    role: z.ZodNullable<z.ZodString>;
    subject: z.ZodString;
    attributes: z.ZodArray<z.ZodObject<{
      type: z.ZodEnum<{
        DC: "DC";
        O: "O";
        OU: "OU";
      }>;
      value: z.ZodString;
    }, z.core.$strip>>;
    root: z.ZodNullable<z.ZodString>;
    notAfter: z.ZodString;
    subjectAltName: z.ZodBoolean;
    extendedKeyUsage: z.ZodNullable<z.ZodArray<z.ZodString>>;
  }, z.core.$strip>>;
}, z.core.$strip>;
/** A value of which nothing can be changed. */
type Frozen$1<T> = T extends object ? { readonly [K in keyof T]: Frozen$1<T[K]> } : T;
/** What `probe --json` prints; the fields are described in `schema/report.json`. */
type Report = Frozen$1<__Infer<typeof reportSchema>>;
/** One host and address of a report. */
type ReportEndpoint = Report['endpoints'][number];
/** One finding of a report. */
type ReportFinding = Report['findings'][number];
type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
/** How to probe. Everything is as on the command line, and has its default. */
interface ProbeRequest {
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
declare class ProbeRequestError extends Error {
  readonly name = "ProbeRequestError";
}
/**
 * Opens a TLS handshake with `target` (`host`, `host:port`, `[v6]:port`, `https://…`, `mongodb://…`), captures everything,
 * and judges it as the client would.
 *
 * ```ts
 * const { verdict, findings } = await probe('db1.example.net:27017', { tlsCAFile: 'ca.pem' });
 * ```
 */
declare function probe(target: string, request?: ProbeRequest): Promise<Report>;
/** `verify --json`: one object. */
declare const chainReportSchema: z.ZodObject<{
  schema: z.ZodLiteral<"whytls.verify/1">;
  id: z.ZodNullable<z.ZodUnion<readonly [z.ZodString, z.ZodNumber]>>;
  accepted: z.ZodNullable<z.ZodBoolean>;
  opensslError: z.ZodNullable<z.ZodObject<{
    code: z.ZodNumber;
    name: z.ZodString;
    depth: z.ZodNumber;
  }, z.core.$strip>>;
  text: z.ZodNullable<z.ZodString>;
  findings: z.ZodArray<z.ZodObject<{
    id: z.ZodString;
    family: z.ZodEnum<{
      certificate: "certificate";
      "client-certificate": "client-certificate";
      "mongodb-x509": "mongodb-x509";
      negotiation: "negotiation";
      options: "options";
      revocation: "revocation";
      transport: "transport";
    }>;
    severity: z.ZodEnum<{
      error: "error";
      info: "info";
      warning: "warning";
    }>;
    rootCause: z.ZodBoolean;
    causes: z.ZodOptional<z.ZodArray<z.ZodString>>;
    title: z.ZodString;
    summary: z.ZodString;
    evidence: z.ZodArray<z.ZodObject<{
      what: z.ZodString;
      value: z.ZodString;
    }, z.core.$strip>>;
    clientErrors: z.ZodArray<z.ZodObject<{
      client: z.ZodString;
      message: z.ZodString;
    }, z.core.$strip>>;
    serverLog: z.ZodOptional<z.ZodArray<z.ZodString>>;
    remedies: z.ZodArray<z.ZodObject<{
      side: z.ZodEnum<{
        client: "client";
        network: "network";
        server: "server";
      }>;
      text: z.ZodString;
      commands: z.ZodArray<z.ZodString>;
      references: z.ZodArray<z.ZodString>;
    }, z.core.$strip>>;
    endpoints: z.ZodArray<z.ZodNumber>;
    excuse: z.ZodOptional<z.ZodObject<{
      because: z.ZodEnum<{
        notChecked: "notChecked";
        plaintext: "plaintext";
      }>;
      options: z.ZodArray<z.ZodString>;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  undetermined: z.ZodArray<z.ZodObject<{
    id: z.ZodString;
    missing: z.ZodEnum<{
      address: "address";
      certificate: "certificate";
      connection: "connection";
      experiment: "experiment";
      handshake: "handshake";
      issuerCertificate: "issuerCertificate";
      otherClock: "otherClock";
      otherStores: "otherStores";
      responder: "responder";
      trustStore: "trustStore";
    }>;
  }, z.core.$strip>>;
  path: z.ZodArray<z.ZodObject<{
    subject: z.ZodString;
    from: z.ZodEnum<{
      fetched: "fetched";
      leaf: "leaf";
      sent: "sent";
      trustStore: "trustStore";
    }>;
    notBefore: z.ZodString;
    notAfter: z.ZodString;
  }, z.core.$strip>>;
  problems: z.ZodArray<z.ZodObject<{
    kind: z.ZodString;
    text: z.ZodString;
    depth: z.ZodNumber;
    subject: z.ZodString;
  }, z.core.$strip>>;
  otherPaths: z.ZodNullable<z.ZodObject<{
    accepted: z.ZodArray<z.ZodObject<{
      client: z.ZodEnum<{
        browsers: "browsers";
        go: "go";
        java: "java";
      }>;
      path: z.ZodArray<z.ZodObject<{
        subject: z.ZodString;
        from: z.ZodEnum<{
          fetched: "fetched";
          leaf: "leaf";
          sent: "sent";
          trustStore: "trustStore";
        }>;
        notBefore: z.ZodString;
        notAfter: z.ZodString;
      }, z.core.$strip>>;
      because: z.ZodArray<z.ZodObject<{
        kind: z.ZodEnum<{
          fetched: "fetched";
          keyIdentifier: "keyIdentifier";
          notChecked: "notChecked";
          otherIssuer: "otherIssuer";
        }>;
        depth: z.ZodNumber;
        subject: z.ZodString;
        insteadOf: z.ZodNullable<z.ZodObject<{
          subject: z.ZodString;
          issuer: z.ZodString;
          serial: z.ZodString;
        }, z.core.$strip>>;
        problem: z.ZodNullable<z.ZodString>;
      }, z.core.$strip>>;
    }, z.core.$strip>>;
    tried: z.ZodArray<z.ZodObject<{
      path: z.ZodArray<z.ZodObject<{
        subject: z.ZodString;
        from: z.ZodEnum<{
          fetched: "fetched";
          leaf: "leaf";
          sent: "sent";
          trustStore: "trustStore";
        }>;
        notBefore: z.ZodString;
        notAfter: z.ZodString;
      }, z.core.$strip>>;
      refusals: z.ZodArray<z.ZodObject<{
        client: z.ZodEnum<{
          browsers: "browsers";
          go: "go";
          java: "java";
        }>;
        kind: z.ZodString;
        text: z.ZodString;
        depth: z.ZodNumber;
        subject: z.ZodString;
      }, z.core.$strip>>;
    }, z.core.$strip>>;
    complete: z.ZodBoolean;
  }, z.core.$strip>>;
  error: z.ZodNullable<z.ZodObject<{
    kind: z.ZodString;
    text: z.ZodString;
    line: z.ZodNumber;
  }, z.core.$strip>>;
  tool: z.ZodObject<{
    name: z.ZodLiteral<"whytls">;
    version: z.ZodString;
  }, z.core.$strip>;
  judgedAt: z.ZodString;
  language: z.ZodEnum<{
    en: "en";
    zh: "zh";
  }>;
  client: z.ZodObject<{
    id: z.ZodString;
    name: z.ZodString;
    shortName: z.ZodString;
  }, z.core.$strip>;
  purpose: z.ZodEnum<{
    client: "client";
    server: "server";
  }>;
  host: z.ZodNullable<z.ZodString>;
  verdict: z.ZodEnum<{
    fail: "fail";
    ok: "ok";
    warn: "warn";
  }>;
  chain: z.ZodArray<z.ZodObject<{
    subject: z.ZodString;
    issuer: z.ZodString;
    notBefore: z.ZodString;
    notAfter: z.ZodString;
    sha256: z.ZodString;
    san: z.ZodArray<z.ZodString>;
    serial: z.ZodString;
    publicKey: z.ZodString;
    signatureAlgorithm: z.ZodString;
    pem: z.ZodString;
  }, z.core.$strip>>;
  chainProblem: z.ZodNullable<z.ZodObject<{
    kind: z.ZodEnum<{
      noneSent: "noneSent";
      undecodable: "undecodable";
    }>;
    text: z.ZodString;
    certificates: z.ZodArray<z.ZodObject<{
      sha256: z.ZodString;
      pem: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  ocsp: z.ZodObject<{
    status: z.ZodNullable<z.ZodEnum<{
      good: "good";
      revoked: "revoked";
      unknown: "unknown";
    }>>;
    producedAt: z.ZodNullable<z.ZodString>;
    thisUpdate: z.ZodNullable<z.ZodString>;
    nextUpdate: z.ZodNullable<z.ZodString>;
    revokedAt: z.ZodNullable<z.ZodString>;
    reason: z.ZodNullable<z.ZodString>;
    valid: z.ZodNullable<z.ZodBoolean>;
    problems: z.ZodArray<z.ZodObject<{
      kind: z.ZodString;
      text: z.ZodString;
    }, z.core.$strip>>;
    stapled: z.ZodNullable<z.ZodBoolean>;
    staples: z.ZodArray<z.ZodObject<{
      status: z.ZodNullable<z.ZodEnum<{
        good: "good";
        revoked: "revoked";
        unknown: "unknown";
      }>>;
      producedAt: z.ZodNullable<z.ZodString>;
      thisUpdate: z.ZodNullable<z.ZodString>;
      nextUpdate: z.ZodNullable<z.ZodString>;
      revokedAt: z.ZodNullable<z.ZodString>;
      reason: z.ZodNullable<z.ZodString>;
      valid: z.ZodNullable<z.ZodBoolean>;
      problems: z.ZodArray<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
      certificate: z.ZodNumber;
      response: z.ZodString;
    }, z.core.$strip>>;
    mustStaple: z.ZodNullable<z.ZodBoolean>;
    endpoints: z.ZodArray<z.ZodObject<{
      status: z.ZodNullable<z.ZodEnum<{
        good: "good";
        revoked: "revoked";
        unknown: "unknown";
      }>>;
      producedAt: z.ZodNullable<z.ZodString>;
      thisUpdate: z.ZodNullable<z.ZodString>;
      nextUpdate: z.ZodNullable<z.ZodString>;
      revokedAt: z.ZodNullable<z.ZodString>;
      reason: z.ZodNullable<z.ZodString>;
      valid: z.ZodNullable<z.ZodBoolean>;
      problems: z.ZodArray<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
      certificate: z.ZodNumber;
      url: z.ZodString;
      method: z.ZodEnum<{
        GET: "GET";
        POST: "POST";
      }>;
      digest: z.ZodEnum<{
        sha1: "sha1";
        sha256: "sha256";
      }>;
      durationMs: z.ZodNumber;
      problem: z.ZodNullable<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
      nonce: z.ZodNullable<z.ZodEnum<{
        different: "different";
        missing: "missing";
        repeated: "repeated";
      }>>;
    }, z.core.$strip>>;
    endpointsNotAsked: z.ZodNullable<z.ZodEnum<{
      endpointCheckDisabled: "endpointCheckDisabled";
      issuerUnknown: "issuerUnknown";
      lookupsOff: "lookupsOff";
      noResponder: "noResponder";
      notObserved: "notObserved";
      notWanted: "notWanted";
      stapled: "stapled";
    }>>;
    verdicts: z.ZodArray<z.ZodObject<{
      policy: z.ZodEnum<{
        certStatus: "certStatus";
        gnutls: "gnutls";
        go: "go";
        java: "java";
        none: "none";
        pymongo: "pymongo";
        specification: "specification";
      }>;
      accepted: z.ZodNullable<z.ZodBoolean>;
      step: z.ZodNullable<z.ZodNumber>;
      because: z.ZodString;
      url: z.ZodNullable<z.ZodString>;
      text: z.ZodString;
    }, z.core.$strip>>;
  }, z.core.$strip>;
  crls: z.ZodArray<z.ZodObject<{
    issuer: z.ZodString;
    number: z.ZodNullable<z.ZodString>;
    thisUpdate: z.ZodNullable<z.ZodString>;
    nextUpdate: z.ZodNullable<z.ZodString>;
    delta: z.ZodBoolean;
    entries: z.ZodNumber;
    octets: z.ZodNumber;
    lookups: z.ZodArray<z.ZodObject<{
      subject: z.ZodString;
      byClient: z.ZodBoolean;
      revoked: z.ZodBoolean;
      problems: z.ZodArray<z.ZodObject<{
        kind: z.ZodString;
        text: z.ZodString;
      }, z.core.$strip>>;
    }, z.core.$strip>>;
  }, z.core.$strip>>;
  trustStore: z.ZodObject<{
    name: z.ZodEnum<{
      certifi: "certifi";
      java: "java";
      keychain: "keychain";
      node: "node";
      nodeExtra: "nodeExtra";
      python: "python";
      sslCertDir: "sslCertDir";
      sslCertFile: "sslCertFile";
      system: "system";
      systemBundle: "systemBundle";
      tlsCAFile: "tlsCAFile";
      windows: "windows";
    }>;
    accepted: z.ZodNullable<z.ZodBoolean>;
    error: z.ZodNullable<z.ZodString>;
    path: z.ZodNullable<z.ZodString>;
    certificates: z.ZodNullable<z.ZodNumber>;
    decides: z.ZodBoolean;
    folders: z.ZodArray<z.ZodString>;
    newestRootFrom: z.ZodNullable<z.ZodString>;
    usedBy: z.ZodArray<z.ZodString>;
  }, z.core.$strip>;
  trustStores: z.ZodArray<z.ZodObject<{
    name: z.ZodEnum<{
      certifi: "certifi";
      java: "java";
      keychain: "keychain";
      node: "node";
      nodeExtra: "nodeExtra";
      python: "python";
      sslCertDir: "sslCertDir";
      sslCertFile: "sslCertFile";
      system: "system";
      systemBundle: "systemBundle";
      tlsCAFile: "tlsCAFile";
      windows: "windows";
    }>;
    accepted: z.ZodNullable<z.ZodBoolean>;
    error: z.ZodNullable<z.ZodString>;
    path: z.ZodNullable<z.ZodString>;
    certificates: z.ZodNullable<z.ZodNumber>;
    decides: z.ZodBoolean;
    folders: z.ZodArray<z.ZodString>;
    newestRootFrom: z.ZodNullable<z.ZodString>;
    usedBy: z.ZodArray<z.ZodString>;
  }, z.core.$strip>>;
}, z.core.$strip>;
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
/** What each line of `verify --batch` holds; the fields are described in `schema/report.json`. */
/** What `verify --json` prints. */
type ChainReport = Frozen<__Infer<typeof chainReportSchema>>;
/** Certificates, CRLs or a response: a PEM text, or the octets of PEM or DER. One PEM may hold several. */
type ChainInput = string | Uint8Array;
/** A chain, and how to judge it. Everything but the chain has the default of the command line. */
interface ChainRequest {
  /** As it is sent: the leaf first. A private key beside it is passed over. */
  readonly chain: ChainInput | readonly ChainInput[];
  /** The only certificates to trust. Default: the store that the client takes. */
  readonly ca?: ChainInput | readonly ChainInput[];
  /** Further intermediates, not trusted themselves. */
  readonly extra?: ChainInput | readonly ChainInput[];
  readonly crls?: ChainInput | readonly ChainInput[];
  /** Whose revocation is looked up in the CRLs. Default: the leaf's, where there are CRLs. */
  readonly crlCheck?: 'leaf' | 'chain';
  /** An OCSP response about the leaf: DER, PEM or base64. */
  readonly staple?: ChainInput;
  /** The name or address that the leaf must hold. Default: none is asked. */
  readonly host?: string;
  /** The time that dates are judged at. Default: now. */
  readonly at?: Date;
  /** Whose certificate it is; `client`: judged as mongod does. Default: `server`. */
  readonly purpose?: 'server' | 'client';
  /** Client profile id: `pymongo`, `pymongo-ocsp`, `openssl`. Default: `openssl`. */
  readonly client?: string;
  /** OpenSSL's security level, 0 to 5. Default: the client's. */
  readonly authLevel?: number;
  /** The most certificates between leaf and root, 0 to 1000; default 100. */
  readonly maxDepth?: number;
  readonly strict?: boolean;
  readonly partialChain?: boolean;
  readonly language?: 'en' | 'zh';
}
/** The request itself is wrong: no such client, a chain without a certificate. Never thrown for what is in a certificate. */
declare class ChainRequestError extends Error {
  readonly name = "ChainRequestError";
}
/**
 * Judges a certificate chain as a client would, without a connection.
 *
 * ```ts
 * const { accepted, opensslError, findings } = await verifyChain({
 *   chain: readFileSync('chain.pem'),
 *   ca: readFileSync('ca.pem'),
 *   host: 'db1.example.net',
 * });
 * ```
 */
declare function verifyChain(request: ChainRequest): Promise<ChainReport>;
/**
 * Names the diagnosis of a pasted error, stack trace or log, as `whytls explain` does: the diagnoses that it speaks for, best first,
 * with the line that told them. No network. Loaded when it is called for the first time.
 *
 * ```ts
 * const { diagnoses } = await explain('certificate verify failed: certificate has expired (_ssl.c:1006)');
 * ```
 */
declare function explain(text: string, request?: {
  readonly language?: 'en' | 'zh';
}): Promise<Explained>;
export { type ChainInput, type ChainReport, type ChainRequest, ChainRequestError, type Explained, type ExplainedDiagnosis, type ProbeRequest, ProbeRequestError, type ProbeStep, type Report, type ReportEndpoint, type ReportFinding, type TlsVersion, explain, probe, verifyChain };
