import { ocspClientsZh, ocspVerdictZh } from '../../diagnose/words/ocsp-words-zh.ts';
import { groupName, schemeName, suiteName } from '../../diagnose/words/names.ts';
import { visible } from '../../base/escape.ts';
import { ruleZh } from '../../diagnose/words/option-rules.ts';
import { tlsReasonZh, warningZh } from '../../diagnose/words/option-words.ts';
import { isSeedProblem, seedProblemZh } from '../../diagnose/words/seed-words.ts';
import { unreachable } from '../../base/never.ts';
import { isoTime } from '../../base/time.ts';
import type { Experiment, Question } from '../../observe/observation.ts';
import { contentTypes } from '../../tls/wire/registries/content-type.ts';
import { extensionTypes } from '../../tls/wire/registries/extension-type.ts';
import { handshakeTypes } from '../../tls/wire/registries/handshake-type.ts';
import { nameOf } from '../../tls/wire/registry.ts';
import { agreed, isBeyondUs, alertName, preview, shortList, versionName, waitingName } from './names.ts';
import type {
  HelloAnswer,
  HandshakeProblem,
  IoProblem,
  Labels,
  ReportWords,
  StapleProblem,
  VerifyProblem,
  Violation,
  StoreProblem,
} from './words.ts';

const labels: Labels = {
  howWeKnow: '判断依据',
  clientPrints: '客户端的报错',
  serverLog: '可在 mongod 日志中查找',
  whatToDo: '解决办法',
  also: '另外',
  whatWeSaw: '观察到的情况',
  notSeen: '未检查或无法看到的',
  sides: { server: '服务器', client: '客户端', network: '网络' },
  see: '参见',
  colon: '：',
  semicolon: '；',
  comma: '、',
  consequence: '（由上述原因引起）',
  dns: 'dns',
  tcp: 'tcp',
  firstByte: '首字节',
  handshake: '握手',
  noSni: '无 SNI',
  chainAsSent: '服务器发送的证书链',
  notSent: '未发送',
  issuedBy: '签发者',
  names: '名称',
  expired: '已过期',
  notYetValid: '尚未生效',
  revoked: '已吊销（OCSP）',
  staple: 'OCSP',
  crl: 'CRL',
  noStaple: '没有装订响应',
  trusted: '信任',
  trustStores: '本机的信任库',
  fetched: '已获取',
  clientCertificate: '客户端证书',
  server: '服务器',
  tried: '实验',
  messages: '消息',
  extensions: '扩展',
  violations: '违反 RFC 之处',
  certificates: '服务器发送的证书',
  sha256: 'SHA-256',
  interrupted: '已中断：以下是目前测得的结果。',
  until: '至',
  octets: '字节',
  unreadable: '无法读取',
  notAsked: '未查询',
  options: '选项',
  seedList: '种子列表',
  members: '集群成员',
  python: 'PATH 中的 Python',
};

/** The words of a report in Chinese. */
export const zh: ReportWords = {
  language: 'zh',
  labels,
  works: ({ client, where, protocol, until, days, staple }) =>
    [
      `${client} 可以连接 ${where}：${protocol}`,
      until === null ? null : `证书有效期至 ${until}${days === null ? '' : `（还有 ${days} 天）`}`,
      staple === null ? null : `OCSP 装订响应：${staple}`,
    ]
      .filter((part) => part !== null)
      .join('，') + '。',
  worksBut: (client, where, summary) => `${client} 可以连接 ${where}，但是：${summary}`,
  failsUnexplained: (client, where, reached) => `${client} 无法连接 ${where}，已知的诊断都不能解释：${reached}。`,
  places: (addresses, fine, others) => {
    if (others === 0) return `全部 ${addresses.length} 个地址都是如此`;
    const only = `只在 ${addresses.join('、')}`;
    if (fine === others) return `${only}；其余 ${others} 个地址正常`;
    return `${only}；其余 ${others} 个地址中${fine === 0 ? '没有正常的' : `有 ${fine} 个正常`}`;
  },
  completed: (protocol, accepted) =>
    `${protocol} 握手完成${accepted === null ? '' : accepted ? '，证书被接受' : '，证书被拒绝'}`,
  completedAlone: (protocol, client) => `whytls 完成了 ${protocol} 握手，${client} 则不会`,
  tlsReason: tlsReasonZh,
  speaks: (tls, because) => `${tls ? 'TLS' : '明文'}：${because}`,
  conflict: ruleZh,
  uriWarning: warningZh,
  seeds: (problem) =>
    problem.kind === 'nameNotFound'
      ? seedProblemZh({ kind: 'noRecords', name: problem.name })
      : isSeedProblem(problem)
        ? seedProblemZh(problem)
        : io(problem),
  excuse: ({ because, options }) =>
    because === 'plaintext'
      ? '使用明文时不涉及'
      : `这里被忽略，因为设置了 ${options.map((option) => visible(option)).join('、')}`,
  notProbed: (hosts) => `另有 ${hosts} 台主机未探测：一次探测容纳不下。`,
  andMoreHosts: (first, more) => `${first} 等 ${more + 1} 台主机`,
  python: ({ program, version, implementation, library, packages }) =>
    `${visible(program)}：${visible(implementation)} ${visible(version)}，${visible(library)}${packages.map((one) => `，${visible(one.name)} ${visible(one.version)}`).join('')}`,
  proxyVariable: ({ name, proxy, exempt, exemptHosts = [] }, hosts) =>
    exempt
      ? `设置了 ${name}，但 NO_PROXY 排除了${hosts === 1 ? '此主机' : '这些主机'}：遵循它们的客户端会直连，whytls 也是直连。`
      : `${name} 指向${proxy === null ? '一个不是代理 URL 的值' : ` ${visible(proxy)}`}：遵循它的客户端（curl、Python requests、Go）会走代理，而 whytls 是直连的。${
          exemptHosts.length === 0
            ? ''
            : `NO_PROXY 只排除了 ${exemptHosts
                .slice(0, 5)
                .map((host) => visible(host))
                .join('、')}${exemptHosts.length > 5 ? ` 等 ${exemptHosts.length} 台主机` : ''}。`
        }可用 --proxy 经由它查看。`,
  noConnection: (problem) => `没有 TCP 连接：${problem}`,
  noAddress: (problem) => `没有地址：${problem}`,
  notTried: '未尝试',
  io,
  store,
  fetch: (problem) => (problem.kind === 'noCertificate' ? '那里没有证书' : io(problem)),
  handshake,
  violation,
  chain: (problem) =>
    problem.kind === 'noneSent'
      ? '服务器没有发送证书。'
      : `证书链中的第 ${problem.index} 个证书不符合 RFC 5280，位置：${problem.path}。`,
  staple: stapleProblem,
  crlOrOcsp: 'PyMongo 不会在一次握手中既用 CRL 又用 OCSP：没有 PyOpenSSL 时只用 CRL 文件，有则只用 OCSP',
  crlSource: (problem) => {
    if (problem.kind === 'noCrl') return '其中没有可读取的 CRL';
    return problem.kind === 'notHttp' ? '未获取：地址不是 HTTP' : io(problem);
  },
  crl: ({ issuer, thisUpdate, nextUpdate, delta, entries, lookups }) =>
    [
      `${issuer} 的${delta ? '增量 ' : ' '}CRL${thisUpdate === null ? '' : `，签发于 ${thisUpdate}`}`,
      nextUpdate === null ? '没有写明下次更新时间' : `下次更新不晚于 ${nextUpdate}`,
      `${entries} 个条目`,
      ...lookups.map(({ subject, problems }) =>
        problems.length === 0 ? `${subject} 不在其中` : `${subject}：${problems.join('，')}`,
      ),
      ...(lookups.length === 0 ? ['未采用'] : []),
    ].join('，'),
  verify: (kind) => verifyWords[kind],
  question,
  result,
  helloTime: (time) => `${time}（如果这确实是时间）`,
  missing: (missing) => missingWords[missing],
  undecided: (undecided) => `有 ${undecided} 项诊断无法判定（--verbose 会逐一列出）`,
  octetCount: (octets) => `${octets} 字节`,
  days: (days) => `${days} 天`,
  asksForCertificate: (authorities) =>
    `服务器要求出示，${authorities === null ? '没有指定由哪个 CA 签发' : `须由以下 CA 之一签发：${authorities}`}`,
  mongodb,
  membersAlike: ({ members, attributes, root, first, until }) =>
    `${members} 个成员出示的证书${attributes === '' ? '都没有 O、OU、DC' : `的 ${attributes} 相同`}${root === null ? '' : `，来自同一个 CA（${root}）`}；${first} 的证书最先到期（${until}）`,
  member: ({ attributes, root, until, hasNames }) =>
    [
      attributes === '' ? '没有 O、OU、DC' : attributes,
      root === null ? '没有见到根证书' : `根证书 ${root}`,
      `有效期至 ${until}`,
      ...(hasNames ? [] : ['没有 subjectAltName']),
    ].join('；'),
  responder: ({ url, method, digest, certificate, status, ageMs, problem }) => {
    const who = `${url}${method === 'GET' ? '（GET）' : digest === 'sha256' ? '（SHA-256）' : ''}${certificate === 0 ? '' : `（第 ${certificate} 个证书）`}`;
    if (status === null) return `${who}：${problem ?? '没有回答'}`;
    const age = ageMs === null ? '' : `，生成于 ${ageWords(ageMs)}前`;
    return `${who} 回答 ${status}${age}${problem === null ? '' : `，但${problem}`}`;
  },
  responderNotAsked: (why) => notAskedWords[why],
  mustStaple: '证书要求装订响应（must-staple）',
  ocspVerdict: ocspVerdictZh,
  ocspClients: ocspClientsZh,
  stapleStatus: (status) =>
    ({ good: 'good（有效）', revoked: 'revoked（已吊销）', unknown: 'unknown（未知）' })[status],
  storeRow: ({ path, certificates, usedBy, error }) =>
    [
      [path, certificates === null ? null : `${certificates} 个证书`].filter((part) => part !== null).join('，'),
      usedBy.length === 0 ? null : `使用者：${usedBy.join('、')}`,
      error,
    ]
      .filter((part) => part !== null && part !== '')
      .join('；'),
  storeNames: {
    tlsCAFile: 'tlsCAFile',
    sslCertFile: 'SSL_CERT_FILE',
    sslCertDir: 'SSL_CERT_DIR',
    system: '系统',
    systemBundle: '系统证书合集',
    node: 'Node',
    nodeExtra: 'Node（含 NODE_EXTRA_CA_CERTS）',
    certifi: 'certifi',
    python: 'Python',
    java: 'Java',
    keychain: 'macOS 钥匙串',
    windows: 'Windows',
  },
};

function mongodb(answer: HelloAnswer): string {
  switch (answer.kind) {
    case 'answered': {
      const { maxWireVersion, release, role, setName, hosts, hostCount } = answer.value;
      const wire = maxWireVersion === null ? '' : `（wire ${maxWireVersion}）`;
      const more = hostCount > hosts.length ? `…（另有 ${hostCount - hosts.length} 个）` : '';
      return [
        `MongoDB${release === null ? '' : ` ${release}`}${wire}`,
        ...(setName === null ? [] : [`副本集 ${visible(setName, 64)}`]),
        role === 'other' ? '既非 primary 也非 secondary' : role,
        ...(hosts.length === 0 ? [] : [`对外公布 ${hosts.map((host) => visible(host, 80)).join('、')}${more}`]),
      ].join('，');
    }
    case 'refused':
      return `拒绝了 hello：${visible(answer.message, 120)}${answer.code === null ? '' : `（${answer.code}）`}`;
    case 'none':
      return '没有应答 hello';
    case 'notMongodb':
      return '对 hello 的应答不是 MongoDB 协议';
    default:
      return unreachable(answer);
  }
}

const notAskedWords = {
  stapled: null,
  notWanted: null,
  noResponder: '证书没有写明 OCSP 响应方',
  issuerUnknown: '没有签发者的证书，因此未询问响应方',
  endpointCheckDisabled: '未询问响应方（tlsDisableOCSPEndpointCheck，或包含它的选项）',
  lookupsOff: '未询问响应方（--no-network-lookups）',
  notObserved: '观察时未询问响应方',
} satisfies Record<Parameters<ReportWords['responderNotAsked']>[0], string | null>;

function ageWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} 秒`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} 分钟`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} 小时` : `${Math.round(seconds / 86_400)} 天`;
}

function store(problem: StoreProblem): string {
  switch (problem.kind) {
    case 'noCertificate':
      return `${problem.path} 中没有证书`;
    case 'damaged':
      return problem.place === null
        ? `${problem.path} 不是可以读取的密钥库`
        : `${problem.path} 中的第 ${problem.place} 个证书已损坏`;
    case 'passwordNeeded':
      return `${problem.path} 中的证书已加密，而没有设置密码`;
    case 'wrongPassword':
      return `为 ${problem.path} 设置的密码不正确`;
    case 'notReadableHere':
      return '此处无法读取：需要 Node 22.15 或更高版本';
    default:
      return io(problem);
  }
}

function io(problem: IoProblem): string {
  switch (problem.kind) {
    case 'nameNotFound':
      return `名称 ${problem.name} 没有地址`;
    case 'resolverFailed':
      return `无法解析名称 ${problem.name}（${problem.code}）`;
    case 'refused':
      return '连接被拒绝';
    case 'reset':
      return '连接被重置';
    case 'unreachable':
      return `没有路由（${problem.code}）`;
    case 'timedOut':
      return `${Math.round(problem.afterMs)} 毫秒内没有应答`;
    case 'aborted':
      return '已中断';
    case 'fileNotFound':
      return `${problem.path} 不存在`;
    case 'fileUnreadable':
      return `无法读取 ${problem.path}（${problem.code}）`;
    case 'tooLarge':
      return `超过 ${problem.limit} 字节`;
    case 'httpStatus':
      return `HTTP 状态 ${problem.status}`;
    case 'proxyUnreachable':
      return `无法连接代理 ${visible(problem.proxy)}：${io(problem.cause)}`;
    case 'proxyRefused':
      return `代理 ${visible(problem.proxy)} 拒绝：${visible(problem.said)}`;
    case 'proxyNotSpoken':
      return `${visible(problem.proxy)} 上应答的不是这种代理：${visible(problem.said)}`;
    case 'proxyEnded':
      return `代理 ${visible(problem.proxy)} 在 ${problem.at} 时${problem.how === 'silence' ? '没有应答' : '关闭了连接'}`;
    case 'starttlsRefused':
      return `${problem.protocol} 服务器在 ${problem.at} 时拒绝 STARTTLS：${visible(problem.said)}`;
    case 'starttlsNotSpoken':
      return `服务器不使用 ${problem.protocol} 协议：${visible(problem.said)}`;
    case 'starttlsEnded':
      return `${problem.protocol} 服务器在 ${problem.at} 时${problem.how === 'silence' ? '没有应答' : '关闭了连接'}`;
    case 'other':
      return problem.code;
    default:
      return unreachable(problem);
  }
}

function handshake(problem: HandshakeProblem): string {
  switch (problem.kind) {
    case 'alertReceived':
      return `应收到 ${waitingName(problem.waitingFor)}，服务器却发来警报 ${alertName(problem.description)}`;
    case 'closed':
      // Who sent a RST is not seen.
      return problem.how === 'fin'
        ? `应收到 ${waitingName(problem.waitingFor)}，服务器却在发送 ${problem.octets} 字节后关闭了连接`
        : `应收到 ${waitingName(problem.waitingFor)}，连接却被重置，此前服务器共发送 ${problem.octets} 字节`;
    case 'timedOut':
      return `${Math.round(problem.afterMs)} 毫秒内没有收到 ${waitingName(problem.waitingFor)}（共收到 ${problem.octets} 字节）`;
    case 'notTls':
      return '应答不是 TLS';
    case 'undecodable':
      return `应收到 ${waitingName(problem.waitingFor)}，却是无法解码的字节：${problem.problem.path}（第 ${problem.problem.offset} 字节）为 ${problem.problem.actual}，应为 ${problem.problem.expected}`;
    case 'unexpected':
      return `应收到 ${waitingName(problem.waitingFor)}，却收到 ${nameOf(problem.what === 'record' ? contentTypes : handshakeTypes, problem.type)}`;
    case 'illegalChoice':
      return `服务器选择了未提供的选项：${choiceName(problem.what, problem.value)}`;
    case 'cannotComplete':
      return `服务器选择了 ${choiceName(problem.what, problem.value)}，whytls 无法完成`;
    case 'checkFailed':
      return `密码学校验失败：${checkWords[problem.what]}`;
    case 'tooMuch':
      return `应收到 ${waitingName(problem.waitingFor)}，服务器发送的数据却超过上限（${problem.limit}：${problem.bound}）`;
    case 'aborted':
      return `等待 ${waitingName(problem.waitingFor)} 时中断`;
    default:
      return unreachable(problem);
  }
}

function choiceName(
  what: Extract<HandshakeProblem, { kind: 'illegalChoice' | 'cannotComplete' }>['what'],
  value: number,
) {
  if (what === 'protocol') return versionName(value);
  if (what === 'group') return `群组 ${groupName(value)}`;
  if (what === 'extension') return `扩展 ${nameOf(extensionTypes, value)}`;
  if (what === 'cipherSuite' || what === 'cipher' || what === 'keyExchange') return suiteName(value);
  return `${what} ${value}`;
}

const checkWords = {
  certificateVerify: '服务器的签名（CertificateVerify）',
  serverKeyExchange: '服务器的签名（ServerKeyExchange）',
  finished: '服务器的 Finished',
  record: '记录',
  leafKey: '服务器证书的公钥',
  sharedSecret: '共享密钥',
} satisfies Record<Extract<HandshakeProblem, { kind: 'checkFailed' }>['what'], string>;

function violation(seen: Violation): string {
  switch (seen.kind) {
    case 'leftOverInMessage':
      return `${seen.message} 末尾有多余字节`;
    case 'duplicateExtension':
      return `${seen.message} 中 ${nameOf(extensionTypes, seen.type)} 出现两次`;
    case 'unsolicitedExtension':
      return `${seen.message} 中有我们没有请求的 ${nameOf(extensionTypes, seen.type)}`;
    case 'recordVersion':
      return `记录版本 ${versionName(seen.version)}`;
    case 'certificateStatusWithoutExtension':
      return 'server_hello 中没有 status_request，却发送了 certificate_status';
    case 'downgradeSentinel':
      return `ServerHello 的随机数表明服务器支持比 ${versionName(seen.protocol)} 更高的版本`;
    case 'octetsAfterClose':
      return `close_notify 之后还有 ${seen.octets} 字节`;
    case 'undecodablePart':
      return `无法解码的 ${seen.part}：${seen.path}`;
    default:
      return unreachable(seen);
  }
}

function stapleProblem(problem: StapleProblem): string {
  switch (problem.kind) {
    case 'malformed':
      return '它不是 OCSP 响应';
    case 'responseStatus':
      return `响应方回答 ${problem.status}`;
    case 'otherCertificate':
      return `它是关于另一个证书的（序列号 ${problem.serials.join('、')}）`;
    case 'issuerUnknown':
      return '没有签发者的证书，无法校验';
    case 'badSignature':
      return '签名错误';
    case 'foreignSigner':
      return `签名者 ${problem.responder} 既不是签发者，也没有得到签发者的认证`;
    case 'signerWithoutUsage':
      return `签名者 ${problem.responder} 无权签署 OCSP 响应（没有 id-kp-OCSPSigning）`;
    case 'signerExpired':
      return `签名者 ${problem.responder} 的证书已过期`;
    case 'notYetValid':
      return `它从 ${isoTime(problem.thisUpdate)} 起才生效`;
    case 'stale':
      return `它已于 ${isoTime(problem.nextUpdate)} 失效`;
    default:
      return unreachable(problem);
  }
}

const verifyWords = {
  expired: '已过期',
  notYetValid: '尚未生效',
  selfSignedLeaf: '自签名',
  selfSignedInPath: '自签名，不受信任',
  issuerNotFound: '找不到签发者',
  anchorNotSelfSigned: '受信任，但不是根证书',
  badSignature: '签名错误',
  unusableKey: '密钥无法使用',
  notACa: '不是 CA',
  pathLengthExceeded: '下级 CA 数量超过其限制',
  cannotSignCertificates: '不得签发证书',
  purpose: '不允许此用途',
  unhandledCriticalExtension: '未知的关键扩展',
  weakKey: '密钥太弱',
  weakDigest: '摘要算法太弱',
  nameMismatch: '证书属于其他名称',
  nameConstraint: '上级 CA 不允许此名称',
  malformedExtension: '扩展格式错误',
  explicitCurve: '使用显式曲线参数',
  pathTooLong: '路径过长',
  malformedTime: '有效期无法解读',
  unreadableKey: '公钥无法解读',
  proxyCertificate: '代理证书',
  pathLengthOfNonCa: '非 CA 却有 pathLenConstraint',
  pathLengthWithoutCertSign: '有 pathLenConstraint 却没有 keyCertSign',
  basicConstraintsNotCritical: 'basicConstraints 未标为关键',
  keyUsageMissing: 'CA 没有 keyUsage',
  certSignOfNonCa: '非 CA 却有 keyCertSign',
  issuerEmpty: '签发者名称为空',
  subjectEmpty: '主体名称为空',
  subjectAltNameNotCritical: 'subjectAltName 未标为关键',
  subjectAltNameEmpty: 'subjectAltName 为空',
  signatureAlgorithmsDiffer: '两处签名算法不一致',
  authorityKeyIdentifierCritical: 'authorityKeyIdentifier 被标为关键',
  authorityKeyIdentifierMissing: '没有 authorityKeyIdentifier',
  subjectKeyIdentifierCritical: 'subjectKeyIdentifier 被标为关键',
  subjectKeyIdentifierMissing: 'CA 没有 subjectKeyIdentifier',
  extensionsBelowVersion3: '版本低于 3 却有扩展',
  crlMissing: '没有其签发者的 CRL',
  crlNotYetValid: 'CRL 尚未生效',
  crlExpired: 'CRL 已过期',
  crlTimeMalformed: 'CRL 中时间的格式错误',
  crlSignature: 'CRL 签名错误',
  cannotSignCrls: '签发者无权签发 CRL',
  crlScope: 'CRL 不涵盖此证书',
  crlExtension: 'CRL 含未知的关键扩展',
  revoked: '已吊销（CRL）',
} satisfies Record<VerifyProblem['kind'], string>;

function question(asked: Question): { why: string; did: string } {
  switch (asked.kind) {
    case 'acceptsVersion':
      return {
        why: '服务器接受哪些版本？',
        did: `只提供 ${versionName(asked.version)}`,
      };
    case 'acceptsAnyCipherSuite':
      return {
        why: `在 ${versionName(asked.version)} 下，有没有服务器接受的密码套件？`,
        did: `以 ${versionName(asked.version)} 提供已知的全部密码套件`,
      };
    case 'acceptsAnotherCipherSuite':
      return {
        why: `在 ${versionName(asked.version)} 下，服务器还接受哪些密码套件？`,
        did: `同上，但去掉 ${shortList(asked.without.map(suiteName), (more) => `等，另有 ${more} 个`)}`,
      };
    case 'tellsTime':
      return {
        why: '服务器的时钟是几点？',
        did: asked.by === 'http' ? '通过 HTTP 请求 /，读取 Date' : '只提供 TLSv1.2，读取其随机数中的时间',
      };
    case 'answersAgain':
      return { why: '每次都失败吗？', did: '再次发送同样的 ClientHello' };
    case 'saysHello':
      return {
        why: '这是哪个版本的 MongoDB？',
        did: `以 ${versionName(asked.version)} 提供已知的所有密码套件，并发送 hello`,
      };
    case 'resumes':
      return { why: '会话能否恢复？', did: '发送第一个连接得到的会话票据' };
    case 'speaksFirst':
      return { why: '这里是否有 TLS 以外的协议先开口？', did: '连接后什么也不发送' };
    case 'answersPlaintext':
      return plaintextQuestions[asked.protocol];
    case 'acceptsSsl2':
      return { why: '它是不是 SSL 2.0 服务器？', did: '发送一个 SSL 2.0 的 CLIENT-HELLO' };
    case 'withoutKeyExchange':
      return {
        why: `在 ${versionName(asked.version)} 下，除 ${asked.keyExchange} 外它还接受别的密钥交换吗？`,
        did: `提供除 ${asked.keyExchange} 密钥交换以外的全部密码套件`,
      };
    case 'acceptsSuitesOf':
      return {
        why: `在 ${versionName(asked.version)} 下，它接受哪些 ${asked.keyExchange} 密钥交换的套件？`,
        did: `只提供其中的 ${asked.mode === 'aead' ? 'AEAD' : 'CBC'} 套件`,
      };
    case 'withoutServerName':
      return { why: '是不是因为 SNI 中的名称？', did: '发送同样的内容，但不带 server_name' };
    case 'withServerName':
      return { why: '是不是因为 SNI 中的名称？', did: `发送同样的内容，但名称为 ${visible(asked.name)}` };
    case 'withoutAlpn':
      return { why: '是不是因为应用协议（ALPN）？', did: '发送同样的内容，但不带 ALPN' };
    case 'whichAlpn':
      return { why: '服务器使用哪种应用协议？', did: `用 ALPN 提供 ${asked.offered.length} 种常见协议` };
    case 'withEveryCipherSuite':
      return { why: '是不是因为密码套件？', did: '发送同样的内容，并带上已知的全部密码套件' };
    case 'withEveryGroup':
      return asked.without.length === 0
        ? { why: '是不是因为群组？', did: '发送同样的内容，并带上已知的全部群组' }
        : {
            why: '它还接受哪些群组？',
            did: `发送同样的内容，带上全部群组，但去掉 ${shortList(asked.without.map(groupName), (more) => `等，另有 ${more} 个`)}`,
          };
    case 'withEverySignatureScheme':
      return asked.without.length === 0
        ? { why: '是不是因为签名算法？', did: '发送同样的内容，并带上已知的全部签名算法' }
        : {
            why: '它还接受哪些签名算法？',
            did: `发送同样的内容，带上全部签名算法，但去掉 ${shortList(asked.without.map(schemeName), (more) => `等，另有 ${more} 个`)}`,
          };
    case 'singleGroup':
      return { why: '是不是因为其中某个群组？', did: `发送同样的内容，但只带群组 ${groupName(asked.group)}` };
    case 'signatureFamily':
      return { why: '是不是因为某一类签名？', did: `发送同样的内容，但只带 ${familyNames[asked.family]} 签名算法` };
    case 'withoutTls13':
      return { why: '是不是因为 TLS 1.3？', did: '发送同样的内容，但不带 TLS 1.3' };
    case 'withoutDhe':
      return { why: '除 DHE 外它还接受更好的吗？', did: '发送同样的内容，但不带 DHE 套件' };
    case 'withoutClientCertificate':
      return { why: '是不是因为客户端证书？', did: '发送同样的内容，被索要证书时不发送' };
    case 'minimalHello':
      return { why: '是不是因为 ClientHello 的长度或扩展？', did: '发送最短的 ClientHello' };
    case 'largeHello':
      return { why: '是不是因为 ClientHello 的长度？', did: `发送最短的 ClientHello，但填充到 ${asked.octets} 字节` };
    case 'honoursFallbackScsv':
      return { why: '它能识别降级吗？', did: `以 TLS_FALLBACK_SCSV 提供 ${versionName(asked.version)}` };
    default:
      return unreachable(asked);
  }
}

const familyNames = {
  ecdsa: 'ECDSA 和 EdDSA',
  rsaPss: 'RSA-PSS',
  rsaPkcs1: 'RSA PKCS #1',
} satisfies Record<Extract<Question, { kind: 'signatureFamily' }>['family'], string>;

const plaintextQuestions = {
  http: { why: '这里是不是明文 HTTP？', did: '不用 TLS，发送一个 HTTP 请求' },
  mongodb: { why: '这里是不是没有 TLS 的 MongoDB？', did: '不用 TLS，发送一个 MongoDB hello' },
  postgresql: { why: '这里是不是 PostgreSQL？', did: '发送一个 PostgreSQL SSLRequest' },
} satisfies Record<Extract<Question, { kind: 'answersPlaintext' }>['protocol'], unknown>;

function result(of: Experiment['result']): string {
  switch (of.kind) {
    case 'handshake': {
      const { capture } = of;
      if (capture.problem !== null) return outcome(capture.problem);
      if (capture.resumed !== null) return capture.resumed ? '会话已恢复（resumed）' : '被拒绝：改为完整握手';
      if (isBeyondUs(capture)) return `${agreed(capture)}（只看到 ServerHelloDone 为止：whytls 无法完成此套件）`;
      return agreed(capture) || '服务器有应答';
    }
    case 'octets': {
      const ending = { fin: '随后关闭', rst: '随后重置', deadline: '随后沉默' }[of.ended];
      return of.octets === '' ? `没有应答，${ending}` : `${preview(of.octets)}，${ending}`;
    }
    case 'noConnection':
      return io(of.problem);
    default:
      return unreachable(of);
  }
}

/** How a handshake ended, where what was waited for goes without saying. */
function outcome(problem: HandshakeProblem): string {
  const isFirst = problem.kind !== 'notTls' && problem.waitingFor === 'serverHello';
  if (!isFirst) return handshake(problem);
  if (problem.kind === 'alertReceived') return `警报 ${alertName(problem.description)}`;
  if (problem.kind === 'timedOut' && problem.octets === 0) return '沉默';
  if (problem.kind === 'closed' && problem.octets === 0) return problem.how === 'fin' ? '直接关闭' : '直接重置';
  return handshake(problem);
}

const missingWords = {
  address: '没有找到地址，因此没有向服务器询问任何内容',
  connection: '没有连接',
  handshake: '握手没有进行到那一步',
  certificate: '没有看到证书',
  trustStore: '无法读取信任库',
  responder: '未询问 OCSP 响应方',
  issuerCertificate: '没有签发者的证书',
  experiment: '无法进行决定性的实验',
  otherClock: '没有看到其他时钟，无法与本机时钟比较',
  otherStores: '没有查看其他信任库',
} satisfies Record<Parameters<ReportWords['missing']>[0], string>;
