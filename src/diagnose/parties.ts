/**
 * Whose certificates a case is about, who judges them, and where they were seen: sent over a connection, or handed over in a
 * file (`whytls verify`). The words of the certificate diagnoses take from here what differs between the two.
 */
import type { Case } from './case.ts';
import { isBefore } from './remedies/release.ts';
import {
  rotateCertificates,
  shellWord,
  showCertificates,
  showPemDates,
  showPemFile,
  splitChain,
} from './remedies/commands.ts';
import { shown } from './words/names.ts';

/** Whose the leaf is. */
export const ownerOf = (at: Case): 'server' | 'client' => at.given?.purpose ?? 'server';

/** Who judges it, and needs the trust anchors. */
export const judgeOf = (at: Case): 'server' | 'client' => (ownerOf(at) === 'server' ? 'client' : 'server');

/** `服务器`, `客户端`. */
export const ownerZh = (at: Case): string => partiesZh[ownerOf(at)];

/** The same of who judges. */
export const judgeZh = (at: Case): string => partiesZh[judgeOf(at)];

/** `The server's certificate`, `The client's certificate`. */
export const leafEn = (at: Case): string => `The ${ownerOf(at)}'s certificate`;

/** `服务器证书`, `客户端证书`. */
export const leafZh = (at: Case): string => `${ownerZh(at)}证书`;

/** Label of what was sent: `Sent by the server`, `In chain.pem`. */
export const sentEn = (at: Case): string => (at.given === undefined ? 'Sent by the server' : `In ${chainEn(at)}`);

/** The same in Chinese. */
export const sentZh = (at: Case): string => (at.given === undefined ? '服务器发送了' : `${chainZh(at)}中有`);

/** Where a certificate above the leaf came from: `sent by the server`, `from chain.pem`. */
export const fromEn = (at: Case): string => (at.given === undefined ? 'sent by the server' : `from ${chainEn(at)}`);

/** The same in Chinese. */
export const fromZh = (at: Case): string => (at.given === undefined ? '由服务器发送' : `来自${chainZh(at)}`);

/** The chain where it stands in a file: `chain.pem`, `the chain`. */
export const chainEn = (at: Case): string => shownFile(at) ?? 'the chain';

/** The same in Chinese. */
export function chainZh(at: Case): string {
  const file = shownFile(at);
  return file === null ? '证书链' : ` ${file} `;
}

const shownFile = ({ given }: Case): string | null =>
  given === undefined || given.chainFile === null ? null : shown(given.chainFile);

/** The file that holds the leaf, for a command: the one that was judged, else a usual name. */
export const certificateFile = ({ given }: Case): string =>
  given === undefined ? '/etc/ssl/mongodb.pem' : shellWord(given.chainFile ?? 'chain.pem');

/** A command that shows the dates in that file: of the leaf, or of every certificate where one above it is concerned. */
export const showDates = (at: Case, certificates: readonly { readonly depth: number }[]): string =>
  certificates.every(({ depth }) => depth === 0)
    ? `openssl x509 -in ${certificateFile(at)} -noout -subject -dates`
    : showPemDates(at.given === undefined ? '/etc/ssl/mongodb.pem' : (at.given.chainFile ?? 'chain.pem'));

/** A command that shows the leaf by `openssl x509`, wherever it is. */
export const showLeaf = (at: Case, options: string): string =>
  at.given === undefined
    ? `${showCertificates(at)} | openssl x509 ${options}`
    : `openssl x509 -in ${certificateFile(at)} ${options}`;

/** A command that fetches the CRL of the leaf from the first address that it names; the address itself stays out of it. */
export const fetchCrl = (at: Case, file: string): string =>
  `curl -sSfo ${shellWord(file)} "$(${showLeaf(at, '-noout -ext crlDistributionPoints')} | grep -om1 'http://[^ ]*')"`;

/** A command that writes each certificate of the chain into a file of its own: `cert-0.pem` is the leaf. */
export const saveChain = (at: Case): string =>
  splitChain(at.given === undefined ? showCertificates(at) : `cat ${certificateFile(at)}`);

/** Commands that show each certificate of the chain by `openssl x509`. */
export const showEach = (at: Case, options: string): readonly string[] => [
  saveChain(at),
  `for file in cert-*.pem; do openssl x509 -in "$file" ${options}; done`,
];

/** A command that shows every certificate of the chain. */
export const showChain = (at: Case): string =>
  at.given === undefined ? showCertificates(at) : showPemFile(at.given.chainFile ?? 'chain.pem');

/** What makes the owner take up a new file, then the check. */
export const takeUp = (at: Case): readonly string[] =>
  ownerOf(at) === 'server' && isBefore(at, 5, 0) !== true ? [rotateCertificates, at.check] : [at.check];

/** What is refused: `the connection`, or without one `the certificate`. */
export const refusedEn = ({ given }: Case): string => (given === undefined ? 'the connection' : 'the certificate');

/** The same in Chinese. */
export const refusedZh = ({ given }: Case): string => (given === undefined ? '连接' : '该证书');

/** How a new file is taken up, as a sentence. */
export function takeUpEn(at: Case): string {
  if (ownerOf(at) !== 'server') return 'Applications read it when they start.';
  switch (isBefore(at, 5, 0)) {
    case null:
      return 'A mongod from 5.0 on takes it in without a restart; other servers want a reload.';
    case true:
      return `This server is MongoDB ${at.release}, which reads it when it starts (from 5.0 on none needs a restart for it).`;
    default:
      return `This server is MongoDB ${at.release}, which takes it in without a restart.`;
  }
}

/** The same in Chinese. */
export function takeUpZh(at: Case): string {
  if (ownerOf(at) !== 'server') return '应用在启动时读取。';
  switch (isBefore(at, 5, 0)) {
    case null:
      return 'mongod 5.0 及以上无需重启即可轮换，其他服务器需要 reload。';
    case true:
      return `这台服务器是 MongoDB ${at.release}，启动时才读取（5.0 及以上无需重启）。`;
    default:
      return `这台服务器是 MongoDB ${at.release}，无需重启即可轮换。`;
  }
}

const partiesZh = { server: '服务器', client: '客户端' } as const;
