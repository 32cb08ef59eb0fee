/** OCSP in the words of both languages: why a response proves nothing, and what clients make of it all. */
import { unreachable } from '../base/never.ts';
import { isoTime } from '../base/time.ts';
import type { EvidenceText } from './define.ts';
import type { IoProblem, OcspPolicy, OcspVerdict, OcspVerdicts, StapleProblem } from './fact-types.ts';
import { listed, listedZh, shown } from './names.ts';

/** Why a response proves nothing: `it ran out at …`. */
export function stapleProblemEn(problem: StapleProblem): string {
  switch (problem.kind) {
    case 'malformed':
      return 'it is no OCSP response that can be read';
    case 'responseStatus':
      return `the responder answered ${shown(problem.status)} instead of a status`;
    case 'otherCertificate':
      return `it is about another certificate${problem.serials.length === 0 ? '' : ` (serial ${listed(problem.serials.map(shown), 3)})`}${whoseEn(problem)}`;
    case 'issuerUnknown':
      return "the issuer's certificate was not seen, so it could not be checked";
    case 'badSignature':
      return 'its signature is wrong';
    case 'foreignSigner':
      return `${shown(problem.responder)} signed it, which is neither the issuer nor certified by it`;
    case 'signerWithoutUsage':
      return `${shown(problem.responder)} signed it, whose certificate lacks the usage OCSPSigning`;
    case 'signerExpired':
      return `${shown(problem.responder)} signed it, whose certificate is out of date`;
    case 'notYetValid':
      return `it is from the future (thisUpdate ${isoTime(problem.thisUpdate)})`;
    case 'stale':
      return `it ran out at ${isoTime(problem.nextUpdate)} (nextUpdate)`;
    default:
      return unreachable(problem);
  }
}

function whoseEn({ sameIssuer, places }: Extract<StapleProblem, { readonly kind: 'otherCertificate' }>): string {
  if (places.length > 0) return `, number ${listed(places.map(String))} of this chain`;
  if (sameIssuer === null) return '';
  return sameIssuer ? ' of the same CA, perhaps its predecessor' : ' of another CA';
}

/** The same in Chinese. */
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

/** Whether a clock may be what is wrong with a response. */
export const isOutOfTime = (problems: readonly StapleProblem[]): boolean =>
  problems.some(({ kind }) => kind === 'stale' || kind === 'notYetValid');

/** Who goes about OCSP in which way; `specification` is MongoDB's, which the Go and C drivers follow. */
export const ocspClientsEn: Readonly<Record<OcspPolicy, string>> = {
  specification: 'As specified (Go, C drivers)',
  pymongo: 'PyMongo with the ocsp extra',
  gnutls: 'GnuTLS',
  certStatus: 'curl --cert-status',
  none: 'PyMongo without the extra, AsyncMongoClient, Node, mongosh and openssl s_client',
};

/** The same in Chinese. */
export const ocspClientsZh: Readonly<Record<OcspPolicy, string>> = {
  specification: '按规范（Go、C 驱动）',
  pymongo: '安装了 ocsp 附加组件的 PyMongo',
  gnutls: 'GnuTLS',
  certStatus: 'curl --cert-status',
  none: '没有附加组件的 PyMongo、AsyncMongoClient、Node、mongosh 和 openssl s_client',
};

/** What one kind of client decides, and why: `refuses at step 2: the staple proves nothing`. */
export function ocspVerdictEn(verdict: OcspVerdict): string {
  const { accepted, step } = verdict;
  const act = accepted === null ? 'is open' : accepted ? 'accepts' : 'refuses';
  return `${act}${step === null ? '' : ` at step ${step}`}: ${ocspReasonEn(verdict)}`;
}

/** The same in Chinese. */
export function ocspVerdictZh(verdict: OcspVerdict): string {
  const { accepted, step } = verdict;
  const act = accepted === null ? '未定' : accepted ? '接受' : '拒绝';
  return `${act}${step === null ? '' : `（第 ${step} 步）`}：${ocspReasonZh(verdict)}`;
}

/** Why a client decides so. */
export const ocspReasonEn = ({ because, url }: OcspVerdict): string =>
  reasonsEn[because].replace('%', () => shown(url ?? ''));

/** The same in Chinese. */
export const ocspReasonZh = ({ because, url }: OcspVerdict): string =>
  reasonsZh[because].replace('%', () => shown(url ?? ''));

/** What kinds of clients decide, as evidence: the specification and PyMongo each with its reason, the others by name. */
export function ocspDecisionsEn(verdicts: OcspVerdicts | null): readonly EvidenceText[] {
  if (verdicts === null) return [];
  const { refusing, accepting } = othersBySide(verdicts);
  const parts = [
    ...(refusing.length === 0 ? [] : [`${listed(refusing.map((policy) => ocspClientsEn[policy]))}: refused`]),
    ...(accepting.length === 0 ? [] : [`${listed(accepting.map((policy) => ocspClientsEn[policy]))}: accepted`]),
  ];
  return [
    ...leading.map((policy) => ({ what: ocspClientsEn[policy], value: ocspVerdictEn(verdicts[policy]) })),
    { what: 'Other clients', value: parts.join('; ') },
  ];
}

/** The same in Chinese. */
export function ocspDecisionsZh(verdicts: OcspVerdicts | null): readonly EvidenceText[] {
  if (verdicts === null) return [];
  const { refusing, accepting } = othersBySide(verdicts);
  const parts = [
    ...(refusing.length === 0 ? [] : [`${listedZh(refusing.map((policy) => ocspClientsZh[policy]))}：拒绝`]),
    ...(accepting.length === 0 ? [] : [`${listedZh(accepting.map((policy) => ocspClientsZh[policy]))}：接受`]),
  ];
  return [
    ...leading.map((policy) => ({ what: ocspClientsZh[policy], value: ocspVerdictZh(verdicts[policy]) })),
    { what: '其他客户端', value: parts.join('；') },
  ];
}

const leading = ['specification', 'pymongo'] as const;
const others = ['gnutls', 'certStatus', 'none'] as const;

const othersBySide = (verdicts: OcspVerdicts) => ({
  refusing: others.filter((policy) => verdicts[policy].accepted === false),
  accepting: others.filter((policy) => verdicts[policy].accepted === true),
});

/** Why no answer came from a responder. */
export function noAnswerEn(problem: IoProblem): string {
  switch (problem.kind) {
    case 'nameNotFound':
      return `the name ${shown(problem.name)} has no address`;
    case 'resolverFailed':
      return `the name ${shown(problem.name)} could not be looked up (${shown(problem.code)})`;
    case 'refused':
      return 'connection refused';
    case 'reset':
      return 'connection reset';
    case 'unreachable':
      return `no route to it (${problem.code})`;
    case 'timedOut':
      return `no answer within ${Math.round(problem.afterMs)} ms`;
    case 'tooLarge':
      return `it sends more than ${problem.limit} octets`;
    case 'httpStatus':
      return `HTTP status ${problem.status}`;
    default:
      return 'code' in problem && problem.code === 'unsupportedScheme'
        ? 'its address is not http://, which is how responders are asked'
        : `it cannot be asked (${'code' in problem ? shown(problem.code) : problem.kind})`;
  }
}

/** The same in Chinese. */
export function noAnswerZh(problem: IoProblem): string {
  switch (problem.kind) {
    case 'nameNotFound':
      return `名称 ${shown(problem.name)} 没有地址`;
    case 'resolverFailed':
      return `无法解析名称 ${shown(problem.name)}（${shown(problem.code)}）`;
    case 'refused':
      return '连接被拒绝';
    case 'reset':
      return '连接被重置';
    case 'unreachable':
      return `没有到它的路由（${problem.code}）`;
    case 'timedOut':
      return `${Math.round(problem.afterMs)} 毫秒内没有回答`;
    case 'tooLarge':
      return `它发送的内容超过 ${problem.limit} 个八位字节`;
    case 'httpStatus':
      return `HTTP 状态码 ${problem.status}`;
    default:
      return 'code' in problem && problem.code === 'unsupportedScheme'
        ? '它的地址不是 http://，而响应方要用 HTTP 询问'
        : `无法询问（${'code' in problem ? shown(problem.code) : problem.kind}）`;
  }
}

const reasonsEn: Readonly<Record<OcspVerdict['because'], string>> = {
  neverLooks: 'it never looks',
  stapleMissing: 'nothing was stapled, and it must be',
  stapleInvalid: 'the staple proves nothing to it',
  stapleRevoked: 'the staple says revoked',
  stapleGood: 'the staple says good',
  stapleUnknown: 'the staple says unknown',
  stapleOfAnother: 'it does not look which certificate the staple is about',
  stapleSetAside: 'an error code counts as no staple',
  answerGood: '% answers good',
  answerRevoked: '% answers revoked',
  answerRaises: 'the answer of % ends in an exception',
  noResponder: 'the certificate names no responder',
  endpointCheckDisabled: 'tlsDisableOCSPEndpointCheck keeps it from asking the responder',
  softFail: 'no responder says anything that counts (soft fail)',
  notStapled: 'nothing was stapled, and it asks nobody',
  issuerUnknown: "the issuer's certificate is not at hand",
  notAsked: 'it depends on the responder, which was not asked',
};

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
