import type { Words } from '../../src/diagnose/define.ts';
import { mongodbX509Members, reference, rfc } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { fromOutsideZh, issueMember } from '../../src/diagnose/words/x509-words.ts';
import type { X509MemberHost } from '../x509-member-host.ts';

const zh: Words<X509MemberHost> = {
  title: '成员证书中没有主机名',
  summary: ({ problems: [{ label, host, overridden, addressNotRead }] }) =>
    `按 MongoDB 服务器比较名称的规则，${shown(label)} 不适用于 ${shown(host)}${
      overridden
        ? '：它的 CN 匹配，但只要有 subjectAltName，CN 就不起作用'
        : addressNotRead
          ? '：4.2 以前的服务器不读取 subjectAltName 中的 IP 地址'
          : ''
    }，其他成员会拒绝它。`,
  evidence: (broken) => [
    ...broken.problems.map(({ label, host, presented }) => ({
      what: shown(label),
      value: `要求的名称是 ${shown(host)}；参与比较的名称：${presented.length === 0 ? '无' : listedZh(presented.map(shown))}`,
    })),
    ...fromOutsideZh(broken),
  ],
  remedies: ({ check }) => [
    {
      side: 'server',
      text: '请重新签发证书，把副本集配置（rs.conf().members[n].host）中的每个名称写入 subjectAltName：主机名写成 DNS，地址写成 IP（4.2 及以上的服务器会读取）。或者让配置使用证书中已有的名称。',
      commands: ["mongosh --eval 'rs.conf().members.map(({host}) => host)'", ...issueMember, check],
      references: [reference(mongodbX509Members), reference(rfc(9525, '6.3'))],
    },
  ],
  explanation:
    '成员把副本集配置中对方的名称与对方出示的证书比较，使用的是 MongoDB 自己的规则：证书只要有 subjectAltName，就只看它，不看 CN；DNS 名称不区分大小写，`*.` 代表一个标签；自 4.2 起读取 IP 地址。',
  howToCheck:
    '`openssl x509 -in member.pem -noout -ext subjectAltName` 会显示这些名称。再次检查没有这一项时，问题即已解决。',
};

export default zh;
