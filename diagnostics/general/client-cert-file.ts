import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { pymongoTls } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: 'See what is in the file: it must be PEM and hold a certificate and a private key; MongoDB drivers want both in one file.',
      zh: '查看文件内容：必须是 PEM，并含有证书和私钥；MongoDB 驱动要求两者在同一文件中。',
      commands: ["grep -e '-----BEGIN' client.pem", 'cat key.pem cert.pem > client.pem'],
      sources: [pymongoTls],
    },
    {
      side: 'client',
      en: 'Make it of what you have: a PKCS #12 file (.p12, .pfx), or a certificate in DER. Java wants it the other way round.',
      zh: '用手头的文件转换：PKCS #12（.p12、.pfx），或 DER 格式的证书。Java 则相反，需要 PKCS #12。',
      platforms: {
        openssl: [
          'openssl pkcs12 -in client.p12 -out client.pem',
          'openssl x509 -inform DER -in client.cer -out cert.pem',
        ],
        java: ['openssl pkcs12 -export -in cert.pem -inkey key.pem -out client.p12'],
        windows: ['Get-PfxCertificate -FilePath client.pfx'],
      },
    },
    {
      side: 'client',
      en: 'See that the program may read the file: its user, and in a container the path inside.',
      zh: '确认程序有权读取该文件：注意运行用户，容器中还要注意容器内的路径。',
      platforms: {
        linux: ['namei -l /path/to/client.pem'],
        macos: ['ls -leO@ /path/to/client.pem'],
        windows: ['icacls C:\\path\\to\\client.pem'],
        docker: ['docker exec CONTAINER ls -l /path/to/client.pem'],
      },
    },
  ],
} satisfies GeneralRemedies;
