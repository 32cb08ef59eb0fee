import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'This is a limit of whytls, not a fault of the server. Probe as another client, or look with openssl.',
      zh: '这是 whytls 的限制，不是服务器的故障。换一个客户端的视角探测，或用 openssl 查看。',
      commands: [`whytls ${at.where} --client openssl`, at.show],
    },
  ],
} satisfies GeneralRemedies;
