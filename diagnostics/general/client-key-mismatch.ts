import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { compareServerKey } from '../../src/diagnose/remedies/program-commands.ts';
import { pymongoTls } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: 'Put the two that belong together into one file: both commands must print the same. After a renewal it is mostly the old key beside the new certificate. The leaf has to be the first certificate of the file.',
      zh: '把相互匹配的证书和私钥放进同一文件：两条命令的输出必须相同。多半是续期后新证书配了旧私钥。叶证书必须是文件中的第一张证书。',
      commands: [
        'openssl x509 -in client.pem -noout -pubkey | openssl sha256',
        'openssl pkey -in client.pem -pubout | openssl sha256',
        'cat key.pem cert.pem > client.pem',
      ],
      sources: [pymongoTls],
    },
    {
      side: 'server',
      en: 'A server that does not start for the same reason ("key values mismatch"): compare its files.',
      zh: '服务器因同样原因无法启动（“key values mismatch”）时：比较它的文件。',
      commands: compareServerKey,
    },
  ],
} satisfies GeneralRemedies;
