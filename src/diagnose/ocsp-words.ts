/** OCSP in the words of both languages: why a response proves nothing, and what clients make of it all. */
import { unreachable } from '../base/never.ts';
import { isoTime } from '../base/time.ts';
import type { OcspPolicy, OcspVerdict, StapleProblem } from './fact-types.ts';
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

/** Who goes about OCSP in which way. */
export const ocspClientsEn: Readonly<Record<OcspPolicy, string>> = {
  specification: "MongoDB's OCSP specification (the Go and C drivers)",
  pymongo: 'PyMongo with the ocsp extra',
  gnutls: 'GnuTLS',
  certStatus: 'curl --cert-status',
  none: 'PyMongo without the extra, AsyncMongoClient, Node, mongosh and openssl s_client',
};

/** The same in Chinese. */
export const ocspClientsZh: Readonly<Record<OcspPolicy, string>> = {
  specification: 'MongoDB 的 OCSP 规范（Go 和 C 驱动）',
  pymongo: '安装了 ocsp 附加组件的 PyMongo',
  gnutls: 'GnuTLS',
  certStatus: 'curl --cert-status',
  none: '没有附加组件的 PyMongo、AsyncMongoClient、Node、mongosh 和 openssl s_client',
};

/** What one kind of client decides, and why: `refuses at step 2: the staple proves nothing`. */
export function ocspVerdictEn({ accepted, step, because, url }: OcspVerdict): string {
  const act = accepted === null ? 'is open' : accepted ? 'accepts' : 'refuses';
  return `${act}${step === null ? '' : ` at step ${step}`}: ${reasonsEn[because].replace('%', shown(url ?? ''))}`;
}

/** The same in Chinese. */
export function ocspVerdictZh({ accepted, step, because, url }: OcspVerdict): string {
  const act = accepted === null ? '未定' : accepted ? '接受' : '拒绝';
  return `${act}${step === null ? '' : `（第 ${step} 步）`}：${reasonsZh[because].replace('%', shown(url ?? ''))}`;
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
