/** What the diagnoses of MongoDB's x.509 rules share: problems by kind, and commands that have a certificate issued. */
import type { Deployment } from '../../observe/deployment.ts';
import type { EvidenceText, Severity } from '../define.ts';
import { shellWord } from '../remedies/commands.ts';
import { found, notApplicable, ruledOut, type Judgement } from '../judgement.ts';
import { shown } from './names.ts';

type Problem = Deployment['problems'][number];
type Role = Deployment['certificates'][number]['role'];

/** A rule that was broken, once or more. */
export interface Broken<K extends Problem['kind']> {
  readonly problems: readonly [Extract<Problem, { kind: K }>, ...Extract<Problem, { kind: K }>[]];
  /** A command that judges the same again. */
  readonly check: string;
  /** Set where servers showed the certificates to a client, and nobody saw their files. */
  readonly presented?: Deployment['presented'];
}

/** Found where a problem of the kind is among the deployment's; not applicable where it holds no certificate of these roles. */
export function judgeKind<K extends Problem['kind']>(
  kind: K,
  roles: readonly Role[],
  { certificates, problems, check, presented }: Deployment,
): Judgement<Broken<K>> {
  const [first, ...more] = problems.filter(
    (problem): problem is Extract<Problem, { kind: K }> => problem.kind === kind,
  );
  if (first !== undefined) {
    const seen = presented === undefined ? {} : { presented };
    return found({ problems: [first, ...more], check: check.map(shellWord).join(' '), ...seen });
  }
  return certificates.some(({ role }) => roles.includes(role)) ? ruledOut : notApplicable;
}

/**
 * From outside it is not seen by what members know each other: so nothing there is an error, and where they evidently do accept
 * each other it is worth a note.
 */
export const severityFrom =
  (ofFiles: Severity) =>
  ({ presented }: { readonly presented?: Deployment['presented'] }): Severity =>
    presented === undefined ? ofFiles : presented.together ? 'info' : 'warning';

/** What limits a finding about certificates that servers showed. */
export function fromOutside({ presented }: Pick<Broken<'memberMismatch'>, 'presented'>): readonly EvidenceText[] {
  if (presented === undefined) return [];
  return [
    {
      what: 'Seen from outside',
      value:
        'what each server shows to clients (net.tls.certificateKeyFile). Whether members know each other by certificates (security.clusterAuthMode), and what they show each other (net.tls.clusterFile), is not seen',
    },
    ...(presented.together
      ? [
          {
            what: 'As things are',
            value: 'all that answered are in a set with a primary: so they accept each other',
          },
        ]
      : []),
  ];
}

/** The same in Chinese. */
export function fromOutsideZh({ presented }: Pick<Broken<'memberMismatch'>, 'presented'>): readonly EvidenceText[] {
  if (presented === undefined) return [];
  return [
    {
      what: '从外部看到的',
      value:
        '各服务器向客户端出示的证书（net.tls.certificateKeyFile）。成员之间是否用证书相互识别（security.clusterAuthMode）、相互出示什么证书（net.tls.clusterFile），从外部看不到',
    },
    ...(presented.together
      ? [{ what: '目前', value: '所有作出回答的成员都在有 primary 的副本集中，说明它们目前相互接受' }]
      : []),
  ];
}

/** Roles that a member has: how its files are called in the configuration. */
export const memberRoles: readonly Role[] = ['member', 'clusterFile', 'server'];

/** `OU=Sales, O=MongoDB`; `none` where there is nothing. */
export const attributeText = (
  attributes: readonly { readonly type: string; readonly shown: string }[],
  none: string,
): string => (attributes.length === 0 ? none : attributes.map((one) => `${one.type}=${shown(one.shown)}`).join(', '));

/** A key, a request, and a certificate with the usages of a client, by a CA of one's own (openssl). */
export const issueClient: readonly string[] = issue('app', '/O=Example/OU=Apps/CN=app', [
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=clientAuth',
]);

/** The same for a member that shows one file to clients and to other members. */
export const issueMember: readonly string[] = issue('db1', '/O=Example/OU=Cluster/CN=db1.example.net', [
  'keyUsage=critical,digitalSignature,keyEncipherment',
  'extendedKeyUsage=serverAuth,clientAuth',
  'subjectAltName=DNS:db1.example.net',
]);

function issue(name: string, subject: string, extensions: readonly string[]): readonly string[] {
  return [
    `openssl req -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.csr -subj ${subject}`,
    `printf '${extensions.join('\\n')}\\n' > ${name}.ext`,
    `openssl x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 -extfile ${name}.ext -out ${name}.crt`,
    `cat ${name}.key ${name}.crt > ${name}.pem`,
  ];
}
