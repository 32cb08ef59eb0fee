import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { lookUp, showFirewall, testTcp, traceRoute } from '../../src/diagnose/remedies/platform-commands.ts';
import { atlasAccessList } from '../../src/diagnose/remedies/remedy-sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'network',
      en: 'Something drops the packets: a firewall or security group without a rule for this port (clouds begin that way), a VPN that is down, an address that exists only inside. On MongoDB Atlas, add the address of the client to the IP access list. See first whether TCP alone gets through.',
      zh: '数据包被丢弃：防火墙或安全组没有放行该端口（云平台默认如此）、VPN 未连接，或者地址只在内网有效。使用 MongoDB Atlas 时，把客户端地址加入 IP 访问列表。先看 TCP 本身能否连通。',
      platforms: testTcp(at.host, at.port),
      sources: [atlasAccessList],
    },
    {
      side: 'network',
      en: 'See where the packets get lost.',
      zh: '查看数据包在哪里丢失。',
      platforms: traceRoute(at.host, at.port),
    },
    {
      side: 'server',
      en: 'See whether the machine is up, and whether its own firewall lets the port through.',
      zh: '检查机器是否在线，以及它自己的防火墙是否放行该端口。',
      platforms: showFirewall,
    },
    {
      side: 'client',
      en: 'See whether the name stands for the address that you expect: an old entry or a private address leads nowhere.',
      zh: '确认名字解析到预期的地址：陈旧的记录或私网地址是连不通的。',
      platforms: lookUp(at.host),
    },
  ],
} satisfies GeneralRemedies;
