import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showFirewall, traceRoute } from '../../src/diagnose/remedies/platform-commands.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'network',
      en: 'See where it begins: probe from another network, and from a machine next to the server. Then ask who runs the network in between: a firewall, an intrusion filter or a provider filters by the name in SNI, or chokes on a ClientHello that needs more than one packet (post-quantum key exchange makes it so).',
      zh: '先找出问题从哪里开始：换一个网络探测，再到与服务器同一网段的机器上探测。然后询问中间网络的管理者：防火墙、入侵检测或运营商可能按 SNI 域名过滤，或者处理不了超过一个数据包的 ClientHello（后量子密钥交换会使它变大）。',
      commands: [`whytls ${at.where}`, `whytls ${at.where} --sni none`],
      platforms: traceRoute(at.host, at.port),
      sources: [rfc(8744, '2.1')],
    },
    {
      side: 'server',
      en: 'If it fails next to the server, too, it is a device or rule directly in front of it.',
      zh: '如果在那里也失败，问题就在紧挨服务器的设备或规则。',
      platforms: showFirewall,
    },
  ],
} satisfies GeneralRemedies;
