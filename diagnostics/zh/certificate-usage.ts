import { unreachable } from '../../src/base/never.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { elsewhereZh } from '../../src/diagnose/elsewhere.ts';
import { leafZh, ownerOf, ownerZh, showEach, showLeaf } from '../../src/diagnose/parties.ts';
import { mongodbTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { usageName } from '../../src/diagnose/words/oid-names.ts';
import { shows, type CertificateUsage, type Misused } from '../certificate-usage.ts';

function rule({ kind, usages, forbiddenBy, ca, pathLength }: Misused, at: CertificateUsage['at']): string {
  switch (kind) {
    case 'purpose': {
      const permits =
        usages.length === 0 ? '不允许任何用途' : `只允许 ${listedZh(usages.map((usage) => shown(usageName(usage))))}`;
      const needs = forbiddenBy === 'keyUsage' ? 'digitalSignature' : `${ownerOf(at)}Auth`;
      return `它的 ${forbiddenBy} ${permits}，而 TLS ${ownerZh(at)}需要 ${needs}`;
    }
    case 'notACa':
      if (ca === true) return '它签发了别的证书，但它的 keyUsage 中没有 keyCertSign';
      return `它签发了别的证书，但它不是 CA（${ca === null ? '没有 basicConstraints' : 'basicConstraints CA:FALSE'}）`;
    case 'pathLengthExceeded':
      return pathLength === null
        ? '它下面的中间证书数量超过了它的 pathLenConstraint'
        : `它的 pathLenConstraint 允许下面最多有 ${pathLength.permitted} 个中间证书，实际有 ${pathLength.below} 个`;
    case 'cannotSignCertificates':
      return '它签发了别的证书，但它的 keyUsage 中没有 keyCertSign';
    default:
      return unreachable(kind);
  }
}

const zh: Words<CertificateUsage> = {
  title: '证书被用于它不允许的用途',
  summary: ({ at, certificates }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const what = first.depth === 0 ? leafZh(at) : `证书 ${shown(first.subject)} `;
    return first.kind === 'purpose' && first.depth === 0
      ? `${what}不是给 TLS ${ownerZh(at)}用的，${at.shortClient} 拒绝接受。`
      : `${what}不能这样使用：${rule(first, at)}。${at.shortClient} 拒绝接受。`;
  },
  evidence: ({ at, certificates }) => [
    ...certificates.map((one) => ({
      what: one.depth === 0 ? '叶证书' : `深度 ${one.depth}`,
      value: `${shown(one.subject)}：${rule(one, at)}`,
    })),
    ...elsewhereZh(at),
  ],
  remedies: ({ at, certificates }) => [
    {
      side: ownerOf(at),
      text: certificates.some(({ kind }) => kind === 'purpose')
        ? ownerOf(at) === 'server'
          ? '重新签发证书，extendedKeyUsage 写 serverAuth（还要连接其他成员的 MongoDB 成员：serverAuth 和 clientAuth），keyUsage 写 digitalSignature、keyEncipherment；也可以不写 extendedKeyUsage。然后再次检查。'
          : '重新签发证书，extendedKeyUsage 写 clientAuth，keyUsage 写 digitalSignature；也可以不写 extendedKeyUsage。公共 CA 自 2026 年起不再签发 clientAuth，客户端和成员证书应由自己的 CA 签发。然后再次检查。'
        : '请 CA 重新签发这条路径：中间证书需要 basicConstraints CA:TRUE、不被超出的 pathLenConstraint，以及 keyUsage keyCertSign；叶证书不能签发证书。然后再次检查。',
      commands: [
        ...(certificates.some(({ depth }) => depth > 0) ? showEach(at, shows) : [showLeaf(at, shows)]),
        at.check,
      ],
      references: [reference(rfc(5280, '4.2.1.12')), reference(rfc(5280, '4.2.1.9')), reference(mongodbTls)],
    },
  ],
  explanation:
    '证书会写明自己的用途：keyUsage 和 extendedKeyUsage（TLS 服务器需要 serverAuth，或者根本没有 extendedKeyUsage），以及 basicConstraints（是否为 CA、下面还能有几级）。把客户端证书装到服务器上，或用叶证书签发别的证书，无论其他方面多么正确都会被拒绝。',
  howToCheck:
    '结论中给出了证书和它违反的规则。`openssl x509 -noout -ext basicConstraints,keyUsage,extendedKeyUsage` 可查看这三个字段。再次探测不再出现该结论，即已修复。',
};

export default zh;
