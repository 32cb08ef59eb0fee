/** What we say that PyMongo prints, beside what Python's ssl prints when it is set up as PyMongo does for tlsCRLFile. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { main } from '../../src/cli/main.ts';
import { faultById } from '../../src/lab/lab.ts';
import type { Report } from '../../src/report/report.ts';
import { fakeIo } from '../support/fake-io.ts';
import { hasPeer } from '../support/peers.ts';
import { output } from '../support/peers/openssl.ts';

const client = `
import socket, ssl, sys
port, ca, crl = sys.argv[1:]
try:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags = ssl.VERIFY_CRL_CHECK_LEAF
    context.load_verify_locations(crl)
    context.load_verify_locations(ca)
    with socket.create_connection(('127.0.0.1', int(port))) as tcp:
        context.wrap_socket(tcp, server_hostname='localhost').close()
    print('fine')
except ssl.SSLError as error:
    print(error.args[1])
`;

describe.skipIf(!hasPeer('python3'))('tlsCRLFile, beside Python', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-crl-python-'));
  const ids = ['cert-revoked-crl', 'crl-expired', 'crl-other-issuer', 'crl-der'];
  let lab: LabSession;

  beforeAll(async () => {
    lab = await startLab(ids.flatMap((id) => faultById(id) ?? []));
  });
  afterAll(async () => {
    await lab.stop();
    rmSync(folder, { recursive: true });
  });

  /** What both make of a fault; `change`: with another file instead of its own. */
  async function both(id: string, change?: (crl: string) => string) {
    const up = lab.entries.find(({ fault }) => fault.id === id)?.up;
    if (up === null || up === undefined || up.caFile === null) throw new Error(`${id} is not up`);
    const place = up.argv.indexOf('--tlsCRLFile') + 1;
    let file = up.argv[place] ?? '';
    if (change !== undefined) {
      const changed = join(folder, 'changed.pem');
      writeFileSync(changed, change(readFileSync(file, 'utf8')));
      file = changed;
    }
    const io = fakeIo();
    await main([...up.argv.with(place, file), '--json'], io);
    const { findings } = JSON.parse(io.printed()) as Report;
    const said = await output('python3', ['-c', client, String(up.port), up.caFile, file]);
    return {
      ours: findings
        .filter(({ rootCause }) => rootCause)
        .flatMap(({ clientErrors }) => clientErrors.map((one) => one.message)),
      theirs: said.trim().replace(/_ssl\.c:\d+/, '_ssl.c:…'),
    };
  }

  it.each(ids)('%s', async (id) => {
    const { ours, theirs } = await both(id);
    expect(ours).toHaveLength(1);
    expect(ours[0]).toBe(theirs.startsWith('[SSL') ? `localhost:${portOf(id)}: ${theirs}` : theirs);
  });

  it.each<readonly [string, (crl: string) => string]>([
    ['damaged', (crl) => crl.replace('\n', '\nMAAA')],
    ['damaged behind a sound one', (crl) => `${crl}-----BEGIN X509 CRL-----\nMAAA\n-----END X509 CRL-----\n`],
    ['no PEM', () => 'hello'],
    ['empty', () => ''],
  ])('a file that is %s', async (_, change) => {
    const { ours, theirs } = await both('crl-other-issuer', change);
    expect(ours).toEqual([theirs]);
  });

  it('a file of certificates alone', async () => {
    const caFile = lab.entries[0]?.up?.caFile ?? '';
    const { ours, theirs } = await both('crl-other-issuer', () => readFileSync(caFile, 'utf8'));
    expect(theirs).toContain('unable to get certificate CRL');
    expect(ours).toEqual([`localhost:${portOf('crl-other-issuer')}: ${theirs}`]);
  });

  const portOf = (id: string) => lab.entries.find(({ fault }) => fault.id === id)?.up?.port;
});
