import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbX509, mongodbX509Clients } from '../../src/diagnose/sources.ts';
import { issueClient } from '../../src/diagnose/words/x509-words.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: 'Have the client certificate issued anew with at least one of O, OU and DC different from those of all members; then create its user under the new name, and remove the old one.',
      zh: '重新签发客户端证书，O、OU、DC 中至少有一项与所有成员不同；然后用新名字创建用户，删除旧用户。',
      commands: issueClient,
      sources: [mongodbX509, mongodbX509Clients],
    },
    {
      side: 'server',
      en: 'Until then know what it means: where security.clusterAuthMode allows x509, this client has the full privileges of a member.',
      zh: '在此之前要清楚后果：如果 security.clusterAuthMode 允许 x509，该客户端拥有成员的全部权限。',
      commands: ["mongosh --eval 'db.adminCommand({getParameter: 1, clusterAuthMode: 1})'"],
      sources: [mongodbX509],
    },
  ],
} satisfies GeneralRemedies;
