import type { Words } from '../../src/diagnose/define.ts';
import { elsewhereZh } from '../../src/diagnose/elsewhere.ts';
import { shown } from '../../src/diagnose/names.ts';
import { leafZh, ownerOf, showLeaf } from '../../src/diagnose/parties.ts';
import type { WeakCertificate } from '../weak-certificate.ts';

const zh: Words<WeakCertificate> = {
  title: '证书强度不足',
  summary: ({ at, certificates }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const whose = first.depth === 0 ? leafZh(at) : `证书 ${shown(first.subject)} `;
    return first.weakness.kind === 'key'
      ? `${whose}的密钥只有 ${first.weakness.bits} 位，对 ${at.shortClient} 来说太短。`
      : `${whose}用 ${shown(first.weakness.algorithm)} 签名，${at.shortClient} 已不再接受。`;
  },
  evidence: ({ at, certificates, securityLevel }) => [
    ...certificates.map(({ depth, subject, weakness }) => ({
      what: depth === 0 ? '叶证书' : `深度 ${depth}`,
      value: `${shown(subject)}：${weakness.kind === 'key' ? `密钥 ${weakness.bits} 位` : `用 ${shown(weakness.algorithm)} 签名`}`,
    })),
    {
      what: `${at.shortClient} 要求`,
      value: `安全级别 ${securityLevel}：${securityLevel >= 2 ? 'RSA 至少 2048 位，EC 至少 224 位，不用 SHA-1' : 'RSA 至少 1024 位，EC 至少 160 位'}`,
    },
    ...elsewhereZh(at),
  ],
  remedies: ({ at }) => [
    {
      side: ownerOf(at),
      text: '重新签发证书：使用 RSA 2048 位以上或 EC P-256 的新密钥，并用 SHA-256 或更强的算法签名；如果弱的是中间证书，则整条路径都要由当前的 CA 重新签发。然后再次检查。',
      commands: [`${showLeaf(at, '-noout -text')} | grep -E 'Signature Algorithm|Public-Key'`, at.check],
      references: ['https://docs.openssl.org/3.0/man3/SSL_CTX_get_security_level/'],
    },
  ],
  explanation:
    'OpenSSL 把密钥和摘要划分为安全级别。Debian、Ubuntu 以及其上的 Python 使用级别 2：低于 2048 位的 RSA、低于 224 位的 EC 以及 SHA-1 签名都会被拒绝。上游 OpenSSL 3.0 和 Node 20 使用级别 1，因此同一台服务器可能一个客户端能用、另一个不能用。',
  howToCheck:
    '结论中给出了证书、密钥位数或签名算法，以及安全级别。再次探测不再出现该结论，即已修复。用 @SECLEVEL=0 降低级别会削弱该客户端的所有连接。',
};

export default zh;
