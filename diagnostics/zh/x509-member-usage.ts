import type { Words } from '../../src/diagnose/define.ts';
import { mongodbX509Members, reference, rfc } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { usageNames } from '../../src/diagnose/words/oid-names.ts';
import { fromOutsideZh, issueMember } from '../../src/diagnose/words/x509-words.ts';
import type { X509MemberUsage } from '../x509-member-usage.ts';

const option = { server: 'certificateKeyFile', member: 'certificateKeyFile', clusterFile: 'clusterFile', client: '' };

const zh: Words<X509MemberUsage> = {
  title: '成员证书缺少用途',
  summary: ({ problems: [{ label, role, lacks }], presented }) =>
    `${shown(label)} 的 extendedKeyUsage 中没有 ${listedZh(lacks)}，${
      lacks.includes('clientAuth') ? '其他成员会拒绝它的持有者发起的连接' : '客户端和其他成员会拒绝把它当作服务器证书'
    }${role !== 'member' ? '' : presented === undefined ? '（没有给出 clusterFile，所以它要双向使用）' : '，除非它另有 clusterFile'}。`,
  evidence: (broken) => [
    ...broken.problems.map(({ label, role, extendedKeyUsage, lacks }) => ({
      what: `${shown(label)}（${option[role]}）`,
      value: `extendedKeyUsage ${listedZh(usageNames(extendedKeyUsage))}；缺少 ${listedZh(lacks)}`,
    })),
    ...fromOutsideZh(broken),
  ],
  remedies: ({ problems, check }) => [
    {
      side: 'server',
      text: `请重新签发，使 extendedKeyUsage = serverAuth, clientAuth，或者不带这个扩展。${problems.some(({ lacks }) => lacks.includes('clientAuth')) ? '公共 CA 在 2026 年不再签发 clientAuth：成员证书要由自己的 CA 签发。' : ''}`,
      commands: [...issueMember, check],
      references: [reference(mongodbX509Members), reference(rfc(5280, '4.2.1.12'))],
    },
    {
      side: 'server',
      text: '或者把两种角色分开：net.tls.certificateKeyFile 带 serverAuth，面向客户端；net.tls.clusterFile 带 clientAuth，面向其他成员；两者的 O、OU、DC 相同。',
      commands: [],
      references: [reference(mongodbX509Members)],
    },
  ],
  explanation:
    'mongod 对客户端是服务器，对其他成员又是客户端。证书如果写明 extendedKeyUsage，就只能用于其中的用途：入站连接需要 serverAuth，出站连接需要 clientAuth。没有这个扩展的证书可以双向使用。如果没有设置 net.tls.clusterFile，net.tls.certificateKeyFile 就要双向使用。',
  howToCheck:
    '`openssl x509 -in member.pem -noout -ext extendedKeyUsage` 会显示用途。再次检查没有这一项时，问题即已解决。',
};

export default zh;
