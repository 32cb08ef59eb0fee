import fc from '../../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { serverNameList } from '../../../../src/tls/wire/extensions/server-name.ts';
import { struct } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

codecContract('ServerNameList', serverNameList, {
  examples: {
    'of OpenSSL': { octets: vector(loadVectors('server-name.hex'), 'openssl'), value: { hostName: 'localhost' } },
  },
  arbitrary: struct({ hostName: fc.domain() }),
});

describe('ServerNameList', () => {
  it('passes over names of other types', () => {
    expect(value(decode(serverNameList, fromHex('0008 07 0001 ff 00 0001 61')))).toStrictEqual({ hostName: 'a' });
  });

  it('refuses a list without a host name', () => {
    for (const hex of ['0000', '0004 07 0001 ff'])
      expect(problem(decode(serverNameList, fromHex(hex)))).toMatchObject({
        kind: 'illegalValue',
        expected: 'a host_name',
      });
  });

  it('refuses an empty host name', () => {
    expect(problem(decode(serverNameList, fromHex('0003 00 0000')))).toMatchObject({
      kind: 'lengthOutOfRange',
      path: 'ServerNameList.server_name_list.host_name',
    });
  });
});
