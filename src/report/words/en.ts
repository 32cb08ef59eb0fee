import { visible } from '../../base/escape.ts';
import { isoTime } from '../../base/time.ts';
import { unreachable } from '../../base/never.ts';
import { contentTypes } from '../../tls/wire/registries/content-type.ts';
import { extensionTypes } from '../../tls/wire/registries/extension-type.ts';
import { handshakeTypes } from '../../tls/wire/registries/handshake-type.ts';
import { nameOf } from '../../tls/wire/registry.ts';
import { agreed, alertName, groupName, preview, shortList, suiteName, versionName, waitingName } from './names.ts';
import type { Experiment, Question } from '../../observe/observation.ts';
import type {
  HandshakeProblem,
  IoProblem,
  Labels,
  ReportWords,
  StapleProblem,
  VerifyProblem,
  Violation,
} from './words.ts';

const labels: Labels = {
  howWeKnow: 'How we know',
  clientPrints: 'What the client prints',
  whatToDo: 'What to do',
  also: 'Also',
  whatWeSaw: 'What we saw',
  notSeen: 'Not checked, or could not be seen',
  sides: { server: 'Server', client: 'Client', network: 'Network' },
  see: 'See',
  colon: ': ',
  consequence: ' (follows from the cause above)',
  dns: 'dns',
  tcp: 'tcp',
  firstByte: 'first byte',
  handshake: 'handshake',
  noSni: 'no SNI',
  chainAsSent: 'Chain as sent',
  issuedBy: 'issued by',
  names: 'names',
  expired: 'expired',
  notYetValid: 'not yet valid',
  staple: 'OCSP',
  noStaple: 'no staple',
  trusted: 'Trusted',
  fetched: 'Fetched',
  asksForCertificate: 'Asks for a client certificate',
  tried: 'Tried',
  messages: 'Messages',
  extensions: 'Extensions',
  violations: 'Against the RFC',
  certificates: 'Certificates as sent',
  sha256: 'SHA-256',
  interrupted: 'Interrupted: this is what was measured so far.',
  until: 'to',
  octets: 'octets',
  unreadable: 'could not be read',
  notAsked: 'not asked',
};

/** The words of a report in English. */
export const en: ReportWords = {
  language: 'en',
  labels,
  works: ({ client, where, protocol, until, days, staple }) =>
    [
      `${client} connects to ${where}: ${protocol}`,
      until === null ? null : `certificate valid until ${until}${days === null ? '' : ` (${count(days, 'day')})`}`,
      staple === null ? null : `OCSP staple ${staple}`,
    ]
      .filter((part) => part !== null)
      .join(', ') + '.',
  worksBut: (client, where, summary) => `${client} connects to ${where}, but: ${summary}`,
  failsUnexplained: (client, where, reached) =>
    `${client} cannot connect to ${where}, and no diagnosis that we know explains it: ${reached}.`,
  completed: (protocol, accepted) =>
    `${protocol} completed${accepted === null ? '' : accepted ? ', certificate accepted' : ', certificate refused'}`,
  noConnection: (problem) => `no TCP connection: ${problem}`,
  noAddress: (problem) => `no address: ${problem}`,
  notTried: 'not tried',
  io,
  store: (problem) => (problem.kind === 'noCertificate' ? `${problem.path} holds no certificate` : io(problem)),
  fetch: (problem) => (problem.kind === 'noCertificate' ? 'no certificate is there' : io(problem)),
  handshake,
  violation,
  chain: (problem) =>
    problem.kind === 'noneSent'
      ? 'The server sent no certificate.'
      : `Certificate ${problem.index} of the chain is not what RFC 5280 says, at ${problem.path}.`,
  staple: stapleProblem,
  verify: (kind) => verifyWords[kind],
  question,
  result,
  missing: (missing) => missingWords[missing],
  undecided: (undecided) => `${undecided} diagnoses stay undecided (--verbose names them)`,
  days: (days) => count(days, 'day'),
  stapleStatus: (status) => status,
  storeNames: { system: 'system', node: 'Node', tlsCAFile: 'tlsCAFile' },
};

function io(problem: IoProblem): string {
  switch (problem.kind) {
    case 'nameNotFound':
      return `the name ${problem.name} has no address`;
    case 'resolverFailed':
      return `the name ${problem.name} could not be looked up (${problem.code})`;
    case 'refused':
      return 'connection refused';
    case 'reset':
      return 'connection reset';
    case 'unreachable':
      return `no route to it (${problem.code})`;
    case 'timedOut':
      return `no answer within ${Math.round(problem.afterMs)} ms`;
    case 'aborted':
      return 'interrupted';
    case 'fileNotFound':
      return `${problem.path} does not exist`;
    case 'fileUnreadable':
      return `${problem.path} cannot be read (${problem.code})`;
    case 'tooLarge':
      return `more than ${count(problem.limit, 'octet')}`;
    case 'httpStatus':
      return `HTTP status ${problem.status}`;
    case 'proxyUnreachable':
      return `the proxy ${visible(problem.proxy)} cannot be reached: ${io(problem.cause)}`;
    case 'proxyRefused':
      return `the proxy ${visible(problem.proxy)} refused: ${visible(problem.said)}`;
    case 'proxyNotSpoken':
      return `what answers at ${visible(problem.proxy)} is no proxy of that kind: ${visible(problem.said)}`;
    case 'proxyEnded':
      return `the proxy ${visible(problem.proxy)} ${problem.how === 'silence' ? 'fell silent' : 'closed'} at ${problem.at}`;
    case 'starttlsRefused':
      return `the ${problem.protocol} server refused STARTTLS at ${problem.at}: ${visible(problem.said)}`;
    case 'starttlsNotSpoken':
      return `the server does not speak ${problem.protocol}: ${visible(problem.said)}`;
    case 'starttlsEnded':
      return `the ${problem.protocol} server ${problem.how === 'silence' ? 'fell silent' : 'closed'} at ${problem.at}`;
    case 'other':
      return problem.code;
    default:
      return unreachable(problem);
  }
}

function handshake(problem: HandshakeProblem): string {
  switch (problem.kind) {
    case 'alertReceived':
      return `alert ${alertName(problem.description)} from the server instead of ${waitingName(problem.waitingFor)}`;
    case 'closed':
      return `the server ${problem.how === 'fin' ? 'closed' : 'reset'} the connection instead of sending ${waitingName(problem.waitingFor)}, after ${count(problem.octets, 'octet')}`;
    case 'timedOut':
      return `no ${waitingName(problem.waitingFor)} within ${Math.round(problem.afterMs)} ms, after ${count(problem.octets, 'octet')}`;
    case 'notTls':
      return 'the answer is not TLS';
    case 'undecodable':
      return `undecodable octets instead of ${waitingName(problem.waitingFor)}: ${problem.problem.path} at octet ${problem.problem.offset} is ${problem.problem.actual}, expected ${problem.problem.expected}`;
    case 'unexpected':
      return `${nameOf(problem.what === 'record' ? contentTypes : handshakeTypes, problem.type)} came instead of ${waitingName(problem.waitingFor)}`;
    case 'illegalChoice':
      return `the server chose what was not offered: ${choiceName(problem.what, problem.value)}`;
    case 'cannotComplete':
      return `the server chose ${choiceName(problem.what, problem.value)}, which whytls cannot carry through`;
    case 'checkFailed':
      return `the cryptographic check of ${checkWords[problem.what]} failed`;
    case 'tooMuch':
      return `the server sent more than we hold (${problem.limit}: ${problem.bound}) instead of ${waitingName(problem.waitingFor)}`;
    case 'aborted':
      return `interrupted while waiting for ${waitingName(problem.waitingFor)}`;
    default:
      return unreachable(problem);
  }
}

function choiceName(
  what: Extract<HandshakeProblem, { kind: 'illegalChoice' | 'cannotComplete' }>['what'],
  value: number,
) {
  if (what === 'protocol') return versionName(value);
  if (what === 'group') return `group ${groupName(value)}`;
  if (what === 'extension') return `extension ${nameOf(extensionTypes, value)}`;
  if (what === 'cipherSuite' || what === 'cipher' || what === 'keyExchange') return suiteName(value);
  return `${what} ${value}`;
}

const checkWords = {
  certificateVerify: "the server's signature (CertificateVerify)",
  serverKeyExchange: "the server's signature (ServerKeyExchange)",
  finished: "the server's Finished",
  record: 'a record',
  leafKey: "the leaf's public key",
  sharedSecret: 'the shared secret',
} satisfies Record<Extract<HandshakeProblem, { kind: 'checkFailed' }>['what'], string>;

function violation(seen: Violation): string {
  switch (seen.kind) {
    case 'leftOverInMessage':
      return `octets left over at the end of ${seen.message}`;
    case 'duplicateExtension':
      return `${nameOf(extensionTypes, seen.type)} twice in ${seen.message}`;
    case 'unsolicitedExtension':
      return `${nameOf(extensionTypes, seen.type)} in ${seen.message}, which we did not ask for`;
    case 'recordVersion':
      return `record version ${versionName(seen.version)}`;
    case 'certificateStatusWithoutExtension':
      return 'certificate_status without status_request in server_hello';
    case 'downgradeSentinel':
      return `the random of ServerHello says that the server could do better than ${versionName(seen.protocol)}`;
    case 'octetsAfterClose':
      return `${count(seen.octets, 'octet')} after close_notify`;
    case 'undecodablePart':
      return `undecodable ${seen.part}: ${seen.path}`;
    default:
      return unreachable(seen);
  }
}

function stapleProblem(problem: StapleProblem): string {
  switch (problem.kind) {
    case 'malformed':
      return 'it is not an OCSP response';
    case 'responseStatus':
      return `the responder answered ${problem.status}`;
    case 'otherCertificate':
      return `it is about another certificate (serial ${problem.serials.join(', ')})`;
    case 'issuerUnknown':
      return "the issuer's certificate is not at hand to check it";
    case 'badSignature':
      return 'its signature is wrong';
    case 'foreignSigner':
      return `its signer ${problem.responder} is neither the issuer nor certified by it`;
    case 'signerWithoutUsage':
      return `its signer ${problem.responder} may not sign OCSP responses (no id-kp-OCSPSigning)`;
    case 'signerExpired':
      return `the certificate of its signer ${problem.responder} has expired`;
    case 'notYetValid':
      return `it begins only at ${isoTime(problem.thisUpdate)}`;
    case 'stale':
      return `it ended at ${isoTime(problem.nextUpdate)}`;
    default:
      return unreachable(problem);
  }
}

const verifyWords = {
  expired: 'expired',
  notYetValid: 'not yet valid',
  selfSignedLeaf: 'self-signed',
  selfSignedInPath: 'self-signed, not trusted',
  issuerNotFound: 'issuer not found',
  anchorNotSelfSigned: 'trusted, but no root',
  badSignature: 'wrong signature',
  unusableKey: 'unusable key',
  notACa: 'not a CA',
  pathLengthExceeded: 'more CAs below than it allows',
  cannotSignCertificates: 'may not sign certificates',
  purpose: 'not for TLS servers',
  unhandledCriticalExtension: 'unknown critical extension',
  weakKey: 'key too weak',
  weakDigest: 'digest too weak',
  nameMismatch: 'issued for another name',
  nameConstraint: 'name forbidden by a CA above',
  malformedExtension: 'malformed extension',
  explicitCurve: 'explicit curve parameters',
  pathTooLong: 'path too long',
} satisfies Record<VerifyProblem['kind'], string>;

function question(asked: Question): { why: string; did: string } {
  switch (asked.kind) {
    case 'acceptsVersion':
      return {
        why: 'Which versions does the server take?',
        did: `offered ${versionName(asked.version)} alone`,
      };
    case 'acceptsAnyCipherSuite':
      return {
        why: `Is there any cipher suite that the server takes with ${versionName(asked.version)}?`,
        did: `offered ${versionName(asked.version)} with every cipher suite we know`,
      };
    case 'acceptsAnotherCipherSuite':
      return {
        why: `Which other cipher suites does it take with ${versionName(asked.version)}?`,
        did: `offered the same without ${shortList(asked.without.map(suiteName), (more) => `and ${more} more`)}`,
      };
    case 'answersAgain':
      return { why: 'Does it fail every time?', did: 'sent the same ClientHello once more' };
    case 'speaksFirst':
      return { why: 'Does something other than TLS greet us here?', did: 'connected and sent nothing' };
    case 'answersPlaintext':
      return plaintextQuestions[asked.protocol];
    default:
      return unreachable(asked);
  }
}

const plaintextQuestions = {
  http: { why: 'Does plain HTTP answer here?', did: 'sent an HTTP request without TLS' },
  mongodb: { why: 'Does MongoDB without TLS answer here?', did: 'sent a MongoDB hello without TLS' },
  postgresql: { why: 'Does PostgreSQL answer here?', did: 'sent a PostgreSQL SSLRequest' },
} satisfies Record<Extract<Question, { kind: 'answersPlaintext' }>['protocol'], unknown>;

function result(of: Experiment['result']): string {
  switch (of.kind) {
    case 'handshake': {
      const { capture } = of;
      if (capture.problem !== null) return outcome(capture.problem);
      return agreed(capture) || 'the server answered';
    }
    case 'octets': {
      const ending = { fin: 'then closed', rst: 'then reset', deadline: 'then silence' }[of.ended];
      return of.octets === '' ? `no answer, ${ending}` : `${preview(of.octets)}, ${ending}`;
    }
    case 'noConnection':
      return io(of.problem);
    default:
      return unreachable(of);
  }
}

/** How a handshake ended, where what was waited for goes without saying. */
function outcome(problem: HandshakeProblem): string {
  const isFirst = problem.kind !== 'notTls' && problem.waitingFor === 'serverHello';
  if (!isFirst) return handshake(problem);
  if (problem.kind === 'alertReceived') return `alert ${alertName(problem.description)}`;
  if (problem.kind === 'timedOut' && problem.octets === 0) return 'silence';
  if (problem.kind === 'closed' && problem.octets === 0) {
    return problem.how === 'fin' ? 'closed without a word' : 'reset without a word';
  }
  return handshake(problem);
}

const missingWords = {
  address: 'no address was found, so nothing was asked of the server',
  connection: 'there was no connection',
  handshake: 'the handshake did not get far enough',
  certificate: 'no certificate was seen',
  trustStore: 'the trust store could not be read',
  issuerCertificate: "the issuer's certificate is not at hand",
  experiment: 'the deciding experiment could not be made',
} satisfies Record<Parameters<ReportWords['missing']>[0], string>;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
