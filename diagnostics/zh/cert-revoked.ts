import { isoTime } from '../../src/base/time.ts';
import { checkAs, checkWithCrlFile } from '../../src/diagnose/case.ts';
import { crlToPem } from '../../src/diagnose/remedies/commands.ts';
import { crlZh } from '../../src/diagnose/words/crl-words.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { clientZh, shown } from '../../src/diagnose/words/names.ts';
import { ocspDecisionsZh, ocspReasonZh } from '../../src/diagnose/words/ocsp-words-zh.ts';
import { hasOcspExtra, installOcspExtra, pythonNamedZh } from '../../src/diagnose/remedies/python-here.ts';
import { judgeOf, leafZh, ownerOf, takeUp } from '../../src/diagnose/parties.ts';
import { mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import type { CertRevoked } from '../cert-revoked.ts';

const zh: Words<CertRevoked> = {
  title: '证书已被吊销',
  summary: ({ at, certificates, listed, refused, accepts }) => {
    const first = certificates[0] ?? listed[0];
    if (first === undefined) return '';
    const isLeaf = ('index' in first ? first.index : first.depth) === 0;
    const what = isLeaf ? leafZh(at) : `证书 ${shown(first.subject)} `;
    const when = first.revokedAt === null ? '' : `于 ${isoTime(first.revokedAt).slice(0, 10)} `;
    const why = first.reason === null ? '' : `（${shown(first.reason)}）`;
    return `${what}已${when}被其 CA 吊销${why}：${
      refused
        ? `${at.shortClient} 拒绝接受。`
        : 'unnoticed' in first
          ? `${clientZh(at.client)} ${blindness[first.unnoticed ?? 'notGiven']}`
          : accepts === null
            ? `${clientZh(at.client)} 不检查 OCSP，会直接接受，没有任何提示；检查 OCSP 的客户端会拒绝。`
            : `${at.shortClient} 仍然接受（${ocspReasonZh(accepts)}）。`
    }`;
  },
  evidence: ({ at, certificates, listed, refused, verdicts }) => [
    ...certificates.map(({ index, subject, revokedAt, reason, thisUpdate, nextUpdate, url }) => ({
      what: `${index === 0 ? '叶证书' : `第 ${index} 个证书`}的 OCSP ${at.given !== undefined || url !== null ? '' : '装订'}响应${url === null ? '' : `，来自 ${shown(url)}`}`,
      value: `${shown(subject)}：revoked${revokedAt === null ? '' : `，时间 ${isoTime(revokedAt)}`}${reason === null ? '' : `，原因 ${shown(reason)}`}；签名有效，生成于 ${isoTime(thisUpdate)}${nextUpdate === null ? '' : `，有效至 ${isoTime(nextUpdate)}`}`,
    })),
    ...listed.map(({ depth, subject, revokedAt, reason, crl }) => ({
      what: `CRL 中${depth === 0 ? '叶证书' : `深度 ${depth} 的证书`}的条目`,
      value: `${shown(subject)}：已吊销${revokedAt === null ? '' : `，时间 ${isoTime(revokedAt)}`}${reason === null ? '' : `，原因 ${shown(reason)}`}；CRL：${crlZh(crl)}，签名有效`,
    })),
    ...(certificates.length > 0 ? ocspDecisionsZh(verdicts) : []),
    ...(verdicts !== null && listed.length === 0
      ? []
      : [
          {
            what: '谁会发现',
            value: `${refused ? `${clientZh(at.client)} 会发现。` : ''}${whoNotices(certificates.length > 0 && verdicts === null, listed.length > 0)}`,
          },
        ]),
  ],
  remedies: ({ at, certificates, listed, refused }) => {
    const isOfCa = [...certificates.map(({ index }) => index), ...listed.map(({ depth }) => depth)].every(
      (place) => place > 0,
    );
    return [
      {
        side: ownerOf(at),
        text: isOfCa
          ? '请由未被吊销的中间 CA 签发证书，连同新的中间证书一起替换，然后再次检查。如果没有得到通知，请询问 CA 为何吊销自己的中间证书：其下的所有证书都受影响。'
          : '用新密钥重新签发证书并替换，然后再次检查。请先弄清 CA 为何吊销旧证书：如果是密钥泄露，受它保护的一切都受影响。',
        commands: takeUp(at),
        references: [reference(mongodbTls), reference(rfc(6960, '2.2'))],
      },
      ...(refused || certificates.length === 0
        ? []
        : ([
            {
              side: 'client',
              text:
                at.python === undefined
                  ? '如果客户端是 PyMongo，让它能够发现：它只有安装了这个附加组件才检查 OCSP，而且只有 MongoClient 检查，AsyncMongoClient 不检查。'
                  : hasOcspExtra(at.python)
                    ? `本机的 ${pythonNamedZh(at.python)}安装了 ocsp 附加组件，其 MongoClient 能够发现，AsyncMongoClient 不能。下面的命令以前者的视角查看。`
                    : `让 PyMongo 能够发现：它只有安装了 ocsp 附加组件才检查 OCSP，而本机的 ${pythonNamedZh(at.python)}没有安装；而且只有 MongoClient 检查，AsyncMongoClient 不检查。`,
              commands:
                at.python !== undefined && hasOcspExtra(at.python)
                  ? [checkAs(at, 'pymongo-ocsp')]
                  : [installOcspExtra(at)],
              references: [reference(pymongoTls)],
            },
          ] as const)),
      ...(listed.some(({ unnoticed }) => unnoticed === 'notGiven')
        ? ([
            {
              side: judgeOf(at),
              text: '让客户端能够发现：把 CRL 以 PEM 形式交给它。PyMongo 和 Node 在创建客户端时从 tlsCRLFile 读取，它们都不会自行下载。最后一条命令用来确认它能够发现。',
              commands: [crlToPem('issuing.crl', 'crl.pem'), checkWithCrlFile(at, 'crl.pem')],
              references: [reference(pymongoTls)],
            },
          ] as const)
        : []),
    ];
  },
  explanation:
    '证书不能再使用时（例如密钥泄露），CA 会吊销它。CA 有两种方式公布：OCSP 响应（由服务器装订在握手中，或由客户端向证书写明的响应方查询），以及以文件形式交给客户端的吊销列表（CRL）。检查 OCSP 的客户端会拒绝；很多客户端根本不看，没有安装 pymongo[ocsp] 的 PyMongo 就是其中之一。CRL 则由拿到它的客户端检查：没有该附加组件的 PyMongo（tlsCRLFile）、Node、curl --crlfile。',
  howToCheck:
    '结论中给出了装订响应或 CRL 的内容和吊销时间，`openssl s_client -connect host:port -status` 可看到同一装订响应，`openssl ocsp` 可询问同一响应方，`openssl crl -in crl.pem -noout -text` 按序列号列出 CRL 的条目。换上新证书、装订响应为 good，或不在任何 CRL 中，即已修复。tlsDisableOCSPEndpointCheck 只是不让驱动询问响应方，装订响应照样会被判断。',
};

const blindness = {
  leafOnly: '在 CRL 中只查叶证书，会直接接受，没有任何提示；查整条路径的客户端会拒绝。',
  notGiven: '没有拿到 CRL，会直接接受，没有任何提示；拿到后就会拒绝。',
  takesNone: '不接受 CRL，会直接接受，没有任何提示；检查 CRL 的客户端会拒绝。',
} satisfies Record<NonNullable<CertRevoked['listed'][number]['unnoticed']>, string>;

function whoNotices(byOcsp: boolean, byCrl: boolean): string {
  const ocsp =
    '安装了 ocsp 附加组件的 PyMongo、Go 和 C 驱动、GnuTLS 以及 curl --cert-status 会拒绝。没有附加组件的 PyMongo、AsyncMongoClient、Node、mongosh 和 openssl s_client 会直接接受，没有任何提示。';
  const crl =
    '凭 CRL，则是拿到它的客户端：PyMongo（tlsCRLFile，只查叶证书）、Node 和 mongosh（查整条路径）、curl --crlfile。没有哪个驱动会自行下载 CRL。';
  return [...(byOcsp ? [ocsp] : []), ...(byCrl ? [crl] : [])].join('');
}

export default zh;
