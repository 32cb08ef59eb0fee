import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showProxy, upgradeOpenssl } from '../../src/diagnose/remedies/platform-commands.ts';
import { unsafeRenegotiation } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Update the TLS library of the server, or of the device in front of it that ends TLS: RFC 5746 is of 2010. TLS 1.3 has no renegotiation: a server that speaks it is rid of the question. The command says "Secure Renegotiation IS supported" when it is mended.',
      zh: '升级服务器或其前端终结 TLS 的设备所用的 TLS 库：RFC 5746 是 2010 年的标准。TLS 1.3 没有重新协商，支持它就没有这个问题。修复后该命令会显示“Secure Renegotiation IS supported”。',
      commands: [at.connect('-tls1_2')],
      platforms: { ...upgradeOpenssl, windows: ['Get-HotFix'], java: ['java -version'] },
      sources: [rfc(5746, '1'), rfc(9325, '3.5')],
    },
    {
      side: 'network',
      en: 'If the server itself is current, an intercepting proxy or an old load balancer answers in its place: run the same command next to the server, and compare.',
      zh: '如果服务器本身已是新版，那就是拦截代理或旧的负载均衡器在替它应答：在与服务器同一网段的机器上运行同一命令进行对比。',
      platforms: showProxy,
    },
  ],
  shortcuts: [
    unsafeRenegotiation(
      'somebody on the way can then put words of his own in front of yours (CVE-2009-3555), with every server that this client talks to.',
      '中间人可以在你的数据之前插入他自己的内容（CVE-2009-3555），而且该客户端连接的所有服务器都受影响。',
    ),
  ],
} satisfies GeneralRemedies;
