import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { shellWord } from '../src/diagnose/commands.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { shown } from '../src/diagnose/names.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';

/** The name gave no address. */
export interface DnsFailure {
  readonly at: Case;
  readonly name: string;
  /** `noSuchName`: the resolver says that there is none; otherwise no resolver gave an answer. */
  readonly why: 'noSuchName' | 'resolver' | 'timeout';
  /** The resolver's code, where there is one. */
  readonly code: string | null;
}

const en: Words<DnsFailure> = {
  title: 'Host name cannot be resolved',
  summary: ({ name, why, code }) =>
    why === 'noSuchName'
      ? `The name ${shown(name)} has no address: it does not exist in DNS, or has no A or AAAA record.`
      : `The name ${shown(name)} could not be looked up: ${why === 'timeout' ? 'no resolver answered in time' : `the resolver failed${code === null ? '' : ` (${shown(code)})`}`}.`,
  evidence: ({ name, why, code }) => [
    { what: 'Looked up', value: `A and AAAA records of ${shown(name)}` },
    {
      what: 'Answer',
      value:
        why === 'noSuchName'
          ? 'there is no address'
          : why === 'timeout'
            ? 'none in time'
            : `failure of the resolver${code === null ? '' : `, ${shown(code)}`}`,
    },
  ],
  remedies: ({ at, name, why }) => [
    {
      side: 'client',
      text:
        why === 'noSuchName'
          ? 'See whether the name is spelt right. A name of mongodb+srv:// is no host name: it stands for SRV records (third command), and host:port belongs to mongodb:// alone. A name that exists only inside a network needs its resolver: VPN, /etc/hosts, the DNS of the container or cluster.'
          : 'See whether this machine has a working resolver, and whether VPN or container changed it. Then probe again.',
      commands: [
        `getent ahosts ${shellWord(name)}`,
        'cat /etc/resolv.conf',
        ...(why === 'noSuchName' ? [`dig +short SRV ${shellWord(`_mongodb._tcp.${name}`)}`] : []),
        at.check,
      ],
      references: [reference(rfc(1035, '3.7'))],
    },
    {
      side: 'network',
      text: 'If other machines cannot look it up either: the record is missing or was withdrawn, or the name servers of the zone do not answer. That is for whoever runs the zone.',
      commands: [`dig ${shellWord(name)}`],
      references: [],
    },
  ],
  explanation:
    'Before anything else the name must become an address. Either DNS says that it has none (a typing error, an SRV name used as a host, a name known only inside a network), or no resolver answers.',
  howToCheck: 'It is mended when the name gives an address: the probe then goes on to TCP.',
};

export default defineDiagnosis<DnsFailure>({
  id: 'dns-failure',
  family: 'transport',
  severity: 'error',
  sources: [rfc(1035, '3.7'), rfc(2308, '2')],
  clientErrors: [
    printed('Python, PyMongo (Linux)', '[Errno -2] Name or service not known'),
    printed('Python, PyMongo (macOS)', '[Errno 8] nodename nor servname provided, or not known'),
    printed('Node', 'getaddrinfo ENOTFOUND <h>'),
    printed('Node driver, mongosh', 'querySrv ENOTFOUND _mongodb._tcp.<h>'),
    printed('PyMongo', 'The DNS query name does not exist: _mongodb._tcp.<h>.'),
    printed('Go', 'dial tcp: lookup <h> on <resolver>: no such host'),
    printed('curl', 'curl: (6) Could not resolve host: <h>'),
    printed('Java', 'java.net.UnknownHostException: <h>'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const at = caseOf(facts);
    const problem =
      facts.resolution.kind === 'failed'
        ? facts.resolution.problem
        : facts.tcp.kind === 'failed' &&
            (facts.tcp.problem.kind === 'nameNotFound' || facts.tcp.problem.kind === 'resolverFailed')
          ? facts.tcp.problem
          : null;
    const name = facts.target.host;
    if (problem === null) {
      if (facts.resolution.kind === 'completed' && facts.resolution.value.addresses.length === 0) {
        return found({ at, name, why: 'noSuchName', code: null });
      }
      return facts.endpoint === null ? undetermined('address') : ruledOut;
    }
    if (problem.kind === 'aborted') return undetermined('address');
    if (problem.kind === 'nameNotFound') return found({ at, name: problem.name, why: 'noSuchName', code: null });
    if (problem.kind === 'timedOut') return found({ at, name, why: 'timeout', code: null });
    return found({ at, name, why: 'resolver', code: 'code' in problem ? problem.code : problem.kind });
  },
  clientMessage: ({ at, why }, facts) => (why === 'noSuchName' ? facts.client.words.nameNotFound(at) : null),
  example: { at: { ...exampleCase, address: null }, name: 'db1.example.net', why: 'noSuchName', code: null },
  en,
});
