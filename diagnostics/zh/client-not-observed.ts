import type { Words } from '../../src/diagnose/define.ts';
import { messageNames } from '../../src/diagnose/words/act-names.ts';
import type { ClientNotObserved } from '../client-not-observed.ts';

const why = {
  connection: '当时没有建立连接',
  handshake: '观察的是另一个客户端，而此客户端的做法不同',
  trustStore: '没有查看此客户端据以判断的信任库',
} as const;

const zh: Words<ClientNotObserved> = {
  title: '观察数据不足以判断此客户端',
  summary: ({ at, missing }) => `无法从这份观察数据判断 ${at.shortClient} 能否连接：${why[missing]}。`,
  evidence: ({ by, chosen, waitingFor }) => [
    ...(by === null ? [] : [{ what: '观察时的客户端', value: by }]),
    ...(chosen === null ? [] : [{ what: '服务器当时选择', value: chosen }]),
    ...(waitingFor === null ? [] : [{ what: '停在此消息之前', value: messageNames[waitingFor] }]),
  ],
  remedies: ({ at }) => [
    {
      side: 'client',
      text: '在能连到服务器的机器上，以此客户端的身份探测；加上 --save，结果可以发给别人再次判断。',
      commands: [`${at.check} --save observation.json`],
      references: [],
    },
  ],
  explanation:
    'whytls replay --client 以另一个客户端的角度阅读观察数据。与客户端无关的内容照样判断：无法解析的主机名、已过期的证书链。服务器对另一种 ClientHello 会如何回应，以及没有人查看过的信任库里有什么，都不得而知，对此不作任何断言。',
  howToCheck: '以该客户端的身份探测，就不会有这个结论。',
};

export default zh;
