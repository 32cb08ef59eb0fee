import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { running } from '../serve.ts';

export const connectTimeout: Fault = {
  id: 'connect-timeout',
  diagnosis: 'connect-timeout',
  title: 'Port that leaves every SYN unanswered',
  description: 'Nothing comes back, as behind a firewall that drops packets. Played by a listener whose queue is full.',
  documented: [rfc(9293, '3.8.3')],
  start: async ({ loopback }) =>
    running(await loopback.unanswering(), {
      host: '127.0.0.1',
      caFile: null,
      probeArguments: { connectTimeoutMs: 1000 },
    }),
};
