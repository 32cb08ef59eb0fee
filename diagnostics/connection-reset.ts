import { caseOf, checkWithOption, exampleCase, sendsName, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { messageNames } from '../src/diagnose/words/act-names.ts';
import { counted } from '../src/diagnose/words/names.ts';

/** A RST ended the connection. */
export interface ConnectionReset {
  readonly at: Case;
  /** Null: while TCP was being opened. */
  readonly waitingFor: Waiting | null;
  readonly octets: number;
  readonly again: 'completed' | 'failed' | null;
}

const en: Words<ConnectionReset> = {
  title: 'Connection is reset',
  summary: ({ waitingFor, octets, again }) => {
    const when =
      waitingFor === null
        ? 'while it was being opened'
        : waitingFor === 'applicationData'
          ? 'right after the handshake'
          : octets === 0
            ? 'in answer to the ClientHello'
            : `when ${messageNames[waitingFor]} was due`;
    return `The connection is reset ${when}${again === 'completed' ? ', but not every time' : ''}, by the server or by something on the way.`;
  },
  evidence: ({ waitingFor, octets, again }) => [
    {
      what: 'RST',
      value:
        waitingFor === null
          ? 'while the TCP connection was being opened'
          : `when ${messageNames[waitingFor]} was due, after ${counted(octets, 'octet')} from the server`,
    },
    ...(again === null
      ? []
      : [
          {
            what: 'The same offer again',
            value: again === 'completed' ? 'was answered: it is not steady' : 'ended the same way',
          },
        ]),
    { what: 'Not seen', value: 'who sent it: a RST looks the same from the server and from a device on the way' },
  ],
  remedies: ({ at }) => [
    {
      side: 'network',
      text: `Probe from a machine next to the server. If it works there, a firewall, an intrusion filter or a proxy between the two resets the connection${sendsName(at) ? ' (often by the name in SNI)' : ''}: ask who runs it.${sendsName(at) ? ' --sni none tells whether the name matters.' : ''}`,
      commands: [at.check, ...(sendsName(at) ? [checkWithOption(at, '--sni', 'none')] : [])],
      references: [reference(rfc(9293, '3.5.2'))],
    },
    {
      side: 'server',
      text: 'If it is reset there too: see in its log and in that of the system whether the process crashed, was killed for memory, or runs against a limit of connections; and whether it expects TLS on this port.',
      commands: [`sudo ss -ltnp 'sport = :${at.port}'`],
      references: [],
    },
  ],
  explanation:
    'A RST says that a connection is not wanted any more, at once and without a reason. Servers send it when a process dies or closes a socket with unread octets in it; firewalls and filters forge it in the name of the server to cut off what they do not allow.',
  howToCheck:
    'The finding shows at which point of the handshake the RST came. It is mended when the same probe completes.',
};

export default defineDiagnosis<ConnectionReset>({
  id: 'connection-reset',
  family: 'transport',
  severity: 'error',
  sources: [rfc(9293, '3.5.2'), rfc(8446, '6.1')],
  clientErrors: [
    printed(
      'PyMongo (macOS: 54, Windows: WinError 10054)',
      'SSL handshake failed: <h>:<p>: [Errno 104] Connection reset by peer',
    ),
    printed('PyMongo with PyOpenSSL', "SSL handshake failed: <h>:<p>: (104, 'ECONNRESET')"),
    printed('Node', 'read ECONNRESET'),
    printed('openssl s_client', 'write:errno=104'),
    printed('curl', 'curl: (35) Recv failure: Connection reset by peer'),
    printed('Go', 'read tcp <a>-><b>: read: connection reset by peer'),
    printed('Java', 'java.net.SocketException: Connection reset'),
    printed('GnuTLS', 'Error in the pull function.'),
  ],
  consequenceOf: [
    'plaintext-server',
    'protocol-version',
    'no-shared-cipher',
    'client-cert-required',
    'client-cert-rejected',
  ],
  judge: (facts) => {
    const at = caseOf(facts);
    if (facts.tcp.kind === 'failed' && facts.tcp.problem.kind === 'reset') {
      return found({ at, waitingFor: null, octets: 0, again: null });
    }
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'closed' || end.how !== 'rst') return ruledOut;
    return found({ at, waitingFor: end.waitingFor, octets: end.octets, again: end.again });
  },
  clientMessage: ({ at, waitingFor }, facts) => facts.client.words.closed(at, 'rst', waitingFor === 'applicationData'),
  example: { at: exampleCase, waitingFor: 'serverHello', octets: 0, again: 'failed' },
  en,
});
