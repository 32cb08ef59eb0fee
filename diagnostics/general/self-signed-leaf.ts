import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import {
  reloadServer,
  reloadServerSources,
  trustFile,
  trustFileSources,
} from '../../src/diagnose/remedies/program-commands.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: "Use a certificate that a CA issued, a public one or your own, with the host name in subjectAltName. Debian's ssl-cert-snakeoil, the certificates that installers make and a proxy's default site are typical of what stands there instead.",
      zh: '使用由 CA（公共 CA 或自建 CA）签发、subjectAltName 含有主机名的证书。常见的自签名证书来自：Debian 的 ssl-cert-snakeoil、安装程序自动生成的证书、代理的默认站点。',
      platforms: reloadServer,
      sources: [mongodbTls],
      platformSources: reloadServerSources,
    },
    {
      side: 'client',
      en: 'For a test: trust this one certificate. Save it, and compare its fingerprint with that of the file on the server, over another way than this connection. Then name it where the client looks for trust anchors.',
      zh: '仅用于测试：只信任这一张证书。保存它，并通过另外的途径（而不是这条连接）与服务器上的文件核对指纹，然后把它配置为客户端的信任锚。',
      commands: [`${at.show} | openssl x509 > ca.pem`, 'openssl x509 -in ca.pem -noout -subject -fingerprint -sha256'],
      platforms: trustFile(at),
      platformSources: trustFileSources,
    },
  ],
  shortcuts: [
    noVerification(
      'any other self-signed certificate is then accepted as well: anybody on the way can make one.',
      '这样一来，任何自签名证书都会被接受，而中间人随手就能生成一张。',
    ),
  ],
} satisfies GeneralRemedies;
