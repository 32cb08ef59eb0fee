/** What the diagnoses of MongoDB's x.509 rules share: problems by kind, and commands that have a certificate issued. */
import type { Deployment } from '../observe/deployment.ts';
import { shellWord } from './commands.ts';
import { found, notApplicable, ruledOut, type Judgement } from './judgement.ts';
import { shown } from './names.ts';

type Problem = Deployment['problems'][number];
type Role = Deployment['certificates'][number]['role'];

/** A rule that was broken, once or more. */
export interface Broken<K extends Problem['kind']> {
  readonly problems: readonly [Extract<Problem, { kind: K }>, ...Extract<Problem, { kind: K }>[]];
  /** A command that judges the same again. */
  readonly check: string;
}

/** Found where a problem of the kind is among the deployment's; not applicable where it holds no certificate of these roles. */
export function judgeKind<K extends Problem['kind']>(
  kind: K,
  roles: readonly Role[],
  { certificates, problems, check }: Deployment,
): Judgement<Broken<K>> {
  const [first, ...more] = problems.filter(
    (problem): problem is Extract<Problem, { kind: K }> => problem.kind === kind,
  );
  if (first !== undefined) return found({ problems: [first, ...more], check: check.map(shellWord).join(' ') });
  return certificates.some(({ role }) => roles.includes(role)) ? ruledOut : notApplicable;
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
