import { actEn } from '../src/diagnose/words/act-names.ts';
import type { Interference } from '../src/diagnose/reading/answered-too-soon.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type EvidenceText, type Words } from '../src/diagnose/define.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import type { ServerAct } from '../src/diagnose/reading/end-kinds.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { counted, shown } from '../src/diagnose/words/names.ts';
import { page, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { unreachable } from '../src/base/never.ts';

/** Not the server ends this handshake, as far as can be told from here, but something in front of it. */
export interface MiddleboxInterference {
  readonly at: Case;
  readonly act: ServerAct;
  readonly waitingFor: Waiting;
  readonly how: Interference;
}

const tldr = page('tldr.fail: large ClientHellos and those who cannot read them', 'https://tldr.fail/', '2026-11-22');

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

const en: Words<MiddleboxInterference> = {
  title: 'Something on the way interferes',
  summary: ({ how }) => {
    switch (how.kind) {
      case 'tooSoon':
        return `Something between here and the server ends the connection in its name: the end comes ${ms(how.afterMs)} after the ClientHello, while the way to the server and back takes ${ms(how.roundTripMs)}.`;
      case 'name':
        return `Connections that name ${shown(how.sni)} (SNI) are cut off, while the same server answers when another name is asked for: that is what a filter does.`;
      case 'size':
        return `A ClientHello of ${counted(how.octets, 'octet')} is lost, a short one is answered: something on the way, or the server's own TLS, cannot take one that needs more than one packet.`;
      default:
        return unreachable(how);
    }
  },
  evidence: ({ act, waitingFor, how }) => [
    { what: 'The connection', value: actEn(act, waitingFor).replace(/^(?:closed|reset) the connection/, 'was ended') },
    ...evidenceOf(how),
  ],
  remedies: ({ at, how }) => [
    {
      side: 'network',
      text:
        how.kind === 'size'
          ? 'Find what drops it: probe from a machine next to the server. If it works there, update or bypass the firewall, proxy or load balancer in between (an inspection of TLS that reads only the first packet), and see that the path lets ICMP "fragmentation needed" through.'
          : 'Ask who runs the network between here and the server: a firewall, an intrusion filter, a parental control or a provider filters by the name in SNI. Probe from another network, and from a machine next to the server, to see where it begins.',
      commands: how.kind === 'size' ? [at.check, `ping -M do -s 1472 ${at.address ?? at.host}`] : [at.check],
      references: [reference(how.kind === 'size' ? tldr : rfc(8744, '2.1'))],
    },
    {
      side: 'server',
      text:
        how.kind === 'size'
          ? 'If it fails there too, it is the server: its TLS reads the ClientHello with a single read. Update it.'
          : 'If it fails there too, it is a device or rule directly in front of the server: its own firewall, a load balancer, an address list.',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'Firewalls, filters and inspecting proxies end connections in the name of the server, mostly by a forged RST, or drop packets that they cannot read. Three things tell them from the server: an end that comes sooner than an answer of the server can; a name in SNI that is cut off while any other name is answered; and a ClientHello that is lost only when it is long, as those with post-quantum key shares are. Whoever changes octets instead is found by the checks of the handshake itself.',
  howToCheck:
    'The finding shows what was measured. From a network without the device the same probe completes; that is also how to see that it is mended.',
};

function evidenceOf(how: Interference): readonly EvidenceText[] {
  switch (how.kind) {
    case 'tooSoon':
      return [
        { what: 'It ended', value: `${ms(how.afterMs)} after the ClientHello, on two connections` },
        { what: 'TCP needs', value: `${ms(how.roundTripMs)} to the server and back, at best` },
      ];
    case 'name':
      return [
        { what: `With SNI ${shown(how.sni)}`, value: 'cut off, twice' },
        { what: `With SNI ${shown(how.other)}`, value: 'answered' },
      ];
    case 'size':
      return [
        { what: "The client's ClientHello", value: `${counted(how.octets, 'octet')}: lost, twice` },
        { what: 'The shortest', value: `${counted(how.small, 'octet')}: answered` },
        { what: 'The shortest, padded', value: `${counted(how.large, 'octet')}: lost` },
      ];
    default:
      return unreachable(how);
  }
}

export default defineDiagnosis<MiddleboxInterference>({
  id: 'middlebox-interference',
  family: 'transport',
  severity: 'error',
  sources: [rfc(9293, '3.5.2'), rfc(8446, '9.3'), rfc(8744, '2.1'), tldr],
  clientErrors: [
    printed('PyMongo', 'SSL handshake failed: <h>:<p>: [Errno 104] Connection reset by peer'),
    printed('Node', 'read ECONNRESET'),
    printed('curl', 'curl: (35) Recv failure: Connection reset by peer'),
    printed('Python ssl, PyMongo', '_ssl.c:989: The handshake operation timed out'),
    printed('Go net/http', 'net/http: TLS handshake timeout'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'interference') return ruledOut;
    return found({ at: caseOf(facts), act: end.act, waitingFor: end.waitingFor, how: end.how });
  },
  clientMessage: ({ act, waitingFor }, facts) => clientWordsFor(facts, act, waitingFor),
  example: {
    at: exampleCase,
    act: { kind: 'closed', how: 'rst' },
    waitingFor: 'serverHello',
    how: { kind: 'tooSoon', afterMs: 1.2, roundTripMs: 38 },
  },
  en,
});
