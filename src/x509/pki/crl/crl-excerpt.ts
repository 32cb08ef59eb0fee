import { concat } from '../../../base/octets.ts';
import { decodeDer, tags } from '../der.ts';
import type { Crl } from './crl.ts';
import { derValue } from './der-write.ts';

/**
 * A CRL with the entries of these serial numbers alone (and those without which they would mean something else), in the form
 * of a CRL. All other fields are as they were; the signature is, too, and so it is no signature of this any more.
 */
export function excerptOf({ der, entries }: Crl, serials: ReadonlySet<string>): Uint8Array {
  const kept = entries.excerpt(serials);
  const parts = decodeDer('CertificateList', der, (file) => {
    const outer = file.enter(tags.sequence, 'certificateList');
    const tbs = outer.enter(tags.sequence, 'tbsCertList');
    const signature = outer.rest();
    const before: Uint8Array[] = [];
    if (tbs.next === tags.integer) before.push(tbs.value('version'));
    before.push(tbs.value('signature'), tbs.value('issuer'), tbs.value('thisUpdate'));
    if (tbs.next === tags.utcTime || tbs.next === tags.generalizedTime) before.push(tbs.value('nextUpdate'));
    if (tbs.next === tags.sequence) tbs.value('revokedCertificates');
    return { before, extensions: tbs.rest(), signature };
  });
  if (!parts.ok) throw new Error(`a CRL that was read cannot be read: ${parts.problem.path}`);
  const { before, extensions, signature } = parts.value;
  const list = kept.length === 0 ? [] : [derValue(tags.sequence, ...kept)];
  return derValue(tags.sequence, derValue(tags.sequence, concat([...before, ...list, extensions])), signature);
}
