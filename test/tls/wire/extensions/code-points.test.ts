import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import {
  clientSupportedVersions,
  ecPointFormatList,
  namedGroupList,
  pskKeyExchangeModes,
  selectedVersion,
  signatureSchemeList,
} from '../../../../src/tls/wire/extensions/code-points.ts';
import { list, u16, u8 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('code-points.hex');

codecContract('NamedGroupList', namedGroupList, {
  examples: { 'of OpenSSL': { octets: vector(vectors, 'openssl-supported-groups'), value: [29, 23] } },
  arbitrary: list(u16, 1, 40),
});

codecContract('SignatureSchemeList', signatureSchemeList, {
  examples: {
    'of OpenSSL': {
      octets: vector(vectors, 'openssl-signature-algorithms'),
      value: [
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601,
      ],
    },
  },
  arbitrary: list(u16, 1, 40),
});

codecContract('SupportedVersions of a client', clientSupportedVersions, {
  examples: { 'of OpenSSL': { octets: vector(vectors, 'openssl-client-versions'), value: [0x0304] } },
  arbitrary: list(u16, 1, 127),
});

codecContract('SupportedVersions of a server', selectedVersion, {
  examples: { 'of OpenSSL': { octets: vector(vectors, 'openssl-server-version'), value: 0x0304 } },
  arbitrary: u16,
});

codecContract('PskKeyExchangeModes', pskKeyExchangeModes, {
  examples: { 'of OpenSSL': { octets: vector(vectors, 'openssl-psk-modes'), value: [1] } },
  arbitrary: list(u8, 1, 3),
});

codecContract('ECPointFormatList', ecPointFormatList, {
  examples: { 'of OpenSSL': { octets: vector(vectors, 'openssl-point-formats'), value: [0, 1, 2] } },
  arbitrary: list(u8, 1, 255),
});

describe('lists of code points', () => {
  it.each([
    [namedGroupList, '0000'],
    [signatureSchemeList, '0000'],
    [clientSupportedVersions, '00'],
    [pskKeyExchangeModes, '00'],
    [ecPointFormatList, '00'],
  ])('$0.name may not be empty', (codec, hex) => {
    expect(problem(decode(codec, fromHex(hex)))).toMatchObject({ kind: 'lengthOutOfRange', actual: 0 });
  });

  it('refuses half a code point at the end, where it begins', () => {
    expect(problem(decode(namedGroupList, fromHex('0003 001d 00')))).toStrictEqual({
      kind: 'truncated',
      path: 'NamedGroupList.named_group_list.NamedGroup',
      offset: 4,
      actual: 1,
      expected: '2 octets',
    });
  });

  it('refuses 255 octets of versions, one more than 127 versions are', () => {
    const versions = fromHex(`ff${'0304'.repeat(127)}03`);
    expect(problem(decode(clientSupportedVersions, versions))).toMatchObject({ kind: 'lengthOutOfRange', actual: 255 });
  });
});
