import { offerNames } from '../../observe/probe/offers.ts';
import { starttlsProtocols } from '../../net/starttls/protocols.ts';
import { flag, text } from './declaration.ts';
import type { CommandDeclaration } from './declaration.ts';
import {
  at,
  client,
  color,
  failOn,
  json,
  lang,
  localPython,
  output,
  quiet,
  redact,
  format,
  verbose,
} from './shared.ts';

/** `whytls probe`, the main job, which is meant where no command is named. */
export const probe: CommandDeclaration = {
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
  options: [
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
    output,
    redact,
    text('save', 'FILE', 'output', { en: 'write the raw observation to a file', zh: '将原始观察数据写入文件' }),
    lang,
    color,
    quiet,
    verbose,
  ],
};
