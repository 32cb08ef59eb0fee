/** How much a fault's effect on a client can tell of the fault: what `explain` may say first of the text. */
import { readText } from '../../../src/cli/explain/reader.ts';
import { faultById } from '../../../src/lab/lab.ts';

/** The diagnoses of which any may come first; `mayLack`: the fault's own need not be among the candidates at all. */
export interface Support {
  readonly first: readonly string[];
  readonly mayLack: boolean;
  /** Why the text cannot tell more; null: it can. */
  readonly why: string | null;
}

/** What `explain` says of a client's text, where that is not what it may say. */
export function misread({
  client,
  fault,
  text,
}: {
  readonly client: string;
  readonly fault: string;
  readonly text: string;
}): string | null {
  const { first, mayLack } = supportOf(fault, text);
  const ids = readText(text).candidates.map(({ id }) => id);
  const own = faultById(fault)?.diagnosis ?? 'none';
  if (!first.includes(ids[0] ?? 'none'))
    return `${client} about ${fault}: ${ids[0] ?? 'none'}, not ${first.join(' or ')}`;
  return mayLack || own === 'none' || ids.includes(own)
    ? null
    : `${client} about ${fault}: ${own} is not among ${ids.join(', ')}`;
}

/** What `explain` may make of a text about a fault. */
export function supportOf(fault: string, text: string): Support {
  const own = faultById(fault)?.diagnosis ?? 'none';
  const vague = vagueTexts.find(({ says }) => says.test(text));
  if (vague !== undefined) return { first: [own, ...vague.first], mayLack: vague.mayLack !== false, why: vague.why };
  const weak = weakFaults.find(({ faults }) => faults.includes(fault));
  if (weak === undefined || weak.unless?.test(text) === true) return { first: [own], mayLack: false, why: null };
  return { first: [own, ...weak.also], mayLack: weak.mayLack === true, why: weak.why };
}

interface WeakFault {
  readonly faults: readonly string[];
  readonly also: readonly string[];
  readonly why: string;
  /** Texts that do tell. */
  readonly unless?: RegExp;
  readonly mayLack?: true;
}

const issuer = ['untrusted-root', 'missing-intermediate', 'client-roots-missing'] as const;
const ending = ['unexpected-eof', 'connection-reset'] as const;

const weakFaults: readonly WeakFault[] = [
  {
    faults: ['clock-skew', 'clock-skew-path'],
    also: ['cert-not-yet-valid'],
    why: 'a certificate of tomorrow and a clock of yesterday look alike to the client',
  },
  {
    faults: ['client-roots-missing', 'root-only-in-node'],
    also: [...issuer, 'ca-file-unreadable'],
    why: 'the client knows that it has no root for this path, and some say that of a file',
  },
  {
    faults: ['missing-intermediate', 'missing-intermediate-old-chain'],
    also: issuer,
    why: 'the client knows that no path leads to a root that it has, and not which end is missing',
  },
  {
    faults: ['self-signed-leaf'],
    also: issuer,
    unless: /self[- ]signed|selfsigned|DEPTH_ZERO/i,
    why: 'GnuTLS, Java and Go call every issuer unknown that they do not have, the leaf itself included',
  },
  {
    faults: ['san-missing', 'san-missing-ip', 'san-missing-accepted'],
    also: ['hostname-mismatch'],
    why: 'most clients say that no name matches, and not that there is none',
  },
  {
    faults: ['replica-set-host'],
    also: ['hostname-mismatch'],
    why: 'the driver names the host that it went on to, and not who sent it there',
  },
  {
    faults: ['sni-refused', 'no-shared-sigalg'],
    also: ['no-shared-cipher'],
    why: 'the alert handshake_failure has many reasons, of which the cipher suites are the commonest',
  },
  {
    faults: ['client-cert-required', 'plaintext-mongodb'],
    also: ending,
    why: 'the other side closes or resets, and says nothing',
  },
  {
    faults: ['tls13-intolerant', 'protocol-version-ssl2', 'middlebox-name'],
    also: ending,
    mayLack: true,
    why: 'the other side closes, and says nothing',
  },
  {
    faults: ['handshake-timeout', 'connect-timeout'],
    also: ['handshake-timeout', 'connect-timeout'],
    unless: /handshake[^\n]{0,20} tim|connect ETIMEDOUT/i,
    mayLack: true,
    why: 'only that something took too long is said',
  },
  {
    faults: ['certificate-malformed-twice'],
    also: [...issuer, 'server-protocol-error'],
    mayLack: true,
    why: 'OpenSSL leaves a certificate that it cannot read out of the search for a path, and then finds none',
  },
  {
    faults: ['dh-too-small'],
    also: ['no-shared-cipher'],
    unless: /dh.?key|dh_key|prime|Diffie/i,
    mayLack: true,
    why: 'Go and Erlang have no DHE, and share no cipher suite with a server that has nothing else',
  },
  {
    faults: ['name-constraints', 'name-constraints-excluded'],
    also: ['certificate-usage'],
    unless: /^(?![\s\S]*signer's constraints)/,
    why: 'GnuTLS has one word for what a CA may not sign, be it names, keys or depth',
  },
  {
    faults: ['chain-order-outdated'],
    also: ['cert-expired', ...issuer],
    mayLack: true,
    why: 'GnuTLS takes the outdated certificate as part of the path, and says that it has expired',
  },
  {
    faults: ['not-mongodb'],
    also: ['unexpected-eof', 'tls-required', 'client-cert-required'],
    mayLack: true,
    why: 'drivers tell that the connection was closed, and not what was said before',
  },
  {
    faults: ['certificate-malformed-signature'],
    also: ['untrusted-root'],
    unless: /signature (?:check failed|failure)|EVP lib|Signature does not match/i,
    why: 'a signature that does not hold is in most cases that of another CA of the same name',
  },
  {
    faults: ['protocol-version-ssl3'],
    also: ['server-protocol-error'],
    unless: /^(?![\s\S]*ciphersuite)/,
    why: 'Java looks at the cipher suite before the version, and finds one that it did not offer',
  },
  {
    faults: ['crl-der'],
    also: ['ca-file-unreadable'],
    why: 'Python loads lists and certificates by one call, and says only that neither was found',
  },
];

interface VagueText {
  readonly says: RegExp;
  readonly first: readonly string[];
  readonly mayLack?: false;
  readonly why: string;
}

const vagueTexts: readonly VagueText[] = [
  {
    says: /certificate verify failed(?!:| \((?!_ssl))/,
    first: issuer,
    why: 'that verification failed, and not why',
  },
  {
    says: /Client network socket disconnected before secure TLS connection/,
    first: ending,
    why: 'Node 16 and before see the end of the connection before the alert',
  },
  {
    says: /Cannot connect to host [^\n]{1,80} ssl:\w+ \[None\]/,
    first: ending,
    why: 'asyncio calls the end of a handshake a reset',
  },
  {
    says: /raise asyncio\.TimeoutError from[^\n]*\n(?:asyncio\.exceptions\.)?TimeoutError\s*$/,
    first: ['connect-timeout', 'handshake-timeout', 'none'],
    why: 'aiohttp says so of any request that takes too long',
  },
  {
    says: /failed: timeout expired/,
    first: ['connect-timeout', 'handshake-timeout'],
    why: 'psql has one time-out for all',
  },
  {
    says: /Can't connect to server on '[^'\n]+' \(115\)/,
    first: ['connection-refused', 'connect-timeout'],
    why: 'MariaDB repeats that the connection was under way when it looked',
  },
  {
    says: /invalid status response/,
    first: ['ocsp-staple-invalid', 'cert-revoked', 'ocsp-staple-missing'],
    why: 'PyMongo refuses revoked certificates, bad staples and missing ones alike',
  },
  {
    says: /Failed OCSP verification/,
    first: ['cert-revoked', 'ocsp-staple-invalid', 'ocsp-staple-missing'],
    why: 'libmongoc says so of revoked certificates, bad staples and missing ones alike',
  },
  {
    says: /^\{error,(?:closed|timeout)\}$/m,
    first: [...ending, 'none'],
    why: 'Erlang says so of any connection',
  },
  {
    says: /Fatal - Certificate Expired/,
    first: ['cert-expired'],
    why: 'Erlang calls certificates of tomorrow expired, too',
  },
  {
    says: /Fatal - (?:Bad Certificate|Unsupported Certificate|Internal Error)|function_clause/,
    first: [...issuer, 'certificate-usage', 'alert-internal-error'],
    why: 'Erlang keeps to the alert, and the reason to itself',
  },
  {
    says: /^(?:500 )?Can't connect to [\w.:-]+\s+Can't connect to [\w.:-]+\s*$/,
    first: ['none'],
    why: 'LWP has lost the reason',
  },
  {
    says: /server certificate verification failed\. CAfile/,
    first: issuer,
    why: 'that verification failed, and not why',
  },
  {
    says: /^ERROR: The certificate of ‘[^’\n]+’ is not trusted\.\n(?!ERROR)/m,
    first: issuer,
    mayLack: false,
    why: 'wget has no line for some reasons',
  },
  {
    says: /connected\.\nUnable to establish SSL connection\./,
    first: ['handshake-refused', 'protocol-version', ...ending],
    why: 'that the handshake failed, and not why',
  },
  {
    says: /^(?![\s\S]*SSL operation failed)[\s\S]*Failed to enable crypto in [^\n]+\n[^\n]+operation failed/,
    first: ending,
    why: 'PHP has no word for the end of a connection',
  },
  {
    says: /TLS handshake failed: Connection timed out calling/,
    first: ending,
    why: 'libmongoc calls the end of a handshake a time-out',
  },
  {
    says: /connection closed calling/,
    first: ['tls-required'],
    why: 'libmongoc says so of any connection that does not come about',
  },
  {
    says: /Error setting the x509 CRL file/,
    first: ['crl-problem'],
    why: 'GnuTLS checks who signed a list when it loads it, and does not come as far as its entries',
  },
  {
    says: /tlsCRLFile cannot be used with PyOpenSSL/,
    first: ['options-conflict'],
    why: 'the driver does not come as far as the list',
  },
  {
    says: /unable to get certificate CRL/,
    first: ['crl-problem'],
    why: 'Node wants a list of every CA of the chain, and misses one before it looks at what is revoked',
  },
];

/** Faults whose server, served by hand, falls silent after the handshake. */
const silent: ReadonlySet<string> = new Set([
  'dh-too-small',
  'legacy-renegotiation',
  'no-shared-sigalg',
  'sni-unrecognized',
  'sni-refused',
  'middlebox-name',
  'no-shared-cipher',
  'healthy',
]);

/** A client that waited for an answer to what it said after the handshake, which it did not mind. */
export const isOnlySilence = (fault: string, text: string): boolean =>
  (silent.has(fault) && /tim(?:ed|e)?.?out|too slow|deadline exceeded/i.test(text) && !/handshake fail/i.test(text)) ||
  // Drivers find the lab's server too old, once they have spoken to it.
  /reports (?:maximum )?wire version \d/.test(text) ||
  // No fault speaks PostgreSQL.
  (!fault.endsWith('-timeout') && /^psql: [^\n]+ failed: timeout expired$/m.test(text));
