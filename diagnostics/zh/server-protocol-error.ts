import { unreachable } from '../../src/base/never.ts';
import type { Words } from '../../src/diagnose/define.ts';
import type { Violation } from '../../src/diagnose/fact-types.ts';
import type { ProtocolError } from '../../src/diagnose/reading/end-kinds.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh, changeZh, messageNames } from '../../src/diagnose/words/act-names.ts';
import { alertName, shown, versionName } from '../../src/diagnose/words/names.ts';
import { extensionTypes } from '../../src/tls/wire/registries/extension-type.ts';
import { nameOf } from '../../src/tls/wire/registry.ts';
import { choiceName, unexpectedName, type ServerProtocolError } from '../server-protocol-error.ts';

const choices = {
  protocol: '版本',
  cipherSuite: '密码套件',
  group: '群组',
  compression: '压缩方法',
  retry: '第二个 HelloRetryRequest',
  extension: '扩展',
} as const;

const checks = {
  certificateVerify: '它对握手的签名（CertificateVerify）与其证书不符：它没有对应的密钥，或者字节在途中被改动',
  serverKeyExchange: '它对密钥交换的签名（ServerKeyExchange）与其证书不符：它没有对应的密钥，或者字节在途中被改动',
  finished: '它的 Finished 与交换的内容不符：字节在途中被改动',
  record: '它的一条记录无法解密：字节在途中被改动，或者它算出了不同的密钥',
  leafKey: '其证书中的密钥不能用于它选择的密码套件或签名',
  sharedSecret: '它在密钥交换中给出的公开值无效',
} as const;

function violationSentence(violation: Violation): string {
  switch (violation.kind) {
    case 'downgradeSentinel':
      return `它协商了 ${versionName(violation.protocol)}，并标记为降级：途中有东西阻止它使用更新的版本`;
    case 'unsolicitedExtension':
      return `它的 ${shown(violation.message)} 含有并未请求的扩展 ${nameOf(extensionTypes, violation.type)}`;
    case 'duplicateExtension':
      return `它的 ${shown(violation.message)} 中扩展 ${nameOf(extensionTypes, violation.type)} 出现了两次`;
    case 'leftOverInMessage':
      return `它的 ${shown(violation.message)} 末尾有多余的字节`;
    case 'recordVersion':
    case 'certificateStatusWithoutExtension':
    case 'octetsAfterClose':
    case 'undecodablePart':
      return `它违反了协议（${violation.kind}）`;
    default:
      return unreachable(violation);
  }
}

function sentence(error: ProtocolError): string {
  switch (error.kind) {
    case 'alert':
      return `它回以警报 ${alertName(error.description)}，表示无法接受所收到的内容`;
    case 'undecodable':
      return `它的消息中 ${shown(error.problem.path)} 无法解读（${error.problem.kind}，位于第 ${error.problem.offset} 个字节）`;
    case 'unexpected':
      return `它在不该出现的地方发送了 ${unexpectedName(error)}`;
    case 'illegalChoice':
      return `它选择了并未提供的${choices[error.what]} ${choiceName(error)}`;
    case 'checkFailed':
      return checks[error.what];
    case 'tooMuch':
      return `它发送的内容超过任何握手所需（多于 ${error.bound} ${error.limit}）`;
    case 'violation':
      return violationSentence(error.violation);
    case 'noCertificate':
      return '它没有出示证书就完成了握手';
    case 'intolerant':
      return error.of === 'tls13'
        ? '除旧版本外还提供 TLS 1.3 的 ClientHello 使它出错，不带 TLS 1.3 则得到应答'
        : '普通 ClientHello 的扩展使它出错，最简的 ClientHello 则得到应答';
    default:
      return unreachable(error);
  }
}

const zh: Words<ServerProtocolError> = {
  title: '服务器违反 TLS 协议',
  summary: ({ error }) =>
    error.kind === 'intolerant'
      ? `服务器或其前面的设备不遵守 TLS 协议：${sentence(error)}。`
      : error.kind === 'alert'
        ? `服务器与客户端互不理解：${sentence(error).replace(/^它/, '服务器')}。`
        : `服务器违反 TLS 协议：${sentence(error)}。`,
  evidence: ({ error, waitingFor, again, helped }) => [
    {
      what: '服务器',
      value: error.kind === 'intolerant' ? actZh(error.act, waitingFor ?? 'serverHello') : sentence(error),
    },
    ...(waitingFor === null ? [] : [{ what: '时机', value: `应当发送 ${messageNames[waitingFor]} 时` }]),
    ...(again === null
      ? []
      : [{ what: '再次提供同样内容', value: again === 'completed' ? '正常：问题不稳定' : '结果相同' }]),
    ...helped.map((change) => ({ what: '这样可以通过', value: changeZh(change) })),
  ],
  remedies: ({ at, error }) => [
    {
      side: 'network',
      text: '弄清是服务器本身，还是它前面的设备：绕过代理、负载均衡和深度检测流量的防火墙，在与服务器同一网段的机器上探测。那样能用，就知道是谁的问题。',
      commands: [at.check],
      references: [reference(rfc(8446, '6.2'))],
    },
    {
      side: 'server',
      text:
        error.kind === 'checkFailed' && error.what !== 'record' && error.what !== 'finished'
          ? '确认私钥与证书匹配（两条命令的输出必须相同），并确认服务器的 TLS 库是最新的。'
          : '更新服务器（或在那里终结 TLS 的设备）的 TLS 库，并把本报告显示的消息交给其厂商。',
      commands:
        error.kind === 'checkFailed' && error.what !== 'record' && error.what !== 'finished'
          ? [
              'openssl x509 -in /etc/ssl/mongodb.pem -noout -pubkey | openssl sha256',
              'openssl pkey -in /etc/ssl/mongodb.pem -pubout | openssl sha256',
            ]
          : [],
      references: [],
    },
  ],
  explanation:
    '服务器发送的内容不符合 RFC：消息无法解读或不该出现，选择了并未提供的东西，签名或校验不符。客户端会结束这样的握手，各有各的说法。原因包括有缺陷的实现（多见于设备）、途中改动字节的东西，不配套的密钥文件，以及被本应跳过的内容（更新的版本、不认识的扩展）绊倒的旧实现。因此 whytls 会用更旧、更短的内容再发一次。',
  howToCheck: '结论中给出了消息、字段或检查项。再次探测能够完成握手，即已修复。',
};

export default zh;
