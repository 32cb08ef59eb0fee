import type { Words } from '../../src/diagnose/define.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh } from '../../src/diagnose/words/act-names.ts';
import { clientZh, listedZh } from '../../src/diagnose/words/names.ts';
import { isLack, partsOf, type NoSharedGroupOrSigalg } from '../no-shared-group-or-sigalg.ts';

const nouns = {
  group: '密钥交换群组',
  signatureScheme: '签名算法',
  singleGroup: '群组',
  signatureFamily: '签名算法',
} as const;

const opensslConf = 'https://docs.openssl.org/3.0/man3/SSL_CONF_cmd/';

const zh: Words<NoSharedGroupOrSigalg> = {
  title: '没有共同的群组或签名算法',
  summary: ({ at, unshared }) => {
    const { works, fails } = partsOf(unshared);
    if (!isLack(unshared)) {
      return `服务器在 ${clientZh(at.client)} 提供的某个${nouns[unshared.what]}上出错：只用 ${listedZh(works)} 时握手能继续，只用 ${listedZh(fails)} 时不能。`;
    }
    const only = 'isAll' in unshared && unshared.isAll ? '只' : '';
    return works.length === 0
      ? `${clientZh(at.client)} 提供的${nouns[unshared.what]}中没有服务器接受的：带上已知的全部之后，同样的内容就得到应答。`
      : `服务器${only}接受${nouns[unshared.what]} ${listedZh(works, 4)}，而 ${clientZh(at.client)} 不提供。`;
  },
  evidence: ({ act, waitingFor, unshared }) => {
    const { works, fails } = partsOf(unshared);
    return [
      ...(isLack(unshared) ? [{ what: '客户端提供', value: listedZh(fails, 20) }] : []),
      { what: '服务器', value: actZh(act, waitingFor) },
      ...(isLack(unshared)
        ? [
            {
              what: '带上已知的全部之后',
              value: `同样的内容得到应答${works.length === 0 ? '' : `：${listedZh(works)}${'isAll' in unshared && unshared.isAll ? '，此外没有别的' : '，可能还有别的'}`}`,
            },
          ]
        : [
            { what: '单独提供时能继续', value: listedZh(works) },
            { what: '单独提供时失败', value: listedZh(fails) },
          ]),
    ];
  },
  remedies: ({ at, unshared }) => {
    const isGroup = unshared.what === 'group' || unshared.what === 'singleGroup';
    return [
      {
        side: 'server',
        text: isGroup
          ? '让服务器至少接受常用群组 x25519 和 secp256r1：去掉配置中的限制（nginx：ssl_ecdh_curve；OpenSSL：Groups 或 Curves；Java：jdk.tls.namedGroups；FIPS 模式不允许 x25519），或更新其 TLS 库。'
          : '让服务器使用适合其证书的签名算法：RSA 密钥用 rsa_pss_rsae_sha256（TLS 1.3 中只有这一类）和 rsa_pkcs1_sha256，P-256 上的 EC 密钥用 ecdsa_secp256r1_sha256。去掉配置中的限制（OpenSSL：SignatureAlgorithms；Java：jdk.tls.disabledAlgorithms）。如果密钥在不支持 RSA-PSS 的智能卡、TPM 或 HSM 中，需要支持它的驱动，或者改用 EC 证书。',
        commands: [at.check],
        references: [
          reference(rfc(8446, isGroup ? '4.2.7' : '4.2.3')),
          ...(isGroup ? [reference(rfc(9325, '4.2.1'))] : []),
          opensslConf,
        ],
      },
      {
        side: 'client',
        text: '或者让客户端提供服务器接受的内容：它可能被限制了（openssl.cnf、FIPS 模式、操作系统的策略），更新的 TLS 库也会带来更多选择。第一条命令显示 openssl.cnf 所在的目录，第二条（用于 Fedora、Red Hat 及其衍生系统）显示当前的策略。',
        commands: ['openssl version -d', 'update-crypto-policies --show'],
        references: [opensslConf],
      },
    ];
  },
  explanation:
    '除了版本和密码套件，客户端和服务器还需要共同的密钥交换群组（x25519、secp256r1 等）以及适合证书的签名算法（rsa_pss_rsae_sha256、ecdsa_secp256r1_sha256 等）。找不到的服务器会回以 handshake_failure（40），与密码套件不符时的警报相同。whytls 会分别带上它所知的全部群组和全部签名算法再发一次同样的内容：这时得到应答，就说明缺的正是它。',
  howToCheck:
    '结论中列出了客户端提供的内容，以及提供更多时服务器接受的内容。使用 OpenSSL 的服务器日志中写着 “no suitable key share”、“no suitable groups” 或 “no suitable signature algorithm”。再次探测能够完成握手，即已修复。',
};

export default zh;
