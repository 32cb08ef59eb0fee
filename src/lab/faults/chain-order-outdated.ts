import { dayMs } from '../../base/time.ts';
import { buildChain, labName } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const chainOrderOutdated: Fault = {
  id: 'chain-order-outdated',
  diagnosis: 'chain-order',
  severity: 'warning',
  title: 'Expired intermediate before its successor',
  description:
    'The CA renewed its certificate with the same name and key, and the server sends the old one, too, and first: GnuTLS 3.7 refuses that.',
  documented: [rfc(8446, '4.4.2')],
  start: async (context) => {
    const now = context.clock.now();
    const { createKey, issueCertificate } = await import('../../x509/pki/issue/issue.ts');
    const key = createKey();
    const chain = await buildChain(now, { intermediate: { key } });
    const old = await issueCertificate({
      subject: labName('Issuing CA'),
      key,
      issuer: chain.root,
      ca: true,
      pathLength: 0,
      notBefore: now - 360 * dayMs,
      notAfter: now - 30 * dayMs,
    });
    return serveChain(context, chain, { certificates: chain.leaf.pem + old.pem + chain.intermediate.pem });
  },
};
