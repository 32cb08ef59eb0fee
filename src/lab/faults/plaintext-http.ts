import { utf8 } from '../../base/octets.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { running } from '../serve.ts';

export const plaintextHttp: Fault = {
  id: 'plaintext-http',
  diagnosis: 'plaintext-server',
  title: 'Web server without TLS',
  description: 'Plain HTTP. A ClientHello is no request to it: it answers 400 Bad Request and closes.',
  documented: [rfc(9112, '3')],
  start: async ({ loopback }) => {
    const body = utf8('This is the plain HTTP server of the whytls lab.\n');
    const web = await loopback.http(() => ({ status: 200, headers: { 'content-type': 'text/plain' }, body }));
    return running(web, { host: '127.0.0.1', caFile: null, probeArguments: {} });
  },
};
