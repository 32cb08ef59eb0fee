import { faultEn, faultOf, type FileFault } from '../src/diagnose/remedies/ca-file.ts';
import { caseOf, exampleCase } from '../src/diagnose/case.ts';
import {
  decidingStore,
  decidingVerification,
  missingChain,
  opensslMessage,
  otherStoresWithRoot,
  pathEnd,
  type StoreName,
} from '../src/diagnose/reading/chain-facts.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { isSelfIssued } from '../src/diagnose/reading/missing-issuer.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';
import { judgeOf, ownerOf } from '../src/diagnose/parties.ts';
import { packageIn, pythonNamed } from '../src/diagnose/remedies/python-here.ts';
import {
  portablePypy15,
  python29065,
  rootRemedies,
  type LackingStore,
  type RootRemedy,
} from '../src/diagnose/remedies/root-remedies.ts';
import { opensslVerify, printed, pymongoTls } from '../src/diagnose/sources.ts';
import { storeEn, storeUsers } from '../src/diagnose/words/store-names.ts';
import { isoDate, type UnixMs } from '../src/base/time.ts';
import type { Facts } from '../src/observe/facts.ts';

/** The default trust store of the client is not what it should be. */
export interface ClientRootsMissing extends LackingStore {
  /** What is wrong with the store as a whole; null: it lacks a root. */
  readonly fault: FileFault | null;
  /** The root that is not there: its name, and since when it is valid where another store has it. */
  readonly root: { readonly name: string; readonly from: UnixMs | null } | null;
  /** Since when the newest root of the store is valid. */
  readonly newestRootFrom: UnixMs | null;
}

const en: Words<ClientRootsMissing> = {
  title: 'Root certificates are missing on this machine',
  summary: ({ at, fault, root, store, accepting }) =>
    fault === null
      ? `${capital(storeEn(bare(store)))} lacks ${shown(root?.name ?? 'the root')}, which is in ${listed(
          accepting.map((other) => storeEn(bare(other))),
          3,
        )}: ${at.shortClient} cannot verify the ${ownerOf(at)}.`
      : `${at.shortClient} has no root certificates to verify with: ${storeEn({ ...store, certificates: null })} ${storeFault(fault)}.`,
  evidence: ({ fault, store, accepting, refusing, root, newestRootFrom }) => [
    {
      what: 'Trusted',
      value: `${storeEn(store)}: ${fault === null ? `${shown(root?.name ?? 'the root')} is not in it` : `${storeFault(fault)}${fault.code === null ? '' : ` (${fault.code})`}`}`,
    },
    ...(root === null || root.from === null || newestRootFrom === null || root.from < newestRootFrom
      ? []
      : [
          {
            what: 'Out of date',
            value: `${shown(root.name)} is valid since ${isoDate(root.from)}, the newest root of this store since ${isoDate(newestRootFrom)}`,
          },
        ]),
    ...accepting.map((other) => ({ what: 'Accepted by', value: `${storeEn(other)}${usedEn(other)}` })),
    ...(refusing.length === 0
      ? []
      : [{ what: 'Refused by', value: listed(refusing.map((other) => storeEn({ ...other, path: null }))) }]),
  ],
  remedies: (finding) =>
    rootRemedies(finding).map(({ kind, commands, references }) => ({
      side: judgeOf(finding.at),
      text: remedyTexts[kind](finding),
      commands,
      references,
    })),
  explanation:
    'A client without tlsCAFile verifies with the root certificates of its system, its runtime or its package: which one differs from client to client, so that a server may be fine for curl and refused by Java. Where there are none (a slim container, Python of python.org on macOS before its certificates are installed, SSL_CERT_FILE and SSL_CERT_DIR that point to nothing), every server is refused; where they are old, servers of newer CAs are.',
  howToCheck:
    'Every server with a public certificate is refused in the same way, and other clients on the same machine accept it. It is mended when the same probe accepts the path; `whytls --all-stores` shows every store of the machine.',
};

const storeFault = (fault: FileFault): string =>
  fault.why === 'noCertificate' && fault.holds === null ? 'holds no certificate' : faultEn(fault);

/** Whether the store is among them that counts once a variable is unset. */
export const hasSystem = (stores: readonly StoreName[]): boolean =>
  stores.some(({ name, certificates }) => name === 'system' && (certificates ?? 0) > 0);

const bare = (store: StoreName): StoreName => ({ ...store, path: null, certificates: null });

const usedEn = ({ name }: StoreName): string =>
  storeUsers[name].length === 0 ? '' : `, used by ${storeUsers[name].join(', ')}`;

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

const remedyTexts: Readonly<Record<RootRemedy, (finding: ClientRootsMissing) => string>> = {
  unsetVariable: ({ store, root, refusing }) =>
    `${store.name === 'sslCertFile' ? 'SSL_CERT_FILE' : 'SSL_CERT_DIR'} says where the roots are: ${shown(store.path ?? '')}. Unset it, so that the system's own count again, or point it to a place that has ${shown(root?.name ?? 'the roots')} as well.${hasSystem(refusing) ? ' That alone is not enough: the system’s own store refuses this server as well, as long as the root is not in it.' : ''}`,
  linkBundle: () =>
    'OpenSSL finds roots by links that are named after their hash, and here they are missing, while the file that curl and Go read is there. Make the links (Debian, Ubuntu, Alpine), or point OpenSSL to the file.',
  installRoots: () =>
    "Linux: install the vendor's root certificates, the package ca-certificates. A slim container image often has none at all: a line with RUN belongs into its Dockerfile.",
  updateRoots: () =>
    "Linux: install the vendor's latest root certificates, the package ca-certificates, then check again.",
  addOwnRoot: ({ root }) =>
    `${root === null ? "No other store of this machine has the server's root" : `${shown(root.name)} is in no list of public roots`}: it is most likely a CA of your own. Add its certificate, from whoever runs the CA, to the system's store, or give it to this client alone with tlsCAFile.`,
  macPython: ({ at: { python } }) =>
    `${python === undefined ? 'macOS with Python 3.7 or later of python.org' : `Your Python here is ${pythonNamed(python)}, of python.org`}: it brings an OpenSSL of its own without root certificates, which this command installs (Python issue 29065).`,
  pypy: ({ at: { python } }) =>
    python !== undefined
      ? `Your Python here is ${pythonNamed(python)}: it can take the roots of certifi${packageIn(python, 'certifi') === null ? '' : `, which is installed (${shown(packageIn(python, 'certifi') ?? '')})`}. The variable must be set where the application starts.`
      : 'An interpreter without root certificates: take those of certifi. The commands were written for portable-pypy (issue 15 there), which is no longer maintained; with the name of your Python for pypy they work everywhere.',
  node: ({ isPublic }) =>
    isPublic === true
      ? 'Node brings its roots along: a newer Node has newer ones.'
      : 'Node does not look into the system’s store: name the file of your CA in NODE_EXTRA_CA_CERTS before the application starts, or give it to the driver with tlsCAFile.',
  java: ({ isPublic, fault }) =>
    fault?.why === 'passwordNeeded' || fault?.why === 'wrongPassword'
      ? 'Of an encrypted PKCS #12 store Java has no certificate without its password: give it with -Djavax.net.ssl.trustStorePassword beside javax.net.ssl.trustStore. The second command asks for the password and shows what the store holds.'
      : isPublic === true
        ? 'Java brings its roots along: update the JDK, or import the root into its store (the password is “changeit” unless somebody changed it).'
        : 'Java does not look into the system’s store: import the root of your CA into the store of Java (the password is “changeit” unless somebody changed it).',
  certifi: () => 'certifi brings its roots along: update it, in the environment of the application.',
  windows: () =>
    'Windows fetches public roots from Windows Update when it first needs them; where that is blocked, fetch them elsewhere with the first command. A root of your own is added with the second, as administrator.',
  lookAtVariables: () =>
    'SSL_CERT_FILE and SSL_CERT_DIR replace the default store, each its own half: see whether they are set, and to something that exists. The second command names the default folder.',
};

export default defineDiagnosis<ClientRootsMissing>({
  id: 'client-roots-missing',
  family: 'certificate',
  severity: 'error',
  sources: [pymongoTls, python29065, portablePypy15, opensslVerify],
  clientErrors: [
    printed(
      'PyMongo, Python ssl',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)',
    ),
    printed(
      'PyMongo',
      'tlsAllowInvalidCertificates is False but no system CA certificates could be loaded. Please install the certifi package, or provide a path to a CA file using the tlsCAFile option',
    ),
    printed('curl', 'curl: (60) SSL certificate problem: unable to get local issuer certificate'),
    printed('Node (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)', 'unable to get local issuer certificate'),
    printed('Go', 'x509: certificate signed by unknown authority'),
    printed(
      'Java',
      'PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
    ),
  ],
  consequenceOf: [],
  asksPython: true,
  judge: (facts) => {
    const store = decidingStore(facts);
    if (store === undefined) return undetermined(missingChain(facts) ?? 'trustStore');
    if (store.name === 'tlsCAFile') return notApplicable;
    const missing = missingChain(facts);
    if (missing !== null) return undetermined(missing);
    const at = caseOf(facts);
    const deciding = facts.stores.find((one) => one.decides);
    const others = otherStoresWithRoot(facts);
    const accepting = others.map((other) => other.store);
    const refusing = facts.stores
      .filter((one) => !one.decides && !accepting.some(({ name, path }) => name === one.name && path === one.path))
      .map(({ name, path, certificates }) => ({ name, path, certificates }));
    // Where all the others were asked and none has it, the root is nobody's but the user's.
    const isPublic = facts.stores.length === 1 ? null : accepting.some(({ name }) => publicLists.has(name));
    const [first] = others;
    const machine = facts.machine ?? null;
    const newestRootFrom = deciding?.newestRootFrom ?? null;
    const base = { at, store, accepting, refusing, isPublic, machine, newestRootFrom };
    if (deciding?.verification.kind === 'failed') {
      const root = first === undefined ? null : { name: first.root.subject.rfc4514, from: first.root.notBefore };
      return found({ ...base, fault: faultOf(deciding.verification.problem), root, lacksOne: false });
    }
    if (store.certificates === 0) {
      const fault = { why: 'noCertificate', code: null, holds: null, place: null } as const;
      return found({ ...base, fault, root: null, lacksOne: false });
    }
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const end = pathEnd(seen.verification);
    if (end === undefined) return ruledOut;
    // Nobody has looked into other stores: then nobody knows whether they have the root.
    if (facts.stores.length === 1) return undetermined('otherStores');
    if (first === undefined) return ruledOut;
    const root = { name: first.root.subject.rfc4514, from: first.root.notBefore };
    return found({ ...base, fault: null, root, lacksOne: true });
  },
  clientMessage: ({ fault }, facts) => (fault === null ? opensslMessage(facts, [2, 19, 20, 21]) : withoutRoots(facts)),
  example: {
    at: { ...exampleCase, caFile: null, check: 'whytls db1.example.net:27017' },
    store: { name: 'system', path: '/etc/ssl/certs', certificates: 110 },
    fault: null,
    lacksOne: true,
    isPublic: true,
    machine: null,
    accepting: [{ name: 'node', path: null, certificates: 144 }],
    refusing: [{ name: 'java', path: '/usr/lib/jvm/java-8/jre/lib/security/cacerts', certificates: 98 }],
    root: { name: 'CN=Example Public Root', from: Date.UTC(2015, 5, 4) },
    newestRootFrom: Date.UTC(2014, 6, 9),
  },
  en,
});

/** Stores that hold the roots of public CAs and, as they come, no others. */
const publicLists: ReadonlySet<string> = new Set(['node', 'certifi']);

/** What a client prints that goes on with an empty store. */
function withoutRoots(facts: Facts): string | null {
  if (facts.chain.kind !== 'completed') return null;
  const [leaf, ...sent] = facts.chain.value;
  const { host, port } = facts.endpoint ?? facts.target;
  const depth = sent.length;
  const error = isSelfIssued(leaf)
    ? { code: 18, text: 'self-signed certificate', depth: 0 }
    : sent.some(isSelfIssued)
      ? { code: 19, text: 'self-signed certificate in certificate chain', depth }
      : { code: 20, text: 'unable to get local issuer certificate', depth };
  return facts.client.words.verifyFailed({ host, port }, error);
}
