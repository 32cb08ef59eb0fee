import { fromHex, fromUtf8 } from '../../base/octets.ts';
import { notThisProtocol, octets, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';

/**
 * SSLRequest of MySQL and MariaDB (client/server protocol, "Connection Phase"). The server greets with its capabilities; if TLS
 * is among them, a shortened login packet announces it, and the handshake follows at once: there is no further answer.
 */
export function* mysql(): Script {
  const header = yield* octets(4, 'greeting');
  const [low = 0, middle = 0, high = 0] = header;
  const length = low | (middle << 8) | (high << 16);
  // Text of any other protocol, taken for a length, is absurdly long.
  if (length < 3 || length > longestGreeting) return notThisProtocol;
  const packet = yield* octets(length, 'greeting');
  if (packet[0] === 0xff) {
    const status = (packet[1] ?? 0) | ((packet[2] ?? 0) << 8);
    // `#` and an SQLSTATE of five characters come before the text once both sides speak protocol 4.1.
    return refused({ status, said: fromUtf8(packet.subarray(3)).replace(/^#(\w{5})/, '$1 ') });
  }
  if (packet[0] !== 10) return notThisProtocol;
  const version = packet.subarray(1, Math.max(packet.indexOf(0, 1), 1));
  // After the version's NUL: connection id (4), first part of the scramble (8), filler (1), lower half of the capabilities.
  const at = 1 + version.length + 1 + 4 + 8 + 1;
  if (version.length === 0 || packet.length < at + 2) return notThisProtocol;
  const capabilities = (packet[at] ?? 0) | ((packet[at + 1] ?? 0) << 8);
  if ((capabilities & clientSsl) === 0) return refused({ advertised: false, said: fromUtf8(version) });
  yield* say(sslRequest);
  return ready(true);
}

const clientSsl = 0x0800;

/** Real ones have about a hundred octets, errors at most 515. */
const longestGreeting = 1024;

/**
 * Packet of 32 octets, number 1. Capabilities: CLIENT_LONG_PASSWORD, CLIENT_PROTOCOL_41, CLIENT_SSL, CLIENT_SECURE_CONNECTION,
 * CLIENT_PLUGIN_AUTH; packets up to 16 MiB; character set utf8 (33); 23 octets of nothing.
 */
const sslRequest = fromHex(`200000 01 018a0800 00000001 21 ${'00'.repeat(23)}`);
