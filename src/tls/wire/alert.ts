import type { Codec } from './codec.ts';

/** `Alert`, RFC 8446 section 6. */
export interface Alert {
  /** AlertLevel: 1 warning, 2 fatal. */
  readonly level: number;
  /** AlertDescription. */
  readonly description: number;
}

export const alert: Codec<Alert> = {
  name: 'Alert',
  read: (r) => ({ level: r.u8('level'), description: r.u8('description') }),
  write: (w, { level, description }) => {
    w.u8(level);
    w.u8(description);
  },
};
