import type { Words } from '../../src/diagnose/define.ts';
import { showLeaf } from '../../src/diagnose/parties.ts';
import { sClient } from '../../src/diagnose/remedies/commands.ts';
import { isBefore } from '../../src/diagnose/remedies/release.ts';
import { endingOcsp, mongodbTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { clientZh, listedZh, shown } from '../../src/diagnose/words/names.ts';
import { ocspDecisionsZh } from '../../src/diagnose/words/ocsp-words-zh.ts';
import type { OcspStapleMissing } from '../ocsp-staple-missing.ts';

const zh: Words<OcspStapleMissing> = {
  title: '缺少必需的 OCSP 装订响应',
  summary: ({ at, demanding: [first], demandingCas, refused }) => {
    const who =
      first === undefined
        ? `${listedZh(demandingCas.map(shown), 2)} 要求它签发的每个证书都带有装订的 OCSP 响应（must-staple）`
        : `${first.index === 0 ? '服务器证书' : `证书 ${shown(first.subject)} `}要求装订 OCSP 响应（must-staple）`;
    const act = refused ? `${at.shortClient} 拒绝连接。` : `${clientZh(at.client)} 不在意；更严格的客户端会拒绝。`;
    return `${who}，而服务器没有${first === undefined || first.index === 0 ? '' : '为它'}装订：${act}`;
  },
  evidence: ({ demanding, demandingCas, urls, answer, verdicts }) => [
    ...demanding.map(({ index, subject }) => ({
      what: index === 0 ? '叶证书' : `第 ${index} 个证书`,
      value: `${shown(subject)}：有 TLS feature status_request（1.3.6.1.5.5.7.1.24），却没有装订响应`,
    })),
    ...demandingCas.map((subject) => ({
      what: '链中的 CA',
      value: `${shown(subject)} 有 TLS feature status_request，而它下面的叶证书没有`,
    })),
    {
      what: '响应方',
      value:
        urls.length === 0
          ? '叶证书没有写明响应方，服务器无处取得装订响应'
          : `${listedZh(urls.map(shown), 3)}${answer === null ? '' : `，它回答 ${answer}`}`,
    },
    ...ocspDecisionsZh(verdicts),
  ],
  remedies: ({ at, urls }) => [
    {
      side: 'server',
      text:
        isBefore(at, 4, 4) === true
          ? `这台服务器是 MongoDB ${at.release}，不能装订：请在 Linux 上升级到 4.4 或更高版本，之后只要证书写明响应方${urls.length === 0 ? '（这个证书没有）' : ''}，CAFile 中有签发者，它就会自行装订。最后一条命令用来确认已修复。`
          : `让服务器装订。mongod${isBefore(at, 4, 4) === false ? `（这台是 ${at.release}）` : ' '}从 4.4 起会自行装订，但仅限 Linux，而且证书要写明响应方${urls.length === 0 ? '（这个证书没有）' : ''}，CAFile 中要有签发者，参数 ocspEnabled 要打开；不能装订的原因在其日志中（编号 23232、5512201、5512202、6144500）。nginx 需要 ssl_stapling on 和 resolver，Apache 需要 SSLUseStapling on。最后一条命令用来确认已修复。`,
      commands: [
        showLeaf(at, '-noout -ocsp_uri -ext tlsfeature'),
        "mongosh --eval 'db.adminCommand({getParameter: 1, ocspEnabled: 1})'",
        sClient(at, '-status'),
        at.check,
      ],
      references: [reference(mongodbTls), reference(rfc(6066, '8'))],
    },
    {
      side: 'server',
      text: `如果这台服务器无法装订（Windows 和 macOS 上的 mongod${isBefore(at, 4, 4) === null ? ' 以及 4.4 之前的版本' : ' '}都不能），请重新签发不含此要求的证书：不带 TLS feature 扩展；使用 certbot 时不加 --must-staple。`,
      commands: [],
      references: [reference(rfc(7633, '4.2.3.1')), reference(endingOcsp)],
    },
  ],
  explanation:
    '证书可以带有一项要求：它的服务器必须始终装订 OCSP 响应（TLS feature 扩展，俗称 must-staple）。这是对客户端的承诺：出示此证书却没有 CA 最新证明的，不可相信。认识此扩展的客户端会拒绝，大多数客户端不认识。安装了 ocsp 附加组件的 PyMongo 此时甚至不会去询问响应方。',
  howToCheck:
    '对这样的证书，`openssl x509 -noout -ext tlsfeature` 会打印 status_request，`openssl s_client -status` 会打印 “OCSP response: no response sent”。服务器发送了响应，或证书不再有此要求，即已修复。',
};

export default zh;
