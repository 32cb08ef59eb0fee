/**
 * The requirements of PyMongo's TLS guide (seed S1), line by line, as a user would see them kept: through the command line
 * against the lab. Lines that concern one module alone are tested beside it; `npm run coverage:seed` finds every one.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnoses } from '../../diagnostics/index.ts';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { main } from '../../src/cli/main.ts';
import { faultById } from '../../src/lab/lab.ts';
import type { Fault } from '../../src/lab/fault.ts';
import type { Report, ReportFinding } from '../../src/report/report.ts';
import { readPemCertificates } from '../../src/x509/pki/pem.ts';
import { utf8 } from '../../src/base/octets.ts';
import { alert, brokenPath, ended } from '../support/facts.ts';
import { fakeIo } from '../support/fake-io.ts';
import { listening } from '../support/listening.ts';
import { commandsOf, findingOf } from '../support/verdict.ts';

const wanted = [
  'healthy',
  'cert-expired',
  'cert-not-yet-valid',
  'untrusted-root',
  'self-signed-leaf',
  'hostname-mismatch',
  'cert-revoked',
  'ocsp-staple-expired',
  'ocsp-staple-foreign-signer',
  'ocsp-staple-trylater',
  'protocol-version',
  'no-shared-cipher',
  'plaintext-mongodb',
  'ocsp-revoked-by-responder',
  'ocsp-responder-down',
  'cert-revoked-crl',
  'crl-der',
  'client-cert-required',
];
const folder = mkdtempSync(join(tmpdir(), 'whytls-seed-'));
let lab: LabSession;

beforeAll(async () => {
  lab = await startLab(wanted.map((id) => faultById(id)).filter((fault): fault is Fault => fault !== null));
}, 60_000);
afterAll(async () => {
  await lab.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The arguments that probe a fault; `--client` is PyMongo's unless it is named. */
function argvOf(id: string): readonly string[] {
  const entry = lab.entries.find(({ fault }) => fault.id === id);
  if (entry?.up === undefined || entry.up === null) throw new Error(`${id} is not up`);
  const argv = entry.up.argv.filter((word, index, all) => word !== '--client' && all[index - 1] !== '--client');
  return argv;
}

async function run(...argv: readonly string[]) {
  const io = fakeIo();
  const code = await main(argv, io);
  return { code, out: io.printed(), err: io.complained() };
}

async function probed(id: string, ...more: readonly string[]): Promise<Report> {
  const client = more.includes('--client') ? [] : ['--client', 'pymongo'];
  const { out } = await run(...argvOf(id), ...client, ...more, '--json');
  return JSON.parse(out) as Report;
}

const finding = (report: Report, id: string): ReportFinding => {
  const found = report.findings.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id} among ${report.findings.map((one) => one.id).join()}`);
  return found;
};
const firstEndpoint = ({ endpoints: [endpoint] }: Report) => {
  if (endpoint === undefined) throw new Error('no endpoint');
  return endpoint;
};

describe('S1-A and S1-B: what TLS means', () => {
  it('S1.01: the first octets are a TLS record, whatever the server says or does not say', async () => {
    const server = createServer();
    const first = new Promise<Buffer>((resolve) =>
      server.once('connection', (socket) =>
        socket.once('data', (octets: Buffer) => (resolve(octets), socket.destroy())),
      ),
    );
    const port = await listening(server);
    await Promise.all([first, run(`127.0.0.1:${port}`, '--client', 'pymongo', '--timeout', '2000')]);
    server.close();
    // ContentType handshake, protocol 3.x.
    expect([...(await first).subarray(0, 2)]).toStrictEqual([22, 3]);
  });

  it.each(['cert-expired', 'cert-not-yet-valid', 'untrusted-root', 'self-signed-leaf', 'hostname-mismatch'])(
    'S1.02 S1.03: %s is no "ok"',
    async (id) => {
      const report = await probed(id);
      expect(report.verdict).toBe('fail');
    },
  );

  it('S1.04: the report tells connection, verification and the rest apart', async () => {
    const refusedChain = firstEndpoint(await probed('untrusted-root'));
    expect(refusedChain).toMatchObject({
      connection: { connected: true },
      handshake: { completed: true },
      verification: { accepted: false },
    });
    const noTls = firstEndpoint(await probed('plaintext-mongodb'));
    expect(noTls).toMatchObject({ connection: { connected: true }, handshake: { completed: false } });
    expect(noTls.verification.accepted).toBeNull();
  });

  it("S1.05: what the server has to mend points to the manual's guide for servers", async () => {
    for (const id of ['cert-expired', 'protocol-version', 'plaintext-mongodb']) {
      const { findings } = await probed(id);
      const references = findings.flatMap(({ remedies }) =>
        remedies.flatMap((remedy) => (remedy.side === 'server' ? remedy.references : [])),
      );
      expect(references).toContain('https://www.mongodb.com/docs/manual/tutorial/configure-ssl/');
    }
  });

  it('S1.06: every remedy says what to do, without another page', () => {
    for (const { id, en, example } of diagnoses) {
      for (const { text } of en.remedies(example)) expect(text.length, id).toBeGreaterThan(30);
    }
  });
});

describe('S1-C: the certificate of the server', () => {
  it('S1.11: is shown as it was sent', async () => {
    const { chain } = firstEndpoint(await probed('healthy'));
    expect(chain[0]?.subject).toContain('CN=localhost');
    expect(readPemCertificates(utf8(chain[0]?.pem ?? ''))).toHaveLength(1);
  });

  it('S1.12 S1.13: is judged by the trust store of the system where no file is given, and the remedy names tlsCAFile', async () => {
    const argv = argvOf('healthy');
    const without = argv.filter((word, index) => word !== '--tlsCAFile' && argv[index - 1] !== '--tlsCAFile');
    const report = JSON.parse((await run(...without, '--client', 'pymongo', '--json')).out) as Report;
    const stores = firstEndpoint(report).verification.trustStores;
    expect(stores.find(({ decides }) => decides)?.name).not.toBe('tlsCAFile');
    const texts = report.findings.flatMap(({ remedies }) =>
      remedies.flatMap(({ text, commands }) => [text, ...commands]),
    );
    expect(texts.join('\n')).toContain('tlsCAFile');
    expect(report.verdict).toBe('fail');
  });

  it('S1.14 S1.15: is judged by every certificate of tlsCAFile, and by no other', async () => {
    const argv = argvOf('healthy');
    const own = argv[argv.indexOf('--tlsCAFile') + 1] ?? '';
    const { readFileSync } = await import('node:fs');
    const both = join(folder, 'both.pem');
    const foreign = argvOf('untrusted-root');
    const other = readFileSync(foreign[foreign.indexOf('--tlsCAFile') + 1] ?? '', 'utf8');
    writeFileSync(both, other + readFileSync(own, 'utf8'));
    const target = argv.find((word) => word.includes(':')) ?? '';
    const ask = async (file: string): Promise<Report> =>
      JSON.parse((await run(target, '--client', 'pymongo', '--tlsCAFile', file, '--json')).out) as Report;
    const accepted = await ask(both);
    expect(accepted.verdict).toBe('ok');
    expect(firstEndpoint(accepted).verification.trustStores[0]).toMatchObject({ name: 'tlsCAFile', certificates: 2 });
    const alone = join(folder, 'other.pem');
    writeFileSync(alone, other);
    expect((await ask(alone)).verdict).toBe('fail');
  });

  it.each([
    ['missing', null, "[Errno 2] No such file or directory: '"],
    ['empty', '', '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:…)'],
    ['garbage', 'nothing of use', '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:…)'],
  ])('S1.16: a tlsCAFile that is %s is named, with what PyMongo prints', async (name, content, prints) => {
    const path = join(folder, `${name}.pem`);
    if (content !== null) writeFileSync(path, content);
    const argv = argvOf('healthy');
    const target = argv.find((word) => word.includes(':')) ?? '';
    const { code, out, err } = await run(target, '--client', 'pymongo', '--tlsCAFile', path, '--json');
    expect(code).toBe(2);
    expect(err).toContain(path);
    const { summary, clientErrors } = finding(JSON.parse(out) as Report, 'ca-file-unreadable');
    expect(summary).toContain(path);
    expect(clientErrors[0]?.message).toContain(prints);
  });
});

describe('S1-D and S1-E: revocation', () => {
  it('S1.17: a revoked certificate is reported with source, time and reason', async () => {
    const { evidence } = finding(await probed('cert-revoked', '--client', 'pymongo-ocsp'), 'cert-revoked');
    expect(JSON.stringify(evidence)).toMatch(
      /Stapled OCSP response[\s\S]*revoked at \d{4}-\d\d-\d\d[\s\S]*keyCompromise/i,
    );
  });

  it('S1.19: PyMongo without its extra accepts it silently, and the report says so and how to change that', async () => {
    const found = finding(await probed('cert-revoked'), 'cert-revoked');
    expect(found.severity).toBe('warning');
    expect(found.summary).toContain('accepts it silently');
    expect(found.remedies.flatMap(({ commands }) => commands)).toContain('python -m pip install "pymongo[ocsp]"');
  });

  it('S1.20: the staple of the server is asked for, and judged', async () => {
    expect(firstEndpoint(await probed('healthy')).ocsp).toMatchObject({ stapled: true, status: 'good', valid: true });
  });

  it('S1.21: a staple that says revoked ends the handshake where OCSP is checked', async () => {
    const report = await probed('cert-revoked', '--client', 'pymongo-ocsp');
    expect(report.verdict).toBe('fail');
    expect(finding(report, 'cert-revoked').clientErrors[0]?.message).toContain('invalid status response');
  });

  it.each(['ocsp-staple-expired', 'ocsp-staple-foreign-signer', 'ocsp-staple-trylater'])(
    'S1.22: so does one that proves nothing: %s',
    async (id) => {
      const report = await probed(id, '--client', 'pymongo-ocsp');
      expect(report.verdict).toBe('fail');
      expect(finding(report, 'ocsp-staple-invalid').clientErrors[0]?.message).toContain('invalid status response');
    },
  );

  it('S1.27: tlsDisableOCSPEndpointCheck changes nothing of that', async () => {
    const report = await probed('cert-revoked', '--client', 'pymongo-ocsp', '--tlsDisableOCSPEndpointCheck');
    expect(report.verdict).toBe('fail');
  });
});

describe('S1-E to S1-H: without a staple, by lists, with a certificate of the client, without care', () => {
  const asked = (report: Report): number => firstEndpoint(report).ocsp.endpoints.length;

  it('S1.23 S1.24: without a staple the responder is asked, and its "revoked" ends the handshake', async () => {
    const report = await probed('ocsp-revoked-by-responder', '--client', 'pymongo-ocsp');
    expect(asked(report)).toBeGreaterThan(0);
    expect(report.verdict).toBe('fail');
    expect(finding(report, 'cert-revoked').clientErrors[0]?.message).toContain('invalid status response');
  });

  it('S1.25: a responder that is down is a warning: the handshake goes on', async () => {
    const report = await probed('ocsp-responder-down', '--client', 'pymongo-ocsp');
    expect(report.verdict).toBe('warn');
    expect(finding(report, 'ocsp-endpoint-failure').severity).toBe('warning');
  });

  it('S1.26: with tlsDisableOCSPEndpointCheck no responder is asked', async () => {
    const argv = ['--client', 'pymongo-ocsp', '--tlsDisableOCSPEndpointCheck'];
    const report = await probed('ocsp-revoked-by-responder', ...argv);
    expect(asked(report)).toBe(0);
    expect(report.verdict).not.toBe('fail');
  });

  it('S1.18 S1.28: a revocation list is the other way, and finds the same', async () => {
    const report = await probed('cert-revoked-crl');
    expect(report.verdict).toBe('fail');
    expect(finding(report, 'cert-revoked').clientErrors[0]?.message).toContain('certificate revoked');
  });

  it('S1.29: a list in DER is read, and PyMongo is said to take PEM only', async () => {
    const found = finding(await probed('crl-der'), 'crl-problem');
    expect(found.clientErrors[0]?.message).toContain('[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found');
    expect(found.remedies.flatMap(({ commands }) => commands).join('\n')).toContain('openssl crl -inform DER');
  });

  it('S1.31: a certificate that the server wants from the client is asked for by the name of the option', async () => {
    const found = finding(await probed('client-cert-required'), 'client-cert-required');
    expect(found.summary + found.remedies.map(({ text }) => text).join(' ')).toContain('tlsCertificateKeyFile');
  });

  it.each(['cert-expired', 'cert-not-yet-valid'])(
    'S1.41: tlsInsecure accepts %s, and the finding stays',
    async (id) => {
      const report = await probed(id, '--tlsInsecure');
      expect(report.verdict).toBe('warn');
      expect(JSON.stringify(finding(report, 'insecure-options').evidence)).toContain(id);
    },
  );
});

describe('S1-I to S1-L: the troubles of the guide', () => {
  const explained = async (text: string): Promise<readonly string[]> => {
    const { out } = await run('explain', text, '--json');
    return (JSON.parse(out) as { diagnoses: { id: string }[] }).diagnoses.map(({ id }) => id);
  };

  it('S1.49: CERTIFICATE_VERIFY_FAILED without a reason has three candidates', async () => {
    const ids = await explained('[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed');
    for (const id of ['client-roots-missing', 'untrusted-root', 'cert-expired']) expect(ids).toContain(id);
    expect(
      (await explained('[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired'))[0],
    ).toBe('cert-expired');
  });

  it('S1.50 to S1.57: S1.50 S1.51 S1.52 S1.53 S1.54 S1.55 S1.56 S1.57 roots that are missing have the remedies of every platform', () => {
    const system = {
      name: 'system',
      path: '/etc/ssl/certs/ca-certificates.crt',
      decides: true,
      certificates: 0,
      verification: brokenPath().verification,
    } as const;
    const found = findingOf('client-roots-missing', { ...brokenPath(), stores: [system] });
    const commands = commandsOf(found);
    expect(commands.join('\n')).toMatch(/apt-get .*ca-certificates/);
    expect(commands).toContain('open "/Applications/Python <YOUR PYTHON VERSION>/Install Certificates.command"');
    expect(commands).toContain('pypy -m pip install certifi');
    expect(commands).toContain('export SSL_CERT_FILE=$(pypy -c "import certifi; print(certifi.where())")');
    const references = found.remedies.flatMap((remedy) => remedy.references);
    expect(references).toContain('https://bugs.python.org/issue29065');
    expect(references).toContain('https://github.com/squeaky-pl/portable-pypy/issues/15');
  });

  it('S1.59: TLSV1_ALERT_PROTOCOL_VERSION is about versions', async () => {
    const text = '[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version';
    expect((await explained(text))[0]).toBe('protocol-version');
  });

  it('S1.60 S1.61: which versions the server takes is shown', async () => {
    const { summary, evidence } = finding(await probed('protocol-version'), 'protocol-version');
    expect(summary + JSON.stringify(evidence)).toMatch(/TLS 1\.[01]/);
  });

  it('S1.62 S1.63 S1.64 S1.65 S1.66 S1.67: an old OpenSSL of the client is found by the commands of the guide', () => {
    // Nobody knows yet which side is the older one.
    const facts = ended(alert(70));
    const found = findingOf('protocol-version', facts);
    const commands = commandsOf(found);
    expect(commands).toContain('openssl version');
    expect(commands).toContain('python -c "import ssl; print(ssl.OPENSSL_VERSION)"');
    expect(commands).toContain(
      `python -c "import requests; print(requests.get('https://www.howsmyssl.com/a/check', verify=False).json()['tls_version'])"`,
    );
    const texts = found.remedies.map(({ text }) => text).join(' ');
    expect(texts).toMatch(/OpenSSL (?:below|before|older than) 1\.0\.1|1\.0\.1/);
    expect(texts).toMatch(/macOS/);
  });

  it('S1.68 S1.69 S1.70: "invalid status response" is about OCSP, in both forms', async () => {
    for (const text of [
      "[('SSL routines', 'tls_process_initial_server_flight', 'invalid status response')]",
      "[('SSL routines', '', 'invalid status response')]",
    ]) {
      const ids = await explained(text);
      for (const id of ['cert-revoked', 'ocsp-staple-invalid', 'ocsp-staple-missing']) expect(ids).toContain(id);
    }
  });

  it('S1.71: SSLV3_ALERT_HANDSHAKE_FAILURE: no cipher suite in common first, then the client certificate', async () => {
    const ids = await explained(
      'SSL handshake failed: localhost:27017: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:997)',
    );
    expect(ids[0]).toBe('no-shared-cipher');
    expect(ids).toContain('client-cert-required');
  });

  it('S1.72: EOF occurred in violation of protocol belongs to the same family', async () => {
    const ids = await explained(
      'SSL handshake failed: localhost:27017: EOF occurred in violation of protocol (_ssl.c:997)',
    );
    expect(ids).toContain('unexpected-eof');
    expect(ids).toContain('no-shared-cipher');
  });

  it("S1.73: a server's log says no shared cipher", async () => {
    const line =
      '2021-06-30T21:22:44.917+0100 E NETWORK [conn16] SSL: error:1408A0C1:SSL routines:ssl3_get_client_hello:no shared cipher';
    expect((await explained(line))[0]).toBe('no-shared-cipher');
  });

  it('S1.74 S1.75 S1.76 S1.77 S1.78 S1.79: a server of static RSA has the three ways out, the upgrade first', async () => {
    const { remedies, summary } = finding(await probed('no-shared-cipher'), 'no-shared-cipher');
    expect(summary).toContain('Python 3.10 or later');
    const texts = remedies.map(({ text, commands }) => [text, ...commands].join(' '));
    const upgrade = texts.findIndex((text) => /4\.2/.test(text));
    const extra = texts.findIndex((text) => text.includes('pymongo[ocsp]'));
    const older = texts.findIndex((text) => /Python 3\.9/.test(text));
    expect([upgrade, extra, older].every((place) => place >= 0)).toBe(true);
    expect(upgrade).toBeLessThan(older);
    expect(extra).toBeLessThan(older);
  });

  it('S1.80: and other clients connect to it', async () => {
    for (const client of ['pymongo-ocsp', 'node', 'openssl']) {
      expect((await probed('no-shared-cipher', '--client', client)).verdict).toBe('ok');
    }
  });
});
