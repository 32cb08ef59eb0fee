import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { setClock, showClock } from '../../src/diagnose/remedies/platform-commands.ts';
import { w32tm } from '../../src/diagnose/remedies/remedy-sources.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: 'See whether the clock is kept in step and by how much it is off. A container has the clock of its host; a virtual machine may have stood still while it was paused.',
      zh: '查看时钟是否同步、偏差多少。容器使用宿主机的时钟；虚拟机在暂停期间时钟可能停住。',
      commands: ['date -u'],
      platforms: showClock,
      sources: [w32tm],
    },
    {
      side: 'client',
      en: 'Set it by the network, and let it be kept in step from now on.',
      zh: '通过网络校时，并保持自动同步。',
      platforms: setClock,
      sources: [w32tm],
    },
    {
      side: 'server',
      en: 'Where it is the server, or the CA, whose clock is wrong, do the same there: what was signed in the meantime (certificates, OCSP responses, CRLs) carries the wrong time until it is signed anew.',
      zh: '如果是服务器或 CA 的时钟不对，在那边做同样的处理：期间签发的证书、OCSP 响应和 CRL 带着错误的时间，需要重新签发。',
      sources: [rfc(5280, '4.1.2.5')],
    },
  ],
  shortcuts: [
    noVerification(
      'the clock stays wrong, and what depends on it (tokens, Kerberos, logs) with it.',
      '时钟仍然是错的，依赖它的令牌、Kerberos 和日志也一样。',
    ),
  ],
} satisfies GeneralRemedies;
