import { dayMs } from '../../base/time.ts';
import { buildChain, labName, soundLeaf } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const chainOrder: Fault = {
  id: 'chain-order',
  diagnosis: 'chain-order',
  severity: 'warning',
  title: 'Intermediates in the wrong order',
  description:
    'Two intermediates stand between leaf and root, and the upper one is sent first. Most clients sort for themselves; TLS 1.2 forbids it.',
  documented: [rfc(5246, '7.4.2'), rfc(8446, '4.4.2')],
  start: async (context) => {
    const now = context.clock.now();
    const { issueCertificate } = await import('../../x509/pki/issue/issue.ts');
    const upper = await buildChain(now, { intermediate: { subject: labName('Policy CA'), pathLength: 1 } });
    const intermediate = await issueCertificate({
      subject: labName('Issuing CA'),
      ca: true,
      pathLength: 0,
      issuer: upper.intermediate,
      notBefore: now - 90 * dayMs,
      notAfter: now + 900 * dayMs,
    });
    const leaf = await issueCertificate({ ...soundLeaf(now), issuer: intermediate });
    const certificates = leaf.pem + upper.intermediate.pem + intermediate.pem;
    return serveChain(context, { root: upper.root, intermediate, leaf }, { certificates });
  },
};
