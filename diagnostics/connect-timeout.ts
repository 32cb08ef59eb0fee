import { atlas, mayBeAtlas } from '../src/diagnose/reading/atlas.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { hostAndPort } from '../src/diagnose/remedies/commands.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';

/** Nothing answered our SYN. */
export interface ConnectTimeout {
  readonly at: Case;
  readonly afterMs: number;
}

const en: Words<ConnectTimeout> = {
  title: 'Connection times out',
  summary: ({ at, afterMs }) =>
    `${hostAndPort(at.address ?? at.host, at.port)} does not answer: no TCP connection within ${(afterMs / 1000).toFixed(1)} s.`,
  evidence: ({ at, afterMs }) => [
    { what: 'TCP to', value: hostAndPort(at.address ?? at.host, at.port) },
    { what: 'Answer', value: `none within ${(afterMs / 1000).toFixed(1)} s: neither a connection nor a refusal` },
  ],
  remedies: ({ at }) => [
    {
      side: 'network',
      text: `Something drops the packets: a firewall or security group that does not allow this port from here (cloud providers do this by default), a VPN that is not up, or an address that is only reachable inside.${mayBeAtlas(at.host) ? ' On MongoDB Atlas add the address of this machine to the IP access list.' : ''} The first command shows where the packets are lost.`,
      commands: [`sudo traceroute -T -p ${at.port} ${at.address ?? at.host}`, at.check],
      references: mayBeAtlas(at.host) ? [reference(atlas)] : [],
    },
    {
      side: 'server',
      text: 'See whether the machine is up, and whether its own firewall allows the port.',
      commands: ['sudo nft list ruleset'],
      references: [],
    },
    {
      side: 'client',
      text: 'See whether the name stands for the address that you expect: an old DNS entry or a private address leads nowhere.',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'The first packet of TCP was sent, again and again, and nothing came back, not even a refusal. A closed port on a running machine answers at once; silence means that packets are dropped on the way, or that the machine is not there. TLS has not begun yet.',
  howToCheck: 'It is mended when TCP connects: the probe then goes on to the handshake.',
};

export default defineDiagnosis<ConnectTimeout>({
  id: 'connect-timeout',
  family: 'transport',
  severity: 'error',
  sources: [rfc(9293, '3.5'), atlas],
  clientErrors: [
    printed('PyMongo', '<h>:<p>: timed out'),
    printed('PyMongo', 'No servers found yet'),
    printed('Node driver', 'Server selection timed out after 30000 ms'),
    printed('curl', 'curl: (28) Connection timed out after 6001 milliseconds'),
  ],
  consequenceOf: ['replica-set-host'],
  judge: (facts) => {
    if (facts.endpoint === null) return undetermined('address');
    if (facts.tcp.kind === 'notTried') return undetermined('connection');
    if (facts.tcp.kind !== 'failed' || facts.tcp.problem.kind !== 'timedOut') return ruledOut;
    return found({ at: caseOf(facts), afterMs: facts.tcp.problem.afterMs });
  },
  clientMessage: ({ at }, facts) => facts.client.words.connectTimedOut(at),
  example: { at: exampleCase, afterMs: 10_000 },
  en,
});
