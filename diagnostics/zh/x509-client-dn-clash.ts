import type { Words } from '../../src/diagnose/define.ts';
import { mongodbX509, mongodbX509Clients, reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { attributeText, issueClient } from '../../src/diagnose/words/x509-words.ts';
import type { X509ClientDnClash } from '../x509-client-dn-clash.ts';

const zh: Words<X509ClientDnClash> = {
  title: '客户端证书看起来像集群成员',
  summary: ({ problems: [{ label, with: member, isSameSubject }] }) =>
    isSameSubject
      ? `${shown(label)} 的 subject 与成员证书 ${shown(member ?? '')} 相同：服务器会把这个客户端当作集群成员。`
      : `${shown(label)} 的 O、OU、DC 与 ${member === null ? 'tlsX509ClusterAuthDNOverride' : shown(member)} 相同：服务器会把这个客户端当作集群成员。`,
  evidence: ({ problems }) =>
    problems.map(({ label, with: member, attributes, isSameSubject }) => ({
      what: shown(label),
      value: `${attributeText(attributes, '没有 O、OU、DC')}：${isSameSubject ? '整个 subject 都等于' : '等于'} ${member === null ? 'override 的值' : shown(member)}`,
    })),
  remedies: ({ check }) => [
    {
      side: 'client',
      text: '请重新签发客户端证书，使 O、OU、DC 中至少有一项与所有成员不同。然后用新名称创建用户，并删除旧用户。',
      commands: [...issueClient, check],
      references: [reference(mongodbX509), reference(mongodbX509Clients)],
    },
    {
      side: 'server',
      text: '在此之前请了解后果：如果 security.clusterAuthMode 允许 x509，这个客户端会获得全部内部权限，日志中只有一条警告（20430、8209200）；如果不允许，这个客户端根本无法用它登录，除非关闭参数 enforceUserClusterSeparation。',
      commands: ["mongosh --eval 'db.adminCommand({getParameter: 1, clusterAuthMode: 1})'"],
      references: [reference(mongodbX509)],
    },
  ],
  explanation:
    '服务器通过证书中的 O、OU、DC 识别集群成员：出示相同属性的就是成员。带有这些属性的客户端证书，要么无需任何用户就得到全部权限，要么不能用于客户端登录。为这样的 subject 执行 createUser 会被拒绝："Cannot create an x.509 user with a subjectname that would be recognized as an internal cluster member"。',
  howToCheck:
    '`openssl x509 -in client.pem -noout -subject -nameopt RFC2253` 会显示 subject；请把 O、OU、DC 与成员的比较。再次检查没有这一项时，问题即已解决。',
};

export default zh;
