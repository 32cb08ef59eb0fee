import { concat } from '../../../base/octets.ts';

/** A DER value: tag, length, content. For the few structures that are put together anew without asn1js. */
export function derValue(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const size: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) size.unshift(left % 256);
  const header = length < 0x80 ? [tag, length] : [tag, 0x80 | size.length, ...size];
  return concat([Uint8Array.from(header), ...content]);
}
