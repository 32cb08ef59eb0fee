import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbX509, rfc } from '../../src/diagnose/sources.ts';
import { issueClient } from '../../src/diagnose/words/x509-words.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: 'Have the certificate issued anew with keyUsage digitalSignature and extendedKeyUsage clientAuth. Public CAs no longer issue clientAuth in 2026: use a CA of your own.',
      zh: '重新签发证书，keyUsage 含 digitalSignature，extendedKeyUsage 含 clientAuth。公共 CA 在 2026 年已不再签发 clientAuth，请用自建 CA。',
      commands: issueClient,
      sources: [mongodbX509, rfc(5280, '4.2.1.12')],
    },
  ],
} satisfies GeneralRemedies;
