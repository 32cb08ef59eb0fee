import type { Words } from '../../src/diagnose/define.ts';
import type { ClientFileFound } from '../../src/diagnose/remedies/client-file.ts';
import { pymongoTls, reference } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { fileCommands } from '../client-cert-file.ts';

const zh: Words<ClientFileFound> = {
  title: '客户端证书文件无法使用',
  summary: ({ at, path, problem }) => `${at.shortClient} 无法把 ${shown(path)} 用作证书：${what(problem)}。`,
  evidence: ({ path, problem }) => [
    { what: shown(path), value: what(problem) },
    ...('labels' in problem && problem.labels.length > 0
      ? [{ what: '文件中的块', value: listedZh(problem.labels.map(shown), 20) }]
      : []),
    { what: '连接', value: '没有建立：客户端先读取该文件' },
  ],
  remedies: (file) => [
    { side: 'client', text: remedy(file.problem), commands: fileCommands(file), references: [reference(pymongoTls)] },
  ],
  explanation:
    "tlsCertificateKeyFile 指向一个 PEM 文件，其中同时有证书和私钥（顺序不限），以及可能的中间证书。PyMongo 在创建客户端时读取它，Node 在连接时读取。报错本身帮助不大：PyMongo 在该文件的任何错误前都加上 “Private key doesn't match certificate”，因此缺少私钥看起来像私钥不匹配。",
  howToCheck: '结论给出了文件的内容和缺少的部分。用新文件再次探测时能继续连接，即已修复。',
};

function what(problem: ClientFileFound['problem']): string {
  switch (problem.kind) {
    case 'fileNotFound':
      return '没有这个文件';
    case 'fileUnreadable':
      return problem.code === 'EISDIR' ? '它是一个目录' : `无法读取（${shown(problem.code)}）`;
    case 'tooLarge':
      return `超过 ${problem.limit} 个字节，不会是证书和私钥的文件`;
    case 'empty':
      return '文件是空的';
    case 'garbage':
      return {
        text: '其中没有 PEM',
        binary: '其中既没有 PEM，也没有 DER',
        utf16: '它是 UTF-16 文本（PowerShell 的输出），任何 TLS 库都不读取',
        javaKeyStore: '它是 Java 密钥库，不是 PEM',
      }[problem.form];
    case 'derGiven':
      return `它是 DER 而不是 PEM，其中只有${{ certificate: '证书', privateKey: '私钥', encryptedPrivateKey: '加密的私钥', other: '既非证书也非私钥的内容' }[problem.holds]}`;
    case 'pkcs12Given':
      return '它是 PKCS #12，而驱动只读取 PEM';
    case 'noKey':
      return `其中有 ${problem.certificates} 个证书，但没有私钥`;
    case 'noCertificate':
      return `其中有 ${problem.keys} 个私钥，但没有证书`;
    case 'notReadable':
      return `其中的${{ certificate: '证书', privateKey: '私钥', pkcs12: ' PKCS #12 内容' }[problem.part]}${{ damaged: '已损坏', unsupportedEncryption: '的加密方式 OpenSSL 不支持', unsupportedKind: '的类型不能用于 TLS' }[problem.why]}${problem.detail === null ? '' : `（${shown(problem.detail)}）`}`;
    default:
      return shown(problem.kind);
  }
}

function remedy({ kind }: ClientFileFound['problem']): string {
  switch (kind) {
    case 'fileNotFound':
      return '请给出存在的文件的路径；相对路径以启动应用程序的目录为准。在连接字符串中要做 URL 编码。';
    case 'fileUnreadable':
      return '请给出运行应用程序的用户可以读取的文件（其中有私钥：只应允许该用户读取）。';
    case 'derGiven':
    case 'pkcs12Given':
      return '请转换为 PEM，把证书和私钥放在一个文件中，然后用它再次探测。';
    case 'noKey':
    case 'noCertificate':
      return '请把证书和私钥放进同一个文件，顺序不限，中间证书放在自己的证书之后，然后用它再次探测：MongoClient(..., tlsCertificateKeyFile="combined.pem")，或 …/?tls=true&tlsCertificateKeyFile=combined.pem。';
    default:
      return '请查看文件内容，用 PEM 格式的证书和私钥重新生成，然后用它再次探测。';
  }
}

export default zh;
