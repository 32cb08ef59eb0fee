/** Files of trust anchors, good and bad, as OpenSSL takes them: Python's ssl module is the judge. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../src/net/node/files.ts';
import { readPemStore } from '../../../src/observe/trust/trust-source.ts';
import { writePem } from '../../../src/x509/pki/pem.ts';
import { utf8 } from '../../../src/base/octets.ts';
import { credentials } from '../../support/credentials.ts';
import { hasPeer } from '../../support/peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-ca-file-'));
const files = new Map<string, string | Uint8Array>();

beforeAll(async () => {
  const { root, leaf } = await credentials();
  const { pem, der } = root;
  const lines = pem.split('\n');
  const half = lines.slice(0, 4).join('\n');
  const none = writePem('CERTIFICATE', utf8('no certificate at all'));
  const good: Record<string, string | Uint8Array> = {
    good: pem,
    two: pem + leaf.pem,
    'byte order mark': `\ufeff${pem}`,
    'line feeds of Windows': pem.replaceAll('\n', '\r\n'),
    'words around': `Subject: x\n${pem}\n# end`,
    'a key beside it': leaf.keyPem + pem,
    trusted: pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE'),
  };
  const bad: Record<string, string | Uint8Array> = {
    empty: '',
    'white space': ' \n\n',
    text: 'hello\n',
    DER: der,
    key: leaf.keyPem,
    half,
    'good, then half': pem + half,
    'good, then none': pem + none,
    'none, then good': none + pem,
    'no base64': [...lines.slice(0, 3), '!!', ...lines.slice(3)].join('\n'),
    'UTF-16': new Uint8Array(Buffer.from(`\ufeff${pem}`, 'utf16le')),
  };
  for (const [name, content] of Object.entries({ ...good, ...bad })) {
    files.set(name, content);
    writeFileSync(join(folder, name), content);
  }
  mkdirSync(join(folder, 'folder'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file of trust anchors', () => {
  it.skipIf(!hasPeer('python3'))('is taken and refused as Python takes and refuses it', () => {
    const names = [...files.keys(), 'folder', 'missing'];
    const script = `import ssl, sys
for f in sys.argv[1:]:
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try: c.load_verify_locations(f); print(c.cert_store_stats()['x509'])
    except Exception: print('refused')`;
    const paths = names.map((name) => join(folder, name));
    const said = execFileSync('python3', ['-c', script, ...paths], { encoding: 'utf8' })
      .trim()
      .split('\n');
    const ours = paths.map((path) => {
      const store = readPemStore(nodeFiles, path);
      return store.ok ? String(store.value.size) : 'refused';
    });
    expect(Object.fromEntries(names.map((name, at) => [name, ours[at]]))).toEqual(
      Object.fromEntries(names.map((name, at) => [name, said[at]])),
    );
  });

  it.each([
    ['empty', { kind: 'noCertificate', holds: 'nothing' }],
    ['text', { kind: 'noCertificate', holds: 'somethingElse' }],
    ['DER', { kind: 'noCertificate', holds: 'derCertificate' }],
    ['key', { kind: 'noCertificate', holds: 'otherPem' }],
    ['UTF-16', { kind: 'noCertificate', holds: 'utf16' }],
    ['good, then half', { kind: 'damaged', place: 2 }],
    ['none, then good', { kind: 'damaged', place: 1 }],
    ['folder', { kind: 'fileUnreadable', code: 'EISDIR' }],
    ['missing', { kind: 'fileNotFound' }],
  ])('that is %s is said to be', (name, problem) => {
    const path = join(folder, name);
    expect(readPemStore(nodeFiles, path)).toEqual({ ok: false, problem: { path, ...problem } });
  });
});
