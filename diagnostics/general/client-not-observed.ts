import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: ({ where }) => [
    {
      side: 'client',
      en: 'Probe as the client in question, from a machine that reaches the server, and save what is seen: that can be sent and judged again elsewhere.',
      zh: '在能连到服务器的机器上，以相关客户端的身份探测，并保存观察数据：可以发给别人，在别处再次判断。',
      commands: [`whytls ${where} --client CLIENT --save observation.json`, 'whytls replay observation.json'],
      sources: [rfc(8446, '4.1.1')],
    },
  ],
} satisfies GeneralRemedies;
