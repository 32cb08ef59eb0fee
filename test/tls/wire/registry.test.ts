import { describe, expect, it } from 'vitest';
import { isGrease, nameOf, registry } from '../../../src/tls/wire/registry.ts';
import type { Registry } from '../../../src/tls/wire/registry.ts';
import { alertDescriptions, alertLevels } from '../../../src/tls/wire/registries/alert.ts';
import { cipherSuites } from '../../../src/tls/wire/registries/cipher-suite.ts';
import { contentTypes } from '../../../src/tls/wire/registries/content-type.ts';
import { extensionTypes } from '../../../src/tls/wire/registries/extension-type.ts';
import { handshakeTypes } from '../../../src/tls/wire/registries/handshake-type.ts';
import { namedGroups } from '../../../src/tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../../src/tls/wire/registries/protocol-version.ts';
import { signatureSchemes } from '../../../src/tls/wire/registries/signature-scheme.ts';

const all: readonly Registry[] = [
  alertDescriptions,
  alertLevels,
  cipherSuites,
  contentTypes,
  extensionTypes,
  handshakeTypes,
  namedGroups,
  protocolVersions,
  signatureSchemes,
];

/** RFC 8701 section 2 writes them out. */
const greaseValues = [
  0x0a0a, 0x1a1a, 0x2a2a, 0x3a3a, 0x4a4a, 0x5a5a, 0x6a6a, 0x7a7a, 0x8a8a, 0x9a9a, 0xaaaa, 0xbaba, 0xcaca, 0xdada,
  0xeaea, 0xfafa,
];

describe('GREASE', () => {
  it('is the sixteen values of RFC 8701 and no other', () => {
    const found = Array.from({ length: 0x10000 }, (_, code) => code).filter(isGrease);
    expect(found).toStrictEqual(greaseValues);
  });

  it('is printed as such in every registry of two octets', () => {
    for (const one of all.filter(({ size }) => size === 2))
      expect(greaseValues.map((code) => nameOf(one, code))).toStrictEqual(
        greaseValues.map((code) => `GREASE (0x${code.toString(16).padStart(4, '0')})`),
      );
  });

  it('does not exist in a registry of one octet', () => {
    expect(nameOf(alertDescriptions, 0x0a)).toBe('unexpected_message');
    expect(nameOf(handshakeTypes, 0xfa)).toBe('0xfa');
  });
});

describe('a registry', () => {
  it.each(all)('$name names each code point once, within its width', ({ codes, names, size }) => {
    expect(names.size).toBe(Object.keys(codes).length);
    for (const [code, name] of names) {
      expect(codes[name]).toBe(code);
      expect(Number.isInteger(code) && code >= 0 && code < 2 ** (8 * size)).toBe(true);
    }
  });

  it('prints what it does not hold as hexadecimal of its width', () => {
    const colours = registry('Colour', 1, { red: 1 });
    const places = registry('Place', 2, { here: 0x0102 });
    expect([1, 2, 0xc8].map((code) => nameOf(colours, code))).toStrictEqual(['red', '0x02', '0xc8']);
    expect([0x0102, 3, 0xffff].map((code) => nameOf(places, code))).toStrictEqual(['here', '0x0003', '0xffff']);
  });
});
