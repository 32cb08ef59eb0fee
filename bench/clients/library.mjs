/** Probes by the library: the handshake, the chain verified, the whole report. Arguments: port, CA file, how many at once, ms. */
import { probe } from '../../dist/index.js';
import { loop } from './loop.mjs';

const [port, tlsCAFile, atOnce, milliseconds] = process.argv.slice(2);
const request = { ip: '127.0.0.1', tlsCAFile, client: 'openssl', localPython: false };

await loop(
  async () => (await probe(`localhost:${port}`, request)).verdict === 'ok',
  Number(atOnce),
  Number(milliseconds),
);
process.exit();
