import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { readSettings } from '../../src/cli/probe/settings.ts';
import { readArguments } from '../../src/cli/usage/args.ts';
import { fakeIo } from '../support/fake-io.ts';
import { value } from '../support/result.ts';

const ocspOf = async (...argv: readonly string[]) => {
  const given = readArguments(['db1.example.net:27017', ...argv]);
  if (given === null) throw new Error('not plain');
  return value(await readSettings(given, {})).options.ocsp;
};

describe('when OCSP responders are asked', () => {
  it('is up to the client, unless an option says otherwise', async () => {
    expect(await ocspOf()).toStrictEqual({ endpointCheck: true, onRequest: false, nonce: false });
    expect(await ocspOf('--ocsp')).toStrictEqual({ endpointCheck: true, onRequest: true, nonce: false });
    expect(await ocspOf('--ocsp-nonce')).toStrictEqual({ endpointCheck: true, onRequest: true, nonce: true });
    expect(await ocspOf('--tlsDisableOCSPEndpointCheck')).toStrictEqual({
      endpointCheck: false,
      onRequest: false,
      nonce: false,
    });
  });

  it.each(['--ocsp', '--ocsp-nonce'])('cannot be both: %s and never', async (option) => {
    const io = fakeIo();
    expect(await main(['db1.example.net:27017', option, '--tlsDisableOCSPEndpointCheck'], io)).toBe(2);
    expect(io.complained()).toBe(`whytls: ${option} and --tlsDisableOCSPEndpointCheck exclude each other: keep one\n`);
  });
});
