import { fromHex } from '../../../../src/base/octets.ts';
import { encryptedExtensions } from '../../../../src/tls/wire/messages/encrypted-extensions.ts';
import { extensions } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('encrypted-extensions.hex');

codecContract('EncryptedExtensions', encryptedExtensions, {
  examples: {
    'with ALPN': { octets: vector(vectors, 'openssl-alpn'), value: [{ type: 16, data: fromHex('0003026832') }] },
    empty: { octets: vector(vectors, 'openssl-empty'), value: [] },
  },
  arbitrary: extensions,
});
