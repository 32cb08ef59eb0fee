import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { running } from '../serve.ts';

export const connectionRefused: Fault = {
  id: 'connection-refused',
  diagnosis: 'connection-refused',
  title: 'Port at which nobody listens',
  description: 'The host is there, the port is closed: the machine answers the SYN with RST.',
  documented: [rfc(9293, '3.5.2')],
  start: async ({ loopback }) =>
    running(await loopback.refusing(), { host: '127.0.0.1', caFile: null, probeArguments: {} }),
};
