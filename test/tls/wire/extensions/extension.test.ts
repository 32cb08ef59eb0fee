import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { extension, findExtension } from '../../../../src/tls/wire/extensions/extension.ts';
import type { Extension } from '../../../../src/tls/wire/extensions/extension.ts';
import { encryptedExtensions } from '../../../../src/tls/wire/messages/encrypted-extensions.ts';
import { octets, struct, u16 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('extension.hex');

codecContract<Extension>('Extension', extension, {
  examples: {
    'of OpenSSL': {
      octets: vector(vectors, 'openssl-supported-groups'),
      value: { type: 10, data: fromHex('0004001d0017') },
    },
    'a GREASE one': { octets: vector(vectors, 'grease-empty'), value: { type: 0xfafa, data: new Uint8Array(0) } },
  },
  arbitrary: struct<Extension>({ type: u16, data: octets(0, 300) }),
});

describe('a vector of extensions', () => {
  const twice = value(decode(encryptedExtensions, fromHex('000a 0010 0001 aa 0010 0001 bb')));

  it('keeps order and duplicates, of which the first is found', () => {
    expect(twice.map(({ data }) => [...data])).toStrictEqual([[0xaa], [0xbb]]);
    expect(findExtension(twice, 16)?.data).toStrictEqual(fromHex('aa'));
    expect(findExtension(twice, 17)).toBeUndefined();
  });

  it('refuses an extension that reaches out of the vector, though the octets are there', () => {
    expect(problem(decode(encryptedExtensions, fromHex('0005 0010 0002 aa bb')))).toMatchObject({
      kind: 'truncated',
      path: 'EncryptedExtensions.extensions.extension_data',
      actual: 1,
    });
  });
});
