import type { Words } from '../../src/diagnose/define.ts';
import { mongodbTls, pymongoTls, reference, uriOptionsSpecification } from '../../src/diagnose/sources.ts';
import { listedZh, versionName } from '../../src/diagnose/words/names.ts';
import { tlsReasonZh } from '../../src/diagnose/words/option-words.ts';
import type { TlsRequired } from '../tls-required.ts';

const zh: Words<TlsRequired> = {
  title: '服务器要求 TLS，而客户端使用明文',
  summary: ({ at, because }) =>
    `服务器只接受 TLS，而 ${at.shortClient} 以明文连接：${tlsReasonZh(because, at.shortClient)}。`,
  evidence: ({ given, ended, protocol, next }) => [
    { what: '选项', value: given === '' ? '没有与 TLS 有关的选项' : given },
    {
      what: '以明文询问（hello）',
      value: {
        fin: '服务器没有应答就关闭了连接',
        rst: '服务器重置了连接',
        silence: '没有应答',
        tls: '服务器以 TLS 应答',
      }[ended],
    },
    { what: '以 TLS 询问', value: `服务器使用 ${versionName(protocol)}` },
    ...(next.length === 0 ? [] : [{ what: '启用 TLS 后，下一个障碍是', value: listedZh(next) }]),
  ],
  remedies: ({ because, check }) => [
    {
      side: 'client',
      text: `启用 TLS：MongoClient(..., tls=True)，或在连接字符串中写 …/?tls=true。${because.kind === 'notImplied' ? '放宽检查的选项不会启用 TLS；通不过检查的证书应当更换，而不是忽略。' : ''}如果服务器使用自己的 CA，还要给出 tlsCAFile：MongoClient(..., tls=True, tlsCAFile="ca.pem")，或 …/?tls=true&tlsCAFile=ca.pem。`,
      commands: [check],
      references: [reference(pymongoTls), reference(uriOptionsSpecification)],
    },
    {
      side: 'server',
      text: '如果明文还要继续用一段时间：net.tls.mode: preferTLS 两者都接受。',
      commands: [],
      references: [reference(mongodbTls)],
    },
  ],
  explanation:
    'net.tls.mode: requireTLS 的 mongod 对不以 ClientHello 开头的连接不作任何应答就关闭：驱动报告 “connection closed” 或超时。原因多半是缺少 tls=true，但不总是：tlsInsecure=true 和 tlsAllowInvalid… 在任何驱动中都不会启用 TLS；tlsCAFile 在 PyMongo 和 Go 中会启用，在 Node 和 Java 中不会；PyMongo 会忽略 tls=1。',
  howToCheck: '结论说明了客户端是否使用 TLS 以及原因。以 tls=true 再次探测并收到 ServerHello，即已修复。',
};

export default zh;
