import type { Codec } from '../codec.ts';
import type { Reader } from '../reader.ts';
import type { Writer } from '../writer.ts';

/** `Extension`, RFC 8446 section 4.2: a code point and its opaque content. */
export interface Extension {
  /** ExtensionType code point; unknown and GREASE values are data. */
  readonly type: number;
  /** `extension_data`, 0..2^16-1 octets. */
  readonly data: Uint8Array;
}

export const extension: Codec<Extension> = {
  name: 'Extension',
  read: (r) => ({ type: r.u16('extension_type'), data: r.opaque(2, 'extension_data') }),
  write: (w, { type, data }) => {
    w.u16(type);
    w.opaque(2, data);
  },
};

/** `Extension extensions<0..2^16-1>`, in order, duplicates included: the handshake notes them. */
export const readExtensions = (r: Reader): readonly Extension[] => r.vector(2, 'extensions', extension.read);

/** As {@link readExtensions}, where the whole vector may be missing (RFC 5246 section 7.4.1.2). */
export const readOptionalExtensions = (r: Reader): readonly Extension[] => (r.remaining === 0 ? [] : readExtensions(r));

export const writeExtensions = (w: Writer, extensions: readonly Extension[]): void =>
  w.vector(2, extensions, extension.write);

/** The first extension of a type, or undefined. */
export const findExtension = (extensions: readonly Extension[], type: number): Extension | undefined =>
  extensions.find((one) => one.type === type);
