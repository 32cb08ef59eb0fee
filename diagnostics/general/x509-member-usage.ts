import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbX509Members, rfc } from '../../src/diagnose/sources.ts';
import { issueMember } from '../../src/diagnose/words/x509-words.ts';

export default {
  remedies: () => [
    {
      side: 'server',
      en: 'Have it issued anew with extendedKeyUsage serverAuth and clientAuth, or without that extension: members connect to each other both ways.',
      zh: '重新签发，extendedKeyUsage 同时含 serverAuth 和 clientAuth，或不带该扩展：成员之间会双向连接。',
      commands: issueMember,
      sources: [mongodbX509Members, rfc(5280, '4.2.1.12')],
    },
    {
      side: 'server',
      en: 'Or divide the roles: net.tls.certificateKeyFile with serverAuth for clients, net.tls.clusterFile with clientAuth for other members, both with the same O, OU and DC.',
      zh: '或者分开使用：net.tls.certificateKeyFile（serverAuth）面向客户端，net.tls.clusterFile（clientAuth）面向其他成员，两者的 O、OU、DC 相同。',
      commands: ['grep -nE "certificateKeyFile|clusterFile" /etc/mongod.conf'],
      sources: [mongodbX509Members],
    },
  ],
} satisfies GeneralRemedies;
