/** One line for each thing that can be wrong with a file given to `verify`, and how to mend it: to stand behind its path. */
import { unreachable } from '../../base/never.ts';
import { visible } from '../../base/escape.ts';
import type { Language } from '../../diagnose/define.ts';
import type { FileProblem, Wanted } from './files.ts';

/** What is wrong with the file, and what to do. */
export const fileWords = (problem: FileProblem, wanted: Wanted, language: Language): string =>
  language === 'zh' ? inChinese(problem, wanted) : inEnglish(problem, wanted);

type Held = Extract<FileProblem, { kind: 'holds' }>['what'];

function inEnglish(problem: FileProblem, wanted: Wanted): string {
  const want = nounsEn[wanted];
  switch (problem.kind) {
    case 'empty':
      return `it is empty; it should hold ${want}`;
    case 'damagedPem':
      return `PEM block ${problem.place} (${visible(problem.label, 64)}) is cut off or is not base64; get the file anew`;
    case 'holds':
      return `it holds ${nounsEn[problem.what]}, but ${want} is wanted${mendEn(problem.what)}`;
    case 'undecodable':
      return `${bareEn[wanted]} ${problem.place} in it cannot be read: ${problem.path} is not what RFC 5280 says`;
    case 'otherPem':
      return `it holds no ${bareEn[wanted]}, only PEM of other kinds (${visible(problem.labels.join(', '), 100)})`;
    case 'garbage':
      return problem.form === 'utf16'
        ? 'it is UTF-16 text; save it as ASCII or UTF-8'
        : problem.form === 'javaKeyStore'
          ? 'it is a Java key store; export the certificate with keytool -exportcert -rfc'
          : `it holds neither PEM nor DER; it should hold ${want}`;
    default:
      return unreachable(problem);
  }
}

function inChinese(problem: FileProblem, wanted: Wanted): string {
  const want = nounsZh[wanted];
  switch (problem.kind) {
    case 'empty':
      return `内容为空；其中应有${want}`;
    case 'damagedPem':
      return `第 ${problem.place} 个 PEM 块（${visible(problem.label, 64)}）被截断或不是 base64；请重新获取`;
    case 'holds':
      return `其中是${nounsZh[problem.what]}，而需要的是${want}${mendZh(problem.what)}`;
    case 'undecodable':
      return `其中的第 ${problem.place} 个${want}无法读取：${problem.path} 不符合 RFC 5280`;
    case 'otherPem':
      return `其中没有${want}，只有其他类型的 PEM（${visible(problem.labels.join(', '), 100)}）`;
    case 'garbage':
      return problem.form === 'utf16'
        ? '是 UTF-16 文本；请存为 ASCII 或 UTF-8'
        : problem.form === 'javaKeyStore'
          ? '是 Java 密钥库；请用 keytool -exportcert -rfc 导出证书'
          : `既不是 PEM 也不是 DER；其中应有${want}`;
    default:
      return unreachable(problem);
  }
}

const bareEn: Readonly<Record<Wanted, string>> = {
  certificate: 'certificate',
  crl: 'CRL',
  ocspResponse: 'OCSP response',
};

const nounsEn: Readonly<Record<Held, string>> = {
  certificate: 'a certificate',
  crl: 'a CRL',
  ocspResponse: 'an OCSP response',
  privateKey: 'a private key',
  pkcs12: 'PKCS #12',
  pkcs7: 'PKCS #7',
  request: 'a certificate request',
  publicKey: 'a public key',
};

const nounsZh: Readonly<Record<Held, string>> = {
  certificate: '证书',
  crl: ' CRL',
  ocspResponse: ' OCSP 响应',
  privateKey: '私钥',
  pkcs12: ' PKCS #12',
  pkcs7: ' PKCS #7',
  request: '证书请求',
  publicKey: '公钥',
};

/** Commands that bring what is wanted out of the file. */
const commands: Readonly<Partial<Record<Held, string>>> = {
  pkcs12: 'openssl pkcs12 -in file.p12 -nokeys -out chain.pem',
  pkcs7: 'openssl pkcs7 -in file.p7b -print_certs -out chain.pem',
};

const mendEn = (what: Held): string => (commands[what] === undefined ? '' : `; convert it: ${commands[what]}`);

const mendZh = (what: Held): string => (commands[what] === undefined ? '' : `；请转换：${commands[what]}`);
