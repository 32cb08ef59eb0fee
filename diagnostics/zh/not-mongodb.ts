import type { Words } from '../../src/diagnose/define.ts';
import { plaintextNames } from '../../src/diagnose/reading/recognise-plaintext.ts';
import { sClient } from '../../src/diagnose/remedies/commands.ts';
import { mongodbWire, reference } from '../../src/diagnose/sources.ts';
import type { NotMongodb } from '../not-mongodb.ts';

const zh: Words<NotMongodb> = {
  title: 'TLS 正常，但对方不是 MongoDB 服务器',
  summary: ({ at, said }) =>
    said === null
      ? `TLS 正常，但服务器不应答 MongoDB 的 hello：${at.shortClient} 会一直等到超时。`
      : `TLS 正常，但应答的不是 MongoDB 服务器，${at.shortClient} 无法使用。`,
  evidence: ({ said }) => [
    { what: '握手', value: '已完成' },
    { what: '询问', value: 'isMaster（hello），每个驱动程序都先这样做' },
    {
      what: '应答',
      value:
        said === null
          ? '3 秒内没有应答'
          : `${said.protocol === 'unknown' ? '' : `${plaintextNames[said.protocol]}：`}${said.excerpt}`,
    },
  ],
  remedies: ({ at, said }) => [
    {
      side: 'client',
      text: '请检查主机和端口：在此监听的是 Web 服务器、代理或其他服务。MongoDB 服务器的端口通常是 27017。',
      commands: [sClient(at), at.check],
      references: [reference(mongodbWire)],
    },
    {
      side: 'network',
      text: `如果 TLS 在代理或负载均衡处终止，请确认它把数据转发给正在运行的 mongod${said === null ? '' : '，并且把这个端口当作 TCP 而不是 HTTP'}。`,
      commands: [],
      references: [],
    },
  ],
  explanation:
    'TLS 握手并不说明里面使用什么协议。这里没有像 MongoDB 服务器那样的应答：可能是其他服务占用了端口，也可能是代理终止了 TLS 而后端没有运行。驱动程序只会报告在时限内没有找到服务器。',
  howToCheck: '证据中列出了对 hello 的应答。当报告中出现服务器版本时，问题即已解决。',
};

export default zh;
