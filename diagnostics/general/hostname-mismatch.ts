import { requestFor } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { lookUp } from '../../src/diagnose/remedies/platform-commands.ts';
import { noNames } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, pymongoTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'Connect by a name that the certificate holds: the command shows them. "localhost", an address, a short name, or the name of a Docker or Kubernetes service is rarely among them. Drivers of MongoDB also connect to the names in the configuration of the replica set.',
      zh: '使用证书中包含的名字连接：该命令列出这些名字。localhost、IP 地址、短主机名、Docker 或 Kubernetes 的服务名通常不在其中。MongoDB 驱动还会连接副本集配置里的名字。',
      commands: [`${at.show} | openssl x509 -noout -subject -ext subjectAltName`],
      platforms: { mongod: ["mongosh --eval 'rs.conf().members.map(({host}) => host)'"] },
      sources: [rfc(9525, '6'), pymongoTls],
    },
    {
      side: 'server',
      en: 'Have a certificate issued that holds every name by which the server is reached in subjectAltName: names as DNS, addresses as IP. A wildcard stands for one label alone. These two lines are for a CA of your own.',
      zh: '重新签发证书，在 subjectAltName 中列出访问该服务器所用的全部名字：主机名用 DNS，地址用 IP。通配符只代表一级标签。下面两行用于自建 CA。',
      commands: requestFor({ kind: 'dns', value: at.host }),
      sources: [rfc(5280, '4.2.1.6'), mongodbTls],
    },
    {
      side: 'network',
      en: 'If the certificate belongs to quite another service: an old DNS entry, a default site of a load balancer that chooses by SNI, or another process on the port.',
      zh: '如果证书属于完全不同的服务：可能是陈旧的 DNS 记录、按 SNI 选站点的负载均衡器的默认站点，或端口上的另一个进程。',
      platforms: lookUp(at.host),
    },
  ],
  shortcuts: [
    noNames(
      'a certificate for any name is then good enough: whoever holds one of a trusted CA, for a host of his own, can pose as your server.',
      '这样一来，任何名字的证书都能通过：只要持有受信任 CA 签发的、自己域名的证书，就能冒充你的服务器。',
    ),
  ],
} satisfies GeneralRemedies;
