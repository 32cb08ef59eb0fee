import type { Words } from '../../src/diagnose/define.ts';
import type { Plaintext, PlaintextProtocol } from '../../src/diagnose/reading/recognise-plaintext.ts';
import { hostAndPort } from '../../src/diagnose/remedies/commands.ts';
import { mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { starttlsCommands, type PlaintextServer } from '../plaintext-server.ts';

const names: Readonly<Record<PlaintextProtocol, string | null>> = {
  http: 'HTTP',
  http2: 'HTTP/2',
  ssh: 'SSH',
  smtp: 'SMTP',
  ftp: 'FTP',
  smtpOrFtp: 'SMTP 或 FTP',
  pop3: 'POP3',
  imap: 'IMAP',
  nntp: 'NNTP',
  xmpp: 'XMPP',
  ldap: 'LDAP',
  rdp: 'RDP',
  vnc: 'VNC',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL 或 MariaDB',
  mongodb: 'MongoDB',
  redis: 'Redis',
  memcached: 'memcached',
  amqp: 'AMQP',
  tls: null,
  unknown: null,
};

const nameOf = (heard: Plaintext | null): string | null => (heard === null ? null : names[heard.protocol]);

const zh: Words<PlaintextServer> = {
  title: '服务器在此端口上没有使用 TLS',
  summary: ({ at, heard }) => {
    const name = nameOf(heard);
    return name === null
      ? `${hostAndPort(at.host, at.port)} 上应答的不是 TLS。`
      : `服务器在 ${hostAndPort(at.host, at.port)} 上使用的是 ${name}，而不是 TLS。`;
  },
  evidence: ({ heard, firstOctets }) => [
    {
      what: '服务器',
      value: firstOctets
        ? '对 ClientHello 的应答不是 TLS 记录'
        : '对 ClientHello 没有任何应答，但在另一条连接上说了明文',
    },
    ...(heard === null || heard.excerpt === ''
      ? []
      : [{ what: `它说${nameOf(heard) === null ? '' : `（${nameOf(heard) ?? ''}）`}`, value: heard.excerpt }]),
  ],
  remedies: ({ at, heard }) => {
    const protocol = heard?.protocol ?? 'unknown';
    if (protocol === 'mongodb') {
      return [
        {
          side: 'server',
          text: '在 mongod 或 mongos 上启用 TLS：net.tls.mode: requireTLS（客户端逐步切换期间可用 preferTLS）以及 net.tls.certificateKeyFile，重启后再次探测。',
          commands: [at.check],
          references: [reference(mongodbTls)],
        },
        {
          side: 'client',
          text: '或者，如果这个部署本来就不用 TLS（例如本机上的测试）：不用 TLS 连接，即不写 tls=true，也不写任何其他 tls 选项。mongodb+srv:// 会自动启用 TLS。',
          commands: [],
          references: [reference(pymongoTls)],
        },
      ];
    }
    return [
      {
        side: 'client',
        text:
          starttlsCommands(at, heard).length > 0
            ? '这种协议以明文开始，按请求再切换到 TLS（STARTTLS）：请让客户端这样做，或改用一开始就使用 TLS 的端口（SMTP 465、IMAP 993、POP3 995、LDAP 636、FTP 990、NNTP 563）。MongoDB 客户端无法与它通信。'
            : `${protocol === 'ssh' ? 'SSH 从不使用 TLS：这不是您要的服务的端口。' : ''}请确认主机和端口是否正确：TLS 服务通常有自己的端口（HTTP 80 之外的 HTTPS 443），MongoDB 默认监听 27017。`,
        commands: starttlsCommands(at, heard),
        references: [reference(rfc(8446, '5.1'))],
      },
      {
        side: 'server',
        text:
          protocol === 'ssh'
            ? '命令（在服务器上执行）显示所要的服务监听哪个端口。'
            : '如果服务没有错：请在服务器上启用 TLS。第一条命令（在服务器上执行）显示监听该端口的进程。',
        commands: protocol === 'ssh' ? ['sudo ss -ltnp'] : [`sudo ss -ltnp 'sport = :${at.port}'`, at.check],
        references: [],
      },
      {
        side: 'network',
        text: '代理、上网认证页面或负载均衡可能代替服务器作了应答，返回的是它们自己的页面或错误。',
        commands: [],
        references: [],
      },
    ];
  },
  explanation:
    '客户端以 TLS ClientHello 开始，返回的却不是 TLS 记录：端口属于别的服务，或服务没错但没有启用 TLS。OpenSSL 把最先收到的字节当作记录头，于是报告 “wrong version number”，其实与 TLS 版本无关。没有启用 TLS 的 mongod 什么也不说就关闭连接，只有用明文询问才知道它是什么。',
  howToCheck: '结论中给出了服务器的明文内容。再次探测能得到 ServerHello，即已修复。',
};

export default zh;
