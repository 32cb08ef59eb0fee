/** `docs/clients.md`, as it should be: what each client offers, verifies and prints, from the profiles themselves. */
import { clients } from '../../clients/index.ts';
import type { ClientProfile, Refusal } from '../../clients/profile.ts';
import type { ClientSummary } from '../../clients/summary.ts';
import { summaryOf } from '../../clients/summary.ts';

/** The page of the clients. */
export function clientsPage(): string {
  const all = clients.map((client) => ({ client, summary: summaryOf(client) }));
  return [
    '# The clients',
    '',
    intro,
    '',
    ...table(
      ['`--client`', 'client', 'TLS', 'suites', 'verified by', 'CN counts', 'OCSP', 'CRL file', 'trusts'],
      all.map(({ summary }) => overview(summary)),
    ),
    '',
    legend,
    '',
    '## What each prints',
    '',
    framing,
    '',
    ...all.flatMap(({ client, summary }) => section(client, summary)),
  ].join('\n');
}

const intro = `whytls looks at a server through the eyes of one client: it sends what that client offers, judges the certificate by its rules, and
tells the error that it prints. \`--client ID\` chooses one, \`--client list\` shows them. Where nobody chooses, a target of MongoDB
(\`mongodb://\`, ports 27017 to 27020) is seen as PyMongo sees it, anything else as \`openssl s_client\`.

This page is written by \`npm run docs\` from the profiles in \`src/clients/profiles/\`. Real programs meet every fault of the lab beside
them: \`test/e2e/drivers.test.ts\` (PyMongo, and MongoDB's drivers for Node.js, Go and Java), \`test/e2e/profiles.test.ts\` (curl,
Python and openssl). Generated chains are given to Go and Java themselves in \`test/x509/verify/verify-turning-back.test.ts\`.`;

const legend = `*verified by*: OpenSSL at a security level (1: RSA of 1024 bits, 2: RSA of 2048 bits and SHA-256), or code of the client's own, which goes
back and tries another path where one fails. *CN counts*: a common name is compared where there is no subjectAltName. *OCSP*: how
a staple or a responder decides, by the ways of [ocsp.md](ocsp.md). *CRL file*: whom it looks up in it. *trusts*: whose store decides
where no file is given.`;

const framing = `For a server \`db1.example.net:27017\`. \`…\` stands for what differs by build or by run. Drivers put words of their own around these: PyMongo
and the Go driver \`…, Timeout: 30s, Topology Description: …\` and \`server selection error: …\`, the Java driver the exceptions that
led to this one.`;

const overview = ({ id, name, offers, verifies, trusts, defaultFor }: ClientSummary): readonly string[] => [
  `\`${id}\``,
  `${name}${defaultFor === 'mongodb' ? ' (default for MongoDB)' : defaultFor === 'others' ? ' (default for the rest)' : ''}`,
  offers.versions.map((version) => version.replace('TLSv', '').replace(/^1$/, '1.0')).join(', '),
  String(offers.cipherSuites.length),
  verifies.engine === 'openssl'
    ? `OpenSSL, level ${verifies.securityLevel}${verifies.strict ? ', strict' : ''}${verifies.partialChain ? ', partial chains' : ''}`
    : verifies.engine === 'go'
      ? 'Go'
      : 'Java',
  verifies.commonName ? 'yes' : 'no',
  `\`${verifies.ocsp}\``,
  verifies.crl === 'none' ? 'none' : verifies.crl === 'leaf' ? 'the leaf' : 'the whole chain',
  `\`${trusts}\``,
];

function section(client: ClientProfile, { id, name, offers }: ClientSummary): readonly string[] {
  return [
    `### \`${id}\`: ${name}`,
    '',
    notes[id] ?? '',
    '',
    ...table(
      ['what happens', 'what it prints'],
      cases(client).map(([what, text]) => [what, text === null ? 'nothing: it goes on' : code(text)]),
    ),
    '',
    `Offers ${offers.cipherSuites.map((suite) => `\`${suite}\``).join(', ')}; groups ${offers.groups.map((group) => `\`${group}\``).join(', ')}.`,
    '',
  ];
}

const where = { host: 'db1.example.net', port: 27017 };
const judgedAt = Date.UTC(2026, 10, 21, 12);

/** What a reader is likely to have in hand. */
function cases({ words, verifies }: ClientProfile): readonly (readonly [what: string, text: string | null])[] {
  const subject = 'CN=db1.example.net';
  const expired: Refusal = {
    path: [],
    problems: [{ kind: 'expired', depth: 0, subject, notAfter: Date.UTC(2026, 10, 14, 12) }],
    at: judgedAt,
  };
  const name = { kind: 'dns', value: where.host } as const;
  return [
    [
      'the certificate has expired',
      words.verifyFailed(where, { code: 10, text: 'certificate has expired', depth: 0 }, expired),
    ],
    [
      'nobody trusted issued it, or an intermediate is missing',
      words.verifyFailed(where, { code: 20, text: 'unable to get local issuer certificate', depth: 0 }),
    ],
    ['it is for other names', words.nameMismatch(where, name, ['db1.internal'], [])],
    [
      'it has no subjectAltName, and its CN is the host',
      verifies.usesCommonName ? null : words.nameMismatch(where, name, [], [], [where.host]),
    ],
    ['the server answers with alert 40, handshake_failure', words.alert(where, 40, false)],
    ['the server closes in the middle of the handshake', words.closed(where, 'fin', false)],
    ['the server closes right after it (mongod, over a client certificate)', words.closed(where, 'fin', true)],
    ['the server speaks no TLS', words.notTls(where)],
    ['nothing listens there', words.refused(where)],
    ['the file of CAs is missing', words.caFileUnusable('ca.pem', 'missing')],
    ['the file of CAs holds no certificate', words.caFileUnusable('ca.pem', 'noCertificate')],
    ['OCSP says revoked', words.badStaple(where, undefined, { kind: 'revoked' })],
  ];
}

/** What the tables cannot tell, and how it is known. */
const notes: Readonly<Record<string, string>> = {
  pymongo:
    'The standard `ssl` module, without the extra `ocsp`; AsyncMongoClient always is this one. Python 3.10 brought a list of 17 suites of its own: no static RSA, no SHA-1 MAC. PyMongo makes a context of its own, so it is no stricter on Python 3.13. Measured: PyMongo 4.20 and, for connecting or not, 3.11.4, on CPython 3.11 with OpenSSL 3.0.',
  openssl:
    'Debian 12’s program, at security level 2. It names TLS 1.1 and 1.0 in its ClientHello, but ends such a handshake itself. Measured: OpenSSL 3.0.22.',
  'pymongo-ocsp':
    'With `pymongo[ocsp]` the synchronous MongoClient runs on PyOpenSSL, which brings an OpenSSL of its own and OpenSSL’s list of suites. The reason of a refusal is lost on the way. Names are compared by service_identity, which knows no CN. `tlsCRLFile` cannot be used with it. Measured: PyMongo 4.20, pyOpenSSL 26.4 on OpenSSL 4.0.',
  'pymongo-debian':
    'Debian and Ubuntu build their `python3` with OpenSSL’s list of suites. Where `pymongo` fails for want of a shared suite, this one connects. Debian 12’s 3.11.2 also words an early end of the connection in its own way. Measured: PyMongo 4.20 on that Python.',
  'pymongo-python-3.9':
    'Python before 3.10 as python.org built it, with OpenSSL 1.1.1: TLS 1.0 and 1.1, RSA of 1024 bits, SHA-1 and curves spelled out in numbers are all good enough. Measured: OpenSSL 1.1.1n itself, under that Python’s list of suites; the words around are those of later Pythons. The same Python on OpenSSL 3.0 comes nearer to `pymongo-debian`.',
  node: 'MongoDB’s driver on Node.js 20, whose OpenSSL stands at security level 1. It trusts the roots that Node brings along (and NODE_EXTRA_CA_CERTS), not the system’s; an empty file of CAs leaves it without any, and it does not say so. `tlsCAFile` alone does not switch TLS on. Measured: driver 7.9, Node 20.20.',
  'node-24':
    'The same on Node.js 24: OpenSSL 3.5 at security level 2, and a hybrid group. Measured: driver 7.9, Node 24.21.',
  mongosh:
    'The same driver and Node.js 20, but it is handed the roots of the system: SSL_CERT_FILE counts, NODE_EXTRA_CA_CERTS does not. Measured: mongosh 2.12.',
  go: 'No common name, no CRL file; other paths are tried where one fails; MongoDB’s specification of OCSP is followed, though a responder’s certificate may be out of date. Before Go 1.20 the words `tls: failed to verify certificate: ` are missing. Measured: driver 2.9 on Go 1.26.',
  java: 'Of the TLS options of a connection string it knows `tls`, `tlsInsecure` and `tlsAllowInvalidHostnames`: whom it trusts, an SSLContext or `javax.net.ssl.trustStore` says. It believes SHA-1 below private roots. The address of a server it also turns back into a name by the system’s resolver, and is content with a certificate for that. OCSP it leaves alone unless the JVM is told to look, but a staple that it cannot decode ends the handshake. Measured: driver 5.6 on OpenJDK 17.0.15.',
  'python-3.10':
    'Any program on `ssl.create_default_context()`: urllib, httpx, aiohttp; requests brings the roots of certifi. Measured: CPython 3.11.7 with OpenSSL 3.0.',
  'python-3.13':
    'Since 3.13 that context is strict: a CA without keyUsage, a missing authorityKeyIdentifier and the like are refused. It also takes any trusted certificate for the end of a path. Measured: CPython 3.13.0 with OpenSSL 3.0.',
  curl: 'It compares names itself, an address even with the CN, and takes any trusted certificate for the end of a path. OCSP counts with `--cert-status` alone. That it asks for h2 by ALPN is left to `--alpn`. Measured: Debian 12’s 7.88.1.',
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);

/** As code in a table: a bar would end the cell. */
const code = (text: string): string => `\`\` ${text.replaceAll('|', '\\|')} \`\``;
