import { ok } from '../../base/result.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';

export const dnsFailure: Fault = {
  id: 'dns-failure',
  diagnosis: 'dns-failure',
  title: 'Name that does not exist',
  description:
    'A host under .invalid, the top-level domain that is kept for names that must not resolve. Nothing is started.',
  documented: [rfc(6761, '6.4')],
  start: async () =>
    ok({
      host: 'db1.whytls-lab.invalid',
      port: 27017,
      caFile: null,
      probeArguments: { timeoutMs: 5000 },
      stop: async () => {},
    }),
};
