/** Who ended a connection, told by the clock: from the first octet to the verdict. */
import { describe, expect, it } from 'vitest';
import { openssl } from '../../../src/clients/profiles/openssl.ts';
import type { Fault } from '../../../src/lab/fault.ts';
import { serveOctets } from '../../../src/lab/serve.ts';
import { interpret } from '../../../src/observe/interpret/interpret.ts';
import type { Circumstances } from '../../support/distant-server.ts';
import { lookFromAfar } from '../../support/look-from-afar.ts';
import { causesOf } from '../../support/verdict.ts';

/** It resets whoever says something. */
const resets: Fault['start'] = (context) => serveOctets(context, (connection) => () => connection.reset());

const causes = async (circumstances: Partial<Circumstances>): Promise<readonly string[]> => {
  const { observation } = await lookFromAfar(resets, openssl, circumstances);
  return causesOf(await interpret(observation, { client: openssl }));
};

describe('a connection that is reset', () => {
  it('is reset by something on the way where the server cannot have answered yet', async () => {
    expect(await causes({ cutOffAfterMs: 1 })).toEqual(['middlebox-interference']);
  });

  it('may be reset by the server where it takes a round trip', async () => {
    expect(await causes({})).toEqual(['connection-reset']);
  });

  it('is not laid at the door of anybody on the way where this machine is busy, and sees connections late', async () => {
    expect(await causes({ roundTripMs: 0.2, heldUpMs: 40 })).toEqual(['connection-reset']);
  });
});
