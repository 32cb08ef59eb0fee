/** What the server did in the end, and what had been due, in the words of both languages. */
import type { Waiting } from './fact-types.ts';
import type { ServerAct } from './handshake-end.ts';
import { alertName, versionName } from './names.ts';

/** `answered the ClientHello with alert handshake_failure (40)`, `closed the connection (FIN) when Finished was due`. */
export function actEn(act: ServerAct, waitingFor: Waiting): string {
  const when =
    waitingFor === 'serverHello' ? 'in answer to the ClientHello' : `when ${messageNames[waitingFor]} was due`;
  if (act.kind === 'alert') return `sent alert ${alertName(act.description)} ${when}`;
  if (act.kind === 'closed') return `${act.how === 'rst' ? 'reset' : 'closed'} the connection ${when}`;
  return `chose ${versionName(act.version)}, which was not offered`;
}

/** The same in Chinese. */
export function actZh(act: ServerAct, waitingFor: Waiting): string {
  const when = waitingFor === 'serverHello' ? '收到 ClientHello 后' : `在应当发送 ${messageNames[waitingFor]} 时`;
  if (act.kind === 'alert') return `${when}发来警报 ${alertName(act.description)}`;
  if (act.kind === 'closed') return `${when}${act.how === 'rst' ? '重置了连接（RST）' : '关闭了连接（FIN）'}`;
  return `选择了并未提供的 ${versionName(act.version)}`;
}

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
