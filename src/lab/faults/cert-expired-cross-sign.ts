import { dayMs } from '../../base/time.ts';
import { buildChain, labName } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certExpiredCrossSign: Fault = {
  id: 'cert-expired-cross-sign',
  diagnosis: 'cert-expired',
  title: 'Expired cross-sign in front of a good path',
  description:
    'The intermediate is certified twice: by way of a bridge CA that ended a month ago, and by a current root. The server sends the old way first; OpenSSL follows it and never turns back, Go and Java find the good one.',
  documented: [rfc(4158, '2.2'), rfc(5280, '6.1.3')],
  start: async (context) => {
    const now = context.clock.now();
    const { issueCertificate, createKey } = await import('../../x509/pki/issue/issue.ts');
    const key = createKey();
    const chain = await buildChain(now, { intermediate: { key } });
    const old = await buildChain(now, { root: { subject: labName('Old Root CA') } });
    const bridge = await issueCertificate({
      subject: labName('Bridge CA'),
      ca: true,
      issuer: old.root,
      notBefore: now - 365 * dayMs,
      notAfter: now - 30 * dayMs,
    });
    const crossSigned = await issueCertificate({
      subject: labName('Issuing CA'),
      ca: true,
      key,
      issuer: bridge,
      notBefore: now - 180 * dayMs,
      notAfter: now + 365 * dayMs,
    });
    const certificates = [chain.leaf, crossSigned, bridge, chain.intermediate].map(({ pem }) => pem).join('');
    const trusted = { ...chain.root, pem: chain.root.pem + old.root.pem };
    return serveChain(context, { ...chain, root: trusted }, { certificates });
  },
};
