import { isoTime } from '../../src/base/time.ts';
import { sClient } from '../../src/diagnose/remedies/commands.ts';
import { clientZh } from '../../src/diagnose/words/names.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { isOutOfTime } from '../../src/diagnose/reading/ocsp-facts.ts';
import { ocspDecisionsZh, ocspReasonZh, stapleProblemZh } from '../../src/diagnose/words/ocsp-words-zh.ts';
import { certificateFile, refusedZh } from '../../src/diagnose/parties.ts';
import { mongodbOcsp, mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import type { OcspStapleInvalid, StapleQuirk } from '../ocsp-staple-invalid.ts';

const quirks: Readonly<Record<StapleQuirk, string>> = {
  certIdDigest: '它不是用 SHA-1 指明证书，而此客户端不懂别的摘要',
  severalResponses: '它说到多个证书，而此客户端只接受一个',
  signatureAlgorithm: '它的签名算法是此客户端不认识的',
  signer: '此客户端认不出它的签名者',
};

const sentence = ({ problems: [problem], quirk }: OcspStapleInvalid['staples'][number]): string =>
  problem === undefined ? quirks[quirk ?? 'signer'] : stapleProblemZh(problem);

const zh: Words<OcspStapleInvalid> = {
  title: 'OCSP 装订响应无效',
  summary: ({ at, staples: [first], refused, accepts }) => {
    if (first === undefined) return '';
    const which = first.certificate === 0 ? '' : `（第 ${first.certificate} 个证书）`;
    const what = `${at.given === undefined ? '服务器装订的 OCSP 响应' : 'OCSP 响应'}${which}`;
    const proves = first.problems.length > 0 ? '不能证明任何事' : `对 ${at.shortClient} 不能证明任何事`;
    return `${what}${proves}：${sentence(first)}。${
      refused
        ? `${at.shortClient} 拒绝${refusedZh(at)}。`
        : accepts === null
          ? `${clientZh(at.client)} 不看它；检查${first.certificate === 0 ? ' OCSP ' : '它'}的客户端会拒绝${refusedZh(at)}。`
          : `${at.shortClient} 仍然接受（${ocspReasonZh(accepts)}）；遵循 MongoDB 规范的客户端会拒绝${refusedZh(at)}。`
    }`;
  },
  evidence: ({ at, staples, judgedAt, verdicts }) => [
    ...staples.flatMap((staple) => {
      const { certificate, says, problems } = staple;
      const reasons = problems.length === 0 ? [sentence(staple)] : problems.map(stapleProblemZh);
      return reasons.map((reason) => ({
        what: `${certificate === 0 ? '叶证书' : `第 ${certificate} 个证书`}的${at.given === undefined ? '装订' : ' OCSP '}响应`,
        value: `${says === null ? '' : `内容为 ${says}，但`}${reason}`,
      }));
    }),
    { what: '判断时间', value: isoTime(judgedAt) },
    ...(verdicts === null ? [{ what: '谁会发现', value: whoNotices }] : ocspDecisionsZh(verdicts)),
  ],
  remedies: ({ at, staples }) => [
    ...(staples.some(({ quirk }) => quirk !== null)
      ? ([
          {
            side: 'server',
            text: '按 RFC 6960，这个响应没有问题，其他客户端都接受。在此客户端支持之前，请让响应方以它能理解的形式作答：只涉及一个证书、用 SHA-1 指明证书、响应方以名称标识自己、用 ECDSA 或 RSA PKCS #1 签名。',
            commands: [at.check],
            references: [reference(rfc(6960, '4.2.1')), reference(pymongoTls)],
          },
        ] as const)
      : []),
    ...(staples.every(({ quirk }) => quirk !== null)
      ? []
      : ([
          {
            side: 'server',
            text: '让服务器取得新的响应：mongod 会自行向 CA 的响应方查询并装订结果，请在其日志中查看失败原因（编号 5512201、5512202、6144500、4633601），确认它能访问证书中写明的响应方，并且时钟正确；使用 ssl_stapling_file 的 nginx 需要在 nextUpdate 之前替换该文件。最后一条命令用来确认已修复。',
            commands: [
              `openssl x509 -in ${certificateFile(at)} -noout -ocsp_uri`,
              ...(at.given === undefined ? [sClient(at, '-status')] : []),
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
        ] as const)),
    ...(staples.some(({ problems }) => isOutOfTime(problems))
      ? ([
          {
            side: 'client',
            text: '如果判断时间与实际时间不符，说明本机时钟不准：校准之后，这个响应可能就是有效的。',
            commands: ['date -u'],
            references: [],
          },
        ] as const)
      : []),
  ],
  explanation:
    '服务器可以在握手中装订 CA 的证明，说明证书未被吊销。检查它的客户端在证明无效时必须拒绝：已失效、说的是另一个证书、由别人签名，或者只是一个错误码。无论什么原因，客户端都只打印 “invalid status response”。',
  howToCheck:
    '结论中说明了哪一项检查失败，并给出响应中的时间和名称。探测显示装订响应有效，或（在证书不强制要求时）不再装订，即已修复。',
};

const whoNotices =
  '安装了 ocsp 附加组件的 PyMongo、Go 和 C 驱动以及 curl --cert-status 会判断装订响应（PyMongo 不比较序列号）；没有附加组件的 PyMongo、AsyncMongoClient、Node、mongosh 和 openssl s_client 不会。';

export default zh;
