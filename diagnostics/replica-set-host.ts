import { caseOf, checkAt, exampleCase, type Case } from '../src/diagnose/case.ts';
import { hostAndPort } from '../src/diagnose/remedies/commands.ts';
import { problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';
import { mongodbTls, page, printed, reference } from '../src/diagnose/sources.ts';

/** A host that the deployment advertises, and that clients cannot use. */
export interface ReplicaSetHost {
  readonly at: Case;
  /** The server that named it. */
  readonly by: string;
  readonly isPrimary: boolean;
  readonly why: 'noAddress' | 'noConnection' | 'otherName';
  /** With `otherName`: the names that its certificate holds. */
  readonly presented: readonly string[];
}

/** How drivers find the members of a deployment. */
export const discovery = page(
  'MongoDB specifications: Server Discovery and Monitoring',
  'https://github.com/mongodb/specifications/blob/master/source/server-discovery-and-monitoring/server-discovery-and-monitoring.md',
  '2026-11-22',
);

const en: Words<ReplicaSetHost> = {
  title: 'Host that the replica set advertises cannot be used',
  summary: ({ at, by, why }) => {
    const host = shown(hostAndPort(at.host, at.port));
    const but = {
      noAddress: 'which has no address here',
      noConnection: 'which does not answer here',
      otherName: 'and the certificate shown there is not for that name',
    }[why];
    return `${shown(by)} answers, but sends ${at.shortClient} on to ${host}, ${but}.`;
  },
  evidence: ({ at, by, isPrimary, why, presented }) => [
    {
      what: 'Advertised',
      value: `${shown(hostAndPort(at.host, at.port))}${isPrimary ? ', the primary' : ''}, by ${shown(by)} in its answer to hello`,
    },
    {
      what: 'Tried',
      value: {
        noAddress: 'its name was looked up: there is no such host',
        noConnection: 'no TCP connection came about',
        otherName: `TLS works; its certificate holds ${presented.length === 0 ? 'no name of this kind' : listed(presented.map(shown))}`,
      }[why],
    },
  ],
  remedies: ({ at, by, why }) => [
    {
      side: 'server',
      text: 'Let the replica set advertise names that its clients can use: change members[n].host in its configuration, on the primary. The first line shows the names as they are, and the last asks the server that named this one again.',
      commands: [
        "mongosh --eval 'rs.conf().members.map(({host}) => host)'",
        'mongosh --eval \'const c = rs.conf(); c.members[0].host = "db1.example.net:27017"; rs.reconfig(c)\'',
        checkAt(at, by),
      ],
      references: [reference(discovery)],
    },
    why === 'otherName'
      ? {
          side: 'server',
          text: 'Or have the certificates of the members issued with the advertised name in subjectAltName.',
          commands: [],
          references: [reference(mongodbTls)],
        }
      : {
          side: 'network',
          text: 'Or make the advertised name known to the clients (DNS), and let them through to that address and port. From inside a container network such names often resolve only there.',
          commands: [],
          references: [],
        },
    {
      side: 'client',
      text: 'To speak to this one server alone, and only for administration, add directConnection=true to the connection string: the driver then stays with it, and finds no new primary.',
      commands: [],
      references: [reference(discovery)],
    },
  ],
  explanation:
    'The hosts in a connection string are only a seed. A driver asks one of them (hello), hears which hosts the replica set consists of, and connects to these, by these names. Where they are names that the client cannot look up, or that the certificates do not hold, the first connection succeeds and the driver reports nevertheless that it found no primary (ReplicaSetNoPrimary).',
  howToCheck:
    'The finding names the host, who advertised it and what failed. It is mended when a probe of the seed reports every advertised host as sound.',
};

export default defineDiagnosis<ReplicaSetHost>({
  id: 'replica-set-host',
  family: 'transport',
  severity: 'error',
  sources: [discovery, mongodbTls],
  clientErrors: [
    printed('PyMongo', 'No replica set members found yet'),
    printed(
      'PyMongo',
      "Could not reach any servers in [('<h>', <p>)]. Replica set is configured with internal hostnames or IPs?",
    ),
    printed('PyMongo', 'topology_type: ReplicaSetNoPrimary'),
    printed('Node driver', 'ReplicaSetNoPrimary'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const { advertised } = facts.target;
    if (advertised === undefined) return notApplicable;
    const severity = advertised.isPrimary ? 'error' : 'warning';
    const what = (why: ReplicaSetHost['why'], presented: readonly string[] = []) =>
      found({ at: caseOf(facts), by: advertised.by, isPrimary: advertised.isPrimary, why, presented }, [], severity);
    if (facts.resolution.kind === 'failed') return what('noAddress');
    if (facts.tcp.kind === 'failed') return what('noConnection');
    if (facts.verification.kind !== 'completed') return undetermined('certificate');
    const [mismatch] = problemsOf(facts.verification.value, 'nameMismatch');
    return mismatch === undefined ? ruledOut : what('otherName', mismatch.presented);
  },
  clientMessage: () => null,
  example: {
    at: { ...exampleCase, host: 'mongo-0.internal' },
    by: 'db1.example.net:27017',
    isPrimary: true,
    why: 'otherName',
    presented: ['db1.example.net'],
  },
  en,
});
