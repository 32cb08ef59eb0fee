import { buildChain } from '../chain-builder.ts';
import { page } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { mongodbSpeaker } from '../mongodb-reply.ts';
import { serveChain } from '../serve.ts';

export const replicaSetHost: Fault = {
  id: 'replica-set-host',
  diagnosis: 'replica-set-host',
  title: 'Replica set that advertises another name',
  description:
    'Sound under the name localhost, which its certificate holds; but the replica set says that its primary is 127.0.0.1, which is not in the certificate.',
  documented: [
    page(
      'MongoDB specifications: Server Discovery and Monitoring',
      'https://github.com/mongodb/specifications/blob/master/source/server-discovery-and-monitoring/server-discovery-and-monitoring.md',
      '2026-11-22',
    ),
  ],
  start: async (context) => {
    const chain = await buildChain(context.clock.now(), { leaf: { san: [{ dns: 'localhost' }] } });
    // The port is known only once the server is up.
    const hello: Record<string, unknown> = {};
    const speaker = await mongodbSpeaker({ hello });
    const started = await serveChain(context, chain, { speaker, probeArguments: { client: 'pymongo' } });
    if (started.ok) {
      const primary = `127.0.0.1:${started.value.port}`;
      Object.assign(hello, { setName: 'rs0', hosts: [primary], me: primary, primary, secondary: false });
    }
    return started;
  },
};
