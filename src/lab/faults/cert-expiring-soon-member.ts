import { dayMs } from '../../base/time.ts';
import { buildChain, soundLeaf } from '../chain-builder.ts';
import { mongodbMembership } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveMembers } from '../serve-members.ts';

export const certExpiringSoonMember: Fault = {
  id: 'cert-expiring-soon-member',
  diagnosis: 'cert-expiring-soon',
  severity: 'warning',
  title: 'Replica set with one certificate that is forgotten',
  description:
    'Three members of one CA, all sound; but while two certificates have 90 days left, that of the second has ten of its ninety.',
  documented: [mongodbMembership],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const { issueCertificate } = await import('../../x509/pki/issue/issue.ts');
    const leafUntil = (notAfter: number) =>
      issueCertificate({ ...soundLeaf(now), issuer: chain.intermediate, notBefore: now - 80 * dayMs, notAfter });
    const [second, third] = await Promise.all([leafUntil(now + 10 * dayMs), leafUntil(now + 90 * dayMs)]);
    return serveMembers(context, [
      { chain },
      { chain: { ...chain, leaf: second } },
      { chain: { ...chain, leaf: third } },
    ]);
  },
};
