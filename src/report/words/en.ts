import { ocspClientsEn, ocspVerdictEn } from '../../diagnose/words/ocsp-words.ts';
import { groupName, schemeName, suiteName } from '../../diagnose/words/names.ts';
import { visible } from '../../base/escape.ts';
import { ruleEn } from '../../diagnose/words/option-rules.ts';
import { tlsReasonEn, warningEn } from '../../diagnose/words/option-words.ts';
import { isSeedProblem, seedProblemEn } from '../../diagnose/words/seed-words.ts';
import { isoTime } from '../../base/time.ts';
import { unreachable } from '../../base/never.ts';
import { contentTypes } from '../../tls/wire/registries/content-type.ts';
import { extensionTypes } from '../../tls/wire/registries/extension-type.ts';
import { handshakeTypes } from '../../tls/wire/registries/handshake-type.ts';
import { nameOf } from '../../tls/wire/registry.ts';
import { agreed, isBeyondUs, alertName, preview, shortList, versionName, waitingName } from './names.ts';
import type { Experiment, Question } from '../../observe/observation.ts';
import type {
  HelloAnswer,
  HandshakeProblem,
  IoProblem,
  Labels,
  ReportWords,
  StapleProblem,
  VerifyProblem,
  Violation,
  StoreProblem,
} from './words.ts';

const labels: Labels = {
  howWeKnow: 'How we know',
  clientPrints: 'What the client prints',
  serverLog: 'Look for it in the log of mongod',
  whatToDo: 'What to do',
  also: 'Also',
  whatWeSaw: 'What we saw',
  notSeen: 'Not checked, or could not be seen',
  sides: { server: 'Server', client: 'Client', network: 'Network' },
  see: 'See',
  colon: ': ',
  semicolon: '; ',
  comma: ', ',
  consequence: ' (follows from the cause above)',
  dns: 'dns',
  tcp: 'tcp',
  firstByte: 'first byte',
  handshake: 'handshake',
  noSni: 'no SNI',
  chainAsSent: 'Chain as sent',
  notSent: 'not sent',
  issuedBy: 'issued by',
  names: 'names',
  expired: 'expired',
  notYetValid: 'not yet valid',
  revoked: 'revoked (OCSP)',
  staple: 'OCSP',
  crl: 'CRL',
  noStaple: 'no staple',
  trusted: 'Trusted',
  trustStores: 'Trust stores of this machine',
  fetched: 'Fetched',
  clientCertificate: 'Client certificate',
  server: 'Server',
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
  options: 'Options',
  seedList: 'Seed list',
  members: 'Members',
  python: 'Python on PATH',
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
  places: (addresses, fine, others) => {
    const only = `at ${listOf(addresses, 'and')} only`;
    if (others === 0) return `at all ${addresses.length} addresses`;
    if (fine === others) {
      return `${only}; the other ${others === 1 ? 'address is' : `${others} addresses are`} fine`;
    }
    return `${only}; of the other ${others}, ${fine === 0 ? 'none is' : `${fine} ${fine === 1 ? 'is' : 'are'}`} fine`;
  },
  completed: (protocol, accepted) =>
    `${protocol} completed${accepted === null ? '' : accepted ? ', certificate accepted' : ', certificate refused'}`,
  completedAlone: (protocol, client) => `${protocol} completed by whytls, but not by ${client}`,
  tlsReason: tlsReasonEn,
  speaks: (tls, because) => `${tls ? 'TLS' : 'plain text'}: ${because}`,
  conflict: ruleEn,
  uriWarning: warningEn,
  seeds: (problem) =>
    problem.kind === 'nameNotFound'
      ? seedProblemEn({ kind: 'noRecords', name: problem.name })
      : isSeedProblem(problem)
        ? seedProblemEn(problem)
        : io(problem),
  excuse: ({ because, options }) =>
    because === 'plaintext'
      ? 'not looked at in plain text'
      : `overlooked here, because of ${listOf(
          options.map((option) => visible(option)),
          'and',
        )}`,
  notProbed: (hosts) => `${count(hosts, 'more host')} not probed: there are too many for one probe.`,
  andMoreHosts: (first, more) => `${first} and ${more} more host${more === 1 ? '' : 's'}`,
  python: ({ program, version, implementation, library, packages }) =>
    `${visible(program)}: ${visible(implementation)} ${visible(version)}, ${visible(library)}${packages.map((one) => `, ${visible(one.name)} ${visible(one.version)}`).join('')}`,
  proxyVariable: ({ name, proxy, exempt, exemptHosts = [] }, hosts) =>
    exempt
      ? `${name} is set, and NO_PROXY exempts ${hosts === 1 ? 'this host' : 'these hosts'}: clients that follow them connect directly, as whytls did.`
      : `${name} names ${proxy === null ? 'something that is no proxy URL' : visible(proxy)}: clients that follow it (curl, Python requests, Go) go that way, whytls went directly.${
          exemptHosts.length === 0
            ? ''
            : ` NO_PROXY exempts ${firstOf(
                exemptHosts.map((host) => visible(host)),
                5,
              )} alone.`
        } --proxy looks through it.`,
  noConnection: (problem) => `no TCP connection: ${problem}`,
  noAddress: (problem) => `no address: ${problem}`,
  notTried: 'not tried',
  io,
  store,
  fetch: (problem) => (problem.kind === 'noCertificate' ? 'no certificate is there' : io(problem)),
  handshake,
  violation,
  chain: (problem) =>
    problem.kind === 'noneSent'
      ? 'The server sent no certificate.'
      : `Certificate ${problem.index} of the chain is not what RFC 5280 says, at ${problem.path}.`,
  staple: stapleProblem,
  crlOrOcsp:
    'PyMongo never uses CRLs and OCSP in one handshake: without PyOpenSSL it uses the CRL file alone, with it OCSP alone',
  crlSource: (problem) => {
    if (problem.kind === 'noCrl') return 'there is no CRL that can be read';
    return problem.kind === 'notHttp' ? 'not fetched: the address is not one of HTTP' : io(problem);
  },
  crl: ({ issuer, thisUpdate, nextUpdate, delta, entries, lookups }) =>
    [
      `${delta ? 'delta CRL' : 'CRL'} of ${issuer}${thisUpdate === null ? '' : ` of ${thisUpdate}`}`,
      nextUpdate === null ? 'without end' : `next by ${nextUpdate}`,
      count(entries, 'entry').replace('entrys', 'entries'),
      ...lookups.map(({ subject, problems }) =>
        problems.length === 0 ? `${subject} is not on it` : `${subject}: ${problems.join(' and ')}`,
      ),
      ...(lookups.length === 0 ? ['not used'] : []),
    ].join(', '),
  verify: (kind) => verifyWords[kind],
  question,
  result,
  helloTime: (time) => `${time}, if it is a time at all`,
  missing: (missing) => missingWords[missing],
  undecided: (undecided) => `${undecided} diagnoses stay undecided (--verbose names them)`,
  octetCount: (octets) => count(octets, 'octet'),
  days: (days) => count(days, 'day'),
  responder: ({ url, method, digest, certificate, status, ageMs, problem }) => {
    const who = `${url}${method === 'GET' ? ' (GET)' : digest === 'sha256' ? ' (SHA-256)' : ''}${certificate === 0 ? '' : ` for certificate ${certificate}`}`;
    if (status === null) return `${who}: ${problem ?? 'no answer'}`;
    const age = ageMs === null ? '' : `, ${ageWords(ageMs)} old`;
    return `${who} answers ${status}${age}${problem === null ? '' : `, but ${problem}`}`;
  },
  responderNotAsked: (why) => notAskedWords[why],
  mustStaple: 'the certificate demands a staple (must-staple)',
  ocspVerdict: ocspVerdictEn,
  ocspClients: ocspClientsEn,
  stapleStatus: (status) => status,
  asksForCertificate: (authorities) =>
    `the server asks for one${authorities === null ? ', and names no CA that it should be of' : `, of one of these CAs: ${authorities}`}`,
  mongodb,
  membersAlike: ({ members, attributes, root, first, until }) =>
    `${members} show certificates with ${attributes === '' ? 'neither O, OU nor DC' : `the same ${attributes}`}${root === null ? '' : `, of one CA (${root})`}; ${first} expires first, on ${until}`,
  member: ({ attributes, root, until, hasNames }) =>
    [
      attributes === '' ? 'no O, OU or DC' : attributes,
      root === null ? 'root not seen' : `root ${root}`,
      `until ${until}`,
      ...(hasNames ? [] : ['no subjectAltName']),
    ].join('; '),
  storeRow: ({ path, certificates, usedBy, error }) =>
    [
      [path, certificates === null ? null : count(certificates, 'certificate')]
        .filter((part) => part !== null)
        .join(', '),
      usedBy.length === 0 ? null : `used by ${usedBy.join(', ')}`,
      error,
    ]
      .filter((part) => part !== null && part !== '')
      .join('; '),
  storeNames: {
    tlsCAFile: 'tlsCAFile',
    sslCertFile: 'SSL_CERT_FILE',
    sslCertDir: 'SSL_CERT_DIR',
    system: 'system',
    systemBundle: 'system bundle',
    node: 'Node',
    nodeExtra: 'Node with NODE_EXTRA_CA_CERTS',
    certifi: 'certifi',
    python: 'Python',
    java: 'Java',
    keychain: 'macOS keychain',
    windows: 'Windows',
  },
};

function mongodb(answer: HelloAnswer): string {
  switch (answer.kind) {
    case 'answered': {
      const { maxWireVersion, release, role, setName, hosts, hostCount } = answer.value;
      const wire = maxWireVersion === null ? '' : ` (wire ${maxWireVersion})`;
      const more = hostCount > hosts.length ? `, … (+${hostCount - hosts.length})` : '';
      return [
        `MongoDB${release === null ? '' : ` ${release}`}${wire}`,
        ...(setName === null ? [] : [`replica set ${visible(setName, 64)}`]),
        role === 'other' ? 'neither primary nor secondary' : role,
        ...(hosts.length === 0 ? [] : [`advertises ${hosts.map((host) => visible(host, 80)).join(', ')}${more}`]),
      ].join(', ');
    }
    case 'refused':
      return `refused hello: ${visible(answer.message, 120)}${answer.code === null ? '' : ` (${answer.code})`}`;
    case 'none':
      return 'did not answer hello';
    case 'notMongodb':
      return 'answered hello with something that is not MongoDB';
    default:
      return unreachable(answer);
  }
}

const notAskedWords = {
  stapled: null,
  notWanted: null,
  noResponder: 'the certificate names no OCSP responder',
  issuerUnknown: "the responder was not asked, as the issuer's certificate is not at hand",
  endpointCheckDisabled: 'the responder was not asked (tlsDisableOCSPEndpointCheck, or an option that includes it)',
  lookupsOff: 'the responder was not asked (--no-network-lookups)',
  notObserved: 'the responder was not asked when this was observed',
} satisfies Record<Parameters<ReportWords['responderNotAsked']>[0], string | null>;

/** `12 s`, `5 min`, `2 h`, `3 days`. */
function ageWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : count(Math.round(seconds / 86_400), 'day');
}

function store(problem: StoreProblem): string {
  switch (problem.kind) {
    case 'noCertificate':
      return `${problem.path} holds no certificate`;
    case 'damaged':
      return problem.place === null
        ? `${problem.path} is no key store that can be read`
        : `certificate ${problem.place} in ${problem.path} is damaged`;
    case 'passwordNeeded':
      return `the certificates in ${problem.path} are encrypted, and no password is set`;
    case 'wrongPassword':
      return `the password set for ${problem.path} is wrong`;
    case 'notReadableHere':
      return 'cannot be read here: needs Node 22.15 or later';
    default:
      return io(problem);
  }
}

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
      // Who sent a RST is not seen.
      return problem.how === 'fin'
        ? `the server closed the connection instead of sending ${waitingName(problem.waitingFor)}, after ${count(problem.octets, 'octet')}`
        : `the connection was reset when ${waitingName(problem.waitingFor)} was due, after ${count(problem.octets, 'octet')} from the server`;
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
  purpose: 'not for this use',
  unhandledCriticalExtension: 'unknown critical extension',
  weakKey: 'key too weak',
  weakDigest: 'digest too weak',
  nameMismatch: 'issued for another name',
  nameConstraint: 'name forbidden by a CA above',
  malformedExtension: 'malformed extension',
  explicitCurve: 'explicit curve parameters',
  pathTooLong: 'path too long',
  malformedTime: 'unreadable validity',
  unreadableKey: 'unreadable key',
  proxyCertificate: 'a proxy certificate',
  pathLengthOfNonCa: 'pathLenConstraint without CA:TRUE',
  pathLengthWithoutCertSign: 'pathLenConstraint without keyCertSign',
  basicConstraintsNotCritical: 'basicConstraints not critical',
  keyUsageMissing: 'CA without keyUsage',
  certSignOfNonCa: 'keyCertSign without CA:TRUE',
  issuerEmpty: 'no issuer name',
  subjectEmpty: 'no subject name',
  subjectAltNameNotCritical: 'subjectAltName not critical',
  subjectAltNameEmpty: 'empty subjectAltName',
  signatureAlgorithmsDiffer: 'two signature algorithms',
  authorityKeyIdentifierCritical: 'authorityKeyIdentifier critical',
  authorityKeyIdentifierMissing: 'no authorityKeyIdentifier',
  subjectKeyIdentifierCritical: 'subjectKeyIdentifier critical',
  subjectKeyIdentifierMissing: 'CA without subjectKeyIdentifier',
  extensionsBelowVersion3: 'extensions below version 3',
  crlMissing: 'no CRL for its issuer',
  crlNotYetValid: 'CRL not yet valid',
  crlExpired: 'CRL expired',
  crlTimeMalformed: 'CRL with a malformed time',
  crlSignature: 'CRL with a wrong signature',
  cannotSignCrls: 'issuer may not sign CRLs',
  crlScope: 'CRL is about other certificates',
  crlExtension: 'CRL with an unknown critical extension',
  revoked: 'revoked (CRL)',
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
    case 'tellsTime':
      return {
        why: "What does the server's clock say?",
        did:
          asked.by === 'http'
            ? 'asked for / over HTTP, for its Date'
            : 'offered TLSv1.2 alone, for the time in its random',
      };
    case 'answersAgain':
      return { why: 'Does it fail every time?', did: 'sent the same ClientHello once more' };
    case 'saysHello':
      return {
        why: 'Which release of MongoDB is it?',
        did: `offered ${versionName(asked.version)} with every cipher suite we know, and said hello`,
      };
    case 'resumes':
      return { why: 'Can the session be resumed?', did: 'sent the session ticket of the first connection' };
    case 'speaksFirst':
      return { why: 'Does something other than TLS greet us here?', did: 'connected and sent nothing' };
    case 'answersPlaintext':
      return plaintextQuestions[asked.protocol];
    case 'acceptsSsl2':
      return { why: 'Is it a server of SSL 2.0?', did: 'sent a CLIENT-HELLO of SSL 2.0' };
    case 'withoutKeyExchange':
      return {
        why: `Does it take any other key exchange than ${asked.keyExchange} with ${versionName(asked.version)}?`,
        did: `offered every cipher suite but those with ${asked.keyExchange} key exchange`,
      };
    case 'acceptsSuitesOf':
      return {
        why: `Which suites with ${asked.keyExchange} key exchange does it take with ${versionName(asked.version)}?`,
        did: `offered those of ${asked.mode === 'aead' ? 'AEAD' : 'CBC'} alone`,
      };
    case 'withoutServerName':
      return { why: 'Is it the name in SNI?', did: 'sent the same without server_name' };
    case 'withServerName':
      return { why: 'Is it the name in SNI?', did: `sent the same with the name ${visible(asked.name)}` };
    case 'withoutAlpn':
      return { why: 'Is it the application protocol (ALPN)?', did: 'sent the same without ALPN' };
    case 'whichAlpn':
      return {
        why: 'Which application protocol does the server speak?',
        did: `offered ${count(asked.offered.length, 'common protocol')} by ALPN`,
      };
    case 'withEveryCipherSuite':
      return { why: 'Is it the cipher suites?', did: 'sent the same with every cipher suite we know' };
    case 'withEveryGroup':
      return asked.without.length === 0
        ? { why: 'Is it the groups?', did: 'sent the same with every group we know' }
        : {
            why: 'Which other groups does it take?',
            did: `sent the same with every group but ${shortList(asked.without.map(groupName), (more) => `and ${more} more`)}`,
          };
    case 'withEverySignatureScheme':
      return asked.without.length === 0
        ? { why: 'Is it the signature schemes?', did: 'sent the same with every signature scheme we know' }
        : {
            why: 'Which other signature schemes does it take?',
            did: `sent the same with every scheme but ${shortList(asked.without.map(schemeName), (more) => `and ${more} more`)}`,
          };
    case 'singleGroup':
      return { why: 'Is it one of the groups?', did: `sent the same with ${groupName(asked.group)} alone` };
    case 'signatureFamily':
      return {
        why: 'Is it one kind of signature?',
        did: `sent the same with the ${familyNames[asked.family]} schemes alone`,
      };
    case 'withoutTls13':
      return { why: 'Is it TLS 1.3?', did: 'sent the same without TLS 1.3' };
    case 'withoutDhe':
      return { why: 'Does it take anything better than DHE?', did: 'sent the same without DHE suites' };
    case 'withoutClientCertificate':
      return { why: "Is it the client's certificate?", did: 'sent the same, and no certificate when asked' };
    case 'minimalHello':
      return { why: 'Is it the length or the extensions of the ClientHello?', did: 'sent the shortest one' };
    case 'largeHello':
      return {
        why: 'Is it the length of the ClientHello?',
        did: `sent the shortest one, padded to ${count(asked.octets, 'octet')}`,
      };
    case 'honoursFallbackScsv':
      return {
        why: 'Does it recognise a downgrade?',
        did: `offered ${versionName(asked.version)} with TLS_FALLBACK_SCSV`,
      };
    default:
      return unreachable(asked);
  }
}

const familyNames = {
  ecdsa: 'ECDSA and EdDSA',
  rsaPss: 'RSA-PSS',
  rsaPkcs1: 'RSA PKCS #1',
} satisfies Record<Extract<Question, { kind: 'signatureFamily' }>['family'], string>;

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
      if (capture.resumed !== null)
        return capture.resumed ? 'the session was resumed' : 'declined: a full handshake instead';
      if (isBeyondUs(capture))
        return `${agreed(capture)} (seen up to ServerHelloDone: whytls cannot complete this suite)`;
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
  responder: 'the OCSP responder was not asked',
  experiment: 'the deciding experiment could not be made',
  otherClock: "no other clock was seen, to compare this machine's with",
  otherStores: 'other trust stores were not looked at',
} satisfies Record<Parameters<ReportWords['missing']>[0], string>;

/** The first ones, and how many more. */
const firstOf = (items: readonly string[], most: number): string =>
  items.length > most ? `${items.slice(0, most).join(', ')} and ${items.length - most} more` : listOf(items, 'and');

const listOf = (items: readonly string[], last: string): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1) ?? ''}`;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
