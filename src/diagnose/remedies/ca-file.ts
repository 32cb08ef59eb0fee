/** What is wrong with a file of trust anchors, and what makes a right one of it: for the diagnoses that meet such files. */
import { unreachable } from '../../base/never.ts';
import type { CaFileFault } from '../../clients/profile.ts';
import type { OtherContent, TrustStoreProblem } from '../../observe/observation.ts';
import { shellWord } from './commands.ts';

/** Why a file gives no trust anchor. */
export interface FileFault {
  readonly why: CaFileFault | 'passwordNeeded' | 'wrongPassword';
  /** The platform's error code, where the file cannot be read. */
  readonly code: string | null;
  /** What it holds instead of certificates; null: not known, or certificates. */
  readonly holds: OtherContent | null;
  /** Which certificate of the file is damaged, from 1. */
  readonly place: number | null;
}

/** The fault that a problem of reading tells of. */
export function faultOf(problem: TrustStoreProblem): FileFault {
  const none = { code: null, holds: null, place: null };
  switch (problem.kind) {
    case 'fileNotFound':
      return { ...none, why: 'missing' };
    case 'noCertificate':
      return { ...none, why: 'noCertificate', holds: problem.holds ?? null };
    case 'damaged':
      return { ...none, why: 'damaged', place: problem.place };
    case 'passwordNeeded':
    case 'wrongPassword':
      return { ...none, why: problem.kind };
    default: {
      const code = 'code' in problem ? problem.code : problem.kind;
      return { ...none, why: code === 'EISDIR' ? 'folder' : 'unreadable', code };
    }
  }
}

/** What is wrong, after the name of the file: `does not exist`. */
export function faultEn({ why, holds, place }: FileFault): string {
  switch (why) {
    case 'missing':
      return 'does not exist';
    case 'unreadable':
      return 'cannot be read';
    case 'folder':
      return 'is a folder, not a file';
    case 'damaged':
      return place === null ? 'is no key store that can be read' : `is damaged: certificate ${place} in it is none`;
    case 'passwordNeeded':
      return 'is encrypted, and no password is set for it';
    case 'wrongPassword':
      return 'is encrypted, and the password set for it is wrong';
    case 'noCertificate':
      return `holds no certificate in PEM${holds === null ? '' : `: ${contentsEn[holds]}`}`;
    default:
      return unreachable(why);
  }
}

const contentsEn: Readonly<Record<OtherContent, string>> = {
  nothing: 'it is empty',
  derCertificate: 'it is a certificate in DER',
  otherDer: 'it is DER of another kind',
  otherPem: 'its PEM is of another kind, such as a private key',
  pkcs12: 'it is a PKCS #12 file',
  javaKeyStore: 'it is a key store of Java',
  utf16: 'its text is UTF-16, as PowerShell writes it',
  somethingElse: 'there is no "-----BEGIN CERTIFICATE-----" in it',
};

/** The same in Chinese. */
export function faultZh({ why, holds, place }: FileFault): string {
  switch (why) {
    case 'missing':
      return '不存在';
    case 'unreadable':
      return '无法读取';
    case 'folder':
      return '是目录，不是文件';
    case 'damaged':
      return place === null ? '不是可以读取的密钥库' : `已损坏：其中第 ${place} 个证书不是证书`;
    case 'passwordNeeded':
      return '已加密，而没有为它设置密码';
    case 'wrongPassword':
      return '已加密，而为它设置的密码不正确';
    case 'noCertificate':
      return `不含 PEM 格式的证书${holds === null ? '' : `：${contentsZh[holds]}`}`;
    default:
      return unreachable(why);
  }
}

const contentsZh: Readonly<Record<OtherContent, string>> = {
  nothing: '文件是空的',
  derCertificate: '文件是 DER 格式的证书',
  otherDer: '文件是其他 DER 数据',
  otherPem: '其中的 PEM 是其他内容，例如私钥',
  pkcs12: '文件是 PKCS #12',
  javaKeyStore: '文件是 Java 密钥库',
  utf16: '文本是 UTF-16 编码，PowerShell 就这样写文件',
  somethingElse: '其中没有 “-----BEGIN CERTIFICATE-----”',
};

/** What the repaired file is called: not like the broken one, which the command must still be able to read. */
export const repairedFile = (file: string): string => (/(?:^|[/\\])ca\.pem$/.test(file) ? 'new-ca.pem' : 'ca.pem');

/** A command that makes {@link repairedFile} of what the file holds, or shows what is in it; null: nothing can be made of it. */
export function repairCommand(file: string, { holds, why }: FileFault): string | null {
  const word = shellWord(file);
  const made = repairedFile(file);
  if (why === 'damaged') return `grep -n -e BEGIN -e END ${word}`;
  switch (holds) {
    case 'derCertificate':
      return `openssl x509 -inform DER -in ${word} -out ${made}`;
    case 'pkcs12':
      return `openssl pkcs12 -in ${word} -nokeys -out ${made}`;
    case 'javaKeyStore':
      return `keytool -list -rfc -keystore ${word} > ${made}`;
    case 'utf16':
      return `iconv -f UTF-16 -t UTF-8 ${word} > ${made}`;
    default:
      return null;
  }
}
