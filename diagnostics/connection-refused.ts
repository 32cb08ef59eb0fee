import { caseOf, exampleCase, isAddress, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { isMongodb } from '../src/diagnose/reading/leaf-names.ts';
import { hostAndPort, shellWord } from '../src/diagnose/remedies/commands.ts';
import { page, printed, reference, rfc } from '../src/diagnose/sources.ts';

/** The address answers, but nobody listens on the port. */
export interface ConnectionRefused {
  readonly at: Case;
  readonly loopback: boolean;
  /** MongoDB is expected there. */
  readonly mongodb: boolean;
}

const bindIp = page(
  'MongoDB Manual: IP Binding',
  'https://www.mongodb.com/docs/manual/core/security-mongodb-configuration/',
  '2026-11-21',
);

const en: Words<ConnectionRefused> = {
  title: 'Connection refused',
  summary: ({ at }) =>
    `The connection to ${at.address === null ? hostAndPort(at.host, at.port) : `port ${at.port} of ${at.address}`} is refused: most likely nothing listens there.`,
  evidence: ({ at }) => [
    { what: 'TCP to', value: hostAndPort(at.address ?? at.host, at.port) },
    { what: 'Answer', value: 'RST to our SYN: the machine (or a firewall in its name) is there, the port is closed' },
  ],
  remedies: ({ at, loopback, mongodb }) => [
    {
      side: 'server',
      text: `Start the service, and see on which addresses and ports it listens: sudo ss shows all that are open there. ${
        loopback || !mongodb ? '' : 'A mongod listens on 127.0.0.1 alone unless net.bindIp names other addresses. '
      }Then probe again.`,
      commands: [...(mongodb ? ['systemctl status mongod'] : []), 'sudo ss -ltnp', at.check],
      references: mongodb ? [reference(bindIp)] : [],
    },
    {
      side: 'client',
      text: 'See whether host and port are the right ones. In a container, localhost is the container itself, not the machine around it.',
      commands: isAddress(at.host) ? [] : [`getent ahosts ${shellWord(at.host)}`],
      references: [],
    },
    {
      side: 'network',
      text: 'A firewall that rejects (not drops) answers in the same way; so does a load balancer or port forwarding without a target.',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'The machine answers the first packet with a reset: it is up, but no process has the port open on that address. TLS has not begun yet, so no certificate or option of TLS has to do with it.',
  howToCheck: 'It is mended when TCP connects: the probe then goes on to the handshake.',
};

export default defineDiagnosis<ConnectionRefused>({
  id: 'connection-refused',
  family: 'transport',
  severity: 'error',
  sources: [rfc(9293, '3.5.2'), bindIp],
  clientErrors: [
    printed('Python, PyMongo (macOS: 61, Windows: WinError 10061)', '[Errno 111] Connection refused'),
    printed('Node', 'connect ECONNREFUSED <ip>:<p>'),
    printed('curl', "curl: (7) Failed to connect to <h> port <p> after 0 ms: Couldn't connect to server"),
    printed('Go', 'dial tcp <ip>:<p>: connect: connection refused'),
    printed('openssl s_client', 'connect:errno=111'),
  ],
  consequenceOf: ['replica-set-host'],
  judge: (facts) => {
    if (facts.endpoint === null) return undetermined('address');
    if (facts.tcp.kind === 'notTried') return undetermined('connection');
    if (facts.tcp.kind !== 'failed' || facts.tcp.problem.kind !== 'refused') return ruledOut;
    const loopback = /^(?:127\.|::1$)/.test(facts.endpoint.address);
    return found({ at: caseOf(facts), loopback, mongodb: isMongodb(facts) || facts.client.id.startsWith('pymongo') });
  },
  clientMessage: ({ at }, facts) => facts.client.words.refused(at),
  example: { at: exampleCase, loopback: false, mongodb: true },
  en,
});
