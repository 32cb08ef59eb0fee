import { once } from 'node:events';
import type { Server } from 'node:net';

/** Starts a server on 127.0.0.1, at a port of the system's choice unless one is given, and says at which. */
export async function listening(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
