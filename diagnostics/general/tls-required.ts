import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { libpqTls } from '../../src/diagnose/remedies/remedy-sources.ts';
import { noTls } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, pymongoTls, uriOptionsSpecification } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'Switch TLS on, and name the file of the CA where it is your own. Options that loosen checks do not switch it on in every driver.',
      zh: '启用 TLS；如果是自建 CA，还要指定 CA 文件。放松校验的选项在有的驱动里并不会启用 TLS。',
      platforms: {
        pymongo: ['MongoClient(uri, tls=True, tlsCAFile="ca.pem")'],
        node: ["new MongoClient(uri, { tls: true, tlsCAFile: 'ca.pem' })"],
        mongosh: [`mongosh --tls --tlsCAFile ca.pem --host ${at.host} --port ${at.port}`],
        curl: [`curl https://${at.where}/`],
        psql: [`psql 'host=${at.host} port=${at.port} sslmode=verify-full sslrootcert=ca.pem'`],
        mysql: [`mysql --ssl-mode=VERIFY_IDENTITY --ssl-ca=ca.pem -h ${at.host} -P ${at.port}`],
      },
      sources: [pymongoTls, uriOptionsSpecification, libpqTls],
    },
    {
      side: 'server',
      en: 'Where clients change over one by one, let the server take both for a while (MongoDB: net.tls.mode preferTLS), and see in its log who still comes without.',
      zh: '如果客户端要逐个迁移，可让服务器暂时同时接受两种方式（MongoDB：net.tls.mode 设为 preferTLS），并在日志中查看还有谁没有使用 TLS。',
      platforms: {
        mongod: ['grep -n -A4 "tls:" /etc/mongod.conf'],
        postgresql: ["psql -c 'TABLE pg_hba_file_rules'"],
        mysqld: ['mysql -e "SHOW VARIABLES LIKE \'require_secure_transport\'"'],
      },
      sources: [mongodbTls],
    },
  ],
  shortcuts: [
    noTls(
      'everything then crosses the network in the clear, the password first.',
      '这样一来，所有内容都以明文传输，首先就是密码。',
    ),
  ],
} satisfies GeneralRemedies;
