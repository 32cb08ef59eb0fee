import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { page } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const insecureOptions: Fault = {
  id: 'insecure-options',
  diagnosis: 'insecure-options',
  severity: 'warning',
  title: 'Faults that an insecure option hides',
  description:
    'The leaf has expired and is for another host. With tlsAllowInvalidCertificates=true PyMongo connects all the same, and checks not even the name.',
  documented: [
    page(
      'MongoDB specifications: URI Options',
      'https://github.com/mongodb/specifications/blob/master/source/uri-options/uri-options.md',
      '2026-11-22',
    ),
  ],
  start: async (context) => {
    const now = context.clock.now();
    const leaf = {
      san: [{ dns: 'db1.whytls-lab.example' }],
      notBefore: now - 100 * dayMs,
      notAfter: now - 10 * dayMs,
    };
    const options = 'tls=true&tlsAllowInvalidCertificates=true';
    return serveChain(context, await buildChain(now, { leaf }), { probeArguments: { options } });
  },
};
