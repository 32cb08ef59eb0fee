import type { Words } from '../../src/diagnose/define.ts';
import { mongodbX509Members, reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { attributeText, fromOutsideZh, issueMember } from '../../src/diagnose/words/x509-words.ts';
import type { X509MemberMismatch } from '../x509-member-mismatch.ts';

const zh: Words<X509MemberMismatch> = {
  title: '成员证书指向不同的集群',
  summary: ({ problems: [{ first, second }], presented }) =>
    second === null
      ? `没有一个成员证书具有 tlsX509ClusterAuthDNOverride 的 O、OU、DC，包括 ${shown(first)}。`
      : presented === undefined
        ? `${shown(first)} 与 ${shown(second)} 的 O、OU、DC 不相同，它们的持有者不会互认为集群成员。`
        : `${shown(first)} 与 ${shown(second)} 出示的证书的 O、OU、DC 不相同：如果成员之间用证书相互识别，这两个成员互不相认。`,
  evidence: (broken) => [
    ...broken.problems.map(({ first, second, onlyFirst, onlySecond, counts }) => ({
      what: `${shown(first)} 与 ${second === null ? 'override' : shown(second)}`,
      value: [
        ...(onlyFirst.length === 0 ? [] : [`只有前者有 ${attributeText(onlyFirst, '')}`]),
        ...(onlySecond.length === 0 ? [] : [`只有后者有 ${attributeText(onlySecond, '')}`]),
        ...counts.map(({ type, first: one, second: other }) => `${type} 的个数为 ${one} 对 ${other}`),
      ].join('；'),
    })),
    ...fromOutsideZh(broken),
  ],
  remedies: ({ problems: [{ second }], check }) => [
    {
      side: 'server',
      text:
        second === null
          ? '请把 tlsX509ClusterAuthDNOverride 设为新成员证书的 O、OU、DC，或者按它的值签发成员证书。设置期间，成员可以使用新的或旧的属性。'
          : '请为所有成员签发 O、OU、DC 相同的证书：个数相同、写法相同（区分大小写）。顺序和其他属性没有影响。如需不停机更换，可在更换期间把每个成员的参数 tlsX509ClusterAuthDNOverride（4.2 及以上）设为另一个名称。',
      commands: [...issueMember, check],
      references: [reference(mongodbX509Members)],
    },
  ],
  explanation:
    'security.clusterAuthMode 为 x509 时，如果对方证书的 O、OU、DC 与本机 certificateKeyFile 的相同（值相同，个数也相同），服务器就把对方当作成员。顺序没有影响，CN、ST、C 等属性也不参与比较。每个成员的 net.tls.clusterFile 和 net.tls.certificateKeyFile 都必须符合。较新的服务器可以设定其他规则（net.tls.clusterAuthX509）；这里说的是默认规则。',
  howToCheck:
    '对每个文件执行 `openssl x509 -in member.pem -noout -subject -nameopt RFC2253` 会显示 subject。再次检查没有这一项时，问题即已解决。',
};

export default zh;
