import { createHash } from 'node:crypto';
import { compareOctets, concat, utf8 } from '../../base/octets.ts';
import { DerReader, decodeDer, tags } from './der.ts';
import { canonicalValue } from './name.ts';

/**
 * The eight digits under which OpenSSL looks for a subject in a folder (`openssl x509 -subject_hash`, X509_NAME_hash): the
 * first four octets of the SHA-1 over the canonical encoding, least significant first. Null: `nameDer` is no Name.
 */
export function nameHash(nameDer: Uint8Array): string | null {
  const canonical = decodeDer('Name', nameDer, (r) => {
    const list = r.enter(tags.sequence, 'rdnSequence');
    const sets: Uint8Array[] = [];
    while (!list.isEmpty) {
      const set = list.enter(tags.set, 'rdn');
      const attributes: Uint8Array[] = [];
      while (!set.isEmpty) {
        const attribute = set.enter(tags.sequence, 'attribute');
        const type = attribute.value('type', tags.oid);
        const tag = attribute.next;
        const value = attribute.value('value');
        attribute.end();
        const text = canonicalValue(tag, new DerReader(value, 'value').content(tag, 'value'));
        attributes.push(encoded(tags.sequence, [type, text === null ? value : encoded(tags.utf8String, [utf8(text)])]));
      }
      sets.push(encoded(tags.set, attributes.toSorted(compareOctets)));
    }
    // The encoding that OpenSSL hashes has no outer SEQUENCE.
    return concat(sets);
  });
  if (!canonical.ok) return null;
  const digest = createHash('sha1').update(canonical.value).digest();
  return digest.readUInt32LE(0).toString(16).padStart(8, '0');
}

function encoded(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  const content = concat(parts);
  const { length } = content;
  const digits = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
  const size = [length >> 16, (length >> 8) & 0xff, length & 0xff].slice(3 - Math.max(digits, 1));
  return concat([Uint8Array.of(tag, ...(digits === 0 ? [] : [0x80 | digits]), ...size), content]);
}
