import { registry } from '../registry.ts';

/** `HeartbeatMode`, RFC 6520 section 2. */
export const heartbeatModes = registry('HeartbeatMode', 1, { peer_allowed_to_send: 1, peer_not_allowed_to_send: 2 });
