import type { Codec } from '../codec.ts';
import { readExtensions, writeExtensions } from '../extensions/extension.ts';
import type { Extension } from '../extensions/extension.ts';

/** `EncryptedExtensions`, RFC 8446 section 4.3.1. */
export const encryptedExtensions: Codec<readonly Extension[]> = {
  name: 'EncryptedExtensions',
  read: readExtensions,
  write: writeExtensions,
};
