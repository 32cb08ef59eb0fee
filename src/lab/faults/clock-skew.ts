import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { httpSpeaker } from '../http-speaker.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const clockSkew: Fault = {
  id: 'clock-skew',
  diagnosis: 'clock-skew',
  title: 'Clock that is 30 days behind the server’s',
  description:
    'All that this server is and says is 30 days ahead: a leaf of yesterday is not yet valid here, its staple comes from the future, and its Date tells why.',
  documented: [rfc(5280, '4.1.2.5'), rfc(9110, '6.6.1')],
  start: async (context) => {
    const ahead = () => context.clock.now() + 30 * dayMs;
    const chain = await buildChain(ahead());
    return serveChain(context, chain, { staple: await stapleFor(chain, ahead()), speaker: httpSpeaker(ahead) });
  },
};
