/** OCSP in Chinese words; see `ocsp-words.ts`. */
import { unreachable } from '../../base/never.ts';
import { isoTime } from '../../base/time.ts';
import type { EvidenceText } from '../define.ts';
import type { IoProblem, OcspPolicy, OcspVerdict, OcspVerdicts, StapleProblem } from '../fact-types.ts';
import { leadingPolicies, othersBySide } from '../reading/ocsp-facts.ts';
import { fetchZh } from './fetch-words.ts';
import { listedZh, shown } from './names.ts';
import type { reasonsEn } from './ocsp-words.ts';

/** `stapleProblemEn` in Chinese. */
export function stapleProblemZh(problem: StapleProblem): string {
  switch (problem.kind) {
    case 'malformed':
      return '它不是可以解读的 OCSP 响应';
    case 'responseStatus':
      return `OCSP 响应方返回的是 ${shown(problem.status)}，而不是证书状态`;
    case 'otherCertificate':
      return `它说的是另一个证书${problem.serials.length === 0 ? '' : `（序列号 ${listedZh(problem.serials.map(shown), 3)}）`}${whoseZh(problem)}`;
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

function whoseZh({ sameIssuer, places }: Extract<StapleProblem, { readonly kind: 'otherCertificate' }>): string {
  if (places.length > 0) return `，即本证书链中的第 ${listedZh(places.map(String))} 个`;
  if (sameIssuer === null) return '';
  return sameIssuer ? '，由同一 CA 签发，可能是本证书的前一个' : '，由另一 CA 签发';
}

/** `ocspClientsEn` in Chinese. */
export const ocspClientsZh: Readonly<Record<OcspPolicy, string>> = {
  specification: '按规范（C 驱动）',
  go: 'Go 驱动',
  pymongo: '安装了 ocsp 附加组件的 PyMongo',
  java: 'Java 驱动',
  gnutls: 'GnuTLS',
  certStatus: 'curl --cert-status',
  none: '没有附加组件的 PyMongo、AsyncMongoClient、Node、mongosh 和 openssl s_client',
};

/** `ocspVerdictEn` in Chinese. */
export function ocspVerdictZh(verdict: OcspVerdict): string {
  const { accepted, step } = verdict;
  const act = accepted === null ? '未定' : accepted ? '接受' : '拒绝';
  return `${act}${step === null ? '' : `（第 ${step} 步）`}：${ocspReasonZh(verdict)}`;
}

/** `ocspReasonEn` in Chinese. */
export const ocspReasonZh = ({ because, url }: OcspVerdict): string =>
  reasonsZh[because].replace('%', () => shown(url ?? ''));

/** `ocspDecisionsEn` in Chinese. */
export function ocspDecisionsZh(verdicts: OcspVerdicts | null): readonly EvidenceText[] {
  if (verdicts === null) return [];
  const { refusing, accepting } = othersBySide(verdicts);
  const parts = [
    ...(refusing.length === 0 ? [] : [`${listedZh(refusing.map((policy) => ocspClientsZh[policy]))}：拒绝`]),
    ...(accepting.length === 0 ? [] : [`${listedZh(accepting.map((policy) => ocspClientsZh[policy]))}：接受`]),
  ];
  return [
    ...leadingPolicies.map((policy) => ({ what: ocspClientsZh[policy], value: ocspVerdictZh(verdicts[policy]) })),
    { what: '其他客户端', value: parts.join('；') },
  ];
}

const reasonsZh: typeof reasonsEn = {
  neverLooks: '从不检查',
  stapleMissing: '没有装订响应，而它是必需的',
  stapleInvalid: '装订响应对它不能证明任何事',
  stapleRevoked: '装订响应为 revoked',
  stapleGood: '装订响应为 good',
  stapleUnknown: '装订响应为 unknown',
  stapleOfAnother: '它不看装订响应说的是哪个证书',
  stapleSetAside: '错误码视同没有装订响应',
  answerGood: '% 回答 good',
  answerRevoked: '% 回答 revoked',
  answerRaises: '% 的回答使它抛出异常',
  noResponder: '证书没有写明响应方',
  endpointCheckDisabled: 'tlsDisableOCSPEndpointCheck 使它不询问响应方',
  softFail: '没有响应方给出有效的结论（soft fail）',
  notStapled: '没有装订响应，它也不询问任何人',
  issuerUnknown: '没有签发者的证书',
  notAsked: '取决于响应方，但未询问',
};

/** `noAnswerEn` in Chinese. */
export const noAnswerZh = (problem: IoProblem): string =>
  problem.kind === 'other' && problem.code === 'unsupportedScheme'
    ? '它的地址不是 http://，而响应方要用 HTTP 询问'
    : fetchZh(problem);
