import type { Words } from '../../src/diagnose/define.ts';
import { mongodbX509Members, reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { fromOutsideZh, issueMember } from '../../src/diagnose/words/x509-words.ts';
import type { X509MemberDn } from '../x509-member-dn.ts';

const zh: Words<X509MemberDn> = {
  title: '成员证书没有 O、OU、DC',
  summary: ({ problems: [{ label }], presented }) =>
    presented === undefined
      ? `${shown(label)} 的 subject 中没有 O、OU、DC，任何服务器都不会把它的持有者当作集群成员。`
      : `${shown(label)} 出示的证书没有 O、OU、DC，而其他成员的证书有：如果成员之间用证书相互识别，它就不算成员。`,
  evidence: (broken) => [
    ...broken.problems.map(({ label, subject }) => ({ what: shown(label), value: shown(subject) })),
    ...fromOutsideZh(broken),
  ],
  remedies: ({ check }) => [
    {
      side: 'server',
      text: '请重新签发成员证书，全部使用相同的 O、OU 或 DC，其中至少要有一项。这是默认规则；net.tls.clusterAuthX509.attributes（7.0 及以上）可以设定别的规则。',
      commands: [...issueMember, check],
      references: [reference(mongodbX509Members)],
    },
  ],
  explanation:
    'security.clusterAuthMode 为 x509 时，成员之间通过证书的 O、OU、DC 相互识别。没有其中任何一项的证书，无论 CN 和其他名称是什么，都不能标识成员。',
  howToCheck:
    '`openssl x509 -in member.pem -noout -subject -nameopt RFC2253` 会显示 subject。再次检查没有这一项时，问题即已解决。',
};

export default zh;
