import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { ocspAnswer, serveWithResponder } from '../responder.ts';
import { stapleFor } from '../staple.ts';

export const ocspResponderUnauthorized: Fault = {
  id: 'ocsp-responder-unauthorized',
  diagnosis: 'ocsp-endpoint-failure',
  severity: 'warning',
  title: 'OCSP responder that says unauthorized',
  description:
    'The server staples nothing, and the OCSP responder that the leaf names does not feel responsible for it. Drivers go on.',
  documented: [rfc(6960, '2.3')],
  start: (context) =>
    serveWithResponder(context, async (chain, now) =>
      ocspAnswer(await stapleFor(chain, now, { responseStatus: 'unauthorized' })),
    ),
};
