import type { Words } from '../../src/diagnose/define.ts';
import { mongodbX509Clients, reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { createUser, type X509Authentication } from '../x509-authentication.ts';

const zh: Words<X509Authentication> = {
  title: '证书登录被拒绝',
  summary: ({ user }) =>
    `TLS 正常，但 MONGODB-X509 不成功：服务器拒绝${user === null ? '这个证书' : ` ${shown(user)} `}登录。`,
  evidence: ({ user, code, codeName, message }) => [
    ...(user === null ? [] : [{ what: '由证书得出的用户名（RFC 2253）', value: shown(user) }]),
    {
      what: '服务器的应答',
      value: `${shown(message)}${code === null ? '' : `（${code}${codeName === null ? '' : ` ${shown(codeName)}`}）`}`,
    },
  ],
  remedies: ({ at, user }) => [
    {
      side: 'server',
      text: '请由有权限的人在 mongosh 中，在 $external 数据库里创建与此名称完全一致的用户：subject 的顺序和写法以 `openssl x509 -subject -nameopt RFC2253` 的输出为准，不是单独 `-subject` 的输出。',
      commands: [...(user === null ? [] : [createUser(user)]), at.check],
      references: [reference(mongodbX509Clients)],
    },
    {
      side: 'server',
      text: '如果用户已经存在：服务器日志会说明拒绝的原因。证书必须来自 net.tls.CAFile 中的 CA，authenticationMechanisms 中必须有 MONGODB-X509，subject 不能看起来像集群成员（O、OU、DC）。',
      commands: ["mongosh --eval 'db.adminCommand({getParameter: 1, authenticationMechanisms: 1})'"],
      references: [reference(mongodbX509Clients)],
    },
  ],
  explanation:
    '使用 MONGODB-X509 时，客户端证书的 subject 按 RFC 2253 写出就是用户名，这个用户必须存在于 $external 数据库中。用户不存在、证书被拒绝、机制被禁用时，服务器的应答都相同，以免向陌生人泄露信息；原因在服务器日志中。',
  howToCheck: '证据中列出了服务器得出的用户名。当同样的探测报告登录成功时，问题即已解决。',
};

export default zh;
