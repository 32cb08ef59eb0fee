import { buildChain, soundLeaf } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const selfSignedLeaf: Fault = {
  id: 'self-signed-leaf',
  diagnosis: 'self-signed-leaf',
  title: 'Self-signed leaf',
  description: 'The server’s certificate is signed by its own key; the client trusts a CA that knows nothing of it.',
  documented: [rfc(5280, '6.1')],
  start: async (context) => {
    const now = context.clock.now();
    const { issueCertificate } = await import('../../x509/pki/issue/issue.ts');
    const leaf = await issueCertificate(soundLeaf(now));
    return serveChain(context, { ...(await buildChain(now)), leaf }, { certificates: leaf.pem });
  },
};
