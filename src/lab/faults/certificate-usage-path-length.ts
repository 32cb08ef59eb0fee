import { dayMs } from '../../base/time.ts';
import { buildChain, labName, soundLeaf } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certificateUsagePathLength: Fault = {
  id: 'certificate-usage-path-length',
  diagnosis: 'certificate-usage',
  title: 'One intermediate too many',
  description: 'The upper intermediate has a pathLenConstraint of 0, and there is another one below it.',
  documented: [rfc(5280, '4.2.1.9')],
  start: async (context) => {
    const now = context.clock.now();
    const { issueCertificate } = await import('../../x509/pki/issue/issue.ts');
    const upper = await buildChain(now, { intermediate: { subject: labName('Policy CA') } });
    const intermediate = await issueCertificate({
      subject: labName('Issuing CA'),
      ca: true,
      issuer: upper.intermediate,
      notBefore: now - 90 * dayMs,
      notAfter: now + 900 * dayMs,
    });
    const leaf = await issueCertificate({ ...soundLeaf(now), issuer: intermediate });
    const certificates = leaf.pem + intermediate.pem + upper.intermediate.pem;
    return serveChain(context, { root: upper.root, intermediate, leaf }, { certificates });
  },
};
