import { alertDescriptions } from '../../tls/wire/registries/alert.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveOctets } from '../serve.ts';

export const alertInternalError: Fault = {
  id: 'alert-internal-error',
  diagnosis: 'alert-internal-error',
  title: 'Server that reports an internal error',
  description:
    'Answers every ClientHello with the alert internal_error, as MongoDB Atlas does to an address that is not on the IP access list.',
  documented: [rfc(8446, '6.2')],
  // An alert record of TLS 1.2: type, version, length, level fatal, description.
  start: (context) =>
    serveOctets(context, (connection) => () => {
      connection.write(Uint8Array.of(21, 3, 3, 0, 2, 2, alertDescriptions.codes.internal_error));
      connection.end();
    }),
};
