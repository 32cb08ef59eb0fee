import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { serverLog } from '../../src/diagnose/remedies/program-commands.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, mongodbX509Clients, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: 'Look at the certificate that is sent: its dates, its issuer, and whether extendedKeyUsage holds clientAuth. Where an intermediate issued it, that belongs into the file as well.',
      zh: '检查所发送的证书：有效期、签发者、extendedKeyUsage 是否含 clientAuth。如果由中间证书签发，中间证书也要放进文件。',
      commands: [
        'openssl x509 -in client.pem -noout -subject -issuer -dates -ext extendedKeyUsage',
        'whytls verify --purpose client --chain client.pem --ca ca.pem',
      ],
      sources: [rfc(8446, '6.2'), mongodbX509Clients],
    },
    {
      side: 'server',
      en: 'See in the log which check failed, and whether the file that the server verifies clients with holds the CA of the client, and a current CRL if it has one.',
      zh: '在日志中查看是哪项校验失败，并确认服务器用于校验客户端的文件里有该客户端的 CA；如果配置了 CRL，它必须是最新的。',
      platforms: {
        ...serverLog,
        mongod: [
          'grep -nE "CAFile|clusterCAFile|CRLFile" /etc/mongod.conf',
          'sudo grep -n 23256 /var/log/mongodb/mongod.log',
        ],
        nginx: [
          'sudo nginx -T | grep -nE "ssl_client_certificate|ssl_verify_depth|ssl_crl"',
          'sudo tail -n 50 /var/log/nginx/error.log',
        ],
      },
      sources: [mongodbTls],
    },
  ],
  shortcuts: [
    noVerification(
      'set on the client they change nothing; set on the server they let everybody in.',
      '在客户端上设置毫无作用；在服务器上设置则任何人都能进来。',
    ),
  ],
} satisfies GeneralRemedies;
