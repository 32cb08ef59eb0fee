import type { Codec } from '../codec.ts';

/**
 * `RecordSizeLimit`, RFC 8449 section 4: the most octets of plaintext that the sender takes in one record, 64 at least. In TLS
 * 1.3 the octet of the content type counts.
 */
export const recordSizeLimit: Codec<number> = {
  name: 'RecordSizeLimit',
  read: (r) => {
    const limit = r.u16('RecordSizeLimit');
    return limit < 64 ? r.illegal('RecordSizeLimit', limit, '64 octets at least') : limit;
  },
  write: (w, limit) => w.u16(limit),
};

/** `MaxFragmentLength`, RFC 6066 section 4: a code point; the server returns the one that it was offered. */
export const maxFragmentLength: Codec<number> = {
  name: 'MaxFragmentLength',
  read: (r) => r.u8('MaxFragmentLength'),
  write: (w, code) => w.u8(code),
};
