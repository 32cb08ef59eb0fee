import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { trustFile, trustFileSources } from '../../src/diagnose/remedies/program-commands.ts';
import { pymongoTls, uriOptionsSpecification } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'See what the option hides: probe without it. Each fault that shows has a remedy of its own.',
      zh: '先看这个选项掩盖了什么：不带它再探测一次。查出的每个问题都有各自的解决办法。',
      commands: [`whytls ${at.where}`],
      sources: [pymongoTls],
    },
    {
      side: 'client',
      en: 'Then leave it out, in the code, in connection strings, in the environment and in images: the command finds the usual ones. Where it stood for "our CA is not known here", name the CA instead.',
      zh: '然后在代码、连接字符串、环境变量和镜像中去掉它：该命令可找出常见的写法。如果当初是因为“不认识我们的 CA”，就改为指定 CA。',
      commands: ["grep -rnE 'tlsInsecure|tlsAllowInvalid|rejectUnauthorized|InsecureSkipVerify|CERT_NONE|sslVerify' ."],
      platforms: trustFile(at),
      sources: [uriOptionsSpecification],
      platformSources: trustFileSources,
    },
  ],
} satisfies GeneralRemedies;
