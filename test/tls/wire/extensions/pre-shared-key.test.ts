import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { findExtension } from '../../../../src/tls/wire/extensions/extension.ts';
import {
  bindersOctets,
  obfuscatedTicketAge,
  offeredPsks,
  selectedIdentity,
} from '../../../../src/tls/wire/extensions/pre-shared-key.ts';
import type { OfferedPsks, PskIdentity } from '../../../../src/tls/wire/extensions/pre-shared-key.ts';
import { clientHello } from '../../../../src/tls/wire/messages/client-hello.ts';
import { newSessionTicket13 } from '../../../../src/tls/wire/messages/new-session-ticket.ts';
import { serverHello } from '../../../../src/tls/wire/messages/server-hello.ts';
import { list, octets, struct, u16, u32 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const resumed = loadVectors('rfc8448-4-resumed-0rtt.hex');
const first = loadVectors('rfc8448-3-simple-1rtt.hex');
const hello = value(decode(clientHello, vector(resumed, 'client-hello').subarray(4)));
const offered = findExtension(hello.extensions, 41)?.data ?? new Uint8Array(0);
const ticket = value(decode(newSessionTicket13, vector(first, 'new-session-ticket').subarray(4)));
const answer = value(decode(serverHello, vector(resumed, 'server-hello').subarray(4)));

codecContract<OfferedPsks>('OfferedPsks', offeredPsks, {
  examples: {
    'of RFC 8448 section 4': {
      octets: offered,
      value: {
        identities: [{ identity: ticket.ticket, obfuscatedTicketAge: 0xfad6aacb }],
        binders: [vector(resumed, 'binder')],
      },
    },
  },
  arbitrary: struct<OfferedPsks>({
    identities: list(struct<PskIdentity>({ identity: octets(1, 60), obfuscatedTicketAge: u32 }), 1, 4),
    binders: list(octets(32, 48), 1, 4),
  }),
});

codecContract('the selected identity', selectedIdentity, {
  examples: {
    'of RFC 8448 section 4': { octets: findExtension(answer.extensions, 41)?.data ?? new Uint8Array(0), value: 0 },
  },
  arbitrary: u16,
});

describe('OfferedPsks', () => {
  it('says how many octets the binders are, at the end of the ClientHello', () => {
    const { binders } = value(decode(offeredPsks, offered));
    expect(bindersOctets(binders)).toBe(35);
    expect(bindersOctets([new Uint8Array(32), new Uint8Array(48)])).toBe(2 + 33 + 49);
  });

  it.each([
    ['no identity', `0000 0021 20 ${'00'.repeat(32)}`, 'identities'],
    ['an empty identity', `0007 0000 00000000 00 0021 20 ${'00'.repeat(32)}`, 'identities.identity'],
    ['no binder', '0007 0001 00 00000000 0000', 'binders'],
    ['a binder of 31 octets', `0007 0001 00 00000000 0021 1f ${'00'.repeat(32)}`, 'binders.PskBinderEntry'],
  ])('refuses %s', (_, hex, field) => {
    expect(problem(decode(offeredPsks, fromHex(hex)))).toMatchObject({
      kind: 'lengthOutOfRange',
      path: `OfferedPsks.${field}`,
    });
  });
});

describe('obfuscatedTicketAge', () => {
  it('gives the age of RFC 8448 section 4, some milliseconds after the ticket of section 3', () => {
    const sent = 0xfad6aacb;
    const ageMs = (sent - ticket.ageAdd + 2 ** 32) % 2 ** 32;
    expect(ageMs).toBeLessThan(30_000);
    expect(obfuscatedTicketAge(ageMs, ticket.ageAdd)).toBe(sent);
  });

  it('wraps around at 2^32, and has no fractions', () => {
    expect(obfuscatedTicketAge(5.9, 0xffff_fffe)).toBe(3);
  });
});
