import { utf8 } from '../../base/octets.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveWithResponder } from '../responder.ts';

export const ocspResponderUnreadable: Fault = {
  id: 'ocsp-responder-unreadable',
  diagnosis: 'ocsp-endpoint-failure',
  title: 'OCSP responder that answers with a web page',
  description:
    'The server staples nothing, and what stands at the address of the OCSP responder answers with a web page (HTTP 200), as a captive portal does. PyMongo ends in an exception over it.',
  documented: [rfc(6960, '4.2.1')],
  start: (context) =>
    serveWithResponder(context, async () => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: utf8('<html></html>'),
    })),
};
