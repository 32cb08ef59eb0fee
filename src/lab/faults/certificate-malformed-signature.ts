import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certificateMalformedSignature: Fault = {
  id: 'certificate-malformed-signature',
  diagnosis: 'certificate-malformed',
  title: 'Signature that does not fit',
  description: 'One bit of the signature on the leaf is wrong.',
  documented: [rfc(5280, '6.1.3')],
  start: async (context) => {
    return serveChain(context, await buildChain(context.clock.now(), { leaf: { corruptSignature: true } }));
  },
};
