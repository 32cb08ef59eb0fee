import { expect } from 'vitest';
import { fromHex, toBase64 } from '../../src/base/octets.ts';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { nodePorts } from '../../src/net/node/index.ts';
import { driveHandshake } from '../../src/observe/probe/drive-handshake.ts';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import type { Plan } from '../../src/tls/handshake/plan.ts';
import { opensslNameOf } from '../../src/tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../src/tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../src/tls/wire/registries/protocol-version.ts';
import { nameOf } from '../../src/tls/wire/registry.ts';
import { opensslClient } from './peers/openssl.ts';
import type { ClientReport } from './peers/openssl.ts';
import { plan } from './plans.ts';

export interface Compared {
  readonly capture: Capture;
  readonly client: ClientReport;
}

/** Handshakes with the same server by us and by s_client, one after the other. The server is stopped then. */
export async function besideSClient(
  starting: Promise<{ readonly port: number; readonly stop: () => Promise<void> }>,
  ours: Partial<Plan>,
  theirs: readonly string[],
): Promise<Compared> {
  const server = await starting;
  try {
    const driven = await driveHandshake(nodePorts(), plan({ ...openssl.offer, ...ours }), {
      address: '127.0.0.1',
      port: server.port,
      connectTimeoutMs: 5000,
      timeoutMs: 10_000,
    });
    if (driven.kind === 'noConnection') throw new Error(`no connection: ${driven.problem.kind}`);
    return { capture: driven.capture, client: await opensslClient(server.port, theirs) };
  } finally {
    await server.stop();
  }
}

/** Everything that both report must be equal. */
export function expectEqual({ capture, client }: Compared): void {
  expect(capture.problem).toBeNull();
  expect(capture.completed).toBe(true);
  expect(nameOf(protocolVersions, capture.protocol ?? 0)).toBe(client.protocol);
  expect(opensslNameOf(capture.cipherSuite ?? 0)).toBe(client.cipher);
  expect(capture.group === null ? null : opensslGroup(capture.group)).toBe(client.temporaryKey);
  expect(capture.certificates.map((hex) => toBase64(fromHex(hex)))).toEqual(client.certificates);
}

/** A group as s_client prints the server's temporary key. */
function opensslGroup(group: number): string {
  const name = nameOf(namedGroups, group);
  const printed: Readonly<Record<string, string>> = {
    x25519: 'X25519',
    x448: 'X448',
    secp256r1: 'ECDH, prime256v1',
    secp384r1: 'ECDH, secp384r1',
    secp521r1: 'ECDH, secp521r1',
  };
  return printed[name] ?? name;
}
