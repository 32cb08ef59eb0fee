import type { Words } from '../../src/diagnose/define.ts';
import {
  hasOcspExtra,
  installOcspExtra,
  pythonNamedZh,
  pythonProgram,
  suitesShared,
} from '../../src/diagnose/remedies/python-here.ts';
import { isBefore } from '../../src/diagnose/remedies/release.ts';
import { mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh } from '../../src/diagnose/words/act-names.ts';
import { clientZh, listedZh, suiteName, versionName } from '../../src/diagnose/words/names.ts';
import { suiteFacts } from '../../src/tls/wire/registries/cipher-suite.ts';
import type { NoSharedCipher } from '../no-shared-cipher.ts';

const zh: Words<NoSharedCipher> = {
  title: '没有共同的密码套件',
  summary: ({ at, taken }) => {
    const names = listedZh([...new Set(taken.flatMap(({ suites }) => suites))].map(suiteName), 3);
    return `这台服务器${taken.every(({ isComplete }) => isComplete) ? '只' : ''}接受 ${names}，而 ${clientZh(at.client)} 不提供。`;
  },
  evidence: ({ at, act, waitingFor, offered, taken, connections }) => {
    const suites = taken.flatMap((one) => one.suites);
    return [
      { what: '客户端提供', value: `${offered} 个套件，其中没有下面任何一个` },
      { what: '服务器', value: actZh(act, waitingFor) },
      ...taken.map(({ version, suites: names, isComplete, onlyKeyExchange }) => ({
        what: `提供更多套件时，它在 ${versionName(version)} 中接受`,
        value: `${listedZh(names.map(suiteName), 20)}${isComplete ? '，此外没有别的' : onlyKeyExchange === null ? '，可能还有别的' : `，可能还有别的，但都使用 ${onlyKeyExchange} 密钥交换`}`,
      })),
      ...(suites.length > 0 && suites.every((suite) => suiteFacts(suite)?.keyExchange === 'RSA')
        ? [
            {
              what: '类型',
              value: '全部是静态 RSA，没有 ECDHE，也没有 DHE。Linux 上 4.2 之前的 MongoDB 就是如此。',
            },
          ]
        : []),
      ...(at.release === undefined ? [] : [{ what: '版本', value: `MongoDB ${at.release}（来自它对 hello 的应答）` }]),
      { what: '测量方式', value: `另外 ${connections} 次连接` },
    ];
  },
  remedies: ({ at, taken }) => {
    if (!at.clientId.startsWith('pymongo')) {
      return [
        {
          side: 'server',
          text: '让服务器接受当前的密码套件（ECDHE 加 AES-GCM 或 ChaCha20-Poly1305）：更新服务器及其 TLS 库，去掉密码列表中的旧限制。注意 ECDSA 套件需要 EC 证书，RSA 套件需要 RSA 证书。下面的命令用来确认已修复。',
          commands: [at.check],
          references: [reference(rfc(9325, '4.2'))],
        },
      ];
    }
    const { python } = at;
    const suites = [...new Set(taken.flatMap((one) => one.suites))];
    const shares = python === undefined ? [] : suitesShared(python, suites);
    const isOld = isBefore(at, 4, 2);
    const server = {
      side: 'server',
      text:
        isOld === false
          ? `以下办法任选其一即可。首选：让这台服务器（MongoDB ${at.release}）接受当前的密码套件（ECDHE 加 AES-GCM）：这个版本本身支持，请检查是否设置了自己的密码列表（setParameter opensslCipherConfig）、其下的 OpenSSL 是否过旧，或系统的 crypto policy。`
          : `以下办法任选其一即可。首选：把 MongoDB${isOld === true ? `（这台服务器是 ${at.release}）` : ' '}升级到 4.2 或更高版本，它是 Linux 上第一个支持 ECDHE 和 DHE 的版本。这本来也该做：PyMongo 4.11 及以上不再支持 4.0 之前的服务器，4.14 及以上不再支持 4.2 之前的服务器。`,
      commands: [at.check],
      references: [reference(mongodbTls), reference(pymongoTls)],
    } as const;
    const asOcsp = `${at.check.replace(/ --client \S+/, '')} --client pymongo-ocsp`;
    const hasExtra = python !== undefined && hasOcspExtra(python);
    const extra = {
      side: 'client',
      text: hasExtra
        ? `或者：如果应用使用本机的 ${pythonNamedZh(python)}，无需改动：已安装 PyOpenSSL，MongoClient 会使用它，其默认列表中有这些套件；AsyncMongoClient 则不会。下面的命令以它的视角查看。`
        : `或者：安装带 OCSP 附加组件的 PyMongo${python === undefined ? '' : `（本机的 ${pythonNamedZh(python)}没有安装）`}。它会改用 PyOpenSSL，其默认列表中有这些套件。只对 MongoClient 有效，对 AsyncMongoClient 无效。`,
      commands: hasExtra ? [asOcsp] : [installOcspExtra(at), asOcsp],
      references: [reference(pymongoTls)],
    } as const;
    const interpreter = {
      side: 'client',
      text:
        python === undefined
          ? '或者，仅作权宜之计：使用 Python 3.9 或更早版本，其 ssl 模块仍提供这些套件，但已不再有安全更新。Debian 和 Ubuntu 的 python 使用 OpenSSL 自己的列表，可能在 python.org 的版本失败时仍能连接；下面的命令显示某个解释器提供哪些套件。'
          : shares.length > 0
            ? `本机的 ${pythonNamedZh(python)}与 python.org 的不同，它提供 ${listedZh(shares.map(suiteName), 3)}：在本机 PyMongo 能够连接，在没有这些套件的 Python 上则失败。下面的命令显示某个解释器提供哪些套件。`
            : `或者，仅作权宜之计：使用 Python 3.9 或更早版本，其 ssl 模块仍提供这些套件，但已不再有安全更新。本机的 ${pythonNamedZh(python)}不提供这些套件；下面的命令显示某个解释器提供哪些套件。`,
      commands: [
        `${pythonProgram(at)} -c "import ssl; print([c['name'] for c in ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).get_ciphers()])"`,
      ],
      references: ['https://bugs.python.org/issue43998'],
    } as const;
    return [server, extra, interpreter];
  },
  explanation:
    '客户端和服务器必须有共同的、并且适合证书密钥类型的密码套件。Python 3.10 从默认列表中去掉了所有静态 RSA 密钥交换和 SHA-1 MAC 的套件，也不再支持低于 TLS 1.2 的版本；而 Linux 上 4.2 之前的 MongoDB 只有静态 RSA。这样的服务器会发来警报 handshake_failure，或直接关闭连接。',
  howToCheck:
    '结论中列出了提供更多套件后服务器接受的套件，它们都不在客户端的列表中。服务器日志中的说法是 “no shared cipher”。再次探测能够完成握手，即已修复。',
};

export default zh;
