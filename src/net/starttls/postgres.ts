import { fromHex, fromUtf8, noOctets } from '../../base/octets.ts';
import { notThisProtocol, octets, ready, refused, say, upTo } from './script.ts';
import type { Script } from './script.ts';

/**
 * SSLRequest of PostgreSQL (frontend/backend protocol 3.0, "SSL Session Encryption"): one octet answers it. A server that cannot
 * serve anybody, or that has never heard of TLS, sends an ErrorResponse.
 */
export function* postgres(): Script {
  yield* say(sslRequest);
  const answer = String.fromCharCode(...(yield* octets(1, 'SSLRequest')));
  if (answer === 'S') return ready();
  if (answer === 'N') return refused({ advertised: false });
  if (answer !== 'E') return notThisProtocol;

  const head = yield* octets(4, 'SSLRequest');
  // Before protocol 3.0, and where no process could be started for us: no length, a text and its NUL.
  if (head[0] !== 0) {
    const rest = head.includes(0) ? noOctets : yield* upTo(0, 'SSLRequest');
    return refused({ said: textBeforeNul(head) + textBeforeNul(rest) });
  }
  const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
  if (length < 5) return notThisProtocol;
  const fields = new Map(
    fromUtf8(yield* octets(length - 4, 'SSLRequest'))
      .split('\0')
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  );
  const said = ['S', 'C', 'M'].map((type) => fields.get(type) ?? '').filter((text) => text !== '');
  return refused({ said: said.join(' ') });
}

const textBeforeNul = (part: Uint8Array): string => fromUtf8(part).replace(/\0.*$/s, '');

/** Length 8, and a number that no protocol version will ever be: 1234, 5679. */
const sslRequest = fromHex('00000008 04d2162f');
