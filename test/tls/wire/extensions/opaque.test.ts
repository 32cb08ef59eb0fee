import { expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { certificateAuthorities } from '../../../../src/tls/wire/extensions/certificate-authorities.ts';
import { cookie } from '../../../../src/tls/wire/extensions/cookie.ts';
import { renegotiationInfo } from '../../../../src/tls/wire/extensions/renegotiation-info.ts';
import { list, octets } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const renegotiation = loadVectors('renegotiation-info.hex');

codecContract('Cookie', cookie, {
  examples: { 'hand-made': { octets: vector(loadVectors('cookie.hex'), 'cookie'), value: fromHex('c001d00d') } },
  arbitrary: octets(1, 300),
});

codecContract('RenegotiationInfo', renegotiationInfo, {
  examples: {
    'in a first handshake': { octets: vector(renegotiation, 'openssl-initial'), value: new Uint8Array(0) },
    'in a second one': { octets: vector(renegotiation, 'renegotiated'), value: fromHex('000102030405060708090a0b') },
  },
  arbitrary: octets(0, 255),
});

codecContract<readonly Uint8Array[]>('CertificateAuthoritiesExtension', certificateAuthorities, {
  examples: {
    'of OpenSSL': {
      octets: vector(loadVectors('certificate-authorities.hex'), 'openssl'),
      value: [fromHex('30143112301006035504030c09566563746f72204341')],
    },
  },
  arbitrary: list(octets(1, 60), 1, 5),
});

it.each([
  [cookie, '0000', 'Cookie.cookie'],
  [certificateAuthorities, '0002 0000', 'CertificateAuthoritiesExtension.authorities.DistinguishedName'],
])('$0.name refuses what is empty', (codec, hex, path) => {
  expect(problem(decode<unknown>(codec, fromHex(hex)))).toMatchObject({ kind: 'lengthOutOfRange', path, actual: 0 });
});
