import type { Words } from '../../src/diagnose/define.ts';
import { elsewhereZh, straightenZh } from '../../src/diagnose/elsewhere.ts';
import {
  certificateFile,
  judgeOf,
  judgeZh,
  ownerOf,
  ownerZh,
  sentZh,
  showChain,
  takeUp,
  takeUpZh,
} from '../../src/diagnose/parties.ts';
import { shellWord, writePem } from '../../src/diagnose/remedies/commands.ts';
import { mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { storeZh } from '../../src/diagnose/words/store-names.ts';
import type { MissingIntermediate } from '../missing-intermediate.ts';

const zh: Words<MissingIntermediate> = {
  title: '缺少中间证书',
  summary: ({ at }) =>
    `${at.given === undefined ? '服务器没有发送中间证书' : '证书链中缺少中间证书'}，${at.shortClient} 无法把它连到受信任的根证书。`,
  evidence: ({ at, sent, strangers, subject, issuer, store, missing, urls, completes, anchor }) => [
    {
      what: sentZh(at),
      value: `${sent} 个证书；路径中断于 ${shown(subject)}，其签发者为 ${shown(issuer)}`,
    },
    ...(strangers.length === 0
      ? []
      : [{ what: '另有', value: `${listedZh(strangers.map(shown))}，没有签发其中任何一个：属于另一个证书的证书链` }]),
    ...(store === null ? [] : [{ what: '信任库', value: `${storeZh(store)}：不含 ${shown(issuer)}` }]),
    ...(missing.length === 0
      ? [{ what: 'authorityKeyIdentifier', value: `${shown(subject)} 写明其签发者由别的 CA 签发，因此不是根证书` }]
      : [
          {
            what: `按证书所指地址 ${listedZh(urls.map(shown), 3)} 取得`,
            value: `${listedZh(missing.map((one) => shown(one.subject)))}；${
              completes
                ? `有了它，路径就能${anchor === null ? '完整' : `连到 ${shown(anchor)}`}`
                : `它不是根证书，应由${ownerZh(at)}发送；但路径最终仍未到达受信任的根证书`
            }`,
          },
        ]),
    ...elsewhereZh(at),
  ],
  remedies: ({ at, strangers, missing, completes }) => {
    const pem = missing.map((one) => one.pem).join('\n');
    return [
      ...straightenZh(at),
      {
        side: ownerOf(at),
        text: `${strangers.length === 0 ? '把中间证书附加到证书文件中叶证书之后' : `把中间证书放到证书文件中叶证书之后，并删除与它无关的 ${listedZh(strangers.map(shown))}`}（${ownerOf(at) === 'server' ? 'MongoDB：net.tls.certificateKeyFile；nginx：ssl_certificate' : '驱动：tlsCertificateKeyFile'}），并让${ownerZh(at)}重新读取。${takeUpZh(at)}${missing.length === 0 ? '中间证书请向 CA 索取。' : '下面就是该证书；请与 CA 公布的证书核对。'}最后一条命令用来确认已修复。`,
        commands: [
          ...(missing.length === 0 ? [] : [writePem('intermediate.pem', pem)]),
          `cat intermediate.pem >> ${certificateFile(at)}`,
          ...takeUp(at),
        ],
        references: [reference(mongodbTls), reference(rfc(8446, '4.4.2'))],
      },
      ...(completes && at.caFile !== null
        ? ([
            {
              side: judgeOf(at),
              text: `在此之前，可以在每个${judgeZh(at)}把同一证书附加到 ${shown(at.caFile)}。它不会成为新的信任锚，因为它本来就通向受信任的根证书。`,
              commands: [`cat intermediate.pem >> ${shellWord(at.caFile)}`, at.check],
              references: [reference(pymongoTls)],
            },
          ] as const)
        : []),
      {
        side: ownerOf(at),
        text:
          at.given === undefined
            ? '查看修改前后服务器发送的内容：“s:” 行是 subject，下一行 “i:” 是 issuer，它必须等于下一个证书的 subject。'
            : '查看修改前后文件的内容：“subject” 行的下一行是 “issuer”，它必须等于下一个证书的 subject。',
        commands: [showChain(at)],
        references: [],
      },
    ];
  },
  explanation:
    '根证书很少直接签发服务器证书，中间还有中间证书。客户端持有根证书，服务器必须发送自己的证书和所有中间证书。如果只发送自己的证书，不会自行下载其余证书的客户端就无法建立路径：OpenSSL、Python、Node、Go、Java 都会拒绝；而部分浏览器以及 macOS、Windows 会下载或记住中间证书，这就是“浏览器里能用”的原因。',
  howToCheck:
    '服务器发送的证书链，末尾的证书不是自签名的，而且它的签发者不在任何信任库中。证书链中有了中间证书、再次探测不再出现该结论，即已修复。',
};

export default zh;
