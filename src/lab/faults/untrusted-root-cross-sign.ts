import { dayMs } from '../../base/time.ts';
import { buildChain, labName } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const untrustedRootCrossSign: Fault = {
  id: 'untrusted-root-cross-sign',
  diagnosis: 'untrusted-root',
  title: 'Cross-sign of a root that is gone in front of a good path',
  description:
    'The intermediate is certified twice, by a root that has left the trust stores and by one that is trusted. The server sends both, the first one first: OpenSSL ends there, Go and Java find the other.',
  documented: [rfc(4158, '2.2'), rfc(5280, '6.1')],
  start: async (context) => {
    const now = context.clock.now();
    const { issueCertificate, createKey } = await import('../../x509/pki/issue/issue.ts');
    const key = createKey();
    const chain = await buildChain(now, { intermediate: { key } });
    const gone = await buildChain(now, { root: { subject: labName('Retired Root CA') } });
    const crossSigned = await issueCertificate({
      subject: labName('Issuing CA'),
      ca: true,
      key,
      issuer: gone.root,
      notBefore: now - 180 * dayMs,
      notAfter: now + 365 * dayMs,
    });
    const certificates = [chain.leaf, crossSigned, gone.root, chain.intermediate].map(({ pem }) => pem).join('');
    return serveChain(context, chain, { certificates });
  },
};
