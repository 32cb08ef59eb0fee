import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { rfc, seedlistSpecification } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'network',
      en: 'For whoever runs the zone: the SRV records must name hosts below the domain of the name in the connection string, and the one TXT record may set authSource, replicaSet and loadBalanced alone. This keeps whoever answers for the records from sending clients, and their passwords, anywhere else.',
      zh: '由域的管理者处理：SRV 记录中的主机必须位于连接字符串中名字所在的域之下；只允许一条 TXT 记录，且只能设置 authSource、replicaSet 和 loadBalanced。这样可防止篡改记录的人把客户端和密码引到别处。',
      platforms: {
        linux: [`dig +short SRV _mongodb._tcp.${at.host}`, `dig +short TXT ${at.host}`],
        macos: [`dig +short SRV _mongodb._tcp.${at.host}`, `dig +short TXT ${at.host}`],
        windows: [`Resolve-DnsName -Type SRV _mongodb._tcp.${at.host}`, `Resolve-DnsName -Type TXT ${at.host}`],
      },
      sources: [seedlistSpecification, rfc(2782, '3')],
    },
    {
      side: 'client',
      en: 'Until then: list the hosts, mongodb://host1:27017,host2:27017/?tls=true with the replicaSet and authSource of the deployment, if you know from another source that they are the right ones. Where a resolver drops long answers (SERVFAIL, timeouts), that helps, too.',
      zh: '在此之前：直接列出主机，mongodb://host1:27017,host2:27017/?tls=true，并加上部署的 replicaSet 和 authSource，前提是从其他途径确认过这些主机无误。如果解析器丢弃过长的应答（SERVFAIL、超时），这样做同样有效。',
    },
  ],
} satisfies GeneralRemedies;
