import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { lookUp } from '../../src/diagnose/remedies/platform-commands.ts';
import { rfc, seedlistSpecification } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'See whether the name is spelt right, and what this machine makes of it. A name that exists only inside a network needs its resolver: the VPN, the DNS of the container or cluster.',
      zh: '检查名字有没有写错，以及本机的解析结果。只在内网存在的名字需要内网的解析器：VPN、容器或集群的 DNS。',
      platforms: {
        ...lookUp(at.host),
        docker: [`docker exec CONTAINER getent hosts ${at.host}`],
        kubernetes: [`kubectl run dns-test --rm -it --restart=Never --image=busybox -- nslookup ${at.host}`],
      },
      sources: [rfc(1035, '3.7')],
    },
    {
      side: 'client',
      en: 'A name of mongodb+srv:// is no host: it stands for SRV records, and takes no port. Where those are missing, use mongodb:// with the hosts.',
      zh: 'mongodb+srv:// 中的名字不是主机名：它对应 SRV 记录，不能带端口。如果没有这些记录，就用 mongodb:// 并列出主机。',
      platforms: {
        linux: [`dig +short SRV _mongodb._tcp.${at.host}`],
        macos: [`dig +short SRV _mongodb._tcp.${at.host}`],
        windows: [`Resolve-DnsName -Type SRV _mongodb._tcp.${at.host}`],
      },
      sources: [seedlistSpecification],
    },
    {
      side: 'network',
      en: 'If other machines cannot look it up either, the record is missing or the name servers of the zone do not answer: that is for whoever runs the zone.',
      zh: '如果其他机器也解析不了，就是记录缺失或该域的权威服务器没有应答，要找域的管理者处理。',
      commands: [`dig +trace ${at.host}`],
    },
  ],
} satisfies GeneralRemedies;
