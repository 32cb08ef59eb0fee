import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbX509Clients } from '../../src/diagnose/sources.ts';
import { issueClient } from '../../src/diagnose/words/x509-words.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: 'Have the certificate issued with a shorter subject, and create its user anew.',
      zh: '用更短的 subject 重新签发证书，并重新创建用户。',
      commands: ['openssl x509 -in client.pem -noout -subject -nameopt RFC2253 | wc -c', ...issueClient],
      sources: [mongodbX509Clients],
    },
  ],
} satisfies GeneralRemedies;
