import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showFirewall, showRoute } from '../../src/diagnose/remedies/platform-commands.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'network',
      en: 'See whether there is a route to the address, and whether the network or the VPN is up. Where the name has an IPv6 address and this machine no IPv6, the client should go on to the IPv4 one.',
      zh: '检查是否有到该地址的路由，网络或 VPN 是否已连接。如果名字有 IPv6 地址而本机没有 IPv6，客户端应当改用 IPv4 地址。',
      platforms: showRoute(at.host),
      sources: [rfc(1122, '3.2.2.1')],
    },
    {
      side: 'network',
      en: 'A firewall on this machine or on the way can also answer so (EACCES and EPERM: a rule of this machine).',
      zh: '本机或途中的防火墙也会这样应答（EACCES、EPERM 表示本机的规则）。',
      platforms: showFirewall,
    },
  ],
} satisfies GeneralRemedies;
