import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { addOwnRoot, addOwnRootSources, showProxy } from '../../src/diagnose/remedies/platform-commands.ts';
import { trustFile, trustFileSources } from '../../src/diagnose/remedies/program-commands.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'network',
      en: 'Have the proxy pass this host through unopened (an exemption from TLS inspection). Client certificates, and most drivers of databases, cannot work through an opened connection.',
      zh: '请代理对该主机直接放行（不做 TLS 检测）。客户端证书和多数数据库驱动无法通过被解密的连接工作。',
      commands: [`${at.show} | openssl x509 -noout -issuer`],
      platforms: showProxy,
      sources: [rfc(9110, '9.3.6')],
    },
    {
      side: 'client',
      en: "If the inspection is meant to be, get the proxy's CA certificate from whoever runs it (not from this connection), and let the programs trust it. If nobody runs such a proxy on purpose, somebody is reading along.",
      zh: '如果确实需要做 TLS 检测，向代理的管理者索取其 CA 证书（不要从这条连接里取），并让程序信任它。如果没有人有意部署这样的代理，那就是有人在窃听。',
      platforms: { ...addOwnRoot, ...trustFile(at) },
      platformSources: { ...addOwnRootSources, ...trustFileSources },
    },
  ],
  shortcuts: [
    noVerification(
      "then nobody can tell the company's proxy from an attacker's, here and in every other network that the machine is carried to.",
      '这样就无法区分公司的代理和攻击者，换到任何其他网络也一样。',
    ),
  ],
} satisfies GeneralRemedies;
