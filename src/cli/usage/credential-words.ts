/** One line for each thing that can be wrong with `--tlsCertificateKeyFile`, and how to mend it. */
import { unreachable } from '../../base/never.ts';
import type { Language } from '../../diagnose/define.ts';
import type { CredentialProblem } from '../../x509/pki/key-files/credential-problem.ts';

const combine = 'cat key.pem cert.pem > combined.pem';

/** What is wrong with the file and what to do, to stand behind its path and a colon. */
export const credentialWords = (problem: CredentialProblem, language: Language): string =>
  language === 'zh' ? inChinese(problem) : inEnglish(problem);

function inEnglish(problem: CredentialProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'the file is empty; it needs a certificate and its private key, both as PEM';
    case 'garbage':
      return problem.form === 'utf16'
        ? 'the file is UTF-16 text; save it as ASCII or UTF-8'
        : `the file holds no PEM${problem.form === 'javaKeyStore' ? ' but a Java key store; export it with keytool -importkeystore -deststoretype PKCS12' : `; make one with ${combine}`}`;
    case 'derGiven':
      return 'the file is DER; convert certificate and key to PEM (openssl x509 -inform DER, openssl pkey -inform DER) and put both into one file';
    case 'pkcs12Given':
      return 'the file is PKCS #12; convert it: openssl pkcs12 -in file.p12 -out combined.pem';
    case 'noKey':
      return `the file has ${problem.certificates === 1 ? 'a certificate' : `${problem.certificates} certificates`} but no private key; put both into one file: ${combine}`;
    case 'noCertificate':
      return `the file has a private key but no certificate; put both into one file: ${combine}`;
    case 'passwordNeeded':
      return 'the private key is encrypted; give its password (--tlsCertificateKeyFilePassword, or the variable WHYTLS_KEY_PASSWORD)';
    case 'wrongPassword':
      return 'the password does not open the private key; check it';
    case 'keyMismatch':
      return problem.owner === null
        ? `the private key does not belong to the certificate of ${problem.leaf}; put the two that belong together into one file`
        : `the private key belongs to certificate ${problem.owner.place} of the file (${problem.owner.subject}), not to the first (${problem.leaf}); put that one first`;
    case 'twoKeys':
      return `the file has ${problem.keys} private keys, and the first, which clients take, is not the certificate's; keep only the one at place ${problem.fitting}`;
    case 'notReadable':
      return `the ${part(problem.part)} in the file cannot be read (${reason(problem)}); write it anew with openssl`;
    default:
      return unreachable(problem);
  }
}

function inChinese(problem: CredentialProblem): string {
  switch (problem.kind) {
    case 'empty':
      return '文件是空的；其中应有 PEM 格式的证书及其私钥';
    case 'garbage':
      return problem.form === 'utf16'
        ? '文件是 UTF-16 文本；请存为 ASCII 或 UTF-8'
        : `文件中没有 PEM${problem.form === 'javaKeyStore' ? '，而是 Java 密钥库；请用 keytool -importkeystore -deststoretype PKCS12 导出' : `；可用 ${combine} 生成`}`;
    case 'derGiven':
      return '文件是 DER 格式；请把证书和私钥转换为 PEM（openssl x509 -inform DER、openssl pkey -inform DER），并放进同一个文件';
    case 'pkcs12Given':
      return '文件是 PKCS #12 格式；请转换：openssl pkcs12 -in file.p12 -out combined.pem';
    case 'noKey':
      return `文件中有 ${problem.certificates} 个证书，但没有私钥；请放进同一个文件：${combine}`;
    case 'noCertificate':
      return `文件中有私钥，但没有证书；请放进同一个文件：${combine}`;
    case 'passwordNeeded':
      return '私钥已加密；请给出密码（--tlsCertificateKeyFilePassword，或环境变量 WHYTLS_KEY_PASSWORD）';
    case 'wrongPassword':
      return '密码无法解开私钥；请检查密码';
    case 'keyMismatch':
      return problem.owner === null
        ? `私钥不属于 ${problem.leaf} 的证书；请把互相对应的证书和私钥放进同一个文件`
        : `私钥属于文件中的第 ${problem.owner.place} 个证书（${problem.owner.subject}），而不是第一个（${problem.leaf}）；请把前者放在最前面`;
    case 'twoKeys':
      return `文件中有 ${problem.keys} 个私钥，客户端使用的第一个不属于该证书；请只保留第 ${problem.fitting} 个`;
    case 'notReadable':
      return `文件中的${problem.part === 'privateKey' ? '私钥' : problem.part === 'certificate' ? '证书' : ' PKCS #12 '}无法读取（${reason(problem)}）；请用 openssl 重新写出`;
    default:
      return unreachable(problem);
  }
}

const part = (of: 'certificate' | 'privateKey' | 'pkcs12'): string =>
  ({ certificate: 'certificate', privateKey: 'private key', pkcs12: 'PKCS #12 content' })[of];

const reason = ({ why, detail }: Extract<CredentialProblem, { kind: 'notReadable' }>): string =>
  detail === null ? why : `${why}: ${detail}`;
