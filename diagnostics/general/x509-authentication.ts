import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbX509, mongodbX509Clients } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'server',
      en: 'Create a user whose name is exactly the subject, as RFC 2253 writes it, in the database $external.',
      zh: '在 $external 数据库中创建用户，用户名必须与证书 subject（按 RFC 2253 的写法）完全一致。',
      commands: [
        'openssl x509 -in client.pem -noout -subject -nameopt RFC2253',
        'db.getSiblingDB("$external").runCommand({createUser: "CN=app,OU=Apps,O=Example", roles: [{role: "readWrite", db: "test"}]})',
      ],
      sources: [mongodbX509Clients],
    },
    {
      side: 'server',
      en: 'If the user is there: MONGODB-X509 must be among the mechanisms, the certificate from a CA in net.tls.CAFile, and its O, OU and DC must differ from those of the members.',
      zh: '如果用户已存在：认证机制中必须包含 MONGODB-X509，证书必须由 net.tls.CAFile 中的 CA 签发，并且 O、OU、DC 要与集群成员的不同。',
      commands: ["mongosh --eval 'db.adminCommand({getParameter: 1, authenticationMechanisms: 1})'"],
      platforms: { mongod: ['sudo tail -n 50 /var/log/mongodb/mongod.log'] },
      sources: [mongodbX509],
    },
    {
      side: 'client',
      en: 'Say that the certificate is also the login.',
      zh: '声明用该证书登录。',
      platforms: {
        pymongo: ['MongoClient(uri, tls=True, tlsCertificateKeyFile="client.pem", authMechanism="MONGODB-X509")'],
        node: [
          "new MongoClient(uri, { tls: true, tlsCertificateKeyFile: 'client.pem', authMechanism: 'MONGODB-X509' })",
        ],
        mongosh: [
          "mongosh --tls --tlsCertificateKeyFile client.pem --authenticationMechanism MONGODB-X509 --authenticationDatabase '$external'",
        ],
      },
      sources: [mongodbX509Clients],
    },
  ],
} satisfies GeneralRemedies;
