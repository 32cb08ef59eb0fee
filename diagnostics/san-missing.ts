import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { leafEn, showLeaf, takeUp } from '../src/diagnose/parties.ts';
import { missingChain } from '../src/diagnose/reading/chain-facts.ts';
import { isMongodb, sanMissing, type SanMissing } from '../src/diagnose/reading/leaf-names.ts';
import { requestFor } from '../src/diagnose/remedies/commands.ts';
import { isBefore } from '../src/diagnose/remedies/release.ts';
import { mongodbTls, page, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { listed, shown, shownHost } from '../src/diagnose/words/names.ts';

/** The leaf names its host in the CN at most. */
export interface SanMissingFound extends Omit<SanMissing, 'cause'> {
  readonly at: Case;
  readonly subject: string;
  /** MongoDB is expected here. */
  readonly mongodb: boolean;
}

const goNotes = page(
  'Go 1.15 Release Notes: X.509 CommonName deprecation',
  'https://go.dev/doc/go1.15#commonname',
  '2026-11-22',
);
const appleNotes = page(
  'Apple: Requirements for trusted certificates in iOS 13 and macOS 10.15',
  'https://support.apple.com/en-us/103769',
  '2026-11-22',
);

/** A client that refuses such a leaf. */
export type Refusing =
  'openssl' | 'python' | 'pymongoOcsp' | 'node' | 'go' | 'goSince' | 'java' | 'curl' | 'gnutls' | 'macos' | 'ios';

/**
 * Who refuses it, measured (Apple's: documented). Asked by name, they differ in whether a CN counts at all, and whether it does
 * beside addresses; asked by address, nobody but curl looks at the CN.
 */
export function refusing({ asked, names }: Pick<SanMissing, 'asked' | 'names'>): readonly Refusing[] {
  if (asked.kind === 'ip') return ['openssl', 'python', 'node', 'go', 'java', 'gnutls'];
  if (names.commonNames.length === 0) return ['openssl', 'python', 'node', 'go', 'java', 'curl', 'gnutls'];
  const always = ['pymongoOcsp', 'goSince', 'macos', 'ios'] as const;
  return names.ip.length === 0 ? always : [...always, 'curl', 'gnutls'];
}

const clients: Readonly<Record<Refusing, string>> = {
  openssl: 'OpenSSL',
  python: 'Python (PyMongo)',
  pymongoOcsp: 'PyMongo with PyOpenSSL',
  node: 'Node',
  go: 'Go',
  goSince: 'Go since 1.15',
  java: 'Java',
  curl: 'curl',
  gnutls: 'GnuTLS',
  macos: 'macOS since 10.15',
  ios: 'iOS since 13',
};

const en: Words<SanMissingFound> = {
  title: 'Certificate without subjectAltName',
  summary: ({ at, asked, names, refused, usesCommonName }) => {
    const [commonName] = names.commonNames;
    if (asked.kind === 'ip' || commonName === undefined) {
      return `Nothing in the certificate stands for ${shownHost(asked.value)}: it has no subjectAltName with a name or an address, so ${at.shortClient} refuses it.`;
    }
    const only = `${leafEn(at)} names its host only in the CN, ${shown(commonName)}`;
    return refused === true && !usesCommonName
      ? `${only}, and ${at.shortClient} looks at subjectAltName alone: it refuses the certificate.`
      : `${only}: ${at.shortClient} still looks there, other clients do not and refuse it.`;
  },
  evidence: ({ asked, names, subject, mongodb }) => [
    { what: 'Asked for', value: `${shownHost(asked.value)} (${asked.kind === 'ip' ? 'IP address' : 'DNS name'})` },
    {
      what: 'subjectAltName',
      value: names.hasExtension
        ? `has no DNS name${names.ip.length > 0 ? `, only ${listed(names.ip.map(shown))}` : ` and no IP address${names.otherKinds.length > 0 ? `, only ${listed(names.otherKinds)}` : ''}`}`
        : 'is not there',
    },
    { what: 'CN', value: names.commonNames.length === 0 ? 'none' : listed(names.commonNames.map(shown)) },
    { what: 'Leaf', value: shown(subject) },
    {
      what: 'Refused by',
      value: listed(
        refusing({ asked, names }).map((client) => clients[client]),
        12,
      ),
    },
    ...(mongodb
      ? [
          {
            what: 'MongoDB',
            value: 'a mongod or mongos from 5.0 on warns of such a certificate when it starts (log 551190)',
          },
        ]
      : []),
  ],
  remedies: ({ at, asked }) => [
    {
      side: 'server',
      text: `Have the certificate issued anew with ${asked.kind === 'ip' ? 'IP:' : 'DNS:'}${shown(asked.value)}, and every other name by which it is reached, in subjectAltName; put it in place and let the server read it. The first two lines are for a CA of your own: a request carries the names, but openssl x509 -req drops them unless it is told to copy them, which is how most such certificates come about.`,
      commands: [...requestFor(asked), ...takeUp(at)],
      references: [reference(mongodbTls), reference(rfc(9525, '6.3'))],
    },
    {
      side: 'server',
      text: 'To see what the certificate holds now, and that the new one has the extension:',
      commands: [showLeaf(at, '-noout -subject -ext subjectAltName')],
      references: [],
    },
  ],
  explanation:
    'The host that a certificate is for belongs into subjectAltName, as a DNS name or an IP address. The common name (CN) of the subject was the place for it until the year 2000; RFC 9525 leaves it out, and clients stop looking there one by one: Go since 1.15, macOS since 10.15, iOS since 13, PyMongo where it runs on PyOpenSSL. OpenSSL, Python, Node, Java and curl still take the CN where there is no DNS name in subjectAltName, but no client except curl compares it with an IP address. So such a certificate works for one client and fails for the other. For a client that refuses it this is an error, for one that takes the CN a warning.',
  howToCheck:
    'The finding shows what subjectAltName and CN hold. `openssl x509 -noout -ext subjectAltName` prints the extension, or "No extensions in certificate". It is mended when the same check has no such finding.',
};

export default defineDiagnosis<SanMissingFound>({
  id: 'san-missing',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(9525, '2'), rfc(5280, '4.2.1.6'), mongodbTls, goNotes, appleNotes, pymongoTls],
  clientErrors: [
    printed('PyMongo with PyOpenSSL', "('Certificate does not contain any `subjectAltName`s.',)"),
    printed('Go 1.15 and later', 'x509: certificate relies on legacy Common Name field, use SANs instead'),
    printed('Go', 'x509: certificate is not valid for any names, but wanted to match <h>'),
    printed('Java, by IP address', 'No subject alternative names present'),
    printed('Java, without CN', 'No name matching <h> found'),
    printed('curl, without CN', 'curl: (60) SSL: unable to obtain common name from peer certificate'),
    printed('Node, without CN', "Hostname/IP does not match certificate's altnames: Cert does not contain a DNS name"),
    printed(
      'mongod 5.0 and later, at start (log 551190)',
      'Server certificate has no compatible Subject Alternative Name. This may prevent TLS clients from connecting',
    ),
    printed('mongod, mongosh', 'No Common Name (CN) or Subject Alternate Names (SAN) found'),
  ],
  consequenceOf: ['replica-set-host'],
  judge: (facts) => {
    const missing = missingChain(facts);
    if (missing !== null) return undetermined(missing);
    const seen = sanMissing(facts);
    if (seen === null || facts.chain.kind !== 'completed') return ruledOut;
    const { cause, ...what } = seen;
    const [leaf] = facts.chain.value;
    // Without a trust store nobody compared names; a client that knows no CN would refuse all the same.
    const isError = what.refused ?? !what.usesCommonName;
    return found(
      { ...what, at: caseOf(facts), subject: leaf.subject.rfc4514, mongodb: isMongodb(facts) },
      cause === 'hostname-mismatch' ? ['hostname-mismatch'] : [],
      isError && cause === 'san-missing' ? 'error' : 'warning',
    );
  },
  clientMessage: ({ at, asked, names, refused }, facts) => {
    if (refused !== true || facts.verification.kind !== 'completed') return null;
    const code = facts.verification.value.opensslError?.code;
    if (code !== undefined && code !== 62 && code !== 64) return null;
    return facts.client.words.nameMismatch(
      at,
      asked,
      asked.kind === 'dns' ? names.dns : names.ip,
      asked.kind === 'dns' ? names.ip : names.dns,
      names.commonNames,
    );
  },
  serverLog: ({ at }) =>
    isBefore(at, 5, 0) === true
      ? []
      : [
          '551190 Server certificate has no compatible Subject Alternative Name. This may prevent TLS clients from connecting',
        ],
  example: {
    at: { ...exampleCase, client: 'PyMongo with PyOpenSSL', clientId: 'pymongo-ocsp' },
    asked: { kind: 'dns', value: 'db1.example.net' },
    names: { dns: [], ip: [], otherKinds: [], commonNames: ['db1.example.net'], hasExtension: false },
    usesCommonName: false,
    refused: true,
    subject: 'CN=db1.example.net,O=Example',
    mongodb: true,
  },
  en,
});
