import { checkWithCaFile } from '../../src/diagnose/case.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { judgeOf, leafZh, ownerOf, ownerZh, showLeaf, takeUp } from '../../src/diagnose/parties.ts';
import { mongodbTls, pymongoTls, reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { storeZh } from '../../src/diagnose/words/store-names.ts';
import type { SelfSignedLeaf } from '../self-signed-leaf.ts';

const zh: Words<SelfSignedLeaf> = {
  title: '服务器证书是自签名的',
  summary: ({ at }) => `${leafZh(at)}由它自己签名，不是 CA 签发的，而且不在 ${at.shortClient} 信任的证书之列。`,
  evidence: ({ subject, store }) => [
    { what: '叶证书', value: `${shown(subject)}：subject 与 issuer 相同，并由自己的密钥签名` },
    ...(store === null ? [] : [{ what: '信任库', value: `${storeZh(store)}：不含该证书` }]),
  ],
  remedies: ({ at }) => [
    {
      side: ownerOf(at),
      text: `改用由 CA（自建或公共）签发${ownerOf(at) === 'server' ? '、并在 subjectAltName 中写明主机名' : ''}的证书；MongoDB 的生产环境也要求如此。替换后再次检查。`,
      commands: takeUp(at),
      references: [reference(mongodbTls)],
    },
    at.given === undefined
      ? {
          side: 'client',
          text: '仅供测试：只信任这一个证书。保存它，通过别的途径（不是这条连接）与服务器上的指纹核对，然后作为 tlsCAFile 使用，可以写在选项里，也可以写在连接字符串里（…/?tls=true&tlsCAFile=server.pem）。',
          commands: [
            showLeaf(at, '> server.pem'),
            'openssl x509 -in server.pem -noout -subject -fingerprint -sha256',
            checkWithCaFile(at, 'server.pem'),
          ],
          references: [reference(pymongoTls)],
        }
      : {
          side: judgeOf(at),
          text: `仅供测试：与${ownerZh(at)}上的指纹核对之后，只信任这一个证书。`,
          commands: [
            showLeaf(at, '-noout -subject -fingerprint -sha256'),
            checkWithCaFile(at, at.given.chainFile ?? 'chain.pem'),
          ],
          references: [reference(pymongoTls)],
        },
  ],
  explanation:
    '自签名的叶证书就是它自己的签发者。它能加密，但没有任何外部证据说明它属于谁：只有当客户端的信任库里正好有这个证书时才会被接受。测试环境常用这种证书；服务器没有配置正式证书时也可能退回到它。',
  howToCheck:
    '在服务器发送的证书链中，第一个证书的 subject 与 issuer 相同。叶证书换成由别的签发者签发，或用 --tlsCAFile 指定该证书后探测不再有结论，即已修复。',
};

export default zh;
