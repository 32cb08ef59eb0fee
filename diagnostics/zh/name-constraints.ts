import type { Words } from '../../src/diagnose/define.ts';
import { elsewhereZh } from '../../src/diagnose/elsewhere.ts';
import { ownerOf, showEach } from '../../src/diagnose/parties.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import type { NameConstraints } from '../name-constraints.ts';

const rule: Readonly<Record<NameConstraints['names'][number]['violation'], string>> = {
  notPermitted: '不在它允许的范围内',
  excluded: '在它排除的范围内',
  bounds: '无法比较：它的约束写了 minimum 或 maximum，这是 RFC 5280 所禁止的',
  unsupportedType: '无法比较：它的约束属于 OpenSSL 不认识的类型',
  badNameSyntax: '无法比较：名称或约束的写法不符合 RFC 5280',
  tooMany: '无法比较：名称和约束的数量超过了 OpenSSL 的限度',
};

const zh: Words<NameConstraints> = {
  title: '名称违反名称约束',
  summary: ({ at, names: [first] }) =>
    first === undefined
      ? ''
      : `CA ${shown(first.constrainedBy)} 无权为 ${shown(first.name)} 签发证书，${at.shortClient} 拒绝接受。`,
  evidence: ({ at, names }) => [
    ...names.map(({ depth, subject, name, violation, constrainedBy, bounds, others }) => ({
      what: depth === 0 ? '叶证书' : `深度 ${depth}`,
      value: `${shown(subject)}：${shown(name)} ${rule[violation]}${bounds.length === 0 ? '' : `：${listedZh(bounds.map(shown))}`}（${shown(constrainedBy)} 的 nameConstraints）${others.length === 0 ? '' : `；${listedZh(others.map(shown))} 同样如此`}`,
    })),
    ...elsewhereZh(at),
  ],
  remedies: ({ at }) => [
    {
      side: ownerOf(at),
      text: '重新签发证书，只写其 CA 有权签发的名称，或改用没有该约束的 CA。subjectAltName 中的每个名称都算数；没有 DNS 名称时，看起来像主机名的 CN 也算。然后再次检查。',
      commands: [...showEach(at, '-noout -subject -ext subjectAltName,nameConstraints'), at.check],
      references: [reference(rfc(5280, '4.2.1.10'))],
    },
  ],
  explanation:
    'CA 证书可以规定其下的证书允许或不允许使用哪些名称。客户端会检查其下每个证书的每个名称，只要有一个越界就拒绝整条路径，即使它不是正在连接的名称。',
  howToCheck: '结论中给出了名称、带有约束的 CA 以及所违反的规则。再次探测不再出现该结论，即已修复。',
};

export default zh;
