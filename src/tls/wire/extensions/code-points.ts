import type { Codec } from '../codec.ts';

/** `NamedGroupList`, RFC 8446 section 4.2.7: 1..2^15-1 NamedGroup code points, most preferred first. */
export const namedGroupList: Codec<readonly number[]> = {
  name: 'NamedGroupList',
  read: (r) => r.vector(2, 'named_group_list', (one) => one.u16('NamedGroup'), { min: 2 }),
  write: (w, groups) => w.vector(2, groups, (one, group) => one.u16(group)),
};

/** `SignatureSchemeList`, RFC 8446 section 4.2.3: SignatureScheme code points, most preferred first. */
export const signatureSchemeList: Codec<readonly number[]> = {
  name: 'SignatureSchemeList',
  read: (r) => r.vector(2, 'supported_signature_algorithms', (one) => one.u16('SignatureScheme'), { min: 2 }),
  write: (w, schemes) => w.vector(2, schemes, (one, scheme) => one.u16(scheme)),
};

/** `SupportedVersions` as a client sends it, RFC 8446 section 4.2.1: 1 to 127 ProtocolVersion code points. */
export const clientSupportedVersions: Codec<readonly number[]> = {
  name: 'SupportedVersions',
  read: (r) => r.vector(1, 'versions', (one) => one.u16('ProtocolVersion'), { min: 2, max: 254 }),
  write: (w, versions) => w.vector(1, versions, (one, version) => one.u16(version)),
};

/** `SupportedVersions` as a server sends it: the version selected. */
export const selectedVersion: Codec<number> = {
  name: 'SupportedVersions',
  read: (r) => r.u16('selected_version'),
  write: (w, version) => w.u16(version),
};

/** `PskKeyExchangeModes`, RFC 8446 section 4.2.9. */
export const pskKeyExchangeModes: Codec<readonly number[]> = {
  name: 'PskKeyExchangeModes',
  read: (r) => r.vector(1, 'ke_modes', (one) => one.u8('PskKeyExchangeMode'), { min: 1 }),
  write: (w, modes) => w.vector(1, modes, (one, mode) => one.u8(mode)),
};

/** `ECPointFormatList`, RFC 8422 section 5.1.2. Only uncompressed (0) is still in use. */
export const ecPointFormatList: Codec<readonly number[]> = {
  name: 'ECPointFormatList',
  read: (r) => r.vector(1, 'ec_point_format_list', (one) => one.u8('ECPointFormat'), { min: 1 }),
  write: (w, formats) => w.vector(1, formats, (one, format) => one.u8(format)),
};
