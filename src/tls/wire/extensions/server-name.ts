import { fromUtf8, utf8 } from '../../../base/octets.ts';
import type { Codec } from '../codec.ts';

/**
 * `ServerNameList`, RFC 6066 section 3, as a client sends it: one host_name, the A-label form without trailing dot.
 * A server that used it answers with an extension without content.
 */
export const serverNameList: Codec<{ readonly hostName: string }> = {
  name: 'ServerNameList',
  read: (r) => {
    const names = r.vector(2, 'server_name_list', (one) => ({
      type: one.u8('name_type'),
      name: one.opaque(2, 'host_name', { min: 1 }),
    }));
    const host = names.find(({ type }) => type === hostNameType);
    return host === undefined
      ? r.illegal('server_name_list', names.length, 'a host_name')
      : { hostName: fromUtf8(host.name) };
  },
  write: (w, { hostName }) =>
    w.scope(2, (list) => {
      list.u8(hostNameType);
      list.opaque(2, utf8(hostName));
    }),
};

const hostNameType = 0;
