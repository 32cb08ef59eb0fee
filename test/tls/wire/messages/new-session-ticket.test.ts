import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { newSessionTicket12, newSessionTicket13 } from '../../../../src/tls/wire/messages/new-session-ticket.ts';
import type { NewSessionTicket12, NewSessionTicket13 } from '../../../../src/tls/wire/messages/new-session-ticket.ts';
import { extensions, octets, struct, u32 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const openssl = vector(loadVectors('new-session-ticket-13.hex'), 'openssl');
const rfc8448 = vector(loadVectors('rfc8448-3-simple-1rtt.hex'), 'new-session-ticket').subarray(4);

codecContract<NewSessionTicket13>('NewSessionTicket of TLS 1.3', newSessionTicket13, {
  examples: {
    'of OpenSSL': {
      octets: openssl,
      value: {
        lifetime: 7200,
        ageAdd: 0x58c4b5f7,
        nonce: new Uint8Array(8),
        ticket: openssl.subarray(19, 19 + 208),
        extensions: [],
      },
    },
  },
  arbitrary: struct<NewSessionTicket13>({
    lifetime: u32,
    ageAdd: u32,
    nonce: octets(0, 255),
    ticket: octets(1, 300),
    extensions,
  }),
});

describe('NewSessionTicket of TLS 1.3', () => {
  it('reads the one of RFC 8448 section 3: 30 seconds, with early data', () => {
    expect(value(decode(newSessionTicket13, rfc8448))).toMatchObject({
      lifetime: 30,
      nonce: fromHex('0000'),
      extensions: [{ type: 42, data: fromHex('00000400') }],
    });
  });

  it('refuses an empty ticket', () => {
    expect(problem(decode(newSessionTicket13, fromHex('00000000 00000000 00 0000 0000')))).toMatchObject({
      kind: 'lengthOutOfRange',
      path: 'NewSessionTicket.ticket',
    });
  });
});

const vectors12 = loadVectors('new-session-ticket-12.hex');
const openssl12 = vector(vectors12, 'openssl');

codecContract<NewSessionTicket12>('NewSessionTicket of TLS 1.2', newSessionTicket12, {
  examples: {
    'of OpenSSL': { octets: openssl12, value: { lifetimeHint: 7200, ticket: openssl12.subarray(6) } },
    'without a ticket': { octets: vector(vectors12, 'none'), value: { lifetimeHint: 0, ticket: new Uint8Array(0) } },
  },
  arbitrary: struct<NewSessionTicket12>({ lifetimeHint: u32, ticket: octets(0, 300) }),
});
