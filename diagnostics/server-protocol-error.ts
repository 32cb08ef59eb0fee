import { actEn, changeEn, messageNames } from '../src/diagnose/words/act-names.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import type { Violation, Waiting } from '../src/diagnose/fact-types.ts';
import type { ProtocolError } from '../src/diagnose/reading/end-kinds.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { alertName, shown, suiteName, versionName } from '../src/diagnose/words/names.ts';
import { secondTry, whatHelped, type Change } from '../src/diagnose/reading/read-experiments.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { unreachable } from '../src/base/never.ts';
import { contentTypes } from '../src/tls/wire/registries/content-type.ts';
import { extensionTypes } from '../src/tls/wire/registries/extension-type.ts';
import { handshakeTypes } from '../src/tls/wire/registries/handshake-type.ts';
import { namedGroups } from '../src/tls/wire/registries/named-group.ts';
import { nameOf } from '../src/tls/wire/registry.ts';

/** Somebody between here and there does not follow the protocol. */
export interface ServerProtocolError {
  readonly at: Case;
  readonly error: ProtocolError;
  readonly waitingFor: Waiting | null;
  /** What the same offer drew a second time. */
  readonly again: 'completed' | 'failed' | null;
  /** What went through when it was changed. */
  readonly helped: readonly Change[];
}

/** A chosen value by name. */
export function choiceName(error: Extract<ProtocolError, { readonly kind: 'illegalChoice' }>): string {
  switch (error.what) {
    case 'protocol':
      return versionName(error.value);
    case 'cipherSuite':
      return suiteName(error.value);
    case 'group':
      return nameOf(namedGroups, error.value);
    case 'extension':
      return nameOf(extensionTypes, error.value);
    case 'compression':
    case 'retry':
      return String(error.value);
    default:
      return unreachable(error.what);
  }
}

/** A message or record by name. */
export const unexpectedName = (error: Extract<ProtocolError, { readonly kind: 'unexpected' }>): string =>
  nameOf(error.what === 'record' ? contentTypes : handshakeTypes, error.type);

const choices = {
  protocol: 'the version',
  cipherSuite: 'the cipher suite',
  group: 'the group',
  compression: 'the compression method',
  retry: 'a second HelloRetryRequest,',
  extension: 'the extension',
} as const;

const checks = {
  certificateVerify:
    'its signature over the handshake (CertificateVerify) does not fit its certificate: it does not hold that key, or octets were changed on the way',
  serverKeyExchange:
    'its signature over the key exchange (ServerKeyExchange) does not fit its certificate: it does not hold that key, or octets were changed on the way',
  finished: 'its Finished does not fit what was exchanged: octets were changed on the way',
  record: 'a record from it cannot be decrypted: octets were changed on the way, or it computes other keys',
  leafKey: 'the key in its certificate cannot be used with the cipher suite or signature that it chose',
  sharedSecret: 'its public value for the key exchange is not a valid one',
} as const;

function violationSentence(violation: Violation): string {
  switch (violation.kind) {
    case 'downgradeSentinel':
      return `it negotiated ${versionName(violation.protocol)} and marks it as a downgrade: somebody on the way kept it from a newer version`;
    case 'unsolicitedExtension':
      return `its ${shown(violation.message)} holds the extension ${nameOf(extensionTypes, violation.type)}, which was not asked for`;
    case 'duplicateExtension':
      return `its ${shown(violation.message)} holds the extension ${nameOf(extensionTypes, violation.type)} twice`;
    case 'leftOverInMessage':
      return `octets are left over at the end of its ${shown(violation.message)}`;
    case 'recordVersion':
    case 'certificateStatusWithoutExtension':
    case 'octetsAfterClose':
    case 'undecodablePart':
      return `it broke the protocol (${violation.kind})`;
    default:
      return unreachable(violation);
  }
}

function sentence(error: ProtocolError): string {
  switch (error.kind) {
    case 'alert':
      return `it answers with alert ${alertName(error.description)}, so it cannot accept what it received`;
    case 'undecodable':
      return `${shown(error.problem.path)} in its message cannot be read (${error.problem.kind}, at octet ${error.problem.offset})`;
    case 'unexpected':
      return `it sent ${unexpectedName(error)} where that has no place`;
    case 'illegalChoice':
      return `it chose ${choices[error.what]} ${choiceName(error)}, which was not offered`;
    case 'checkFailed':
      return checks[error.what];
    case 'tooMuch':
      return `it sends more than any handshake needs (more than ${error.bound} ${error.limit})`;
    case 'violation':
      return violationSentence(error.violation);
    case 'noCertificate':
      return 'it completed the handshake without showing a certificate';
    case 'intolerant':
      return error.of === 'tls13'
        ? 'it fails over a ClientHello that offers TLS 1.3 beside older versions, and answers one without'
        : 'it fails over the extensions of an ordinary ClientHello, and answers a minimal one';
    default:
      return unreachable(error);
  }
}

const en: Words<ServerProtocolError> = {
  title: 'Server breaks the TLS protocol',
  summary: ({ error }) =>
    error.kind === 'intolerant'
      ? `The server, or something in front of it, does not follow the TLS protocol: ${sentence(error)}.`
      : error.kind === 'alert'
        ? `Server and client do not understand each other: ${sentence(error).replace(/^it answers/, 'the server answers')}.`
        : `The server breaks the TLS protocol: ${sentence(error)}.`,
  evidence: ({ error, waitingFor, again, helped }) => [
    {
      what: 'The server',
      value: error.kind === 'intolerant' ? actEn(error.act, waitingFor ?? 'serverHello') : sentence(error),
    },
    ...(waitingFor === null ? [] : [{ what: 'When', value: `${messageNames[waitingFor]} was due` }]),
    ...(again === null
      ? []
      : [
          {
            what: 'The same offer again',
            value: again === 'completed' ? 'went well: it is not steady' : 'ended the same way',
          },
        ]),
    ...helped.map((change) => ({ what: 'Goes through', value: changeEn(change) })),
  ],
  remedies: ({ at, error }) => [
    {
      side: 'network',
      text: 'Find out whether it is the server or something in front of it: probe from a machine next to the server, past proxies, load balancers and inspecting firewalls. What then works names the culprit.',
      commands: [at.check],
      references: [reference(rfc(8446, '6.2'))],
    },
    {
      side: 'server',
      text:
        error.kind === 'checkFailed' && error.what !== 'record' && error.what !== 'finished'
          ? 'See whether the private key belongs to the certificate (both commands must print the same) and whether the TLS library of the server is current.'
          : 'Update the TLS library of the server, or of the device that ends TLS there. Give its maker the messages that this report shows.',
      commands:
        error.kind === 'checkFailed' && error.what !== 'record' && error.what !== 'finished'
          ? [
              'openssl x509 -in /etc/ssl/mongodb.pem -noout -pubkey | openssl sha256',
              'openssl pkey -in /etc/ssl/mongodb.pem -pubout | openssl sha256',
            ]
          : [],
      references: [],
    },
  ],
  explanation:
    'What the server sent is not what the RFC says: a message that cannot be read or has no place, a choice that was not offered, a signature or checksum that does not fit. Clients end such a handshake, each with words of its own. The causes are faulty implementations (mostly in devices), something on the way that changes octets, key files that do not belong together, and old implementations that stumble over what they should skip: a newer version, an extension that they do not know. whytls therefore says the same once more in older and in shorter words.',
  howToCheck: 'The finding names the message, the field or the check. It is mended when the same probe completes.',
};

export default defineDiagnosis<ServerProtocolError>({
  id: 'server-protocol-error',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(8446, '6.2'), rfc(8446, '4.1.3'), rfc(8446, '4.2'), rfc(5246, '7.2.2')],
  clientErrors: [
    printed('Python ssl', '[SSL: UNKNOWN_CIPHER_RETURNED] unknown cipher returned (_ssl.c:1006)'),
    printed('OpenSSL 3, Node', 'error:0A0000F8:SSL routines:set_client_ciphersuite:unknown cipher returned'),
    printed('Go', 'tls: server chose an unconfigured cipher suite'),
    printed('Java', 'Server selected improper ciphersuite SSL_RSA_WITH_RC4_128_SHA'),
    printed('Python ssl', '[SSL: SSLV3_ALERT_UNEXPECTED_MESSAGE] sslv3 alert unexpected message (_ssl.c:1006)'),
    printed('Python ssl', '[SSL: SSLV3_ALERT_ILLEGAL_PARAMETER] sslv3 alert illegal parameter (_ssl.c:1006)'),
    printed('Python ssl', '[SSL: TLSV1_ALERT_DECODE_ERROR] tlsv1 alert decode error (_ssl.c:1006)'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'protocolError') return ruledOut;
    const waitingFor = end.waitingFor ?? 'serverHello';
    const again = secondTry(facts.experiments, waitingFor);
    const helped = whatHelped(facts.experiments, waitingFor);
    // A leaf that cannot be read has no key that could be used.
    const unusableLeaf = end.what.kind === 'checkFailed' && end.what.what === 'leafKey';
    const explainedBy = unusableLeaf ? ['certificate-malformed'] : [];
    return found({ at: caseOf(facts), error: end.what, waitingFor: end.waitingFor, again, helped }, explainedBy);
  },
  clientMessage: ({ error, waitingFor }, facts) => {
    const act = error.kind === 'intolerant' ? error.act : error.kind === 'alert' ? error : null;
    return act === null ? null : clientWordsFor(facts, act, waitingFor ?? 'serverHello');
  },
  example: {
    at: exampleCase,
    error: { kind: 'checkFailed', what: 'certificateVerify', waitingFor: 'certificateVerify' },
    waitingFor: 'certificateVerify',
    again: 'failed',
    helped: [],
  },
  en,
});
