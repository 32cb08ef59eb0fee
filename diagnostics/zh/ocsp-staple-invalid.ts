import { unreachable } from '../../src/base/never.ts';
import { isoTime } from '../../src/base/time.ts';
import { hostAndPort, shellWord } from '../../src/diagnose/commands.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { listedZh, shown } from '../../src/diagnose/names.ts';
import { certificateFile, refusedZh } from '../../src/diagnose/parties.ts';
import { mongodbOcsp, mongodbTls, reference, rfc } from '../../src/diagnose/sources.ts';
import type { StapleProblem } from '../../src/diagnose/fact-types.ts';
import type { OcspStapleInvalid } from '../ocsp-staple-invalid.ts';

function sentence(problem: StapleProblem): string {
  switch (problem.kind) {
    case 'malformed':
      return '它不是可以解读的 OCSP 响应';
    case 'responseStatus':
      return `OCSP 响应方返回的是 ${shown(problem.status)}，而不是证书状态`;
    case 'otherCertificate':
      return `它说的是另一个证书${problem.serials.length === 0 ? '' : `（序列号 ${listedZh(problem.serials.map(shown), 3)}）`}`;
    case 'issuerUnknown':
      return '没有看到签发者的证书，无法检查';
    case 'badSignature':
      return '签名不正确';
    case 'foreignSigner':
      return `签名者是 ${shown(problem.responder)}，它既不是签发者，也没有得到签发者的授权`;
    case 'signerWithoutUsage':
      return `签名者是 ${shown(problem.responder)}，它的证书没有 OCSPSigning 用途`;
    case 'signerExpired':
      return `签名者是 ${shown(problem.responder)}，它的证书不在有效期内`;
    case 'notYetValid':
      return `它来自未来（thisUpdate ${isoTime(problem.thisUpdate)}）`;
    case 'stale':
      return `它已于 ${isoTime(problem.nextUpdate)} 失效（nextUpdate）`;
    default:
      return unreachable(problem);
  }
}

const zh: Words<OcspStapleInvalid> = {
  title: 'OCSP 装订响应无效',
  summary: ({ at, staples: [first], refused }) =>
    first === undefined
      ? ''
      : `${at.given === undefined ? '服务器装订的 OCSP 响应' : 'OCSP 响应'}不能证明任何事：${sentence(first.problems[0])}。${
          refused
            ? `${at.shortClient} 拒绝${refusedZh(at)}。`
            : `${at.client} 不看它；检查 OCSP 的客户端会拒绝${refusedZh(at)}。`
        }`,
  evidence: ({ at, staples, judgedAt, refused }) => [
    ...staples.flatMap(({ certificate, says, problems }) =>
      problems.map((problem) => ({
        what: `${certificate === 0 ? '叶证书' : `第 ${certificate} 个证书`}的${at.given === undefined ? '装订' : ' OCSP '}响应`,
        value: `${says === null ? '' : `内容为 ${says}，但`}${sentence(problem)}`,
      })),
    ),
    { what: '判断时间', value: isoTime(judgedAt) },
    {
      what: '谁会发现',
      value: `${refused ? `${at.client} 会发现。` : ''}安装了 ocsp 附加组件的 PyMongo、Go 和 C 驱动以及 curl --cert-status 会判断装订响应（PyMongo 不比较序列号）；没有附加组件的 PyMongo、AsyncMongoClient、Node、mongosh 和 openssl s_client 不会。`,
    },
  ],
  remedies: ({ at }) => [
    {
      side: 'server',
      text: '让服务器取得新的响应：mongod 会自行向 CA 的响应方查询并装订结果，请在其日志中查看失败原因（编号 5512201、5512202、6144500、4633601），确认它能访问证书中写明的响应方，并且时钟正确；使用 ssl_stapling_file 的 nginx 需要在 nextUpdate 之前替换该文件。最后一条命令用来确认已修复。',
      commands: [
        `openssl x509 -in ${certificateFile(at)} -noout -ocsp_uri`,
        ...(at.given === undefined
          ? [`openssl s_client -connect ${shellWord(hostAndPort(at.host, at.port))} -status </dev/null`]
          : []),
        at.check,
      ],
      references: [reference(mongodbTls), reference(rfc(6960, '3.2'))],
    },
    {
      side: 'server',
      text: '如果响应方是您自己的：它必须用签发者的密钥签名，或使用由该签发者授予 OCSPSigning 用途的证书签名；必须针对这一个证书作答；时钟必须正确。',
      commands: [],
      references: [reference(rfc(6960, '4.2.2.2')), reference(mongodbOcsp)],
    },
  ],
  explanation:
    '服务器可以在握手中装订 CA 的证明，说明证书未被吊销。检查它的客户端在证明无效时必须拒绝：已失效、说的是另一个证书、由别人签名，或者只是一个错误码。无论什么原因，客户端都只打印 “invalid status response”。',
  howToCheck:
    '结论中说明了哪一项检查失败，并给出响应中的时间和名称。探测显示装订响应有效，或（在证书不强制要求时）不再装订，即已修复。',
};

export default zh;
