import { registry } from '../registry.ts';

/** `ContentType` of a record, RFC 8446 section 5.1; heartbeat is RFC 6520's. */
export const contentTypes = registry('ContentType', 1, {
  change_cipher_spec: 20,
  alert: 21,
  handshake: 22,
  application_data: 23,
  heartbeat: 24,
});
