import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { protocolNameList } from '../../../../src/tls/wire/extensions/alpn.ts';
import { list, shortText } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('alpn.hex');

codecContract('ProtocolNameList', protocolNameList, {
  examples: {
    'of a client': { octets: vector(vectors, 'openssl-client'), value: ['h2', 'http/1.1'] },
    'of a server': { octets: vector(vectors, 'openssl-server'), value: ['h2'] },
  },
  arbitrary: list(shortText, 1, 5),
});

describe('ProtocolNameList', () => {
  it.each([
    ['no name', '0000', 'ProtocolNameList.protocol_name_list'],
    ['an empty name', '0003 00 01 61', 'ProtocolNameList.protocol_name_list.ProtocolName'],
  ])('refuses %s', (_, hex, path) => {
    expect(problem(decode(protocolNameList, fromHex(hex)))).toMatchObject({ kind: 'lengthOutOfRange', path });
  });

  it('reads a name that is no UTF-8, as GREASE names are', () => {
    expect(value(decode(protocolNameList, fromHex('0003 02 8a8a')))).toStrictEqual(['\u{fffd}\u{fffd}']);
  });
});
