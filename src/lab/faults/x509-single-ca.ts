import { buildChain, labName } from '../chain-builder.ts';
import { mongodbMembership } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveMembers } from '../serve-members.ts';

export const x509SingleCa: Fault = {
  id: 'x509-single-ca',
  diagnosis: 'x509-single-ca',
  severity: 'warning',
  title: 'Replica set with one member of another CA',
  description:
    'Three members, all sound for a client that trusts both CAs; but the third has its certificate from another CA than the others, and stays out of the set.',
  documented: [mongodbMembership],
  start: async (context) => {
    const now = context.clock.now();
    const leaf = { extendedKeyUsage: ['serverAuth', 'clientAuth'] };
    const other = { leaf, root: { subject: labName('Other Root CA') } };
    const [chain, stranger] = await Promise.all([buildChain(now, { leaf }), buildChain(now, other)]);
    return serveMembers(context, [{ chain }, { chain }, { chain: stranger, isApart: true }]);
  },
};
