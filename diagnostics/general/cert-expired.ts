import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { updateRoots } from '../../src/diagnose/remedies/platform-commands.ts';
import { reloadServer, reloadServerSources, renewCertificate } from '../../src/diagnose/remedies/program-commands.ts';
import { nginxTls } from '../../src/diagnose/remedies/remedy-sources.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Renew the certificate where it comes from, and put the new one, with its intermediates, in place of the old one. The first command shows what the file holds now.',
      zh: '在签发处续期证书，用新证书（连同中间证书）替换旧证书。第一条命令显示文件里现有的内容。',
      commands: ['openssl x509 -in cert.pem -noout -subject -enddate'],
      platforms: renewCertificate,
      sources: [mongodbTls, nginxTls],
    },
    {
      side: 'server',
      en: 'Let the running server read the new file: most servers keep the old certificate in memory until they are told. The first command shows what is really sent.',
      zh: '让运行中的服务器重新读取文件：多数服务器在收到指示之前一直使用内存中的旧证书。第一条命令显示实际发送的证书。',
      commands: [`${at.show} | openssl x509 -noout -subject -dates`],
      platforms: reloadServer,
      platformSources: reloadServerSources,
    },
    {
      side: 'client',
      en: 'If the dates are in order, look at the clock of the client, and if only old clients complain, at their roots: they may build a path to a root that has expired, where newer ones know a younger root.',
      zh: '如果证书日期没有问题，检查客户端的时钟；如果只有旧客户端报错，检查它们的根证书：旧客户端可能仍通向一个已过期的根证书，而新客户端已有更新的根证书。',
      commands: ['date -u'],
      platforms: updateRoots,
      sources: [rfc(5280, '4.1.2.5')],
    },
  ],
  shortcuts: [
    noVerification(
      "they accept an expired certificate, and from then on everybody else's, too; the next fault goes unnoticed.",
      '它们会接受过期证书，同时也接受任何人的证书；以后再出别的问题也看不出来。',
    ),
  ],
} satisfies GeneralRemedies;
