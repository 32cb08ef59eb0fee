/** What the tests against real peers share: credentials in files, one handshake with a port, and how it went. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { toHex } from '../../src/base/octets.ts';
import { nodePorts } from '../../src/net/node/index.ts';
import { driveHandshake } from '../../src/observe/probe/drive-handshake.ts';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import type { ClientCredential, Plan } from '../../src/tls/handshake/plan.ts';
import { cipherSuites } from '../../src/tls/wire/registries/cipher-suite.ts';
import { protocolVersions } from '../../src/tls/wire/registries/protocol-version.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import { credentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { plan } from './plans.ts';

export type Version = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
export type SuiteName = keyof typeof cipherSuites.codes;

/** Everything that our client speaks. */
export const everyVersion: readonly number[] = [0x0304, 0x0303, 0x0302, 0x0301];

/** Shakes hands once. Throws where there is no TCP connection. */
export async function shake(port: number, change: Partial<Plan> = {}): Promise<Capture> {
  const driven = await driveHandshake(nodePorts(), plan({ versions: everyVersion, ...change }), {
    address: '127.0.0.1',
    port,
    connectTimeoutMs: 10_000,
    timeoutMs: 20_000,
  });
  if (driven.kind === 'noConnection') throw new Error(`no connection: ${driven.problem.kind}`);
  return driven.capture;
}

/** What a peer was set up for, and what our client must have seen of it. */
export interface Agreed {
  readonly version: Version;
  readonly suite?: SuiteName;
  /** DER in hexadecimal. */
  readonly chain?: readonly string[];
}

export function expectAgreed(capture: Capture, { version, suite, chain }: Agreed): void {
  expect(capture.problem).toBeNull();
  expect(capture).toMatchObject({ completed: true, protocol: protocolVersions.codes[version] });
  if (suite !== undefined) expect(capture.cipherSuite).toBe(cipherSuites.codes[suite]);
  if (chain !== undefined) expect(capture.certificates).toEqual(chain);
}

/** An RSA and an ECDSA chain for localhost, in memory and in files. */
export class MatrixFiles {
  readonly folder = mkdtempSync(join(tmpdir(), 'whytls-matrix-'));
  readonly rsa: Credentials;
  readonly ec: Credentials;
  /** What a client may show to a server that trusts `ec-root.pem`. */
  readonly client: ClientCredential;

  static async make(): Promise<MatrixFiles> {
    const [rsa, ec] = await Promise.all([credentials('rsa-2048'), credentials('ec-p256')]);
    const day = 86_400_000;
    const client = await issueCertificate({
      subject: [['CN', 'client']],
      issuer: ec.intermediate,
      extendedKeyUsage: ['clientAuth'],
      notBefore: Date.now() - day,
      notAfter: Date.now() + day,
    });
    return new MatrixFiles(rsa, ec, { chain: [client.der, ec.intermediate.der], key: client.key });
  }

  constructor(rsa: Credentials, ec: Credentials, client: ClientCredential) {
    this.rsa = rsa;
    this.ec = ec;
    this.client = client;
    for (const [kind, { root, intermediate, leaf }] of [
      ['rsa', rsa],
      ['ec', ec],
    ] as const) {
      this.write(`${kind}.pem`, leaf.pem + intermediate.pem);
      this.write(`${kind}-chain.pem`, intermediate.pem);
      this.write(`${kind}.key`, leaf.keyPem);
      this.write(`${kind}-both.pem`, leaf.pem + intermediate.pem + leaf.keyPem);
      this.write(`${kind}-root.pem`, root.pem);
    }
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  /** The chain of a kind as it is to be seen. */
  chain(kind: 'rsa' | 'ec'): readonly string[] {
    return [this[kind].leaf, this[kind].intermediate].map(({ der }) => toHex(der));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
