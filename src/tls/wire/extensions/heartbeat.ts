import type { Codec } from '../codec.ts';

/** `HeartbeatExtension`, RFC 6520 section 2: a HeartbeatMode code point, whether the sender answers heartbeats. */
export const heartbeat: Codec<number> = {
  name: 'HeartbeatExtension',
  read: (r) => r.u8('mode'),
  write: (w, mode) => w.u8(mode),
};
