import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { addOwnRoot, addOwnRootSources } from '../../src/diagnose/remedies/platform-commands.ts';
import { trustFile, trustFileSources } from '../../src/diagnose/remedies/program-commands.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: "Get the root's certificate as PEM from whoever runs the CA (not from this connection), and look whether it is the one at the top of the path.",
      zh: '向 CA 的维护者索取 PEM 格式的根证书（不要从这条连接里取），并确认它就是路径顶端的那一张。',
      commands: ['openssl x509 -in ca.pem -noout -subject -dates -fingerprint -sha256', at.show],
      sources: [rfc(5280, '6.1.1')],
    },
    {
      side: 'client',
      en: 'Give it to the one program that needs it.',
      zh: '只让需要它的那个程序信任它。',
      platforms: trustFile(at),
      platformSources: trustFileSources,
    },
    {
      side: 'client',
      en: "Or, where every program of the machine shall trust it, put it into the system's store. Python's certifi, Node and Java have stores of their own and do not look there, unless they are told to.",
      zh: '或者，如果要让整台机器的程序都信任它，放进系统的信任库。Python 的 certifi、Node 和 Java 各有自己的信任库，默认不读取系统的。',
      platforms: addOwnRoot,
      platformSources: addOwnRootSources,
    },
  ],
  shortcuts: [
    noVerification(
      'the connection is encrypted, but to whom nobody knows; an intercepting proxy or an attacker with a certificate of his own looks just like your server.',
      '连接虽然加密，但对端是谁无从得知；中间人代理或攻击者自己的证书看起来和你的服务器一模一样。',
    ),
  ],
} satisfies GeneralRemedies;
