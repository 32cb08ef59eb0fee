import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certificateMalformedTwice: Fault = {
  id: 'certificate-malformed-twice',
  diagnosis: 'certificate-malformed',
  title: 'Extension that is there twice',
  description: 'The leaf has two keyUsage extensions.',
  documented: [rfc(5280, '4.2')],
  start: async (context) => {
    return serveChain(
      context,
      await buildChain(context.clock.now(), {
        leaf: { extensions: [{ oid: '2.5.29.15', critical: true, value: Uint8Array.of(0x03, 0x02, 0x07, 0x80) }] },
      }),
    );
  },
};
