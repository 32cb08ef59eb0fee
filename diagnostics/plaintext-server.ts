import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { plaintextNames, type Plaintext, type PlaintextProtocol } from '../src/diagnose/reading/recognise-plaintext.ts';
import { hostAndPort } from '../src/diagnose/remedies/commands.ts';
import { mongodbTls, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';

/** Something answers, but not in TLS. */
export interface PlaintextServer {
  readonly at: Case;
  /** What was recognised; null where nothing that was said fits a protocol. */
  readonly heard: Plaintext | null;
  /** It answered the ClientHello itself; false: it closed or was silent, and spoke on a further connection. */
  readonly firstOctets: boolean;
}

/** Protocols that begin in plaintext and then change to TLS on request, and how `--starttls` calls them. */
const startTls: ReadonlyMap<PlaintextProtocol, string> = new Map([
  ['smtp', 'smtp'],
  ['ftp', 'ftp'],
  ['smtpOrFtp', 'smtp'],
  ['pop3', 'pop3'],
  ['imap', 'imap'],
  ['nntp', 'nntp'],
  ['xmpp', 'xmpp'],
  ['ldap', 'ldap'],
  ['postgresql', 'postgres'],
  ['mysql', 'mysql'],
  ['rdp', 'rdp'],
]);

/** The command that asks for TLS in the server's own protocol; none where it has no way to. */
export function starttlsCommands(at: Case, heard: Plaintext | null): readonly string[] {
  const protocol = heard === null ? undefined : startTls.get(heard.protocol);
  return protocol === undefined ? [] : [`${at.check.replace(/ --starttls \S+/, '')} --starttls ${protocol}`];
}

const names: (heard: Plaintext | null) => string | null = (heard) =>
  heard === null || heard.protocol === 'unknown' || heard.protocol === 'tls' ? null : plaintextNames[heard.protocol];

const en: Words<PlaintextServer> = {
  title: 'Server does not speak TLS on this port',
  summary: ({ at, heard }) => {
    const name = names(heard);
    return name === null
      ? `What answers on ${hostAndPort(at.host, at.port)} is not TLS.`
      : `The server speaks ${name} on ${hostAndPort(at.host, at.port)}, but not TLS.`;
  },
  evidence: ({ heard, firstOctets }) => [
    {
      what: 'The server',
      value: firstOctets
        ? 'answered the ClientHello with octets that are no TLS record'
        : 'sent nothing in answer to the ClientHello, but spoke plaintext on a further connection',
    },
    ...(heard === null || heard.excerpt === ''
      ? []
      : [{ what: `It said${names(heard) === null ? '' : ` (${names(heard) ?? ''})`}`, value: heard.excerpt }]),
  ],
  remedies: ({ at, heard }) => {
    const protocol = heard?.protocol ?? 'unknown';
    if (protocol === 'mongodb') {
      return [
        {
          side: 'server',
          text: 'Switch TLS on in mongod or mongos: net.tls.mode: requireTLS (or preferTLS while clients are being changed) and net.tls.certificateKeyFile, then restart and probe again.',
          commands: [at.check],
          references: [reference(mongodbTls)],
        },
        {
          side: 'client',
          text: 'Or, if this deployment is meant to have no TLS (a test on this machine): connect without it, that is without tls=true and without any other tls option. mongodb+srv:// switches TLS on by itself.',
          commands: [],
          references: [reference(pymongoTls)],
        },
      ];
    }
    return [
      {
        side: 'client',
        text: startTls.has(protocol)
          ? 'This protocol begins in plaintext and changes to TLS on request (STARTTLS): tell the client so (the command asks for it), or use the port on which the service speaks TLS from the first octet (SMTP 465, IMAP 993, POP3 995, LDAP 636, FTP 990, NNTP 563). A MongoDB client cannot speak to it.'
          : `${protocol === 'ssh' ? 'SSH never speaks TLS: this is not the port of the service that you mean. ' : ''}See whether host and port are the right ones: a TLS service mostly has a port of its own (HTTPS 443 beside HTTP 80), and MongoDB listens on 27017 unless it is told otherwise.`,
        commands: starttlsCommands(at, heard),
        references: [reference(rfc(8446, '5.1'))],
      },
      {
        side: 'server',
        text:
          protocol === 'ssh'
            ? 'The command shows, on the server, on which port the right service listens.'
            : 'If it is the right service: switch TLS on there. The first command shows, on the server, which process listens on the port.',
        commands: protocol === 'ssh' ? ['sudo ss -ltnp'] : [`sudo ss -ltnp 'sport = :${at.port}'`, at.check],
        references: [],
      },
      {
        side: 'network',
        text: 'A proxy, a captive portal or a load balancer may have answered in place of the server, with a page or an error of its own.',
        commands: [],
        references: [],
      },
    ];
  },
  explanation:
    'The client began with a TLS ClientHello, and what came back is no TLS record: the port belongs to another service, or the right service has TLS switched off. OpenSSL reads the first octets as a record header and reports "wrong version number", which has nothing to do with TLS versions. A mongod without TLS says nothing at all: it closes, and only a plaintext question shows what it is.',
  howToCheck:
    'The finding shows what the server said in plaintext. It is mended when the same probe reaches a ServerHello.',
};

export default defineDiagnosis<PlaintextServer>({
  id: 'plaintext-server',
  family: 'transport',
  severity: 'error',
  sources: [rfc(8446, '5.1'), mongodbTls, pymongoTls],
  clientErrors: [
    printed('Python ssl, PyMongo', '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)'),
    printed('OpenSSL 3, Node', 'error:0A00010B:SSL routines:ssl3_get_record:wrong version number'),
    printed('OpenSSL 1.1', 'error:1408F10B:SSL routines:ssl3_get_record:wrong version number'),
    printed('OpenSSL 1.0.2 and earlier', 'error:140770FC:SSL routines:SSL23_GET_SERVER_HELLO:unknown protocol'),
    printed('Go', 'tls: first record does not look like a TLS handshake'),
    printed('Java', 'Unsupported or unrecognized SSL message'),
    printed('GnuTLS', 'An unexpected TLS packet was received.'),
    printed('.NET', 'Cannot determine the frame size or a corrupted frame was received.'),
    printed('mongod log', 'SSL handshake received but server is started without SSL support'),
    printed('mongod, to HTTP', 'It looks like you are trying to access MongoDB over HTTP on the native driver port.'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind === 'plaintext') {
      return found({ at: caseOf(facts), heard: end.heard, firstOctets: end.firstOctets });
    }
    // Closed or silent without an octet: some plaintext servers do just that.
    const isMute = (end.kind === 'closed' || end.kind === 'silent') && end.octets === 0;
    const asked = facts.experiments.some(
      ({ question, result }) => question.kind === 'answersPlaintext' && result.kind === 'octets',
    );
    return isMute && !asked ? undetermined('experiment') : ruledOut;
  },
  clientMessage: ({ at, firstOctets }, facts) => {
    if (firstOctets) return facts.client.words.notTls(at);
    const problem = facts.handshake.kind === 'completed' ? facts.handshake.value.capture.problem : null;
    if (problem?.kind === 'timedOut') return facts.client.words.handshakeTimedOut(at);
    return facts.client.words.closed(at, problem?.kind === 'closed' ? problem.how : 'fin', false);
  },
  serverLog: ({ heard }) =>
    heard?.protocol === 'mongodb' ? ['SSL handshake received but server is started without SSL support'] : [],
  example: {
    at: exampleCase,
    heard: { protocol: 'http', excerpt: 'HTTP/1.1 400 Bad Request' },
    firstOctets: true,
  },
  en,
});
