/**
 * Clients that accept a chain which OpenSSL refuses, because they look for other paths or check less: what of it a finding
 * tells, and the words of both languages.
 */
import { unreachable } from '../base/never.ts';
import { toHex } from '../base/octets.ts';
import { isoTime, type UnixMs } from '../base/time.ts';
import type { Facts } from '../observe/facts.ts';
import type { Case } from './case.ts';
import type { EvidenceText, RemedyText } from './define.ts';
import { showPemFile } from './remedies/commands.ts';
import { listed, listedZh, shown } from './words/names.ts';
import { ownerOf, takeUp } from './parties.ts';

type OtherPaths = NonNullable<Facts['otherPaths']>;
type Client = OtherPaths['accepted'][number]['client'];
type Because = OtherPaths['accepted'][number]['because'][number];
type NotChecked = Extract<Because, { readonly kind: 'notChecked' }>['problem']['kind'];

/** Clients that accept in the same way. */
export interface Elsewhere {
  readonly clients: readonly [Client, ...Client[]];
  readonly because: readonly Reason[];
}

/** One issuer among several of the same name. */
interface Issuer {
  readonly subject: string;
  readonly issuer: string;
  readonly notAfter: UnixMs;
  readonly serial: string;
  readonly isTrusted: boolean;
}

type Reason =
  | { readonly kind: 'otherIssuer'; readonly taken: Issuer; readonly insteadOf: Issuer }
  | { readonly kind: 'keyIdentifier' | 'fetched'; readonly subject: string }
  | { readonly kind: 'notChecked'; readonly what: NotChecked; readonly subject: string };

/** Who accepts elsewhere; undefined where nobody does that we know of. */
export function acceptedElsewhere({ otherPaths }: Facts): readonly Elsewhere[] | undefined {
  const groups = new Map<string, { clients: [Client, ...Client[]]; because: readonly Reason[] }>();
  for (const { client, path, because } of otherPaths?.accepted ?? []) {
    const key = path.map(({ certificate }) => toHex(certificate.der)).join();
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { clients: [client], because: because.map(reasonOf) });
    else known.clients.push(client);
  }
  return groups.size === 0 ? undefined : [...groups.values()];
}

/** One line of evidence for each way of accepting. */
export const elsewhereEn = ({ elsewhere = [] }: Case): readonly EvidenceText[] =>
  elsewhere.map(({ clients, because }) => ({
    what: `${listed(clients.map((client) => namesEn[client]))} would accept it`.replace(/^./, (first) =>
      first.toUpperCase(),
    ),
    value: because.map(sentenceEn).join('; '),
  }));

/** The same in Chinese. */
export const elsewhereZh = ({ elsewhere = [] }: Case): readonly EvidenceText[] =>
  elsewhere.map(({ clients, because }) => ({
    what: `${listedZh(clients.map((client) => namesZh[client]))}会接受`.replace(/([a-z])(?=会)/, '$1 '),
    value: because.map(sentenceZh).join('；'),
  }));

/** What makes OpenSSL take the path that others find: none of the certificates that lead it astray. */
export function straightenEn(at: Case): readonly RemedyText[] {
  const wrong = astray(at);
  if (wrong === undefined) return [];
  return [
    {
      side: wrong.isTrusted ? 'client' : ownerOf(at),
      text: wrong.isTrusted
        ? `Take the certificate of ${shown(wrong.subject)} with serial number ${wrong.serial} (issued by ${shown(wrong.issuer)}) out of the trusted certificates: it leads OpenSSL astray, and the path goes without it.`
        : `Take the certificate of ${shown(wrong.subject)} with serial number ${wrong.serial} (issued by ${shown(wrong.issuer)}) out of the certificate file, or put it behind the other one of the same name: then OpenSSL takes the good path too. The first command lists what the file holds.`,
      commands: wrong.isTrusted ? [at.check] : [listCertificates(at), ...takeUp(at)],
      references: [],
    },
  ];
}

/** The same in Chinese. */
export function straightenZh(at: Case): readonly RemedyText[] {
  const wrong = astray(at);
  if (wrong === undefined) return [];
  return [
    {
      side: wrong.isTrusted ? 'client' : ownerOf(at),
      text: wrong.isTrusted
        ? `从受信任的证书中删除 ${shown(wrong.subject)} 的序列号为 ${wrong.serial} 的证书（签发者 ${shown(wrong.issuer)}）：它把 OpenSSL 引上错误的路径，而没有它路径照样成立。`
        : `从证书文件中删除 ${shown(wrong.subject)} 的序列号为 ${wrong.serial} 的证书（签发者 ${shown(wrong.issuer)}），或把它移到另一个同名证书之后：这样 OpenSSL 也会走正确的路径。第一条命令列出文件中的证书。`,
      commands: wrong.isTrusted ? [at.check] : [listCertificates(at), ...takeUp(at)],
      references: [],
    },
  ];
}

const listCertificates = (at: Case): string => showPemFile(at.given?.chainFile ?? '/etc/ssl/mongodb.pem');

function astray({ elsewhere = [] }: Case): Issuer | undefined {
  for (const { because } of elsewhere)
    for (const reason of because) if (reason.kind === 'otherIssuer') return reason.insteadOf;
  return undefined;
}

function reasonOf(because: Because): Reason {
  if (because.kind === 'notChecked')
    return { kind: 'notChecked', what: because.problem.kind, subject: because.problem.subject };
  if (because.kind !== 'otherIssuer') return { kind: because.kind, subject: because.taken.certificate.subject.rfc4514 };
  return { kind: 'otherIssuer', taken: issuerOf(because.taken), insteadOf: issuerOf(because.insteadOf) };
}

const issuerOf = ({ certificate, from }: Extract<Because, { readonly kind: 'otherIssuer' }>['taken']): Issuer => ({
  subject: certificate.subject.rfc4514,
  issuer: certificate.issuer.rfc4514,
  notAfter: certificate.notAfter,
  serial: certificate.serial,
  isTrusted: from === 'trustStore',
});

function sentenceEn(reason: Reason): string {
  switch (reason.kind) {
    case 'otherIssuer':
      return `another path: ${shown(reason.taken.subject)} ${whichEn(reason.taken)}. OpenSSL takes the first that fits, the one ${whichEn(reason.insteadOf)}, and never turns back`;
    case 'keyIdentifier':
      return `key identifiers are not compared: ${shown(reason.subject)} fits by name and signature`;
    case 'fetched':
      return `what was not sent is fetched from where the certificate points: ${shown(reason.subject)}`;
    case 'notChecked':
      return `${rulesEn[reason.what] ?? 'this is not looked at'}: ${shown(reason.subject)}`;
    default:
      return unreachable(reason);
  }
}

function sentenceZh(reason: Reason): string {
  switch (reason.kind) {
    case 'otherIssuer':
      return `走另一条路径：${shown(reason.taken.subject)}（${whichZh(reason.taken)}）。OpenSSL 取第一个合适的签发者（${whichZh(reason.insteadOf)}），并且不会回溯`;
    case 'keyIdentifier':
      return `不比较密钥标识符：${shown(reason.subject)} 的名称和签名都相符`;
    case 'fetched':
      return `没有发送的证书会从证书所指的地址获取：${shown(reason.subject)}`;
    case 'notChecked':
      return `${rulesZh[reason.what] ?? '不检查这一项'}：${shown(reason.subject)}`;
    default:
      return unreachable(reason);
  }
}

const whichEn = ({ issuer, notAfter, isTrusted }: Issuer): string =>
  `issued by ${shown(issuer)}, valid until ${isoTime(notAfter).slice(0, 10)}${isTrusted ? ', from the trusted certificates' : ''}`;

const whichZh = ({ issuer, notAfter, isTrusted }: Issuer): string =>
  `签发者 ${shown(issuer)}，有效期至 ${isoTime(notAfter).slice(0, 10)}${isTrusted ? '，来自受信任的证书' : ''}`;

const namesEn: Readonly<Record<Client, string>> = { go: 'Go', java: 'Java', browsers: 'browsers' };
const namesZh: Readonly<Record<Client, string>> = { go: 'Go', java: 'Java', browsers: '浏览器' };

const rulesEn: Readonly<Partial<Record<NotChecked, string>>> = {
  anchorNotSelfSigned: 'any trusted certificate may end a path, root or not',
  expired: 'the dates of a trusted certificate are not looked at',
  notYetValid: 'the dates of a trusted certificate are not looked at',
  purpose: 'what a CA may be used for (extendedKeyUsage) is not looked at',
  pathLengthExceeded: 'how long a path a trusted certificate permits is not looked at',
  nameConstraint: 'the name constraints of a trusted certificate are not applied',
  weakKey: 'RSA keys are taken from 1024 bits on',
};

const rulesZh: Readonly<Partial<Record<NotChecked, string>>> = {
  anchorNotSelfSigned: '任何受信任的证书都可以作为路径的终点，不必是根证书',
  expired: '不检查受信任证书的有效期',
  notYetValid: '不检查受信任证书的有效期',
  purpose: '不检查 CA 证书的用途（extendedKeyUsage）',
  pathLengthExceeded: '不检查受信任证书允许的路径长度',
  nameConstraint: '不应用受信任证书的名称约束',
  weakKey: '接受 1024 位及以上的 RSA 密钥',
};
