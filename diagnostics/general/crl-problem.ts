import { crlToPem, showCrl } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showProxy } from '../../src/diagnose/remedies/platform-commands.ts';
import { noRevocation } from '../../src/diagnose/remedies/shortcuts.ts';
import { pymongoTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'Get the current CRL from the address in the certificate, as PEM, and give it to the program anew; a CRL ends soon, so let a timer repeat this. There must be one for each CA of the path, where all are checked.',
      zh: '从证书指明的地址获取当前 CRL，转成 PEM，再交给程序；CRL 有效期很短，要用定时任务重复这一步。如果检查整条路径，每个 CA 都要有一份 CRL。',
      commands: [
        `${at.show} | openssl x509 -noout -ext crlDistributionPoints`,
        'curl -sSfo issuing.crl http://ADDRESS-THAT-WAS-SHOWN',
        crlToPem('issuing.crl', 'crl.pem'),
        showCrl('crl.pem'),
      ],
      platforms: {
        pymongo: ['MongoClient(uri, tls=True, tlsCAFile="ca.pem", tlsCRLFile="crl.pem")'],
        curl: [`curl --cacert ca.pem --crlfile crl.pem https://${at.where}/`],
        mongod: ['grep -n CRLFile /etc/mongod.conf'],
        nginx: ['sudo nginx -T | grep -n ssl_crl'],
        postgresql: ["psql -c 'SHOW ssl_crl_file'"],
      },
      sources: [rfc(5280, '5.1.2.5'), pymongoTls],
    },
    {
      side: 'network',
      en: 'If it cannot be fetched: CRLs come over plain HTTP, which a firewall or proxy may not let out. On Windows this shows as CRYPT_E_REVOCATION_OFFLINE.',
      zh: '如果下载不到：CRL 通过明文 HTTP 分发，防火墙或代理可能不放行。在 Windows 上表现为 CRYPT_E_REVOCATION_OFFLINE。',
      platforms: { ...showProxy, windows: ['netsh winhttp show proxy', 'certutil -urlfetch -verify leaf.cer'] },
    },
  ],
  shortcuts: [
    noRevocation(
      'a certificate that was withdrawn is then as good as any other.',
      '这样一来，已吊销的证书和正常证书没有区别。',
    ),
  ],
} satisfies GeneralRemedies;
