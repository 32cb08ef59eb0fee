import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import type { ServerAct } from '../src/diagnose/reading/end-kinds.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import {
  hasOcspExtra,
  installOcspExtra,
  pythonNamed,
  pythonProgram,
  suitesShared,
} from '../src/diagnose/remedies/python-here.ts';
import { isBefore } from '../src/diagnose/remedies/release.ts';
import { mongodbTls, page, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { actEn } from '../src/diagnose/words/act-names.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import { counted, listed, suiteName, versionName } from '../src/diagnose/words/names.ts';
import { suiteFacts } from '../src/tls/wire/registries/cipher-suite.ts';

/** The server takes cipher suites, but none that the client offers. */
export interface NoSharedCipher {
  readonly at: Case;
  readonly act: ServerAct;
  readonly waitingFor: Waiting;
  /** How many the client offers. */
  readonly offered: number;
  /** What the server chose when more was offered, by version. */
  readonly taken: readonly {
    readonly version: number;
    readonly suites: readonly number[];
    readonly isComplete: boolean;
    /** It refused everything but suites with this key exchange. */
    readonly onlyKeyExchange: string | null;
  }[];
  readonly connections: number;
}

const python43998 = page(
  'CPython: bpo-43998, default cipher suites of ssl',
  'https://bugs.python.org/issue43998',
  '2026-11-21',
);

const suitesOf = ({ taken }: NoSharedCipher): readonly number[] => [...new Set(taken.flatMap(({ suites }) => suites))];
const isAllOf = ({ taken }: NoSharedCipher): boolean => taken.every(({ isComplete }) => isComplete);
const isStaticRsa = (suite: number): boolean => suiteFacts(suite)?.keyExchange === 'RSA';

const en: Words<NoSharedCipher> = {
  title: 'No cipher suite in common',
  summary: (it) => {
    const suites = suitesOf(it);
    const names = listed(suites.map(suiteName), 3);
    return `This server takes ${isAllOf(it) ? 'only ' : ''}${names}, which ${it.at.client} does not offer.`;
  },
  evidence: (it) => {
    const suites = suitesOf(it);
    return [
      { what: 'The client offers', value: `${counted(it.offered, 'suite')}, none of them below` },
      { what: 'The server', value: actEn(it.act, it.waitingFor) },
      ...it.taken.map(({ version, suites: names, isComplete, onlyKeyExchange }) => ({
        what: `With more offered, it takes in ${versionName(version)}`,
        value: `${listed(names.map(suiteName), 20)}${isComplete ? ', and no other' : onlyKeyExchange === null ? ', perhaps more' : `, perhaps more, but none without ${onlyKeyExchange} key exchange`}`,
      })),
      ...(suites.length > 0 && suites.every(isStaticRsa)
        ? [
            {
              what: 'What these are',
              value: `static RSA, without ECDHE or DHE${it.taken.some(({ onlyKeyExchange }) => onlyKeyExchange === 'RSA') ? ': so is all that it takes' : ''}. MongoDB before 4.2 on Linux is such a server.`,
            },
          ]
        : []),
      ...(it.at.release === undefined
        ? []
        : [{ what: 'Release', value: `MongoDB ${it.at.release}, by its answer to hello` }]),
      { what: 'Measured by', value: counted(it.connections, 'further connection') },
    ];
  },
  remedies: (it) => {
    const { at } = it;
    if (!at.clientId.startsWith('pymongo')) {
      return [
        {
          side: 'server',
          text: 'Let the server take current cipher suites (ECDHE with AES-GCM or ChaCha20-Poly1305): update it and the TLS library under it, and take old restrictions out of its cipher list. Mind that an ECDSA suite needs an EC certificate, an RSA suite an RSA one. The command shows that it worked.',
          commands: [at.check],
          references: [reference(rfc(9325, '4.2'))],
        },
      ];
    }
    const { python } = at;
    const shares = python === undefined ? [] : suitesShared(python, suitesOf(it));
    const isOld = isBefore(at, 4, 2);
    const server = {
      side: 'server',
      text:
        isOld === false
          ? `Any one of these remedies is enough. First choice: let this server, MongoDB ${at.release}, take current cipher suites (ECDHE with AES-GCM): its release has them, so look for a cipher list of its own (setParameter opensslCipherConfig), an old OpenSSL under it, or a crypto policy.`
          : `Any one of these remedies is enough. First choice: upgrade MongoDB${isOld === true ? ` (this server is ${at.release})` : ''} to 4.2 or later, the first with ECDHE and DHE on Linux. It is due anyway: PyMongo 4.11 and later do not talk to servers before 4.0, 4.14 and later not to those before 4.2.`,
      commands: [at.check],
      references: [reference(mongodbTls), reference(pymongoTls)],
    } as const;
    const asOcsp = `${at.check.replace(/ --client \S+/, '')} --client pymongo-ocsp`;
    const hasExtra = python !== undefined && hasOcspExtra(python);
    const extra = {
      side: 'client',
      text: hasExtra
        ? `Or: nothing, if the application runs with the Python here (${pythonNamed(python)}): PyOpenSSL is installed, MongoClient uses it, and its default list has these suites; AsyncMongoClient does not. The command looks through its eyes.`
        : `Or: install PyMongo with the OCSP extra${python === undefined ? '' : `, which your Python here (${pythonNamed(python)}) lacks`}. It then uses PyOpenSSL, whose default list has these suites. Only MongoClient gains by it, not AsyncMongoClient.`,
      commands: hasExtra ? [asOcsp] : [installOcspExtra(at), asOcsp],
      references: [reference(pymongoTls)],
    } as const;
    const interpreter = {
      side: 'client',
      text:
        python === undefined
          ? "Or, as a stopgap only: Python 3.9 or earlier, whose ssl module still offers them. It no longer gets security fixes. The pythons of Debian and Ubuntu are built with OpenSSL's own list and may connect where one of python.org does not; the command shows what an interpreter has."
          : shares.length > 0
            ? `Your Python here is ${pythonNamed(python)}, and unlike one of python.org it offers ${listed(shares.map(suiteName), 3)}: PyMongo connects from here, and fails where the Python has not these suites. The command shows what an interpreter has.`
            : `Or, as a stopgap only: Python 3.9 or earlier, whose ssl module still offers these suites, and which no longer gets security fixes. Your Python here (${pythonNamed(python)}) offers none of them; the command shows what an interpreter has.`,
      commands: [
        `${pythonProgram(at)} -c "import ssl; print([c['name'] for c in ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).get_ciphers()])"`,
      ],
      references: [reference(python43998)],
    } as const;
    return [server, extra, interpreter];
  },
  explanation:
    'Client and server must have a cipher suite in common, for the kind of key in the certificate. Python 3.10 dropped all suites with static RSA key exchange or a SHA-1 MAC from its default list, and everything below TLS 1.2; MongoDB before 4.2 on Linux has nothing but static RSA. Such a server answers with alert handshake_failure, or just closes.',
  howToCheck:
    'The finding lists the suites that the server took once more were offered; none of them is in the client\'s list. In the server\'s log it reads "no shared cipher". It is mended when the same probe completes.',
};

export default defineDiagnosis<NoSharedCipher>({
  id: 'no-shared-cipher',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(8446, '4.1.1'), rfc(5246, '7.4.1.3'), rfc(9325, '4.2'), pymongoTls, python43998],
  clientErrors: [
    printed('Python ssl, PyMongo', '[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1006)'),
    printed('PyMongo', 'SSL handshake failed: localhost:27017: EOF occurred in violation of protocol (_ssl.c:997)'),
    printed('PyMongo with PyOpenSSL', "[('SSL routines', '', 'tls alert handshake failure')]"),
    printed(
      'OpenSSL 3',
      'error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:../ssl/record/rec_layer_s3.c:1602:SSL alert number 40',
    ),
    printed('Go', 'remote error: tls: handshake failure'),
    printed('Java', 'Received fatal alert: handshake_failure'),
    printed('GnuTLS', '*** Received alert [40]: Handshake failed'),
    printed('GnuTLS', 'Could not negotiate a supported cipher suite.'),
    printed(
      'server log, OpenSSL 1.0.2 and earlier',
      'error:1408A0C1:SSL routines:ssl3_get_client_hello:no shared cipher',
    ),
    printed('server log, OpenSSL 1.1', 'error:1417A0C1:SSL routines:tls_post_process_client_hello:no shared cipher'),
    printed('server log, OpenSSL 3', 'error:0A0000C1:SSL routines:tls_post_process_client_hello:no shared cipher'),
  ],
  consequenceOf: [],
  asksPython: true,
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    // A refusal or a close without a deciding experiment may be this or something else: that is not for guessing.
    if (end.kind === 'refused') return end.takes.versions.length > 0 ? ruledOut : undetermined('experiment');
    if (end.kind === 'closed' && end.waitingFor === 'serverHello') return undetermined('experiment');
    if (end.kind !== 'suites') return ruledOut;
    const { offered } = facts.handshake.value.capture;
    return found({
      at: caseOf(facts),
      act: end.act,
      waitingFor: end.waitingFor,
      offered: offered.cipherSuites.length,
      taken: end.takes.suites.filter(({ version }) => offered.versions.includes(version)),
      connections: end.takes.answers,
    });
  },
  clientMessage: ({ act, waitingFor }, facts) => clientWordsFor(facts, act, waitingFor),
  serverLog: () => ['… no shared cipher'],
  example: {
    at: exampleCase,
    act: { kind: 'alert', description: 40 },
    waitingFor: 'serverHello',
    offered: 17,
    taken: [{ version: 0x0303, suites: [0x002f], isComplete: true, onlyKeyExchange: 'RSA' }],
    connections: 6,
  },
  en,
});
