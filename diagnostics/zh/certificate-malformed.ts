import { unreachable } from '../../src/base/never.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { elsewhereZh } from '../../src/diagnose/elsewhere.ts';
import { ownerOf, ownerZh, showEach, showLeaf } from '../../src/diagnose/parties.ts';
import { opensslVerify, reference, rfc } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { extensionName } from '../../src/diagnose/words/oid-names.ts';
import type { CertificateMalformed, Malformation, Rule } from '../certificate-malformed.ts';

const rules: Readonly<Record<Rule, string>> = {
  malformedTime: '的 notBefore 或 notAfter 写法不符合 RFC 5280',
  unreadableKey: '的公钥无法解读',
  proxyCertificate: '是代理证书（RFC 3820）',
  pathLengthOfNonCa: '含有 pathLenConstraint，但不是 CA',
  pathLengthWithoutCertSign: '含有 pathLenConstraint，但 keyUsage 中没有 keyCertSign',
  basicConstraintsNotCritical: '是 CA，但它的 basicConstraints 未标为关键',
  keyUsageMissing: '是 CA，但没有 keyUsage',
  certSignOfNonCa: 'keyUsage 中有 keyCertSign，但不是 CA',
  issuerEmpty: '的签发者名称为空',
  subjectEmpty: '的主体名称为空',
  subjectAltNameNotCritical: '的主体名称为空，但 subjectAltName 未标为关键',
  subjectAltNameEmpty: '的 subjectAltName 为空',
  signatureAlgorithmsDiffer: '内外两处写明的签名算法不一致',
  authorityKeyIdentifierCritical: '把 authorityKeyIdentifier 标为关键',
  authorityKeyIdentifierMissing: '没有 authorityKeyIdentifier',
  subjectKeyIdentifierCritical: '把 subjectKeyIdentifier 标为关键',
  subjectKeyIdentifierMissing: '是 CA，但没有 subjectKeyIdentifier',
  extensionsBelowVersion3: '的版本不是 3，却含有扩展',
};

const nameOf = (oid: string): string => shown(extensionName(oid));

function sentence(it: Malformation): string {
  switch (it.kind) {
    case 'undecodable':
      return `证书链中的第 ${it.index} 个证书无法解读：${shown(it.path)} 不符合 RFC 5280`;
    case 'badSignature':
      return `${shown(it.subject)} 的签名与其签发者的密钥不符`;
    case 'unusableKey':
      return `${shown(it.subject)} 的公钥无法使用`;
    case 'criticalExtension':
      return `${shown(it.subject)} 含有 OpenSSL 不认识的关键扩展 ${shown(extensionName(it.oid))}`;
    case 'pathTooLong':
      return `路径过长，超出客户端的限度，在 ${shown(it.subject)} 处截断`;
    case 'extension':
      return `${shown(it.subject)} ${[
        ...(it.repeated.length === 0 ? [] : [`中重复出现扩展 ${listedZh(it.repeated.map(nameOf))}`]),
        ...(it.unreadable.length === 0 ? [] : [`中无法解读扩展 ${listedZh(it.unreadable.map(nameOf))}`]),
      ].join('，')}`;
    case 'rule':
      return `${shown(it.subject)} ${rules[it.rule]}`;
    case 'refused':
      return `OpenSSL 在深度 ${it.depth} 处拒绝该路径：${it.text}（${it.code}）`;
    default:
      return unreachable(it);
  }
}

const zh: Words<CertificateMalformed> = {
  title: '证书格式错误或签名不符',
  summary: ({ at, malformations: [first] }) => `${at.shortClient} 无法接受${ownerZh(at)}的证书：${sentence(first)}。`,
  evidence: ({ at, malformations }) => [
    ...malformations.map((it) => ({
      what: it.kind === 'undecodable' ? `第 ${it.index} 个证书` : `深度 ${it.depth}`,
      value: sentence(it),
    })),
    ...(malformations.some(({ kind }) => kind === 'extension')
      ? [{ what: '容易误解', value: 'OpenSSL 只说找不到签发者（20 或 21）：它不会为这样的证书寻找签发者' }]
      : []),
    ...elsewhereZh(at),
  ],
  remedies: ({ at, malformations: [first] }) => [
    {
      side: ownerOf(at),
      text:
        first.kind === 'badSignature'
          ? '证书被改动过，或签发者更换了密钥却沿用旧名称，而证书链（或信任库）中的是另一把密钥的证书。请向 CA 重新索取整套叶证书和中间证书，并确认信任库中有当前的根证书。'
          : '请由遵守 RFC 5280 的 CA 重新签发，并原样放置文件，不要编辑。第一条命令可查看 OpenSSL 能否读懂叶证书。',
      commands: [
        ...(first.kind !== 'undecodable' && first.depth > 0
          ? showEach(at, '-noout -text')
          : [showLeaf(at, '-noout -text')]),
        at.check,
      ],
      references: [reference(rfc(5280, '4.1')), reference(opensslVerify)],
    },
  ],
  explanation:
    '不符合自身语法、签名不对、密钥无法使用，或（通过关键扩展）要求客户端不认识的功能的证书都会被拒绝。常见于自制的 CA 工具、被编辑或截断的文件，以及 CA 更新时换了密钥却沿用旧名称的情况。',
  howToCheck: '结论中给出了证书以及失败的字段或检查。再次探测不再出现该结论，即已修复。',
};

export default zh;
