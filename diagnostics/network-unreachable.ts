import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { hostAndPort } from '../src/diagnose/remedies/commands.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';

/** The operating system says that it cannot open the connection. */
export interface NetworkUnreachable {
  readonly at: Case;
  /** Its error code: `EHOSTUNREACH`, `ENETUNREACH`, `EACCES`, … */
  readonly code: string;
  readonly ipv6: boolean;
}

const en: Words<NetworkUnreachable> = {
  title: 'No way to the server',
  summary: ({ at, code }) =>
    `This machine cannot open a connection to ${hostAndPort(at.address ?? at.host, at.port)}: the system says ${shown(code)}.`,
  evidence: ({ at, code }) => [
    { what: 'TCP to', value: hostAndPort(at.address ?? at.host, at.port) },
    { what: 'Answer of the system', value: shown(code) },
  ],
  remedies: ({ at, ipv6 }) => [
    {
      side: 'network',
      text: ipv6
        ? 'The address is an IPv6 one, and this machine may have no IPv6: see its route, and try with -4.'
        : 'See whether there is a route to the address and whether the network or VPN is up. A firewall on this machine or on the way can also answer so (EACCES, EPERM: a local rule).',
      commands: [`ip route get ${at.address ?? at.host}`, ipv6 ? `${at.check} -4` : at.check],
      references: [reference(rfc(1122, '3.2.2.1'))],
    },
  ],
  explanation:
    'The operating system, or a router on the way by ICMP, says that the address cannot be reached: no route, no neighbour with that address, or a rule that forbids it. TLS has not begun yet.',
  howToCheck: 'It is mended when TCP connects: the probe then goes on to the handshake.',
};

export default defineDiagnosis<NetworkUnreachable>({
  id: 'network-unreachable',
  family: 'transport',
  severity: 'error',
  sources: [rfc(1122, '3.2.2.1'), rfc(9293, '3.9.2.2')],
  clientErrors: [
    printed('Python, PyMongo (Linux)', '[Errno 113] No route to host'),
    printed('Python, PyMongo (Linux)', '[Errno 101] Network is unreachable'),
    printed('Node', 'connect EHOSTUNREACH <ip>:<p>'),
    printed('Go', 'dial tcp <ip>:<p>: connect: no route to host'),
  ],
  consequenceOf: ['replica-set-host'],
  judge: (facts) => {
    if (facts.endpoint === null) return undetermined('address');
    if (facts.tcp.kind === 'notTried') return undetermined('connection');
    if (facts.tcp.kind !== 'failed') return ruledOut;
    const { problem } = facts.tcp;
    // These have a diagnosis of their own; whatever else keeps TCP from opening is told here, by its code.
    if (['refused', 'reset', 'timedOut', 'aborted', 'nameNotFound', 'resolverFailed'].includes(problem.kind))
      return ruledOut;
    if (/^(?:proxy|starttls)/.test(problem.kind)) return ruledOut;
    const code = 'code' in problem ? problem.code : problem.kind;
    return found({ at: caseOf(facts), code, ipv6: facts.endpoint.address.includes(':') });
  },
  clientMessage: () => null,
  example: { at: exampleCase, code: 'EHOSTUNREACH', ipv6: false },
  en,
});
