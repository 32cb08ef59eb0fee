import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { setClock, showClock } from '../../src/diagnose/remedies/platform-commands.ts';
import { reloadServer, reloadServerSources } from '../../src/diagnose/remedies/program-commands.ts';
import { w32tm } from '../../src/diagnose/remedies/remedy-sources.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'Look at the clock of the client first: if it is behind, every new certificate seems to come from the future. In a container the clock is that of the host.',
      zh: '先检查客户端的时钟：时钟慢了，所有新证书看起来都还没有生效。容器使用宿主机的时钟。',
      commands: ['date -u'],
      platforms: showClock,
      sources: [w32tm],
    },
    {
      side: 'client',
      en: 'Set it by the network.',
      zh: '通过网络校时。',
      platforms: setClock,
      sources: [w32tm],
    },
    {
      side: 'server',
      en: 'If the clock is right, put the previous certificate back until notBefore has passed, or have the new one issued on a machine whose clock is right.',
      zh: '如果时钟正确，在 notBefore 到来之前先换回旧证书，或者在时钟正确的机器上重新签发。',
      commands: [`${at.show} | openssl x509 -noout -startdate`],
      platforms: reloadServer,
      sources: [rfc(5280, '4.1.2.5')],
      platformSources: reloadServerSources,
    },
  ],
  shortcuts: [
    noVerification(
      'with a clock that is wrong, they also hide certificates that have long expired.',
      '在时钟错误的机器上，它们还会掩盖早已过期的证书。',
    ),
  ],
} satisfies GeneralRemedies;
