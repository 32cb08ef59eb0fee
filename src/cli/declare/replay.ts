import type { CommandDeclaration } from './declaration.ts';
import { text } from './declaration.ts';
import { at, clientIds, color, failOn, json, lang, output, quiet, redact, format, verbose } from './shared.ts';

/** `whytls replay`: an observation that was stored. */
export const replay: CommandDeclaration = {
  name: 'replay',
  positional: {
    name: 'file',
    many: false,
    about: {
      en: 'what --save wrote; - is standard input',
      zh: '--save 写出的文件；- 表示标准输入',
    },
  },
  about: {
    en: 'judge a stored observation again, offline, perhaps through the eyes of another client, or as of another time',
    zh: '离线重新判断保存的观察数据，也可以换一个客户端的角度，或按另一个时间',
  },
  options: [
    text('client', 'ID', 'judgement', {
      en: `client whose eyes are used: ${clientIds} (default: the one that was observed)`,
      zh: `以哪个客户端的角度判断：${clientIds}（默认为观察时的客户端）`,
    }),
    {
      ...at,
      about: { en: 'judge as of this time (default: as when it was observed)', zh: '按此时间判断（默认与观察时相同）' },
    },
    text('tlsCAFile', 'FILE', 'judgement', {
      en: 'PEM file with the only certificates to trust (default: what was seen of the trust stores)',
      zh: 'PEM 文件，只信任其中的证书（默认使用观察到的信任库）',
    }),
    text('tlsCRLFile', 'FILE', 'judgement', {
      en: "judge as with the driver's file of revocation lists",
      zh: '如同驱动使用此吊销列表文件一样判断',
    }),
    text('crl', 'FILE', 'judgement', {
      en: 'judge by the revocation lists in this file, PEM or DER',
      zh: '按此文件中的吊销列表判断，PEM 或 DER',
    }),
    failOn,
    format,
    json,
    output,
    redact,
    lang,
    color,
    quiet,
    verbose,
  ],
};
