/**
 * Commands of remedies: the same in every language, and safe to paste. Host names and files are the user's own and are quoted
 * where a shell would read them otherwise. What a peer chose never enters a command, but for a certificate in base64 and a name of
 * letters, digits and hyphens between dots.
 */
import { toBase64 } from '../../base/octets.ts';

/** One word of a POSIX shell command: bare where it is plain, in single quotes where it is not. Control characters are dropped. */
export function shellWord(text: string): string {
  // Almost every word is plain; the other expression makes V8 load its Unicode tables.
  if (/^[A-Za-z0-9_./:@%+,-]+$/.test(text)) return text;
  const word = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
  return /^[A-Za-z0-9_./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** `host:port`; an IPv6 address in brackets. */
export const hostAndPort = (host: string, port: number | string): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** A server, and what `openssl s_client` must be told to reach it. */
export interface Reached {
  readonly host: string;
  readonly port: number;
  /** Connect to this address, since the name alone leads elsewhere or nowhere; absent: the name does. */
  readonly connectTo?: string;
  /** `host:port` of an HTTP proxy; absent: none. */
  readonly httpProxy?: string;
  /** As s_client names the protocol that comes before TLS; absent: none. */
  readonly starttls?: string;
}

/** The port may be a word that stands for one. */
type Named = Omit<Reached, 'port'> & { readonly port: number | string };

/** Connects by `openssl s_client`, with further options. An IP address gets no server_name. */
export function sClient({ host, port, connectTo, httpProxy, starttls }: Named, options = ''): string {
  const isAddress = host.includes(':') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
  return [
    `openssl s_client -connect ${shellWord(hostAndPort(connectTo ?? host, port))}`,
    ...(isAddress ? [] : [`-servername ${shellWord(host)}`]),
    ...(httpProxy === undefined ? [] : [`-proxy ${shellWord(httpProxy)}`]),
    ...(starttls === undefined ? [] : [`-starttls ${starttls}`]),
    ...(options === '' ? [] : [options]),
    '</dev/null',
  ].join(' ');
}

/** Asks DNS by hand, the server that the user named if there is one. */
export const dig = (
  { dns }: { readonly dns?: { readonly address: string; readonly port: number } },
  question: string,
): string => `dig ${dns === undefined ? '' : `@${dns.address} ${dns.port === 53 ? '' : `-p ${dns.port} `}`}${question}`;

/** Shows the chain as a server sends it. */
export const showCertificates = (at: Named): string => sClient(at, '-showcerts');

/** Writes each certificate of what a command prints into a file of its own: `cert-0.pem` is the first. */
export const splitChain = (show: string): string =>
  `${show} | awk '/-----BEGIN CERT/ { file = "cert-" n++ ".pem" } /-----BEGIN CERT/,/-----END CERT/ { print > file }'`;

/** Asks the OCSP responder that a leaf names, by the files that `splitChain` writes. */
export const askResponder = (caFile: string | null): string =>
  `openssl ocsp -issuer cert-1.pem -cert cert-0.pem -url "$(openssl x509 -in cert-0.pem -noout -ocsp_uri)" -no_nonce -resp_text${caFile === null ? '' : ` -CAfile ${shellWord(caFile)}`}`;

/** Shows who issued what in a PEM file, and until when: every certificate of it. */
export const showPemFile = (file: string): string =>
  `openssl crl2pkcs7 -nocrl -certfile ${shellWord(file)} | openssl pkcs7 -print_certs -noout`;

/** The same with the dates of each. */
export const showPemDates = (file: string): string =>
  `openssl crl2pkcs7 -nocrl -certfile ${shellWord(file)} | openssl pkcs7 -print_certs -text -noout | grep -E 'Subject:|Not Before|Not After'`;

/** Turns a CRL from DER, as CAs publish it, into PEM. */
export const crlToPem = (der: string, pem: string): string =>
  `openssl crl -inform DER -in ${shellWord(der)} -out ${shellWord(pem)}`;

/** Shows whose a CRL is, and from when until when. */
export const showCrl = (pem: string): string =>
  `openssl crl -in ${shellWord(pem)} -noout -issuer -lastupdate -nextupdate`;

/** A certificate in PEM. */
export function toPem(der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n');
}

/** Writes a PEM text into a file, by a here-document. */
export const writePem = (file: string, pem: string): string => `cat > ${shellWord(file)} <<'END'\n${pem}\nEND`;

/** A name of a host, or its address, as it stands in subjectAltName. */
interface RequestedName {
  readonly kind: 'dns' | 'ip';
  readonly value: string;
}

/**
 * A request for a certificate that holds a name, or an address, in subjectAltName, `beside` those that the old one has; and how a
 * CA of one's own signs it: `x509 -req` drops the extensions of a request unless it is told to copy them. Where the old names are
 * many, or not such that OpenSSL's syntax for them is sure to hold them, the first stands alone.
 */
export function requestFor(first: RequestedName, beside: readonly RequestedName[] = []): readonly string[] {
  const { value } = first;
  const areTold = beside.length <= mostNames && beside.every((one) => /^[\w*.:-]{1,253}$/.test(one.value));
  const names = [first, ...(areTold ? beside : [])].map((one) => `${one.kind === 'ip' ? 'IP' : 'DNS'}:${one.value}`);
  const name = shellWord(`subjectAltName=${[...new Set(names)].join(',')}`);
  // A CN holds 64 characters at most (RFC 5280 appendix A.1).
  const commonName = value.length > 64 ? (value.split('.')[0] ?? '') : value;
  return [
    `openssl req -new -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj ${shellWord(`/CN=${commonName}`)} -addext ${name}`,
    'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 397 -out server.pem',
  ];
}

const mostNames = 16;

/** A new key of the curve that every client takes, and a request for a certificate with it. */
export const newEcRequest =
  'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -pkeyopt ec_param_enc:named_curve -nodes -keyout server.key -out server.csr';

/** Takes new certificates into a running mongod or mongos, 5.0 and later. */
export const rotateCertificates = "mongosh --eval 'db.adminCommand({rotateCertificates: 1})'";

/** Whether the clock is kept in step, and how far it is off: systemd, chrony, Windows. */
export const showClock: readonly string[] = ['timedatectl status', 'chronyc tracking', 'w32tm /query /status'];

/** Sets the clock by the network: systemd, chrony, Windows. */
export const setClock: readonly string[] = ['sudo timedatectl set-ntp true', 'sudo chronyc makestep', 'w32tm /resync'];

/** Asks the programs that renew certificates how they fared: certbot (twice), cert-manager. */
export const certificateManagers: readonly string[] = [
  'sudo certbot certificates',
  'sudo certbot renew --dry-run',
  'kubectl get certificates --all-namespaces',
];

/** A command for each family of Linux distributions. */
export type ByDistribution = Readonly<Record<'debian' | 'redhat' | 'alpine' | 'suse', string>>;

/** The system's root certificates anew. */
export const updateRoots: ByDistribution = {
  debian: 'sudo apt-get update && sudo apt-get install --only-upgrade ca-certificates',
  redhat: 'sudo dnf upgrade ca-certificates',
  alpine: 'sudo apk upgrade ca-certificates',
  suse: 'sudo zypper update ca-certificates-mozilla',
};

/** The same for this machine; for every distribution where it is not known. */
export const updateRootsOf = (
  machine: { readonly distribution: keyof ByDistribution | null } | undefined,
): readonly string[] =>
  machine?.distribution == null ? Object.values(updateRoots) : [updateRoots[machine.distribution]];

/** Root certificates where there are none. */
export const installRoots: ByDistribution = {
  debian: 'sudo apt-get update && sudo apt-get install ca-certificates && sudo update-ca-certificates',
  redhat: 'sudo dnf install ca-certificates && sudo update-ca-trust',
  alpine: 'sudo apk add ca-certificates',
  suse: 'sudo zypper install ca-certificates-mozilla && sudo update-ca-certificates',
};

/** The same in the file of a container image. */
export const installRootsInImage: ByDistribution = {
  debian:
    'RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*',
  redhat: 'RUN dnf install -y ca-certificates && dnf clean all',
  alpine: 'RUN apk add --no-cache ca-certificates',
  suse: 'RUN zypper --non-interactive install ca-certificates-mozilla',
};

/** A root of one's own, ca.pem, into the system's store. */
export const addOwnRoot: ByDistribution & Readonly<Record<'darwin' | 'win32', string>> = {
  debian: 'sudo cp ca.pem /usr/local/share/ca-certificates/ca.crt && sudo update-ca-certificates',
  redhat: 'sudo cp ca.pem /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust',
  alpine: 'sudo cp ca.pem /usr/local/share/ca-certificates/ca.crt && sudo update-ca-certificates',
  suse: 'sudo cp ca.pem /etc/pki/trust/anchors/ && sudo update-ca-certificates',
  darwin: 'sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ca.pem',
  win32: 'certutil -addstore -f Root ca.pem',
};

/** Root certificates for the Python of python.org on macOS, which does not use the system's store. */
export const macPythonCertificates = 'open "/Applications/Python <YOUR PYTHON VERSION>/Install Certificates.command"';

/** Root certificates of certifi for a Python without any: written for portable-pypy, works for every interpreter. */
export const certifiForPypy: readonly string[] = [
  'pypy -m pip install certifi',
  'export SSL_CERT_FILE=$(pypy -c "import certifi; print(certifi.where())")',
];

/** PyMongo's extra that brings PyOpenSSL: OCSP, and OpenSSL's own list of cipher suites. */
export const installPymongoOcsp = 'python -m pip install "pymongo[ocsp]"';
