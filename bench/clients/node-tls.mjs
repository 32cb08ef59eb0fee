/** Handshakes by node:tls. Arguments: port, CA file, how many at once, milliseconds. */
import { readFileSync } from 'node:fs';
import { connect, createSecureContext } from 'node:tls';
import { loop } from './loop.mjs';

const [port, caFile, atOnce, milliseconds] = process.argv.slice(2);
const secureContext = createSecureContext({ ca: readFileSync(caFile) });
const options = { host: '127.0.0.1', port: Number(port), servername: 'localhost', secureContext };

const once = () =>
  new Promise((resolve) => {
    const socket = connect(options, () => {
      resolve(socket.authorized);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });

await loop(once, Number(atOnce), Number(milliseconds));
process.exit();
