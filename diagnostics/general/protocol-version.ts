import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { upgradeOpenssl } from '../../src/diagnose/remedies/platform-commands.ts';
import { showLibrary } from '../../src/diagnose/remedies/program-commands.ts';
import { nginxTls } from '../../src/diagnose/remedies/remedy-sources.ts';
import { weakCryptography } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, pymongoTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Let the server speak TLS 1.2 or 1.3. The first two commands show which of them it takes today.',
      zh: '让服务器支持 TLS 1.2 或 1.3。前两条命令显示它目前接受哪个版本。',
      commands: [at.connect('-tls1_2'), at.connect('-tls1_3')],
      platforms: {
        mongod: ['grep -n disabledProtocols /etc/mongod.conf'],
        nginx: ['sudo nginx -T | grep -n ssl_protocols'],
        apache: ['grep -rn SSLProtocol /etc/apache2 /etc/httpd'],
        haproxy: ['grep -n ssl-min-ver /etc/haproxy/haproxy.cfg'],
        postgresql: ["psql -c 'SHOW ssl_min_protocol_version'"],
        mysqld: ['mysql -e "SHOW VARIABLES LIKE \'tls_version\'"'],
        windows: [
          'Get-ChildItem -Recurse HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols',
        ],
      },
      sources: [rfc(8996, '1'), mongodbTls, nginxTls],
    },
    {
      side: 'client',
      en: 'Or it is the client that is too old: TLS 1.2 needs OpenSSL 1.0.1, Java 8 or .NET Framework 4.6 at least, TLS 1.3 OpenSSL 1.1.1, Java 11 or Windows Server 2022. See which library it runs on.',
      zh: '也可能是客户端太旧：TLS 1.2 至少需要 OpenSSL 1.0.1、Java 8 或 .NET Framework 4.6，TLS 1.3 需要 OpenSSL 1.1.1、Java 11 或 Windows Server 2022。查看它使用的库。',
      platforms: showLibrary,
      sources: [pymongoTls],
    },
    {
      side: 'client',
      en: 'Then renew that library: with the packages of the system, or by a newer runtime.',
      zh: '然后升级这个库：通过系统软件包，或换用更新的运行时。',
      platforms: upgradeOpenssl,
    },
  ],
  shortcuts: [
    weakCryptography(
      'TLS 1.0 and 1.1 are broken (RFC 8996) and forbidden by many rules; with them come ciphers and signatures that can be forged, for every connection of that machine.',
      'TLS 1.0 和 1.1 已不安全（RFC 8996），许多合规要求也禁止使用；随之放行的还有可被破解的密码套件和签名，而且影响整台机器的所有连接。',
    ),
  ],
} satisfies GeneralRemedies;
