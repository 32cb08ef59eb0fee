import { checkWithCaFile, checkWithoutCaFile } from '../../src/diagnose/case.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { elsewhereZh, straightenZh } from '../../src/diagnose/elsewhere.ts';
import { judgeOf, leafZh, ownerOf, ownerZh, sentZh } from '../../src/diagnose/parties.ts';
import { certifiForPypy, showPemFile, updateRootsOf } from '../../src/diagnose/remedies/commands.ts';
import { pythonNamedZh } from '../../src/diagnose/remedies/python-here.ts';
import { macPythonCommand, portablePypy15, python29065 } from '../../src/diagnose/remedies/root-remedies.ts';
import { mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { storeZh } from '../../src/diagnose/words/store-names.ts';
import type { UntrustedRoot } from '../untrusted-root.ts';

const zh: Words<UntrustedRoot> = {
  title: '根证书不受信任',
  summary: ({ at, end, subject, issuer, mayBeIntermediate }) => {
    if (end === 'anchorNotSelfSigned') {
      return `受信任的证书 ${shown(subject)} 只是中间证书，${at.shortClient} 还需要它上面的根证书 ${shown(issuer)}。`;
    }
    if (mayBeIntermediate) {
      return `${at.shortClient} 不信任${leafZh(at)}的签发者 ${shown(issuer)}：它不在受信任的证书之列，${at.given === undefined ? '服务器也没有发送它' : '证书链中也没有它'}。`;
    }
    return `${leafZh(at)}最终追溯到 ${shown(end === 'selfSignedInPath' ? subject : issuer)}，而 ${at.shortClient} 不信任这个根证书。`;
  },
  evidence: ({ at, end, subject, issuer, sent, store, otherStores, mayBeIntermediate }) => [
    { what: sentZh(at), value: `${sent} 个证书` },
    end === 'selfSignedInPath'
      ? { what: '路径终点', value: `${shown(subject)}，自签名` }
      : { what: '路径中断于', value: `${shown(subject)}，签发者为 ${shown(issuer)}` },
    ...(store === null
      ? []
      : [
          {
            what: '信任库',
            value: `${storeZh(store)}：${
              end === 'anchorNotSelfSigned'
                ? `含有 ${shown(subject)}，但它不是自签名证书，也没有它的签发者`
                : `不含 ${shown(end === 'selfSignedInPath' ? subject : issuer)}`
            }`,
          },
        ]),
    ...otherStores.map((other) => ({ what: '换成以下信任库则会接受', value: storeZh(other) })),
    ...(mayBeIntermediate
      ? [
          {
            what: '尚不清楚',
            value: `${shown(issuer)} 本身是根证书，还是${ownerZh(at)}应当发送的中间证书：没有看到它的证书`,
          },
        ]
      : []),
    ...elsewhereZh(at),
  ],
  remedies: ({ at, end, issuer, subject, store, otherStores, mayBeIntermediate }) => {
    const root = shown(end === 'selfSignedInPath' ? subject : issuer);
    const give = {
      side: judgeOf(at),
      text:
        judgeOf(at) === 'server'
          ? `如果 ${root} 是您自己的 CA：向 CA 的管理者索取它的 PEM 证书，加入 mongod 校验客户端所用的文件（net.tls.CAFile 或 net.tls.clusterCAFile）。`
          : at.caFile === null
            ? `如果 ${root} 是您自己的 CA：向 CA 的管理者${at.given === undefined ? '（而不是从这条连接）' : ''}索取它的 PEM 证书并交给客户端：MongoClient(..., tlsCAFile="ca.pem")，或在连接字符串中写 …/?tls=true&tlsCAFile=ca.pem。然后用同一文件检查。`
            : `向 CA 的管理者${at.given === undefined ? '（而不是从这条连接）' : ''}索取 ${root} 的 PEM 证书，加入 ${shown(at.caFile)}，或改用与此部署对应的文件。第一条命令显示文件当前的内容。`,
      commands: at.caFile === null ? [checkWithCaFile(at, 'ca.pem')] : [showPemFile(at.caFile), at.check],
      references: [reference(pymongoTls), reference(rfc(5280, '6.1.1'))],
    } as const;
    const intermediate = {
      side: ownerOf(at),
      text: `如果 ${root} 是中间证书：应由${ownerZh(at)}发送，请把它附加到证书文件中叶证书之后。要区分两者，可询问 CA，或查看签发者自己的证书：只有根证书的 subject 与 issuer 相同。`,
      commands: ['openssl x509 -in issuer.pem -noout -subject -issuer'],
      references: [reference(mongodbTls), reference(rfc(8446, '4.4.2'))],
    } as const;
    const drop = {
      side: judgeOf(at),
      text: '在本机，不使用 tlsCAFile 时该路径会被接受：这个选项会取代默认信任库，而不是追加。请去掉它，或把根证书加入该文件。',
      commands: [checkWithoutCaFile(at)],
      references: [reference(pymongoTls)],
    } as const;
    const update = {
      side: judgeOf(at),
      text: `如果它是公共 CA，说明本机的根证书已经过时：请更新${at.machine?.distribution == null ? '（选择适合您系统的一行）' : ''}。`,
      commands: updateRootsOf(at.machine),
      references: [reference(pymongoTls)],
    } as const;
    // Where Python was asked, its certifi was asked for the root as well, and has it not.
    const isOfPythonOrg = at.python?.isPythonOrgMac === true;
    const isAsked = at.python !== undefined || !at.clientId.startsWith('pymongo');
    const interpreter = {
      side: 'client',
      text:
        at.python === undefined
          ? '自带信任库的 Python：在 macOS 上，python.org 的 Python 用第一条命令填充它的信任库（Python issue 29065）。没有根证书的解释器可以使用 certifi 的证书：后两条命令原是为 portable-pypy（其 issue 15，该项目已停止维护）而写，把 pypy 换成您的 Python 同样适用。'
          : `本机是 python.org 的 ${pythonNamedZh(at.python)}，它自带信任库：用这条命令填入公共根证书（Python issue 29065）。`,
      commands: [macPythonCommand(at), ...(isOfPythonOrg ? [] : certifiForPypy)],
      references: [reference(python29065), ...(isOfPythonOrg ? [] : [reference(portablePypy15)])],
    } as const;
    const isSystem = store === null || store.name !== 'tlsCAFile';
    return [
      ...straightenZh(at),
      ...(!isSystem && otherStores.length > 0 ? [drop] : []),
      give,
      ...(mayBeIntermediate ? [intermediate] : []),
      ...(isSystem ? [update, ...(isAsked && !isOfPythonOrg ? [] : [interpreter])] : []),
    ];
  },
  explanation:
    '客户端从叶证书开始逐级查找签发者，直到遇到自己信任库中的证书。如果最后一级是不在信任库中的根证书，整条路径都会被拒绝：可能是私有 CA 的根证书从未交给客户端，使用了与此部署不符的根证书文件，信任库过时，或有代理拦截了 TLS 并用自己的 CA 签发。基于 OpenSSL 的客户端要求根证书是自签名的：信任库里只有中间证书是不够的。',
  howToCheck:
    '把路径顶端的签发者与信任库中的 subject 对照：`openssl crl2pkcs7 -nocrl -certfile ca.pem | openssl pkcs7 -print_certs -noout`。换用正确的文件后再次探测不再有结论，即已修复。关闭校验只会把它连同证书的其他问题一起掩盖。',
};

export default zh;
