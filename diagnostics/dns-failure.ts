import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { IoProblem, SeedProblem } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { dig, shellWord } from '../src/diagnose/remedies/commands.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';
import { isSeedProblem } from '../src/diagnose/words/seed-words.ts';
import type { Facts } from '../src/observe/facts.ts';

/** The name gave no address. */
export interface DnsFailure {
  readonly at: Case;
  readonly name: string;
  /** What was asked for: A and AAAA of a host, or the SRV records behind mongodb+srv:// and the name that stands there. */
  readonly records: { readonly kind: 'addresses' } | { readonly kind: 'srv'; readonly of: string };
  /** `noSuchName`: the resolver says that there is none; otherwise no resolver gave an answer. */
  readonly why: 'noSuchName' | 'resolver' | 'timeout';
  /** The resolver's code, where there is one. */
  readonly code: string | null;
}

const en: Words<DnsFailure> = {
  title: 'Host name cannot be resolved',
  summary: ({ name, why, code, records }) =>
    why === 'noSuchName'
      ? records.kind === 'srv'
        ? `There is no host behind mongodb+srv://${shown(records.of)}: DNS has no SRV record ${shown(name)}.`
        : `The name ${shown(name)} has no address: it does not exist in DNS, or has no A or AAAA record.`
      : `The name ${shown(name)} could not be looked up: ${why === 'timeout' ? 'no resolver answered in time' : `the resolver failed${code === null ? '' : ` (${shown(code)})`}`}.`,
  evidence: ({ name, why, code, records }) => [
    { what: 'Looked up', value: `${records.kind === 'srv' ? 'SRV' : 'A and AAAA'} records of ${shown(name)}` },
    {
      what: 'Answer',
      value:
        why === 'noSuchName'
          ? records.kind === 'srv'
            ? 'there is none'
            : 'there is no address'
          : why === 'timeout'
            ? 'none in time'
            : `failure of the resolver${code === null ? '' : `, ${shown(code)}`}`,
    },
  ],
  remedies: ({ at, name, why, records }) => [
    {
      side: 'client',
      text:
        why === 'noSuchName' && records.kind === 'srv'
          ? 'See whether the name is spelt as the deployment gives it: mongodb+srv:// takes the name of a cluster, and no host of it. A host goes into mongodb://host:27017/?tls=true. A name that exists only inside a network needs its DNS server: --dns asks another one.'
          : why === 'noSuchName'
            ? 'See whether the name is spelt right. A name of mongodb+srv:// is no host name: it stands for SRV records (one of the commands shows them), and host:port belongs to mongodb:// alone. A name that exists only inside a network needs its resolver: VPN, /etc/hosts, the DNS of the container or cluster.'
            : 'See whether this machine has a working resolver, and whether VPN or container changed it. Then probe again.',
      commands: lookupCommands(at, name, why, records),
      references: [reference(rfc(1035, '3.7'))],
    },
    {
      side: 'network',
      text: 'If other machines cannot look it up either: the record is missing or was withdrawn, or the name servers of the zone do not answer. That is for whoever runs the zone.',
      commands: [dig(at, `${records.kind === 'srv' ? 'SRV ' : ''}${shellWord(name)}`)],
      references: [],
    },
  ],
  explanation:
    'Before anything else the name must become an address. Either DNS says that it has none (a typing error, an SRV name used as a host, a name known only inside a network), or no resolver answers.',
  howToCheck: 'It is mended when the name gives an address: the probe then goes on to TCP.',
};

/** How to look the same up by hand. */
export const lookupCommands = (
  at: Case,
  name: string,
  why: DnsFailure['why'],
  records: DnsFailure['records'],
): readonly string[] =>
  records.kind === 'srv'
    ? [
        dig(at, `+short SRV ${shellWord(name)}`),
        dig(at, `+short ${shellWord(records.of)}`),
        ...(at.dns === undefined ? ['cat /etc/resolv.conf'] : []),
        at.check,
      ]
    : [
        ...(at.dns === undefined
          ? [`getent ahosts ${shellWord(name)}`, 'cat /etc/resolv.conf']
          : [dig(at, `+short ${shellWord(name)}`)]),
        ...(why === 'noSuchName' ? [dig(at, `+short SRV ${shellWord(`_mongodb._tcp.${name}`)}`)] : []),
        at.check,
      ];

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
  consequenceOf: ['replica-set-host'],
  judge: (facts) => {
    const at = caseOf(facts);
    const { seeds } = facts;
    const ofSeeds = seeds !== undefined && seeds.problem !== null;
    const problem = ofSeeds ? seedsUnknown(seeds.problem) : addressUnknown(facts);
    const name = ofSeeds ? seeds.asked.srv : facts.target.host;
    const records = ofSeeds ? ({ kind: 'srv', of: seeds.host } as const) : ({ kind: 'addresses' } as const);
    if (problem === null) {
      if (facts.resolution.kind === 'completed' && facts.resolution.value.addresses.length === 0) {
        return found({ at, name, records, why: 'noSuchName', code: null });
      }
      return facts.endpoint === null && !ofSeeds ? undetermined('address') : ruledOut;
    }
    if (problem.kind === 'aborted') return undetermined('address');
    if (problem.kind === 'nameNotFound' || problem.kind === 'noRecords') {
      return found({ at, name: problem.name, records, why: 'noSuchName', code: null });
    }
    if (problem.kind === 'timedOut') return found({ at, name, records, why: 'timeout', code: null });
    return found({ at, name, records, why: 'resolver', code: 'code' in problem ? problem.code : problem.kind });
  },
  clientMessage: ({ at, why, records }, facts) => {
    if (records.kind === 'srv') return facts.seeds?.message ?? null;
    return why === 'noSuchName' ? facts.client.words.nameNotFound(at) : null;
  },
  example: {
    at: { ...exampleCase, address: null },
    name: 'db1.example.net',
    records: { kind: 'addresses' },
    why: 'noSuchName',
    code: null,
  },
  en,
});

type Unknown = IoProblem | Extract<SeedProblem, { readonly kind: 'noRecords' }>;

/** A record that breaks a rule was found all the same: that is srv-records. */
const seedsUnknown = (problem: NonNullable<Facts['seeds']>['problem']): Unknown | null =>
  problem === null || (isSeedProblem(problem) && problem.kind !== 'noRecords') ? null : problem;

function addressUnknown({ resolution, tcp }: Facts): Unknown | null {
  if (resolution.kind === 'failed') return resolution.problem;
  const ofConnection = tcp.kind === 'failed' ? tcp.problem : null;
  return ofConnection?.kind === 'nameNotFound' || ofConnection?.kind === 'resolverFailed' ? ofConnection : null;
}
