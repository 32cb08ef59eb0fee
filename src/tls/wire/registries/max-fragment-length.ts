import { registry } from '../registry.ts';

/** `MaxFragmentLength`, RFC 6066 section 4, named after the octets of plaintext that a record may have. */
export const maxFragmentLengths = registry('MaxFragmentLength', 1, { '2^9': 1, '2^10': 2, '2^11': 3, '2^12': 4 });
