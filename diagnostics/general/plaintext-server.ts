import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showListener, showProxy } from '../../src/diagnose/remedies/platform-commands.ts';
import { nginxTls } from '../../src/diagnose/remedies/remedy-sources.ts';
import { noTls } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'See whether host and port are the right ones: TLS mostly has a port of its own (HTTPS 443 beside HTTP 80, LDAPS 636 beside LDAP 389). Some protocols begin in plain text and change to TLS on request (PostgreSQL, MySQL, SMTP, IMAP, LDAP): the client must be told so, and whytls by --starttls.',
      zh: '确认主机和端口是否正确：TLS 通常有单独的端口（HTTPS 443 与 HTTP 80，LDAPS 636 与 LDAP 389）。有些协议先用明文，再按请求切换到 TLS（PostgreSQL、MySQL、SMTP、IMAP、LDAP）：要在客户端中指明，whytls 则用 --starttls。',
      commands: [`whytls ${at.where} --starttls postgres`],
      sources: [rfc(8446, '5.1')],
    },
    {
      side: 'server',
      en: 'If it is the right service, switch TLS on there. First see, on the server, which process listens on the port.',
      zh: '如果服务没错，就在服务器上启用 TLS。先在服务器上查看是哪个进程在监听该端口。',
      platforms: {
        ...showListener(at.port),
        mongod: ['grep -n -A4 "tls:" /etc/mongod.conf'],
        nginx: ['sudo nginx -T | grep -n listen'],
        postgresql: ["psql -c 'SHOW ssl'"],
        mysqld: ['mysql -e "SHOW VARIABLES LIKE \'%ssl%\'"'],
      },
      sources: [mongodbTls, nginxTls],
    },
    {
      side: 'network',
      en: 'A proxy, a captive portal or a load balancer may answer in place of the server, with a page of its own.',
      zh: '代理、强制门户或负载均衡器可能代替服务器应答，返回自己的页面。',
      platforms: showProxy,
    },
  ],
  shortcuts: [
    noTls(
      'everything then crosses the network in the clear, the password first.',
      '这样一来，所有内容都以明文传输，首先就是密码。',
    ),
  ],
} satisfies GeneralRemedies;
