import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import {
  certificateManagers,
  reloadServer,
  reloadServerSources,
} from '../../src/diagnose/remedies/program-commands.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'See why the program that renews the certificate has not done it: these commands change nothing yet.',
      zh: '查明负责续期的程序为什么没有续期：以下命令暂不做任何修改。',
      platforms: certificateManagers,
    },
    {
      side: 'server',
      en: 'Where the file is newer already, only the running server was not told. Compare the two dates, then let it read the file.',
      zh: '如果文件已经是新的，只是运行中的服务器还不知道。比较两个日期，然后让它重新读取文件。',
      commands: [`${at.show} | openssl x509 -noout -enddate`, 'openssl x509 -in cert.pem -noout -enddate'],
      platforms: reloadServer,
      platformSources: reloadServerSources,
    },
  ],
} satisfies GeneralRemedies;
