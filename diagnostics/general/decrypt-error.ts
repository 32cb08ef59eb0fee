import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { compareServerKey, serverLog } from '../../src/diagnose/remedies/program-commands.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'Where a client certificate is in use: see whether the private key in the file belongs to it. Both commands must print the same.',
      zh: '如果使用客户端证书：检查文件中的私钥是否与证书匹配。两条命令的输出必须相同。',
      commands: [
        'openssl x509 -in client.pem -noout -pubkey | openssl sha256',
        'openssl pkey -in client.pem -pubout | openssl sha256',
      ],
      sources: [rfc(8446, '4.4.3')],
    },
    {
      side: 'server',
      en: "See the same for the server's own files, and which check failed in its log.",
      zh: '对服务器自己的文件做同样检查，并在日志中查看是哪项校验失败。',
      commands: compareServerKey,
      platforms: serverLog,
    },
    {
      side: 'network',
      en: 'A device that changes octets on the way has this effect, too: probe from a machine next to the server, and compare.',
      zh: '途中改动数据的设备也会造成这种现象：在与服务器同一网段的机器上探测并对比。',
      commands: [`whytls ${at.where}`],
      sources: [rfc(8446, '6.2')],
    },
  ],
} satisfies GeneralRemedies;
