import { buildChain, labName } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const sanMissingIp: Fault = {
  id: 'san-missing-ip',
  diagnosis: 'san-missing',
  title: 'Leaf with an address in the CN alone',
  description: 'The leaf has no subjectAltName. Its CN is 127.0.0.1, but an address is never looked for in the CN.',
  documented: [rfc(9525, '6.4'), rfc(5280, '4.2.1.6')],
  start: async (context) => {
    const leaf = { san: null, subject: labName('127.0.0.1') };
    return serveChain(context, await buildChain(context.clock.now(), { leaf }), { host: '127.0.0.1' });
  },
};
