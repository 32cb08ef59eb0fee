/**
 * What a probe saw: plain data, valid JSON, octets in hexadecimal. It can be stored and judged again without a network.
 * Nothing in it is an opinion: `interpret/` reads it as a client would, `diagnostics/` judge that.
 */
import type { Milliseconds, UnixMs } from '../base/time.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { NameServer, Prelude } from '../net/ports.ts';
import type { SeedProblem, SeedQuestions } from '../mongodb/srv.ts';
import type { OptionValues } from '../mongodb/uri-options.ts';
import type { Capture, Hex } from '../tls/handshake/capture.ts';
import type { CredentialProblem } from '../x509/pki/key-files/credential-problem.ts';
import type { Attempt } from './attempt.ts';
import type { HostTarget, Target } from './target.ts';

/** What was seen of one target. */
export interface Observation {
  readonly schema: 'whytls.observation/1';
  readonly observedAt: UnixMs;
  readonly durationMs: Milliseconds;
  readonly target: Target;
  /** Of the first host. */
  readonly resolution: Attempt<Resolution, IoProblem>;
  /** Those of the first host first. */
  readonly endpoints: readonly EndpointObservation[];
  /** Addresses of the names that were not probed further: another one answered. `problem`: why one that was tried did not. */
  readonly otherAddresses: readonly OtherAddress[];
  /** Every host of a connection string; absent: it has one. */
  readonly hosts?: readonly HostObservation[];
  /** What DNS said of a `mongodb+srv://` name; absent: it was not asked. */
  readonly seeds?: SeedObservation;
  /** The client's own certificate file cannot be used, so that no connection was made. Absent: it can, or none was given. */
  readonly clientFile?: ClientFileProblem;
  /** Absent: the target says it all. */
  readonly chosen?: Chosen;
  /** HTTPS_PROXY (or https_proxy) is set and was not followed. Absent: it is not set, or `--proxy` was given. */
  readonly proxyVariable?: ProxyVariable;
  /** Absent: not looked at. */
  readonly machine?: Machine;
  /** The Python on PATH, asked where something was found that its answers bear on. Absent: not asked, or there is none. */
  readonly python?: PythonSeen;
  /** The trust stores that were asked, with those of their certificates that concern the chains seen. */
  readonly trustStores: readonly TrustStoreObservation[];
  /** Revocation lists that were asked for: files, then the distribution points of certificates. Absent: none was. */
  readonly crls?: readonly CrlObservation[];
}

/** What a file or an address had of revocation lists. */
export interface CrlObservation {
  readonly from: CrlOrigin;
  /** notTried: it was not to be fetched (`--no-network-lookups`), or time was up. */
  readonly content: Attempt<
    {
      readonly form: 'pem' | 'der';
      readonly octets: number;
      /** Fields at which further CRLs in it cannot be read. */
      readonly broken: readonly string[];
      /** In their order; of CRLs of issuers that no certificate here names, the first ones only. */
      readonly lists: readonly CrlRecord[];
      /** How many were left out. */
      readonly others: number;
    },
    CrlSourceProblem
  >;
  /** The clock of whoever answered. Absent: it told none, or nobody was asked. */
  readonly date?: UnixMs;
}

/** The option that named a file, or the certificate (its subject, RFC 4514) that names an address. */
export type CrlOrigin =
  | { readonly kind: 'tlsCRLFile' | 'crl'; readonly path: string }
  | { readonly kind: 'distributionPoint'; readonly url: string; readonly of: string };

export type CrlSourceProblem =
  | IoProblem
  /** No CRL in it that can be read. `broken`: as above; `certificates`: how many of these it has. */
  | {
      readonly kind: 'noCrl';
      readonly form: 'pem' | 'der' | 'neither';
      readonly broken: readonly string[];
      readonly certificates: number;
    }
  /** The address is not one of HTTP: LDAP mostly. */
  | { readonly kind: 'notHttp' };

/** One CRL. */
export interface CrlRecord {
  /** Whole, or where that would be too long, without the entries that are about none of the certificates here. */
  readonly der: Hex;
  /** Set where entries are missing in `der`, whose signature can be checked no more. */
  readonly whole?: {
    readonly octets: number;
    readonly entries: number;
    readonly sha256: Hex;
    /** Which keys were seen to have signed it: SHA-256 of subjectPublicKeyInfo. */
    readonly signedBy: readonly Hex[];
  };
}

/** The operating system of the client, as far as remedies differ by it. */
export interface Machine {
  /** Node's name of it: `linux`, `darwin`, `win32`, … */
  readonly platform: string;
  /** Whose package manager it has, on Linux; null: not known. */
  readonly distribution: 'debian' | 'redhat' | 'alpine' | 'suse' | null;
  readonly isContainer: boolean;
}

/** What the Python on PATH says of itself. Texts are as it printed them. */
export interface PythonSeen {
  /** The program that was asked. */
  readonly program: string;
  /** `3.11.2`. */
  readonly version: string;
  /** `CPython`, `PyPy`, … */
  readonly implementation: string;
  /** The TLS library in it: `OpenSSL 3.0.22 25 Aug 2026`. */
  readonly library: string;
  /** The newest TLS version that it has at all, and the oldest that it offers by default: ProtocolVersion; null: it does not say. */
  readonly newestVersion: number | null;
  readonly oldestVersion: number | null;
  /** What it offers by default. */
  readonly cipherSuites: readonly number[];
  /** The installer of python.org on macOS made it: it has no root certificates until a command of its own installs them. */
  readonly isPythonOrgMac: boolean;
  /** Packages that matter to TLS and MongoDB, as far as they are installed. */
  readonly packages: readonly { readonly name: string; readonly version: string }[];
}

/** Many clients follow HTTPS_PROXY, and database drivers do not: what they see may differ from what we saw. */
export interface ProxyVariable {
  readonly name: string;
  /** `scheme://host:port`, without credentials; null where the value names no proxy. */
  readonly proxy: string | null;
  /** NO_PROXY exempts the host; of several hosts, every one. */
  readonly exempt: boolean;
  /** Those of several hosts that it exempts, where it does not exempt them all. Absent: none of them, or all. */
  readonly exemptHosts?: readonly string[];
}

/** How the user had us reach the server, beside the target: a command that probes it again says the same. Without secrets. */
export interface Chosen {
  /** `--dns`. */
  readonly dns?: NameServer;
  /** `--proxy`, without credentials. */
  readonly proxy?: string;
  /** `--ip`; not for hosts that a deployment advertises. */
  readonly ip?: string;
  /** The client's certificate file, as a flag or the connection string names it. */
  readonly tlsCertificateKeyFile?: string;
}

/** `tlsCertificateKeyFile`, and why it does not serve. */
export interface ClientFileProblem {
  readonly path: string;
  readonly problem: CredentialProblem | IoProblem;
}

/** An address that was not probed further. */
export interface OtherAddress {
  readonly address: string;
  readonly problem: IoProblem | null;
}

/** One of several hosts, and how its name was found. notTried: there were too many of them. */
export interface HostObservation extends Pick<HostTarget, 'host' | 'port'> {
  readonly resolution: Attempt<Resolution, IoProblem>;
  readonly otherAddresses: readonly OtherAddress[];
}

/** SRV and TXT records, and what they came to. */
export interface SeedObservation {
  readonly asked: SeedQuestions;
  readonly durationMs: Milliseconds;
  readonly list: Attempt<
    {
      readonly hosts: readonly Pick<HostTarget, 'host' | 'port'>[];
      /** How many the records name: more where srvMaxHosts limits them. */
      readonly found: number;
      /** What the TXT record sets. */
      readonly fromTxt: OptionValues;
    },
    IoProblem | SeedProblem
  >;
}

/** What a name was looked up to. */
export interface Resolution {
  readonly addresses: readonly string[];
  /** What the address that was typed is called here; absent: it has no name, or the client does not ask. */
  readonly name?: string;
  readonly durationMs: Milliseconds;
}

/** What was seen at one address. */
export interface EndpointObservation {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly tcp: Attempt<{ readonly durationMs: Milliseconds }, IoProblem>;
  readonly handshake: Attempt<HandshakeObservation, never>;
  /** Issuers that were fetched from where the last certificate of the chain points (AIA caIssuers, RFC 5280 4.2.2.1). */
  readonly fetchedIssuers: readonly FetchedIssuer[];
  readonly experiments: readonly Experiment[];
  /** What OCSP responders were asked. Absent: nobody wanted to know, neither the client nor the user. */
  readonly ocspLookup?: OcspLookup;
  /** With a proxy: the same handshake without it, to see whether both lead to the same server. Absent: not tried. */
  readonly direct?: Attempt<Capture, IoProblem>;
}

/** The handshake, and what was asked after it. */
export interface HandshakeObservation {
  readonly capture: Capture;
  /** What was asked in application data once the handshake was complete. Absent: nothing. */
  readonly asked?: 'hello' | 'helloAndAuthenticate';
  /** The user that the client's certificate stands for (RFC 2253), where it was to log in. */
  readonly user?: string;
  /** What was said before TLS began: with a proxy, with the server by STARTTLS. Absent: nothing. */
  readonly preludes?: readonly Prelude[];
  /** From the TCP connection attempt to the first octet of the server's; null if none came. */
  readonly firstByteMs: Milliseconds | null;
  /** From the TCP connection attempt to the end of the handshake, however it ended. */
  readonly handshakeMs: Milliseconds;
}

/** What an address in a certificate handed out as its issuer. */
export interface FetchedIssuer {
  readonly url: string;
  /** DER certificates in what was fetched. */
  readonly result: Attempt<{ readonly certificates: readonly Hex[] }, IoProblem | { readonly kind: 'noCertificate' }>;
  /** The clock of whoever answered. Absent: it told none. */
  readonly date?: UnixMs;
}

/** The OCSP responders that certificates name (AIA, RFC 5280 4.2.2.1), and what they answered. */
export interface OcspLookup {
  /** In the order in which certificates name them, the leaf's first; all were asked side by side. */
  readonly queries: readonly OcspQuery[];
  /**
   * Why the leaf's responders were not asked; null: they were. `notObserved`: the client that was observed does not ask, and
   * another one, through whose eyes it is read, would have.
   */
  readonly notAsked:
    'stapled' | 'noResponder' | 'issuerUnknown' | 'endpointCheckDisabled' | 'lookupsOff' | 'notObserved' | null;
}

/** One question to one responder. */
export interface OcspQuery {
  /** Place of the certificate in the chain as sent. */
  readonly certificate: number;
  /** As the certificate names it. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Digest of the CertID that was asked with. */
  readonly digest: 'sha1' | 'sha256';
  /** RFC 9654; null: none was sent. */
  readonly nonce: Hex | null;
  readonly durationMs: Milliseconds;
  readonly result: Attempt<
    {
      readonly contentType: string | null;
      readonly response: Hex;
      /** The clock of whoever answered. Absent: it told none. */
      readonly date?: UnixMs;
    },
    /** Any other HTTP status than 200 is `httpStatus`. */
    IoProblem
  >;
}
/**
 * The trust stores of a machine. `system`: what OpenSSL takes by default; `sslCertFile`, `sslCertDir`: the same where one of
 * these variables replaces a part of it; `systemBundle`: all roots of the distribution in one file, where OpenSSL has another;
 * `node`: the roots that Node brings along; `nodeExtra`: the same with those of NODE_EXTRA_CA_CERTS; `certifi`: of the Python on
 * PATH; `python`: what that Python's OpenSSL takes by default, where it is another than the system's; `java`: cacerts;
 * `keychain`: what macOS trusts; `windows`: what Windows trusts.
 */
export type TrustStoreName =
  | 'tlsCAFile'
  | 'sslCertFile'
  | 'sslCertDir'
  | 'system'
  | 'systemBundle'
  | 'node'
  | 'nodeExtra'
  | 'certifi'
  | 'python'
  | 'java'
  | 'keychain'
  | 'windows';

/** What a file holds in place of certificates in PEM. */
export type OtherContent =
  'nothing' | 'derCertificate' | 'otherDer' | 'otherPem' | 'pkcs12' | 'javaKeyStore' | 'utf16' | 'somethingElse';

/**
 * Why a store gives no trust anchors. `holds`: what a file has instead; absent for a folder. `damaged`: the certificate at this
 * place of the file (from 1) is cut off or no certificate, for which OpenSSL refuses the whole file; null: a key store that
 * is none. `passwordNeeded`, `wrongPassword`: a PKCS #12 store of Java's, whose certificates are
 * encrypted; `notReadableHere`: a store of the operating system that this version of Node has no way to read.
 */
export type TrustStoreProblem =
  | IoProblem
  | { readonly kind: 'noCertificate'; readonly path: string; readonly holds?: OtherContent }
  | { readonly kind: 'damaged'; readonly path: string; readonly place: number | null }
  | { readonly kind: 'passwordNeeded' | 'wrongPassword'; readonly path: string }
  | { readonly kind: 'notReadableHere' };

/** One trust store, as far as it concerns the chain. */
export interface TrustStoreObservation {
  readonly name: TrustStoreName;
  /** File or folder that was read; null for Node's bundled roots. */
  readonly path: string | null;
  /** Folders in which OpenSSL looks for what the file does not hold. Absent: none. */
  readonly folders?: readonly string[];
  /** Whether the client at hand decides by this store; others are asked for comparison. */
  readonly decides: boolean;
  readonly content: Attempt<
    {
      /** How many certificates the store holds: the file, or where it has none, the folder. */
      readonly certificates: number;
      /** Those whose subject is named as an issuer, or stands as a subject, in a chain that was seen, and their own issuers. DER. */
      readonly relevant: readonly Hex[];
      /** notBefore of its newest certificate. Absent: not looked at. */
      readonly newestRootFrom?: UnixMs;
    },
    TrustStoreProblem
  >;
}

/** Why a further connection was made: the question that it answers. */
export type Question =
  | { readonly kind: 'resumes' } // a second connection with the first one's session
  | { readonly kind: 'acceptsVersion'; readonly version: number }
  | { readonly kind: 'acceptsAnyCipherSuite'; readonly version: number }
  | { readonly kind: 'acceptsAnotherCipherSuite'; readonly version: number; readonly without: readonly number[] }
  /** A certificate is out of its time: what does the server's clock say, over HTTP, or in the random of a ServerHello of TLS 1.2? */
  | { readonly kind: 'tellsTime'; readonly by: 'http' | 'serverHello' }
  /** The client and a MongoDB server have no version or suite in common: what release is it, asked with everything we have? */
  | { readonly kind: 'saysHello'; readonly version: number }
  | { readonly kind: 'answersAgain' } // the same offer once more: flaky or broken?
  | { readonly kind: 'speaksFirst' } // connect and listen without saying anything
  | { readonly kind: 'answersPlaintext'; readonly protocol: 'http' | 'mongodb' | 'postgresql' }
  | { readonly kind: 'acceptsSsl2' } // a CLIENT-HELLO of SSL 2.0
  /** Everything that we can name for the version, but for the suites of one key exchange. */
  | { readonly kind: 'withoutKeyExchange'; readonly version: number; readonly keyExchange: string }
  /** Suites of one key exchange and kind of cipher alone, without those already seen. */
  | {
      readonly kind: 'acceptsSuitesOf';
      readonly version: number;
      readonly keyExchange: string;
      readonly mode: 'aead' | 'cbc';
      readonly without: readonly number[];
    }
  // From here on: the client's own offer, changed in one point.
  | { readonly kind: 'withoutServerName' }
  | { readonly kind: 'withServerName'; readonly name: string }
  | { readonly kind: 'withoutAlpn' }
  | { readonly kind: 'whichAlpn'; readonly offered: readonly string[] }
  | { readonly kind: 'withEveryCipherSuite' } // of its versions
  | { readonly kind: 'withEveryGroup'; readonly without: readonly number[] }
  | { readonly kind: 'withEverySignatureScheme'; readonly without: readonly number[] }
  | { readonly kind: 'singleGroup'; readonly group: number }
  | { readonly kind: 'signatureFamily'; readonly family: SignatureFamily }
  | { readonly kind: 'withoutTls13' }
  | { readonly kind: 'withoutDhe' }
  | { readonly kind: 'withoutClientCertificate' }
  /** The shortest hello of TLS 1.2 that still names the server: no ALPN, no status_request, no encrypt_then_mac. */
  | { readonly kind: 'minimalHello' }
  /** The same, brought to so many octets by padding (RFC 7685). */
  | { readonly kind: 'largeHello'; readonly octets: number }
  /** A version below the client's newest, marked as a second try (TLS_FALLBACK_SCSV, RFC 7507). Never made by default. */
  | { readonly kind: 'honoursFallbackScsv'; readonly version: number };

/** Signature schemes that stand or fall together: those of one kind of key and padding. */
export type SignatureFamily = 'ecdsa' | 'rsaPss' | 'rsaPkcs1';

/** One deciding experiment: a question, what was offered, and what came of it. */
export interface Experiment {
  readonly question: Question;
  readonly result:
    | { readonly kind: 'handshake'; readonly capture: Capture }
    /** Octets that came in answer to something that is not TLS, or to silence; 512 at most. */
    | { readonly kind: 'octets'; readonly octets: Hex; readonly ended: 'fin' | 'rst' | 'deadline' }
    | { readonly kind: 'noConnection'; readonly problem: IoProblem };
  readonly durationMs: Milliseconds;
  /**
   * The longest that this machine kept us from looking at the clock meanwhile, where that was watched: no time that was measured is
   * surer than this.
   */
  readonly heldUpMs?: Milliseconds;
}
