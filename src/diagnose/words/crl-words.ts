/** Revocation lists in the words of both languages. */
import { isoTime } from '../../base/time.ts';
import type { VerifyProblem } from '../fact-types.ts';
import { shown } from './names.ts';

/** What can be wrong with the CRLs for a path; that a certificate is revoked is no trouble with them. */
export type CrlTrouble = Extract<VerifyProblem, { readonly kind: (typeof crlTroubles)[number] }>;

/** One CRL as findings tell it. */
export type CrlSeen = Extract<CrlTrouble, { readonly kind: 'crlExpired' }>['crl'];

export const crlTroubles = [
  'crlMissing',
  'crlNotYetValid',
  'crlExpired',
  'crlTimeMalformed',
  'crlSignature',
  'cannotSignCrls',
  'crlScope',
  'crlExtension',
] as const;

/** `CN=Issuing CA, number 31, of 2026-06-14T12:00:00.000Z, next one by 2026-06-21T12:00:00.000Z`. */
export const crlEn = ({ issuer, number, thisUpdate, nextUpdate }: CrlSeen): string =>
  [
    shown(issuer),
    ...(number === null ? [] : [`number ${decimal(number)}`]),
    thisUpdate === null ? 'of an unreadable time' : `of ${isoTime(thisUpdate)}`,
    nextUpdate === null
      ? 'next one at an unreadable time'
      : nextUpdate === 'absent'
        ? 'without end'
        : `next one by ${isoTime(nextUpdate)}`,
  ].join(', ');

/** The same in Chinese. */
export const crlZh = ({ issuer, number, thisUpdate, nextUpdate }: CrlSeen): string =>
  [
    shown(issuer),
    ...(number === null ? [] : [`编号 ${decimal(number)}`]),
    thisUpdate === null ? '签发时间无法读取' : `签发于 ${isoTime(thisUpdate)}`,
    nextUpdate === null
      ? '下次更新时间无法读取'
      : nextUpdate === 'absent'
        ? '没有写明下次更新时间'
        : `下次更新不晚于 ${isoTime(nextUpdate)}`,
  ].join('，');

/** Why a CRL was passed over. */
export type CrlUnfit = Extract<CrlTrouble, { readonly kind: 'crlMissing' }>['passedOver'][number]['why'];

/** As openssl prints it. */
const decimal = (number: string): string =>
  number.startsWith('-') ? `-${BigInt(`0x${number.slice(1)}`)}` : String(BigInt(`0x${number}`));
