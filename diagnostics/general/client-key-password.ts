import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { pymongoTls } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'See whether the password is right: the command asks for it and says nothing if it is.',
      zh: '确认密码是否正确：该命令会询问密码，正确时没有输出。',
      commands: ['openssl pkey -in client.pem -noout'],
    },
    {
      side: 'client',
      en: 'Give it to the program by its option for that, out of a secret store or the environment, not in a file that others read.',
      zh: '通过程序的相应选项传入密码，从密钥管理系统或环境变量读取，不要写在别人能看到的文件里。',
      platforms: {
        pymongo: [
          'MongoClient(uri, tls=True, tlsCertificateKeyFile="client.pem", tlsCertificateKeyFilePassword=os.environ["KEY_PASSWORD"])',
        ],
        node: [
          "new MongoClient(uri, { tls: true, tlsCertificateKeyFile: 'client.pem', tlsCertificateKeyFilePassword: process.env.KEY_PASSWORD })",
        ],
        mongosh: ['mongosh --tls --tlsCertificateKeyFile client.pem --tlsCertificateKeyFilePassword "$KEY_PASSWORD"'],
        python: ['context.load_cert_chain("cert.pem", "key.pem", password=os.environ["KEY_PASSWORD"])'],
        curl: [`curl --cert client.pem https://${at.where}/`],
      },
      sources: [pymongoTls],
    },
    {
      side: 'client',
      en: 'An old file may be encrypted in a way that OpenSSL 3 no longer does (RC2, DES): write it anew.',
      zh: '旧文件可能使用了 OpenSSL 3 不再默认支持的加密方式（RC2、DES）：重新生成一份。',
      commands: ['openssl pkcs12 -legacy -in client.p12 -out client.pem'],
    },
  ],
} satisfies GeneralRemedies;
