import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certificateMalformedCritical: Fault = {
  id: 'certificate-malformed-critical',
  diagnosis: 'certificate-malformed',
  title: 'Critical extension that nobody knows',
  description: 'The leaf has a critical extension with an object identifier of nobody’s.',
  documented: [rfc(5280, '4.2')],
  start: async (context) => {
    return serveChain(
      context,
      await buildChain(context.clock.now(), {
        leaf: { extensions: [{ oid: '1.3.6.1.4.1.99999.1', critical: true, value: Uint8Array.of(0x05, 0x00) }] },
      }),
    );
  },
};
