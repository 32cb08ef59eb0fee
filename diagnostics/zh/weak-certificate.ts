import { unreachable } from '../../src/base/never.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { elsewhereZh } from '../../src/diagnose/elsewhere.ts';
import { judgeOf, leafZh, ownerOf, showEach, showLeaf } from '../../src/diagnose/parties.ts';
import { newEcRequest } from '../../src/diagnose/remedies/commands.ts';
import { reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { securityLevels, type WeakCertificate, type Weakness } from '../weak-certificate.ts';

function what(weakness: Weakness): string {
  switch (weakness.kind) {
    case 'key':
      return `密钥 ${shown(weakness.key)}，${weakness.bits} 位`;
    case 'digest':
      return `用 ${shown(weakness.algorithm)} 签名`;
    case 'explicitCurve':
      return '密钥的曲线是用数值写出的';
    default:
      return unreachable(weakness);
  }
}

function refusing(weakness: Weakness, level: number): string {
  switch (weakness.kind) {
    case 'key':
      if (weakness.key !== 'RSA') return `级别 ${level} 及以上的 OpenSSL`;
      return weakness.bits >= 1024
        ? '级别 2 的 OpenSSL：Debian 和 Ubuntu 的 openssl、curl 与 Python，PyMongo，Node 24 及以上；macOS、iOS。Node 20、Go、Java 17、GnuTLS 3.7 不拒绝'
        : '级别 0 以上的 OpenSSL、Python、PyMongo、Node、Java 和 GnuTLS';
    case 'digest':
      return '级别 0 以上的 OpenSSL、Python、PyMongo、Node、curl、Go 1.18 及以上、GnuTLS、macOS、iOS。Java 17 不拒绝';
    case 'explicitCurve':
      return '所有测试过的客户端：OpenSSL 3、Python、Node、curl、Go、Java 和 GnuTLS';
    default:
      return unreachable(weakness);
  }
}

const demands = [
  '没有要求',
  'RSA 至少 1024 位，EC 至少 160 位，不用 MD5 和 SHA-1',
  'RSA 至少 2048 位，EC 至少 224 位，不用 SHA-1',
  'RSA 至少 3072 位，EC 至少 256 位',
  'RSA 至少 7680 位，EC 至少 384 位',
  'RSA 至少 15360 位，EC 至少 512 位',
] as const;

const zh: Words<WeakCertificate> = {
  title: '证书强度不足',
  summary: ({ at, certificates }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const whose = first.depth === 0 ? leafZh(at) : `证书 ${shown(first.subject)} `;
    const { weakness } = first;
    switch (weakness.kind) {
      case 'key':
        return `${whose}的密钥（${shown(weakness.key)}）只有 ${weakness.bits} 位，对 ${at.shortClient} 来说太短。`;
      case 'digest':
        return `${whose}用 ${shown(weakness.algorithm)} 签名，${at.shortClient} 已不再接受。`;
      case 'explicitCurve':
        return `${whose}的密钥用数值写出曲线，而不是给出曲线名称，${at.shortClient} 拒绝接受。`;
      default:
        return unreachable(weakness);
    }
  },
  evidence: ({ at, certificates, securityLevel }) => [
    ...certificates.map(({ depth, subject, from, weakness }) => ({
      what: depth === 0 ? '叶证书' : `深度 ${depth}${from === 'trustStore' ? '，来自信任库' : ''}`,
      value: `${shown(subject)}：${what(weakness)}`,
    })),
    { what: `${at.shortClient} 要求`, value: `安全级别 ${securityLevel}：${demands[securityLevel] ?? ''}` },
    ...[...new Set(certificates.map(({ weakness }) => refusing(weakness, securityLevel)))].map((value) => ({
      what: '拒绝它的客户端',
      value,
    })),
    ...elsewhereZh(at),
  ],
  remedies: ({ at, certificates }) => {
    const isOurs = certificates.some(({ from }) => from === 'trustStore');
    const isLeaf = certificates.some(({ depth }) => depth === 0);
    const isAbove = certificates.some(({ depth }) => depth > 0);
    const needsKey = certificates.some(({ depth, weakness }) => depth === 0 && weakness.kind !== 'digest');
    const shows = "-noout -text | grep -E 'Subject:|Signature Algorithm|Public-Key|Field Type'";
    return [
      {
        side: ownerOf(at),
        text: `${isLeaf ? `重新签发证书${needsKey ? '并使用新密钥（RSA 2048 位以上，或用名称给出的 EC P-256）' : ''}，用 SHA-256 或更强的算法签名。` : '由 CA 当前的中间证书重新签发，并随证书一起发送该中间证书。'}${needsKey ? '第一条命令生成这样的密钥和请求。' : ''}然后再次检查；倒数第二条命令显示当前使用的证书。`,
        commands: [
          ...(needsKey ? [newEcRequest] : []),
          ...(isAbove ? showEach(at, shows) : [showLeaf(at, shows)]),
          at.check,
        ],
        references: [reference(securityLevels)],
      },
      ...(isOurs
        ? ([
            {
              side: judgeOf(at),
              text: '强度不足的是此处信任的根证书：需要新的根证书来签发新的证书，并在切换之前分发给每个客户端。',
              commands: [],
              references: [],
            },
          ] as const)
        : []),
    ];
  },
  explanation:
    'OpenSSL 把密钥和摘要划分为安全级别。Debian、Ubuntu 以及其上的 Python 使用级别 2：低于 2048 位的 RSA、低于 224 位的 EC 以及 SHA-1 签名都会被拒绝，叶证书和它上面的证书都一样（根证书自己的签名除外）。上游 OpenSSL 3.0 和 Node 20 使用级别 1，接受 1024 位的 RSA，因此同一台服务器可能一个客户端能用、另一个不能用。用数值写出曲线的密钥（RFC 5480 禁止）会被所有客户端拒绝：可以挑选数值，使别人的密钥看起来相符，如 CVE-2020-0601。',
  howToCheck:
    '结论中给出了证书、密钥位数或签名算法，以及安全级别。再次检查不再出现该结论，即已修复。用 @SECLEVEL=0 降低级别会削弱该客户端的所有连接。',
};

export default zh;
