import { ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { LoopbackPort, ServedConnection, TlsServerOptions } from '../net/ports.ts';
import { asSent } from './chain-builder.ts';
import type { Chain } from './chain-builder.ts';
import { mongodbSpeaker } from './mongodb-reply.ts';
import type { LabContext, ProbeArguments, RunningFault } from './fault.ts';

/** A MongoDB server behind TLS for a chain, sound except for what `changes` says; the client trusts the chain's root. */
export async function serveChain(
  { loopback }: LabContext,
  chain: Chain,
  changes: Partial<TlsServerOptions> & {
    readonly host?: string;
    readonly probeArguments?: ProbeArguments;
    /** Added to its answer to hello. */
    readonly hello?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<Result<RunningFault, IoProblem>> {
  const { host = 'localhost', probeArguments = {}, hello, ...options } = changes;
  const speaker = await mongodbSpeaker(hello === undefined ? {} : { hello });
  const served = await loopback.tls({
    certificates: asSent(chain),
    privateKey: chain.leaf.keyPem,
    speaker,
    ...options,
  });
  return running(served, { host, caFile: chain.root.pem, probeArguments });
}

/** A server that speaks its own language on plain TCP: what it says at once, and what it makes of the octets that come. */
export async function serveOctets(
  { loopback }: LabContext,
  speak: (connection: ServedConnection) => (octets: Uint8Array) => void,
  probeArguments: ProbeArguments = {},
): Promise<Result<RunningFault, IoProblem>> {
  const served = await loopback.tcp((connection) => {
    const hear = speak(connection);
    let heard = 0;
    return {
      octets(octets) {
        heard += octets.length;
        // Nobody who looks for a fault has so much to say; what such a client makes us answer could pile up.
        if (heard > mostOctets) connection.destroy();
        else hear(octets);
      },
      ended: () => connection.destroy(),
    };
  });
  return running(served, { host: '127.0.0.1', caFile: null, probeArguments });
}

/** A running fault that needs another port, which is stopped with it, or at once where the fault could not be started. */
export async function beside(
  other: LoopbackPort,
  served: Result<RunningFault, IoProblem>,
): Promise<Result<RunningFault, IoProblem>> {
  if (!served.ok) {
    await other.stop();
    return served;
  }
  const stop = async (): Promise<void> => {
    await Promise.all([served.value.stop(), other.stop()]);
  };
  return ok({ ...served.value, stop });
}

/** A port as a running fault. */
export const running = (
  served: Result<LoopbackPort, IoProblem>,
  how: Omit<RunningFault, 'port' | 'stop'>,
): Result<RunningFault, IoProblem> =>
  served.ok ? ok({ ...how, port: served.value.port, stop: () => served.value.stop() }) : served;

const mostOctets = 131_072;
