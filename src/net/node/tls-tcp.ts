import { connect } from 'node:tls';
import { failed, ok } from '../../base/result.ts';
import type { Tcp } from '../ports.ts';
import { withinDeadline } from './deadline.ts';
import { nodeClock } from './clock.ts';
import { ioProblem } from './io-error.ts';
import { openConnection } from './tcp.ts';

/**
 * TCP with Node's own TLS on it, for the way to a proxy of scheme `https` and for nothing else: our handshake with the server runs
 * inside. The proxy's certificate must verify for `serverName` (what NODE_EXTRA_CA_CERTS names is trusted too); if it does not,
 * the problem is `other` with Node's code. Loaded when first used.
 */
export const tlsTcp = (serverName: string, trusted?: readonly string[]): Tcp => ({
  connect: (to, listener) =>
    withinDeadline(to, (settle) => {
      const begun = nodeClock.monotonicMs();
      const socket = connect({
        host: to.address,
        port: to.port,
        // RFC 6066 section 3: no literal addresses there; Node then checks the address against the certificate.
        ...(/^[\d.]+$|:/.test(serverName) ? {} : { servername: serverName }),
        ALPNProtocols: ['http/1.1'],
        ...(trusted === undefined ? {} : { ca: [...trusted] }),
      });
      socket.setNoDelay(true);
      socket.once('error', (error) => settle(failed(ioProblem(error, nodeClock.monotonicMs() - begun))));
      socket.once('secureConnect', () => settle(ok(openConnection(socket, listener))));
      return () => socket.destroy();
    }),
});
