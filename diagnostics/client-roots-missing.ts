import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import {
  decidingStore,
  decidingVerification,
  missingChain,
  opensslMessage,
  otherStoresThatReach,
  pathEnd,
  type StoreName,
} from '../src/diagnose/chain-facts.ts';
import { certifiForPypy, macPythonCertificates, updateRootCertificates } from '../src/diagnose/commands.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { shown } from '../src/diagnose/names.ts';
import { judgeOf, ownerOf } from '../src/diagnose/parties.ts';
import { opensslVerify, page, printed, pymongoTls, reference } from '../src/diagnose/sources.ts';
import { storeEn } from '../src/diagnose/store-names.ts';

/** The default trust store of this machine is not what it should be. */
export interface ClientRootsMissing {
  readonly at: Case;
  readonly why: 'unreadable' | 'empty' | 'outdated';
  readonly store: StoreName;
  /** Stores in which the path reaches an anchor; empty unless `outdated`. */
  readonly otherStores: readonly StoreName[];
  /** The name of the issuer or root that is not there; null unless `outdated`. */
  readonly root: string | null;
}

/** CPython's issue about root certificates on macOS (S1.54 of the page on TLS). */
const python29065 = page('Python issue 29065', 'https://bugs.python.org/issue29065', '2026-11-21');
const portablePypy15 = page(
  'portable-pypy issue 15',
  'https://github.com/squeaky-pl/portable-pypy/issues/15',
  '2026-11-21',
);

const en: Words<ClientRootsMissing> = {
  title: 'Root certificates are missing on this machine',
  summary: ({ at, why, root, store }) => {
    if (why === 'unreadable')
      return `${at.shortClient} has no root certificates to verify with: ${storeEn(store)} cannot be read.`;
    if (why === 'empty')
      return `${at.shortClient} has no root certificates to verify with: ${storeEn({ ...store, certificates: null })} is empty.`;
    return `The trust store of this machine lacks ${shown(root ?? 'the root')}, which other stores have: ${at.shortClient} cannot verify the ${ownerOf(at)}.`;
  },
  evidence: ({ why, store, otherStores, root }) => [
    {
      what: 'Trusted',
      value:
        why === 'outdated'
          ? `${storeEn(store)}: ${shown(root ?? 'the root')} is not in it`
          : `${storeEn(store)}: ${why === 'empty' ? 'holds no certificate' : 'cannot be read'}`,
    },
    ...otherStores.map((other) => ({ what: 'Accepted by', value: storeEn(other) })),
  ],
  remedies: ({ at }) => [
    {
      side: judgeOf(at),
      text: "Linux: install the vendor's latest root certificates, the package ca-certificates (the line for your system), then check again. A slim container image often has none at all.",
      commands: [...updateRootCertificates, at.check],
      references: [reference(pymongoTls)],
    },
    {
      side: judgeOf(at),
      text: 'macOS with Python 3.7 or later of python.org: it brings an OpenSSL of its own without root certificates, which this command installs (Python issue 29065).',
      commands: [macPythonCertificates],
      references: [reference(python29065)],
    },
    {
      side: judgeOf(at),
      text: 'An interpreter without root certificates: take those of certifi. The commands were written for portable-pypy (issue 15 there), which is no longer maintained; with the name of your Python for pypy they work everywhere.',
      commands: certifiForPypy,
      references: [reference(portablePypy15)],
    },
    {
      side: judgeOf(at),
      text: 'SSL_CERT_FILE and SSL_CERT_DIR replace the default store: see whether they are set, and to something that exists.',
      commands: ['env | grep SSL_CERT', 'openssl version -d'],
      references: [],
    },
  ],
  explanation:
    'A client without tlsCAFile verifies with the root certificates of its system. Where there are none (a slim container, Python of python.org on macOS before its certificates are installed, SSL_CERT_FILE that points to nothing), every server is refused; where they are old, servers of newer CAs are.',
  howToCheck:
    'Every server with a public certificate is refused in the same way, and other clients on the same machine accept it. It is mended when the same probe accepts the path.',
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
  judge: (facts) => {
    const store = decidingStore(facts);
    if (store === undefined) return undetermined(missingChain(facts) ?? 'trustStore');
    if (store.name === 'tlsCAFile') return notApplicable;
    const at = caseOf(facts);
    const base = { at, store, otherStores: [], root: null };
    const deciding = facts.stores.find((one) => one.decides);
    if (deciding?.verification.kind === 'failed') return found({ ...base, why: 'unreadable' });
    if (store.certificates === 0) return found({ ...base, why: 'empty' });
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const end = pathEnd(seen.verification);
    const otherStores = otherStoresThatReach(facts);
    if (end === undefined || otherStores.length === 0) return ruledOut;
    const root = end.kind === 'issuerNotFound' || end.kind === 'anchorNotSelfSigned' ? end.issuer : end.subject;
    return found({ at, store, why: 'outdated', otherStores, root });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [2, 19, 20, 21]),
  example: {
    at: { ...exampleCase, caFile: null, check: 'whytls db1.example.net:27017' },
    why: 'outdated',
    store: { name: 'system', path: '/etc/ssl/certs/ca-certificates.crt', certificates: 110 },
    otherStores: [{ name: 'node', path: null, certificates: 144 }],
    root: 'CN=Example Public Root',
  },
  en,
});
