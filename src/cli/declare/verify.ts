import { flag, text } from './declaration.ts';
import type { CommandDeclaration } from './declaration.ts';
import { at, clientIds, color, failOn, format, json, lang, localPython, output, quiet, verbose } from './shared.ts';

/** `whytls verify`: a chain from files, or many. */
export const verify: CommandDeclaration = {
  name: 'verify',
  positional: null,
  about: {
    en: 'judge a certificate chain from files, without a connection; or many, as a batch',
    zh: '不建立连接，判断文件中的证书链；也可以批量判断',
  },
  options: [
    text('chain', 'FILE', 'input', {
      en: 'certificates as they are sent, the leaf first: PEM (a key in it is passed over) or DER; - is standard input',
      zh: '按发送顺序排列的证书，叶证书在前：PEM（其中的私钥会被跳过）或 DER；- 表示标准输入',
    }),
    text('ca', 'FILE', 'input', {
      en: 'the only certificates to trust (default: the system store)',
      zh: '只信任这些证书（默认使用系统信任库）',
    }),
    text('extra', 'FILE', 'input', {
      en: 'further intermediates, not trusted themselves',
      zh: '额外的中间证书，本身不受信任',
    }),
    text('crl', 'FILE', 'input', {
      en: 'revocation lists to look the leaf up in: PEM (several) or DER',
      zh: '用于查找叶证书的吊销列表（CRL）：PEM（可有多个）或 DER',
    }),
    text('staple', 'FILE', 'input', {
      en: 'an OCSP response about the leaf: DER, PEM or base64',
      zh: '关于叶证书的 OCSP 响应：DER、PEM 或 base64',
    }),
    text('batch', 'FILE', 'input', {
      en: 'judge many chains, one JSON object a line; - is standard input',
      zh: '判断多条证书链，每行一个 JSON 对象；- 表示标准输入',
    }),
    text('host', 'NAME', 'judgement', {
      en: 'the name or address that the leaf must hold (default: none is asked)',
      zh: '叶证书必须包含的名称或地址（默认不核对）',
    }),
    at,
    text(
      'purpose',
      'WHOSE',
      'judgement',
      {
        en: 'whose certificate it is (default server); client: judged as mongod does',
        zh: '证书属于谁（默认 server）；client：按 mongod 的规则判断',
      },
      ['server', 'client'],
    ),
    text('client', 'ID', 'judgement', {
      en: `client whose eyes are used: ${clientIds} (default openssl)`,
      zh: `以哪个客户端的角度判断：${clientIds}（默认 openssl）`,
    }),
    flag('strict', 'judgement', {
      en: "OpenSSL's strict mode, as Python 3.13's default context",
      zh: 'OpenSSL 的严格模式，与 Python 3.13 的默认上下文相同',
    }),
    flag('partial-chain', 'judgement', {
      en: 'let a path end at any trusted certificate, not only at a root',
      zh: '路径可以止于任何受信任的证书，不必是根证书',
    }),
    text(
      'crl-check',
      'WHOSE',
      'judgement',
      {
        en: 'whose revocation is looked up in CRLs: of the leaf (default with --crl), or of the whole path',
        zh: '在 CRL 中查找谁的吊销状态：叶证书（有 --crl 时的默认值）或整条路径',
      },
      ['leaf', 'chain'],
    ),
    text('auth-level', 'N', 'judgement', {
      en: "OpenSSL's security level, 0 to 5 (default: the client's)",
      zh: 'OpenSSL 的安全级别，0 到 5（默认取自客户端）',
    }),
    text('max-depth', 'N', 'judgement', {
      en: 'the most certificates between leaf and root (default 100)',
      zh: '叶证书与根证书之间最多的证书数（默认 100）',
    }),
    localPython,
    failOn,
    format,
    json,
    output,
    lang,
    color,
    quiet,
    verbose,
  ],
};
