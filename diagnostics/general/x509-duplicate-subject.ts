import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbX509 } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: 'Give each user a certificate with a subject of its own, and create a user for each in $external. Where one is only the renewed form of the other, there is nothing to do.',
      zh: '给每个用户签发 subject 各不相同的证书，并在 $external 中分别创建用户。如果其中一张只是另一张的续期，则无需处理。',
      commands: ['for file in client*.pem; do openssl x509 -in "$file" -noout -subject -nameopt RFC2253; done'],
      sources: [mongodbX509],
    },
  ],
} satisfies GeneralRemedies;
