import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { serverLog } from '../../src/diagnose/remedies/program-commands.ts';
import { atlasAccessList } from '../../src/diagnose/remedies/remedy-sources.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'network',
      en: 'MongoDB Atlas (names in mongodb.net) answers so where the address of the client is not in the IP access list of the project. What counts is the address of the gateway, which the command shows.',
      zh: 'MongoDB Atlas（主机名在 mongodb.net 下）：如果客户端地址不在项目的 IP 访问列表中，就会这样应答。以出口网关的地址为准，该命令会显示它。',
      commands: ['curl -sS https://checkip.amazonaws.com'],
      sources: [atlasAccessList],
    },
    {
      side: 'server',
      en: 'Elsewhere the fault is told in the log of the server: no certificate for this name, a key that cannot be read or used, a backend that is down, no memory.',
      zh: '其他情况下，原因在服务器日志里：没有该名字的证书、密钥无法读取或使用、后端不可用、内存不足。',
      platforms: serverLog,
      sources: [rfc(8446, '6.2')],
    },
  ],
} satisfies GeneralRemedies;
