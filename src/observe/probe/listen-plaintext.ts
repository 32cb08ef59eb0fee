import { concat, fromHex, noOctets, toHex, utf8 } from '../../base/octets.ts';
import type { Signal } from '../../base/signal.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { Clock, Tcp } from '../../net/ports.ts';
import type { Experiment } from '../observation.ts';
import type { DriveOptions } from './drive-handshake.ts';

/** What is said to find out who is there, if not TLS. Silence finds those who speak first. */
export type Opening = 'silence' | 'http' | 'mongodb' | 'postgresql' | 'ssl2';

/**
 * Says the opening, and keeps what comes back: until a first answer, the end, or the deadline; `enough` brings the deadline forward
 * to that moment, for an open connection.
 */
export function listenPlaintext(
  ports: { readonly tcp: Tcp; readonly clock: Clock },
  opening: Opening,
  options: DriveOptions & { readonly enough?: Signal },
): Promise<Experiment['result']> {
  const { tcp, clock } = ports;
  return new Promise((resolve) => {
    let received: Uint8Array = noOctets;
    let finish = (_ended: 'fin' | 'rst' | 'deadline'): void => {};
    const connecting = tcp.connect(
      {
        address: options.address,
        port: options.port,
        timeoutMs: Math.min(options.connectTimeoutMs, options.timeoutMs),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
      {
        octets: (octets) => {
          received = concat([received, octets]).subarray(0, maxOctets);
          finish('deadline');
        },
        ended: (how) => finish(how),
      },
    );
    void connecting.then((opened) => {
      if (!opened.ok) return resolve({ kind: 'noConnection', problem: opened.problem });
      const connection = opened.value;
      const onAbort = (): void => finish('deadline');
      const cancel = clock.after(Math.min(answerMs, options.timeoutMs), onAbort);
      const cutShort = [options.signal, options.enough];
      for (const signal of cutShort) signal?.addEventListener('abort', onAbort, { once: true });
      finish = (ended) => {
        finish = () => {};
        cancel();
        for (const signal of cutShort) signal?.removeEventListener('abort', onAbort);
        connection.destroy();
        resolve({ kind: 'octets', octets: toHex(received), ended });
      };
      // A peer that spoke or left between the connection and this moment has been heard already.
      if (received.length > 0 || options.enough?.aborted === true) return finish('deadline');
      connection.write(openings[opening]);
    });
  });
}

/** What is sent. HTTP's answer to a request without a host is an error, and names the server all the same. */
const openings: Readonly<Record<Opening, Uint8Array>> = {
  silence: noOctets,
  http: utf8('GET / HTTP/1.0\r\n\r\n'),
  // OP_QUERY { isMaster: 1, helloOk: true } on admin.$cmd: every MongoDB server answers it without authentication.
  mongodb: fromHex(
    '440000000100000000000000d40700000400000061646d696e2e24636d640000000000ffffffff1d0000001069734d6173746572000100000008' +
      '68656c6c6f4f6b000100',
  ),
  // SSLRequest, PostgreSQL protocol 3: answered by one octet, S or N.
  postgresql: fromHex('0000000804d2162f'),
  // CLIENT-HELLO of SSL 2.0 (draft-hickman-netscape-ssl-00 section 2.5): every cipher kind of that version, no session id, a
  // challenge of 16 octets, which is no secret.
  ssl2: fromHex('802e0100020015000000100100800200800300800400800500800600400700c0776879746c732061736b732053534c32'),
};

const maxOctets = 512;

/** A server that speaks first, or answers at all, does so soon. */
const answerMs: Milliseconds = 1500;
