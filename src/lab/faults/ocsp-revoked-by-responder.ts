import { dayMs } from '../../base/time.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { ocspAnswer, serveWithResponder } from '../responder.ts';
import { stapleFor } from '../staple.ts';

export const ocspRevokedByResponder: Fault = {
  id: 'ocsp-revoked-by-responder',
  diagnosis: 'cert-revoked',
  title: 'Leaf that its responder calls revoked',
  description:
    'The server staples nothing. The OCSP responder that the leaf names says that the certificate was revoked (superseded).',
  documented: [rfc(6960, '2.2'), rfc(6960, 'A.1')],
  start: (context) =>
    serveWithResponder(context, async (chain, now) =>
      ocspAnswer(await stapleFor(chain, now, { status: 'revoked', reason: 'superseded', revokedAt: now - dayMs / 12 })),
    ),
};
