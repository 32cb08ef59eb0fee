import { buildChain, soundLeaf } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const ocspStapleOtherCertificate: Fault = {
  id: 'ocsp-staple-other-certificate',
  diagnosis: 'ocsp-staple-invalid',
  severity: 'warning',
  title: 'OCSP staple for another certificate',
  description:
    'The stapled response is sound, but about another certificate of the same CA, as after a renewal that forgot the staple.',
  documented: [rfc(6960, '3.2')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const { issueCertificate } = await import('../../x509/pki/issue/issue.ts');
    const former = await issueCertificate({ ...soundLeaf(now), issuer: chain.intermediate });
    return serveChain(context, chain, { staple: await stapleFor({ ...chain, leaf: former }, now) });
  },
};
