import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { SeedProblem } from '../src/diagnose/fact-types.ts';
import { found, notApplicable, ruledOut } from '../src/diagnose/judgement.ts';
import { dig, shellWord } from '../src/diagnose/remedies/commands.ts';
import { printed, reference, rfc, seedlistSpecification } from '../src/diagnose/sources.ts';
import { isSeedProblem, seedProblemEn } from '../src/diagnose/words/seed-words.ts';

/** DNS has records behind mongodb+srv://, and they break the rules that a driver holds them to. */
export interface SrvRecords {
  readonly at: Case;
  /** The name in the connection string. */
  readonly name: string;
  /** The name of the SRV records. */
  readonly srv: string;
  readonly problem: Exclude<SeedProblem, { readonly kind: 'noRecords' }>;
}

/** The records as they can be looked up by hand. */
export const recordCommands = ({ at, name, srv, problem }: SrvRecords): readonly string[] => [
  dig(at, isOfTxt(problem) ? `+short TXT ${shellWord(name)}` : `+short SRV ${shellWord(srv)}`),
  at.check,
];

/** Whether it is the TXT record that has to change. */
export const isOfTxt = ({ kind }: SrvRecords['problem']): boolean => kind !== 'foreignHost' && kind !== 'tooFewLabels';

const en: Words<SrvRecords> = {
  title: 'Records behind mongodb+srv:// that cannot be used',
  summary: ({ at, name, problem }) =>
    `${at.shortClient} cannot use what DNS says of mongodb+srv://${name}: ${seedProblemEn(problem)}.`,
  evidence: ({ name, srv, problem }) => [
    { what: 'Asked', value: `SRV records of ${srv}, TXT record of ${name}` },
    { what: 'Broken rule', value: seedProblemEn(problem) },
    { what: 'Connections', value: 'none made: a driver connects to no host of such a list' },
  ],
  remedies: (records) => [
    {
      side: 'network',
      text: isOfTxt(records.problem)
        ? 'For whoever runs the zone: one TXT record at the name of the connection string, with no other options than authSource, replicaSet and loadBalanced, each with a value. TLS cannot be set there: mongodb+srv:// switches it on. Then probe again.'
        : 'For whoever runs the zone: name hosts below the domain of the name in the connection string, that is below all but its first label (below all of it, where it has one or two). This keeps whoever answers for the SRV record from sending clients, and their passwords, anywhere else. Then probe again.',
      commands: recordCommands(records),
      references: [reference(seedlistSpecification), reference(rfc(2782, '3'))],
    },
    {
      side: 'client',
      text: 'Until then: list the hosts, mongodb://host1:27017,host2:27017/?tls=true with the replicaSet and authSource of the deployment, if you know from another source that they are the right ones.',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'mongodb+srv:// names no host: the driver asks DNS for SRV records (_mongodb._tcp. before the name) and for one TXT record. Every host that they name must lie in the domain of the name that was asked; TXT may set authSource, replicaSet and loadBalanced. What breaks these rules is refused as a whole, before any connection.',
  howToCheck:
    'The finding shows which records were asked for and what is wrong with them. It is mended when the same probe goes on to the hosts.',
};

export default defineDiagnosis<SrvRecords>({
  id: 'srv-records',
  family: 'transport',
  severity: 'error',
  sources: [seedlistSpecification, rfc(2782, '3')],
  clientErrors: [
    printed('PyMongo', 'Invalid SRV host: db1.other.test'),
    printed('PyMongo', 'Invalid SRV host: return address is identical to SRV hostname'),
    printed('PyMongo', 'Only one TXT record is supported'),
    printed('PyMongo', 'Only authSource, replicaSet, and loadBalanced are supported from DNS'),
    printed('Node driver, mongosh', 'Server record does not share hostname with parent URI'),
    printed('Node driver, mongosh', 'Server record does not have at least one more domain level than parent URI'),
    printed('Node driver, mongosh', 'Multiple text records not allowed'),
    printed('Node driver, mongosh', 'Text record may only set any of: authSource, replicaSet, loadBalanced'),
    printed('Node driver, mongosh', 'Cannot have empty URI params in DNS TXT Record'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const { seeds } = facts;
    if (seeds === undefined) return notApplicable;
    const { problem, host, asked } = seeds;
    return problem !== null && isSeedProblem(problem) && problem.kind !== 'noRecords'
      ? found({ at: caseOf(facts), name: host, srv: asked.srv, problem })
      : ruledOut;
  },
  clientMessage: (_, facts) => facts.seeds?.message ?? null,
  example: {
    at: { ...exampleCase, check: 'whytls mongodb+srv://cluster0.example.net/ --tlsCAFile ca.pem' },
    name: 'cluster0.example.net',
    srv: '_mongodb._tcp.cluster0.example.net',
    problem: { kind: 'foreignHost', host: 'db1.example.org', domain: 'example.net' },
  },
  en,
});
