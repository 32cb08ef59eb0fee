import { buildChain, labName, soundLeaf } from '../chain-builder.ts';
import { mongodbMembership } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveMembers } from '../serve-members.ts';

export const x509MemberMismatch: Fault = {
  id: 'x509-member-mismatch',
  diagnosis: 'x509-member-mismatch',
  severity: 'warning',
  title: 'Replica set with one member of another organisation',
  description:
    'Three members of one CA, sound for every client; but the certificate of the third has an OU more than the others, and it stays out of the set.',
  documented: [mongodbMembership],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const { issueCertificate } = await import('../../x509/pki/issue/issue.ts');
    const leafOf = (...more: readonly (readonly [string, string])[]) =>
      issueCertificate({
        ...soundLeaf(now),
        extendedKeyUsage: ['serverAuth', 'clientAuth'],
        issuer: chain.intermediate,
        subject: [...more, ...labName('localhost')],
      });
    const [first, second, third] = await Promise.all([
      leafOf(['OU', 'Dept1']),
      leafOf(['OU', 'Dept1']),
      leafOf(['OU', 'Dept1'], ['OU', 'Sales']),
    ]);
    return serveMembers(context, [
      { chain: { ...chain, leaf: first } },
      { chain: { ...chain, leaf: second } },
      { chain: { ...chain, leaf: third }, isApart: true },
    ]);
  },
};
