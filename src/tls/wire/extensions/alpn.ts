import { fromUtf8, utf8 } from '../../../base/octets.ts';
import type { Codec } from '../codec.ts';

/** `ProtocolNameList`, RFC 7301 section 3.1: a list from the client, exactly one name from the server. */
export const protocolNameList: Codec<readonly string[]> = {
  name: 'ProtocolNameList',
  read: (r) =>
    r.vector(2, 'protocol_name_list', (one) => fromUtf8(one.opaque(1, 'ProtocolName', { min: 1 })), { min: 2 }),
  write: (w, names) => w.vector(2, names, (one, name) => one.opaque(1, utf8(name))),
};
