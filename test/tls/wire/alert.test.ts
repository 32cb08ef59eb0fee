import { alert } from '../../../src/tls/wire/alert.ts';
import type { Alert } from '../../../src/tls/wire/alert.ts';
import { struct, u8 } from '../../support/arbitraries.ts';
import { codecContract } from '../../support/codec-contract.ts';
import { loadVectors, vector } from '../../support/vector.ts';

const vectors = loadVectors('alert.hex');

codecContract<Alert>('Alert', alert, {
  examples: {
    'close_notify of OpenSSL': {
      octets: vector(vectors, 'openssl-close-notify'),
      value: { level: 1, description: 0 },
    },
    handshake_failure: { octets: vector(vectors, 'handshake-failure'), value: { level: 2, description: 40 } },
  },
  arbitrary: struct<Alert>({ level: u8, description: u8 }),
});
