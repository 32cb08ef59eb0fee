import { registry } from '../registry.ts';

/** `ProtocolVersion`, RFC 8446 section 4.2.1 and its predecessors, named as OpenSSL prints them. */
export const protocolVersions = registry('ProtocolVersion', 2, {
  SSLv2: 0x0002,
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
});
