/**
 * Commands and options, declared once, as data. `args.ts` reads a plain command line by it; `usage.ts` builds yargs from it
 * for help, completion and whatever else is unusual.
 */
import { clients } from '../clients/index.ts';
import type { Language } from '../diagnose/define.ts';
import { offerNames } from '../observe/probe/offers.ts';
import { starttlsProtocols } from '../net/starttls/protocols.ts';

type Words = Readonly<Record<Language, string>>;

export interface OptionDeclaration {
  /** As typed after `--`. A flag that is on by default is declared by its positive name and typed as `--no-name`. */
  readonly name: string;
  /** A `list` takes every word up to the next option, and may be given again. */
  readonly kind: 'flag' | 'text' | 'list';
  /** One letter or digit, typed after `-`. */
  readonly short?: string;
  readonly on?: true;
  readonly choices?: readonly string[];
  /** How the value is called in help: `NAME`. */
  readonly value?: string;
  readonly group: 'connection' | 'input' | 'judgement' | 'output' | 'lab';
  readonly about: Words;
}

export interface CommandDeclaration {
  readonly name: 'probe' | 'explain' | 'verify' | 'x509' | 'env' | 'lab' | 'demo';
  readonly positional: { readonly name: string; readonly many: boolean; readonly about: Words } | null;
  readonly about: Words;
  readonly options: readonly OptionDeclaration[];
}

const text = (
  name: string,
  value: string,
  group: OptionDeclaration['group'],
  about: Words,
  choices?: readonly string[],
): OptionDeclaration => ({ name, kind: 'text', value, group, about, ...(choices === undefined ? {} : { choices }) });

const flag = (
  name: string,
  group: OptionDeclaration['group'],
  about: Words,
  more: { readonly short?: string; readonly on?: true } = {},
): OptionDeclaration => ({ name, kind: 'flag', group, about, ...more });

const clientIds = clients.map(({ id }) => id).join(', ');

const json = flag('json', 'output', { en: 'same as --format json', zh: '等同于 --format json' });
const lang = text('lang', 'LANG', 'output', { en: 'language of the report', zh: '报告语言' }, ['en', 'zh']);
const color = text('color', 'WHEN', 'output', { en: 'colour (default auto)', zh: '颜色（默认 auto）' }, [
  'auto',
  'always',
  'never',
]);
const verbose = flag(
  'verbose',
  'output',
  { en: 'message by message, with every certificate', zh: '逐条消息，并列出全部证书' },
  { short: 'v' },
);

const client = text('client', 'ID', 'judgement', {
  en: `client whose eyes are used: ${clientIds} (default: by scheme and port)`,
  zh: `以哪个客户端的角度判断：${clientIds}（默认由协议和端口决定）`,
});
const at = text('at', 'TIME', 'judgement', {
  en: 'judge as of this time: 2026-01-31, 2026-01-31T12:00:00Z, or seconds since 1970 (default: now)',
  zh: '按此时间判断：2026-01-31、2026-01-31T12:00:00Z 或 1970 年以来的秒数（默认为现在）',
});
const failOn = text(
  'fail-on',
  'SEVERITY',
  'judgement',
  { en: 'exit with 1 from this severity on (default error)', zh: '达到此严重程度时以 1 退出（默认 error）' },
  ['error', 'warning'],
);
const format = text(
  'format',
  'FORMAT',
  'output',
  { en: 'form of the report (default text)', zh: '报告格式（默认 text）' },
  ['text', 'json'],
);
const quiet = flag('quiet', 'output', { en: 'the verdict alone, in one line', zh: '只用一行给出结论' }, { short: 'q' });

const localPython = flag(
  'local-python',
  'judgement',
  {
    en: 'ask the Python on PATH where it looks for roots (on; --no-local-python switches it off)',
    zh: '询问 PATH 中的 Python 在哪里查找根证书（默认开启；用 --no-local-python 关闭）',
  },
  { on: true },
);

const probeOptions: readonly OptionDeclaration[] = [
  text('tlsCAFile', 'FILE', 'judgement', {
    en: 'PEM file with the only certificates to trust (default: the system store)',
    zh: 'PEM 文件，只信任其中的证书（默认使用系统信任库）',
  }),
  text(
    'starttls',
    'PROTOCOL',
    'connection',
    { en: 'begin with this protocol in plain text and ask it for TLS', zh: '先用此明文协议，再请求切换到 TLS' },
    Object.keys(starttlsProtocols),
  ),
  text('offer', 'LIST', 'connection', {
    en: `add to the ClientHello: ${offerNames.join(', ')}`,
    zh: `在 ClientHello 中加入：${offerNames.join('、')}`,
  }),
  flag('resume', 'connection', {
    en: 'try on a second connection whether the session can be resumed (TLS 1.3)',
    zh: '再连接一次，看会话能否恢复（TLS 1.3）',
  }),
  text('proxy', 'URL', 'connection', {
    en: 'go through this proxy: http://, https://, socks5:// or socks5h://, with user:password@ if it wants them',
    zh: '经由此代理：http://、https://、socks5:// 或 socks5h://，需要时带上 user:password@',
  }),
  text('tlsCertificateKeyFile', 'FILE', 'connection', {
    en: 'certificate and private key to show to a server that asks: PEM in one file, or PKCS #12',
    zh: '服务器要求时出示的证书和私钥：同一个 PEM 文件，或 PKCS #12',
  }),
  text('tlsCertificateKeyFilePassword', 'PASSWORD', 'connection', {
    en: 'password of the private key (better: the variable WHYTLS_KEY_PASSWORD)',
    zh: '私钥的密码（最好用环境变量 WHYTLS_KEY_PASSWORD）',
  }),
  flag('tls', 'connection', {
    en: 'as tls=true in a connection string; --no-tls: as tls=false, plain text (host:port alone means TLS)',
    zh: '等同于连接字符串中的 tls=true；--no-tls 等同于 tls=false，即明文（只写 host:port 时使用 TLS）',
  }),
  flag('tlsInsecure', 'judgement', {
    en: 'judge as a driver with this option does: no check of the certificate or the host name',
    zh: '与设置了此选项的驱动一样判断：不检查证书，也不检查主机名',
  }),
  flag('tlsAllowInvalidCertificates', 'judgement', {
    en: 'the same with this option; in PyMongo and Node it switches the host name check off, too',
    zh: '同上，针对此选项；在 PyMongo 和 Node 中它也会关闭主机名检查',
  }),
  flag('tlsAllowInvalidHostnames', 'judgement', {
    en: 'the same with this option: no check of the host name',
    zh: '同上，针对此选项：不检查主机名',
  }),
  flag('tlsDisableCertificateRevocationCheck', 'judgement', {
    en: 'the same with this option, which only some drivers have',
    zh: '同上，针对此选项；只有部分驱动支持',
  }),
  text('authMechanism', 'MECHANISM', 'connection', {
    en: 'as in a connection string: MONGODB-X509, …',
    zh: '与连接字符串中的相同：MONGODB-X509 等',
  }),
  text('authSource', 'DATABASE', 'connection', {
    en: 'as in a connection string: $external for MONGODB-X509',
    zh: '与连接字符串中的相同：MONGODB-X509 使用 $external',
  }),
  text('dns', 'ADDRESS[:PORT]', 'connection', {
    en: 'ask this DNS server, for SRV and TXT records and for addresses (default: the system’s resolver)',
    zh: '向此 DNS 服务器查询 SRV、TXT 记录和地址（默认使用系统的解析器）',
  }),
  text('tlsCRLFile', 'FILE', 'judgement', {
    en: "the driver's file of revocation lists (PyMongo reads PEM alone, and looks up the leaf alone)",
    zh: '驱动使用的吊销列表文件（PyMongo 只读取 PEM，且只查叶证书）',
  }),
  text('crl', 'FILE', 'judgement', {
    en: 'judge by the revocation lists in this file, PEM or DER',
    zh: '按此文件中的吊销列表判断，PEM 或 DER',
  }),
  flag('crl-distribution-points', 'judgement', {
    en: 'fetch the revocation lists that the certificates name and look every certificate up',
    zh: '获取证书写明的吊销列表，并查找每个证书',
  }),
  client,
  at,
  failOn,
  flag('all-stores', 'judgement', {
    en: 'look the chain up in every trust store of this machine, not only where the client refuses it',
    zh: '在本机的每个信任库中查找证书链，而不只在客户端拒绝时',
  }),
  localPython,
  text('sni', 'NAME|none', 'connection', {
    en: 'name sent in SNI (default: the host)',
    zh: 'SNI 中发送的名称（默认为主机名）',
  }),
  text('alpn', 'A,B', 'connection', {
    en: 'protocols offered by ALPN, comma-separated',
    zh: '通过 ALPN 提供的协议，以逗号分隔',
  }),
  text('min-version', 'VERSION', 'connection', {
    en: 'offer no version below: TLSv1.2 or TLSv1.3',
    zh: '不提供低于此版本的协议：TLSv1.2 或 TLSv1.3',
  }),
  text('max-version', 'VERSION', 'connection', {
    en: 'offer no version above: TLSv1.2 or TLSv1.3',
    zh: '不提供高于此版本的协议：TLSv1.2 或 TLSv1.3',
  }),
  text('ip', 'ADDRESS', 'connection', {
    en: 'probe this address; the name is still used for SNI and for the certificate',
    zh: '探测此地址；SNI 和证书仍使用主机名',
  }),
  flag('ipv4', 'connection', { en: 'IPv4 addresses only', zh: '只用 IPv4 地址' }, { short: '4' }),
  flag('ipv6', 'connection', { en: 'IPv6 addresses only', zh: '只用 IPv6 地址' }, { short: '6' }),
  text('timeout', 'MS', 'connection', {
    en: 'milliseconds for the whole probe (default 20000)',
    zh: '整个探测的时限，毫秒（默认 20000）',
  }),
  text('connect-timeout', 'MS', 'connection', {
    en: 'milliseconds for the TCP connection (default 10000)',
    zh: 'TCP 连接的时限，毫秒（默认 10000）',
  }),
  flag(
    'network-lookups',
    'connection',
    {
      en: 'fetch missing issuers, ask OCSP responders (on; --no-network-lookups switches it off)',
      zh: '从网络获取缺失的签发者证书，询问 OCSP 响应方（默认开启；用 --no-network-lookups 关闭）',
    },
    { on: true },
  ),
  flag('tlsDisableOCSPEndpointCheck', 'judgement', {
    en: 'ask no OCSP responder, as a driver with this option; a staple is judged all the same',
    zh: '不询问 OCSP 响应方，与设置了此选项的驱动相同；装订响应照样判断',
  }),
  flag('ocsp', 'connection', {
    en: 'ask the OCSP responders also where the client would not: stapled or not, for intermediates, by POST and GET',
    zh: '客户端不会询问 OCSP 响应方时也询问：无论是否装订，包括中间证书，用 POST 和 GET',
  }),
  flag('ocsp-nonce', 'connection', {
    en: 'the same, with a nonce (RFC 9654) in the requests by POST',
    zh: '同上，并在 POST 请求中带上 nonce（RFC 9654）',
  }),
  format,
  json,
  text('output', 'FILE', 'output', { en: 'write the report to a file', zh: '将报告写入文件' }),
  text('save', 'FILE', 'output', { en: 'write the raw observation to a file', zh: '将原始观察数据写入文件' }),
  lang,
  color,
  quiet,
  verbose,
];

const verifyOptions: readonly OptionDeclaration[] = [
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
  text('output', 'FILE', 'output', { en: 'write the report to a file', zh: '将报告写入文件' }),
  lang,
  color,
  quiet,
  verbose,
];

const list = (name: string, value: string, group: OptionDeclaration['group'], about: Words): OptionDeclaration => ({
  name,
  kind: 'list',
  value,
  group,
  about,
});

const x509Options: readonly OptionDeclaration[] = [
  list('client', 'FILE', 'input', {
    en: 'certificates that clients log in with; folders and patterns too',
    zh: '客户端用于登录的证书；也可以是目录或通配符',
  }),
  list('member', 'FILE', 'input', {
    en: 'certificateKeyFile of members that have no clusterFile: shown to clients and members',
    zh: '没有 clusterFile 的成员的 certificateKeyFile：同时面向客户端和成员',
  }),
  list('cluster-file', 'FILE', 'input', {
    en: 'clusterFile of members: shown to other members',
    zh: '成员的 clusterFile：面向其他成员',
  }),
  list('server', 'FILE', 'input', {
    en: 'certificateKeyFile that is shown to clients only, or beside a clusterFile',
    zh: '只面向客户端、或与 clusterFile 并用的 certificateKeyFile',
  }),
  text('ca', 'FILE', 'input', {
    en: 'the CA file of the servers (default: the system store)',
    zh: '服务器的 CA 文件（默认使用系统信任库）',
  }),
  list('host', 'NAME', 'judgement', {
    en: 'names of the members, as the replica set configuration has them',
    zh: '成员的主机名，与副本集配置中的一致',
  }),
  text('cluster-auth-dn-override', 'DN', 'judgement', {
    en: 'the value of tlsX509ClusterAuthDNOverride, where it is set',
    zh: 'tlsX509ClusterAuthDNOverride 的值（如已设置）',
  }),
  text('server-version', 'VERSION', 'judgement', {
    en: 'release of the servers, such as 4.0 (default: a current one)',
    zh: '服务器版本，例如 4.0（默认为当前版本）',
  }),
  at,
  failOn,
  format,
  json,
  text('output', 'FILE', 'output', { en: 'write the report to a file', zh: '将报告写入文件' }),
  lang,
  color,
  quiet,
  verbose,
];

const explainOptions: readonly OptionDeclaration[] = [
  text('file', 'FILE', 'input', {
    en: 'read the text from a file; - is standard input',
    zh: '从文件读取；- 表示标准输入',
  }),
  text('batch', 'FILE', 'input', {
    en: 'explain many texts, one JSON object {"id", "text"} a line; - is standard input',
    zh: '批量解释，每行一个 JSON 对象 {"id", "text"}；- 表示标准输入',
  }),
  flag('list', 'output', { en: 'name the diagnoses and end', zh: '只列出诊断' }),
  format,
  json,
  text('output', 'FILE', 'output', { en: 'write the explanation to a file', zh: '将解释写入文件' }),
  lang,
  color,
  quiet,
];

const envOptions: readonly OptionDeclaration[] = [
  flag(
    'run',
    'input',
    {
      en: 'ask openssl, python, node, java and go on PATH for their versions (on; --no-run runs none of them)',
      zh: '询问 PATH 中 openssl、python、node、java 和 go 的版本（默认开启；用 --no-run 则一个都不运行）',
    },
    { on: true },
  ),
  failOn,
  format,
  json,
  text('output', 'FILE', 'output', { en: 'write the report to a file', zh: '将报告写入文件' }),
  lang,
  color,
  quiet,
];

/** Every command of this version; the first is the one that is meant where none is named. */
export const commands: readonly [CommandDeclaration, ...CommandDeclaration[]] = [
  {
    name: 'probe',
    positional: {
      name: 'target',
      many: false,
      about: {
        en: 'host, host:port, [v6]:port, https://… and other TLS URLs, mongodb://… or mongodb+srv://…',
        zh: 'host、host:port、[v6]:port、https://… 等 TLS 网址，以及 mongodb://… 和 mongodb+srv://…',
      },
    },
    about: {
      en: 'open a TLS handshake, capture everything, say what is wrong, why, and what to do',
      zh: '发起一次 TLS 握手，记录全部内容，说明问题、原因和解决办法',
    },
    options: probeOptions,
  },
  {
    name: 'explain',
    positional: {
      name: 'text',
      many: true,
      about: {
        en: 'the error, stack trace or log (default: standard input); or the id of a diagnosis, whose page is printed',
        zh: '错误信息、堆栈或日志（默认读取标准输入）；也可以是诊断的 id，此时输出它的说明页',
      },
    },
    about: {
      en: 'name the diagnosis of a pasted error, without network; exit code 0 whatever it is, 2 if nothing can be read',
      zh: '说出所粘贴错误的诊断，不需要网络；无论结果如何退出码均为 0，无法读取时为 2',
    },
    options: explainOptions,
  },
  {
    name: 'verify',
    positional: null,
    about: {
      en: 'judge a certificate chain from files, without a connection; or many, as a batch',
      zh: '不建立连接，判断文件中的证书链；也可以批量判断',
    },
    options: verifyOptions,
  },
  {
    name: 'x509',
    positional: null,
    about: {
      en: "check certificates of clients, members and servers by MongoDB's x.509 rules",
      zh: '按 MongoDB 的 x.509 规则检查客户端、成员和服务器证书',
    },
    options: x509Options,
  },
  {
    name: 'env',
    positional: null,
    about: {
      en: 'show this machine as a TLS client sees it: trust stores, variables, versions, the clock; no connection is made',
      zh: '显示 TLS 客户端眼中的本机：信任库、环境变量、版本、时钟；不建立连接',
    },
    options: envOptions,
  },
  {
    name: 'lab',
    positional: {
      name: 'fault',
      many: true,
      about: { en: 'faults to start (default: all)', zh: '要启动的故障（默认全部）' },
    },
    about: {
      en: 'start servers on loopback, each broken in one documented way, until interrupted',
      zh: '在本机启动若干服务器，每个都有一种已记录的故障，直到中断',
    },
    options: [flag('list', 'lab', { en: 'name the faults and end', zh: '只列出故障' }), json, lang],
  },
  {
    name: 'demo',
    positional: null,
    about: {
      en: 'start a few lab faults, probe each and print the reports; no network needed',
      zh: '启动几个实验室故障，逐个探测并打印报告；不需要网络',
    },
    options: [lang, color, verbose],
  },
];

/** Commands of the contract that are still to come. */
export const laterCommands: ReadonlySet<string> = new Set([
  'enum',
  'simulate',
  'listen',
  'relay',
  'pcap',
  'replay',
  'scan',
]);

/** Options of the contract that are still to come. */
export const laterOptions: ReadonlySet<string> = new Set(['redact']);

/** Values of `--format` that are still to come. */
export const laterFormats: ReadonlySet<string> = new Set(['markdown', 'html']);
