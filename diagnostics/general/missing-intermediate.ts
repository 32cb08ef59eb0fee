import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import {
  reloadServer,
  reloadServerSources,
  trustFile,
  trustFileSources,
} from '../../src/diagnose/remedies/program-commands.ts';
import { nginxTls } from '../../src/diagnose/remedies/remedy-sources.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Append the intermediate to the certificate file, behind the leaf; CAs publish it, and often hand out a file "fullchain". The first command shows where the leaf says that it can be fetched.',
      zh: '把中间证书追加到证书文件中叶证书之后；CA 会公布它，通常还提供名为 fullchain 的文件。第一条命令显示叶证书指明的下载地址。',
      commands: [
        `${at.show} | openssl x509 -noout -ext authorityInfoAccess`,
        'curl -sSfo intermediate.der http://ADDRESS-THAT-WAS-SHOWN',
        'openssl x509 -inform DER -in intermediate.der >> cert.pem',
      ],
      platforms: {
        mongod: ['grep -n certificateKeyFile /etc/mongod.conf'],
        nginx: ['sudo nginx -T | grep -n ssl_certificate'],
        apache: ['grep -rn SSLCertificateFile /etc/apache2 /etc/httpd'],
        haproxy: ['grep -n "crt " /etc/haproxy/haproxy.cfg'],
        postgresql: ["psql -c 'SHOW ssl_cert_file'"],
        mysqld: ['mysql -e "SHOW VARIABLES LIKE \'ssl_cert\'"'],
      },
      sources: [rfc(8446, '4.4.2'), rfc(5280, '4.2.2.1'), nginxTls],
    },
    {
      side: 'server',
      en: 'Let the server read the file, then look whether the issuer ("i:") of each certificate that it sends is the subject ("s:") of the next.',
      zh: '让服务器重新读取文件，然后确认所发送的每个证书的签发者（“i:” 行）就是下一个证书的 subject（“s:” 行）。',
      commands: [at.show],
      platforms: reloadServer,
      platformSources: reloadServerSources,
    },
    {
      side: 'client',
      en: 'Until then, and only if the server is not yours: add the intermediate to the file of trusted certificates of this client, beside the root. It is no new trust anchor as long as it leads to a root that is trusted already.',
      zh: '在此之前（且服务器不归你管理时）：把中间证书加入该客户端的受信任证书文件，与根证书放在一起。只要它通向已受信任的根证书，就不算新的信任锚。',
      commands: ['cat intermediate.pem >> ca.pem'],
      platforms: trustFile(at),
      platformSources: trustFileSources,
    },
  ],
  shortcuts: [
    noVerification(
      'the chain stays broken for everybody else, and this client accepts any certificate whatever.',
      '证书链对其他客户端依然是断的，而这个客户端从此接受任何证书。',
    ),
  ],
} satisfies GeneralRemedies;
