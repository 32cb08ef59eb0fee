/** What the server did in the end, and what had been due, in the words of both languages. */
import type { Waiting } from '../fact-types.ts';
import type { ServerAct } from '../reading/end-kinds.ts';
import { unreachable } from '../../base/never.ts';
import { alertName, groupName, versionName } from './names.ts';
import type { Change } from '../reading/read-experiments.ts';

/** `answered the ClientHello with alert handshake_failure (40)`, `closed the connection (FIN) when Finished was due`. */
export function actEn(act: ServerAct, waitingFor: Waiting): string {
  const when =
    waitingFor === 'serverHello' ? 'in answer to the ClientHello' : `when ${messageNames[waitingFor]} was due`;
  if (act.kind === 'alert') return `sent alert ${alertName(act.description)} ${when}`;
  if (act.kind === 'closed') return `${act.how === 'rst' ? 'reset' : 'closed'} the connection ${when}`;
  if (act.kind === 'silent') return `stayed silent for ${(act.afterMs / 1000).toFixed(1)} s ${when}`;
  return `chose ${versionName(act.version)}, which was not offered`;
}

/** The same in Chinese. */
export function actZh(act: ServerAct, waitingFor: Waiting): string {
  const when = waitingFor === 'serverHello' ? '收到 ClientHello 后' : `在应当发送 ${messageNames[waitingFor]} 时`;
  if (act.kind === 'alert') return `${when}发来警报 ${alertName(act.description)}`;
  if (act.kind === 'closed') return `${when}${act.how === 'rst' ? '重置了连接（RST）' : '关闭了连接（FIN）'}`;
  if (act.kind === 'silent') return `${when} ${(act.afterMs / 1000).toFixed(1)} 秒没有应答`;
  return `选择了并未提供的 ${versionName(act.version)}`;
}

/** A point of the offer that was changed, as `without TLS 1.3`. */
export function changeEn(change: Change): string {
  switch (change.kind) {
    case 'withoutTls13':
      return 'without TLS 1.3';
    case 'minimalHello':
      return 'with the shortest ClientHello';
    case 'singleGroup':
      return `with the group ${groupName(change.group)} alone`;
    case 'signatureFamily':
      return `with ${familyNames[change.family]} signatures alone`;
    case 'withoutClientCertificate':
      return "without the client's certificate";
    default:
      return unreachable(change);
  }
}

/** The same in Chinese. */
export function changeZh(change: Change): string {
  switch (change.kind) {
    case 'withoutTls13':
      return '不带 TLS 1.3';
    case 'minimalHello':
      return '使用最短的 ClientHello';
    case 'singleGroup':
      return `只带群组 ${groupName(change.group)}`;
    case 'signatureFamily':
      return `只带 ${familyNames[change.family]} 签名`;
    case 'withoutClientCertificate':
      return '不带客户端证书';
    default:
      return unreachable(change);
  }
}

/** Families of signature schemes. */
export const familyNames: Readonly<Record<Extract<Change, { readonly kind: 'signatureFamily' }>['family'], string>> = {
  ecdsa: 'ECDSA/EdDSA',
  rsaPss: 'RSA-PSS',
  rsaPkcs1: 'RSA PKCS #1',
};

/** The message that was due, as the RFCs spell it. */
export const messageNames: Readonly<Record<Waiting, string>> = {
  serverHello: 'ServerHello',
  encryptedExtensions: 'EncryptedExtensions',
  certificate: 'Certificate',
  certificateStatus: 'CertificateStatus',
  serverKeyExchange: 'ServerKeyExchange',
  serverHelloDone: 'ServerHelloDone',
  certificateVerify: 'CertificateVerify',
  changeCipherSpec: 'ChangeCipherSpec',
  finished: 'Finished',
  applicationData: 'application_data',
};

/** Alert inappropriate_fallback answers a mark in the hello, not the versions in it (RFC 7507 section 3). */
export const isFallback = (act: ServerAct): boolean => act.kind === 'alert' && act.description === 86;
