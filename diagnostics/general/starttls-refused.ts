import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { libpqTls } from '../../src/diagnose/remedies/remedy-sources.ts';
import { noTls } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Switch TLS on in the server, with certificate and key, and see in its log why it refuses: one that offers STARTTLS and then refuses mostly could not read its own key.',
      zh: '在服务器上配置证书和私钥并启用 TLS，在日志中查看拒绝的原因：宣告支持 STARTTLS 却又拒绝的，多半是读不了自己的私钥。',
      platforms: {
        postgresql: ["psql -c 'SHOW ssl'"],
        mysqld: ['mysql -e "SHOW VARIABLES LIKE \'%ssl%\'"'],
        postfix: [
          'postconf smtpd_tls_security_level smtpd_tls_chain_files',
          "sudo journalctl -u postfix --since '10 min ago'",
        ],
      },
      sources: [libpqTls],
    },
    {
      side: 'network',
      en: 'A firewall that inspects mail may take STARTTLS out of the conversation (it shows as XXXXXXXX in the list of extensions): look from a machine next to the server.',
      zh: '检测邮件的防火墙可能从会话中删掉 STARTTLS（在扩展列表中显示为 XXXXXXXX）：在与服务器同一网段的机器上查看。',
      commands: [`openssl s_client -connect ${at.where} -starttls smtp </dev/null`],
      sources: [rfc(7672, '1.3.1')],
    },
  ],
  shortcuts: [
    noTls(
      'that is just what somebody who takes STARTTLS out of the conversation wants: the password in the clear.',
      '这正中删除 STARTTLS 者的下怀：让密码以明文发送。',
    ),
  ],
} satisfies GeneralRemedies;
