/** When the end of a certificate is near enough to speak of it. */
import { dayMs, type Milliseconds, type UnixMs } from '../../base/time.ts';

interface Validity {
  readonly notBefore: UnixMs;
  readonly notAfter: UnixMs;
}

/**
 * How long before its end a certificate should have been renewed: 30 days, which is when mongod begins to log it; or a third of
 * its whole life where that is less. Short-lived certificates (47 days, six days, a day in a service mesh) are renewed by
 * programs, and those take the same measure (certbot 4, Go's autocert): only one that was passed over falls below it. `asMongod`:
 * mongod itself counts 30 days, however short the life is.
 */
export const renewalMargin = ({ notBefore, notAfter }: Validity, asMongod = false): Milliseconds =>
  asMongod ? mostMarginMs : Math.min(mostMarginMs, Math.max(0, notAfter - notBefore) / 3);

/** Valid at a time, but not for long: `renewalMargin` before its end, or later. Its very last second counts as expired. */
export function isExpiringSoon(validity: Validity, at: UnixMs, asMongod = false): boolean {
  const { notBefore, notAfter } = validity;
  const second = Math.floor(at / 1000) * 1000;
  return notBefore <= second && second < notAfter && notAfter < at + renewalMargin(validity, asMongod);
}

const mostMarginMs: Milliseconds = 30 * dayMs;
