/** A TLS server in a process of its own. Arguments: certificate, key, options of tls.createServer as JSON. It tells its port. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:tls';

const [cert, key, options] = process.argv.slice(2);
const server = createServer({ cert: readFileSync(cert), key: readFileSync(key), ...JSON.parse(options) }, (socket) =>
  socket.on('error', () => {}).resume(),
);
server.on('tlsClientError', () => {});
server.listen(0, '127.0.0.1', 1024, () => process.send?.(server.address().port));
process.on('disconnect', () => process.exit());
