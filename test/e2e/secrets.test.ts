/**
 * No password, private key or token reaches an output, an error or a saved file: every command is run with marked ones, wherever
 * people put them, and everything that comes out is searched for the marks.
 */
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { main } from '../../src/cli/main.ts';
import { faultById } from '../../src/lab/lab.ts';
import { credentials } from '../support/credentials.ts';
import { fakeIo } from '../support/fake-io.ts';
import { foundIn, mark, traces } from '../support/marks.ts';

let lab: LabSession;
let folder = '';
/** `host:port` of a server in order, and its CA file. */
let sound = '';
let caFile = '';
/** The private numbers of the keys that lie in files, in base64 and hexadecimal. */
const keyTraces: string[] = [];

const path = (name: string): string => join(folder, name);

function file(name: string, content: string): string {
  writeFileSync(path(name), content);
  return path(name);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whytls-secrets-'));
  lab = await startLab(['healthy', 'client-cert-required'].flatMap((id) => faultById(id) ?? []));
  const up = lab.entries[0]?.up;
  sound = `localhost:${up?.port}`;
  caFile = up?.caFile ?? '';
  for (const kind of ['ec-p256', 'rsa-2048'] as const) {
    const { leaf, root } = await credentials(kind);
    const key = createPrivateKey(leaf.keyPem);
    const { d = '' } = key.export({ format: 'jwk' });
    const number = Buffer.from(d, 'base64url');
    keyTraces.push(number.toString('hex').slice(0, 40), number.toString('base64').slice(0, 40));
    for (const line of leaf.keyPem.split('\n')) if (line.length === 64) keyTraces.push(line);
    file(`${kind}.pem`, leaf.pem + leaf.keyPem);
    file(`${kind}.ca.pem`, root.pem);
    const sealed = key.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: mark });
    file(`${kind}.sealed.pem`, leaf.pem + sealed.toString());
    for (const line of sealed.toString().split('\n')) if (line.length === 64) keyTraces.push(line);
    file(`${kind}.key`, leaf.keyPem);
  }
});

afterAll(async () => {
  await lab.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** Everything that a command lets out: both streams, and each file that it writes. */
async function letOut(argv: readonly string[], { env = {}, input, files = {} }: Given = {}) {
  const io = fakeIo({ env: { LANG: 'C.UTF-8', ...env }, ...(input === undefined ? {} : { input: [input] }) });
  for (const [name, content] of Object.entries(files)) io.files.set(name, content);
  const code = await main(argv, io);
  const written = [...io.files].filter(([name]) => files[name] === undefined).map(([, content]) => content);
  return { code, said: [io.printed(), io.complained(), ...written].join('\n') };
}

async function expectSilence(argv: readonly string[], given: Given = {}): Promise<string> {
  const { code, said } = await letOut(argv, given);
  expect(said.trim()).not.toBe('');
  expect(code, argv.join(' ')).not.toBe(3);
  expect(foundIn(said, mark), argv.join(' ')).toStrictEqual([]);
  expect(
    keyTraces.filter((trace) => said.includes(trace)),
    argv.join(' '),
  ).toStrictEqual([]);
  return said;
}

const forms = [
  ['--json'],
  ['--verbose'],
  ['--format', 'markdown'],
  ['--format', 'html'],
  ['--quiet', '--lang', 'zh'],
] as const;

it('would be found: in each form that a mark may take', () => {
  for (const seen of [mark, `x${mark}y`, mark.toUpperCase(), Buffer.from(mark).toString('hex')])
    expect(foundIn(seen, mark)).not.toStrictEqual([]);
  for (const before of ['', 'a', 'ab', 'abc'])
    expect(foundIn(Buffer.from(`${before}${mark}:end`).toString('base64'), mark)).not.toStrictEqual([]);
  expect(traces(mark).every((trace) => trace.length >= 10)).toBe(true);
});

describe('probe', () => {
  const saved = ['--save', 'saved.json', '--output', 'report'];

  it.concurrent.each([
    ['a connection string', () => [`mongodb://app:${mark}@${sound}/?tls=true&tlsCAFile=${caFile}`]],
    [
      'a password percent-encoded',
      () => [`mongodb://app:${encodeURIComponent(`${mark}/?#@`)}@${sound}/?tlsCAFile=${caFile}`],
    ],
    [
      'passwords among the options',
      () => [
        `mongodb://${sound}/?tls=true&tlsCertificateKeyFile=${path('ec-p256.sealed.pem')}&tlsCertificateKeyFilePassword=${mark}&proxyPassword=${mark}&authMechanismProperties=AWS_SESSION_TOKEN:${mark}`,
      ],
    ],
    ['a URL', () => [`https://app:${mark}@${sound}/path?token=${mark}&password=${mark}`]],
    ['a URL of a database', () => [`postgres://app:${mark}@${sound}/db?sslpassword=${mark}`]],
    ['a URL with a password alone', () => [`redis://:${mark}@${sound}/0`]],
    ['a proxy', () => [sound, '--proxy', `http://app:${mark}@127.0.0.1:9`]],
    ['a SOCKS proxy', () => [sound, '--proxy', `socks5://app:${mark}@127.0.0.1:9`]],
    [
      'a sealed key',
      () => [
        sound,
        '--tlsCAFile',
        caFile,
        '--tlsCertificateKeyFile',
        path('rsa-2048.sealed.pem'),
        '--tlsCertificateKeyFilePassword',
        mark,
      ],
    ],
    [
      'a sealed key and the wrong password',
      () => [
        sound,
        '--tlsCertificateKeyFile',
        path('rsa-2048.sealed.pem'),
        '--tlsCertificateKeyFilePassword',
        `${mark}-no`,
      ],
    ],
    ['an open key', () => [sound, '--tlsCAFile', caFile, '--tlsCertificateKeyFile', path('rsa-2048.pem')]],
    ['an open key where certificates belong', () => [sound, '--tlsCAFile', path('rsa-2048.key')]],
    ['an open key as a revocation list', () => [sound, '--tlsCAFile', caFile, '--crl', path('ec-p256.key')]],
  ])('keeps %s', async (_, argv) => {
    for (const form of forms) await expectSilence([...argv(), ...saved, '--timeout', '4000', ...form]);
  });

  it('keeps what stands in the environment', async () => {
    const env = {
      WHYTLS_KEY_PASSWORD: mark,
      HTTPS_PROXY: `http://app:${mark}@proxy.example:3128`,
      https_proxy: `http://app:${mark}@proxy.example:3128`,
    };
    for (const form of forms)
      await expectSilence(
        [sound, '--tlsCAFile', caFile, '--tlsCertificateKeyFile', path('ec-p256.sealed.pem'), ...saved, ...form],
        { env },
      );
  });

  it('keeps the key and its password where the server asks for them', async () => {
    const up = lab.entries[1]?.up;
    for (const form of forms)
      await expectSilence([
        `localhost:${up?.port}`,
        '--tlsCertificateKeyFile',
        path('rsa-2048.sealed.pem'),
        '--tlsCertificateKeyFilePassword',
        mark,
        ...saved,
        ...form,
      ]);
  });
});

describe('wrong usage', () => {
  it.each([
    ['two targets', [`mongodb://app:${mark}@h/`, `mongodb://app:${mark}@g/`]],
    ['a string without slash', [`mongodb://app:${mark}@h?tls=true`]],
    ['a string whose password needs escapes', [`mongodb://app:${mark}@:/@h/`]],
    ['a string whose password has a slash', [`mongodb://app:${mark}/x@h/?tls=true`]],
    ['a bad port', [`mongodb://app:${mark}@h:99999/`]],
    ['a bad scheme', [`mongodbb://app:${mark}@h/`]],
    ['a user without scheme', [`app:${mark}@h:1`]],
    ['a user and a bad port', [`app:${mark}@h:x`]],
    ['an option mistyped', ['h', '--tlsCertificateKeyFilePasword', mark]],
    ['an option mistyped, joined', ['h', `--tlsCertificateKeyPassword=${mark}`]],
    ['an option given twice', ['h', '--tlsCertificateKeyFilePassword', mark, '--tlsCertificateKeyFilePassword', mark]],
    ['a proxy that is none', ['h', '--proxy', `ftp://app:${mark}@p`]],
    ['a proxy without port', ['h', '--proxy', `http://app:${mark}@:x`]],
    ['a string for a file', ['verify', '--chain', `mongodb://app:${mark}@h/`]],
    ['a string for a file of trust', ['h', '--tlsCAFile', `mongodb://app:${mark}@h/`]],
    ['a string for a client', ['h', '--client', `mongodb://app:${mark}@h/`]],
    ['a string for a time', ['h', '--at', `mongodb://app:${mark}@h/`]],
    ['a string for a name', ['h', '--sni', `https://app:${mark}@h/`]],
    ['a string for an address', ['h', '--ip', `https://app:${mark}@h/`]],
    ['a string for a fault', ['lab', `mongodb://app:${mark}@h/`]],
    ['a string for an observation', ['replay', `mongodb://app:${mark}@h/`]],
    ['a string where output goes', ['127.0.0.1:1', '--output', `/readonly/mongodb://app:${mark}@h`]],
    ['a string where it is saved', ['127.0.0.1:1', '--save', `/readonly/mongodb://app:${mark}@h`]],
  ])('keeps %s', async (_, argv) => {
    for (const language of ['en', 'zh']) await expectSilence([...argv, '--lang', language]);
  });
});

describe('verify and x509', () => {
  it('keep the keys that lie beside certificates', async () => {
    for (const kind of ['ec-p256', 'rsa-2048']) {
      for (const form of forms.slice(0, 4)) {
        await expectSilence([
          'verify',
          '--chain',
          path(`${kind}.pem`),
          '--ca',
          path(`${kind}.ca.pem`),
          '--host',
          'localhost',
          ...form,
        ]);
        await expectSilence(['verify', '--chain', path(`${kind}.key`), '--ca', path(`${kind}.ca.pem`), ...form]);
      }
      for (const form of forms) {
        await expectSilence([
          'x509',
          '--client',
          path(`${kind}.pem`),
          '--member',
          path(`${kind}.sealed.pem`),
          '--ca',
          path(`${kind}.ca.pem`),
          ...form,
        ]);
        await expectSilence(['x509', '--client', path(`${kind}.key`), '--ca', path(`${kind}.ca.pem`), ...form]);
      }
    }
  });

  it('keep what somebody types where a file belongs', async () => {
    const given = ['--chain', path('rsa-2048.pem'), '--host', 'localhost'];
    for (const form of forms) {
      await expectSilence(['verify', ...given, '--ca', `mongodb://app:${mark}@h/`, ...form]);
      await expectSilence(['x509', '--client', path('rsa-2048.pem'), `mongodb://app:${mark}@h/`, ...form]);
    }
  });

  it('keep what stands in a batch that cannot be read', async () => {
    const line = JSON.stringify({
      id: '1',
      chain: [`-----BEGIN PRIVATE KEY-----\n${mark}\n-----END PRIVATE KEY-----`],
      ca: [],
    });
    await expectSilence(['verify', '--batch', '-'], { input: `${line}\n{"id":"2","chain":"${mark}"\n` });
  });
});

describe('env', () => {
  it('keeps passwords of variables', async () => {
    const env = {
      HTTPS_PROXY: `http://app:${mark}@proxy.example:3128`,
      HTTP_PROXY: `http://:${mark}@proxy.example:3128`,
      ALL_PROXY: `socks5://app:${mark}@proxy.example:1080`,
      JAVA_TOOL_OPTIONS: `-Djavax.net.ssl.trustStorePassword=${mark} -Djavax.net.ssl.keyStorePassword=${mark}`,
      NODE_OPTIONS: `--title=token=${mark}`,
      WHYTLS_KEY_PASSWORD: mark,
      SSL_CERT_FILE: path('ec-p256.key'),
      NODE_EXTRA_CA_CERTS: path('rsa-2048.key'),
    };
    for (const form of [[], ['--json'], ['--format', 'markdown'], ['--format', 'html']])
      await expectSilence(['env', '--no-run', ...form], { env });
  });
});

describe('explain', () => {
  const error =
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired';
  const paste = [
    `MongoClient('mongodb://app:${mark}@db1.example.net:27017/?tls=true&tlsCertificateKeyFilePassword=${mark}')`,
    `${error} connecting to mongodb://app:${mark}@db1.example.net`,
    `password=${mark} ${error}`,
    `{"password": "${mark}", "error": "${error}"}`,
    `Authorization: Basic ${Buffer.from(`app:${mark}`).toString('base64')}`,
  ].join('\n');

  it('keeps what stands in a pasted log', async () => {
    for (const form of [[], ['--json'], ['--format', 'markdown'], ['--format', 'html'], ['--lang', 'zh']]) {
      await expectSilence(['explain', ...form], { input: paste });
      await expectSilence(['explain', ...form, '--', `${error} mongodb://app:${mark}@h/`]);
    }
    await expectSilence(['explain', '--batch', '-'], { input: `${JSON.stringify({ id: '1', text: paste })}\n` });
  });
});

describe('lab', () => {
  it('keeps what stands in the environment', async () => {
    await expectSilence(['lab', '--list', '--json'], { env: { WHYTLS_KEY_PASSWORD: mark } });
  });
});

describe('replay', () => {
  it('has nothing to tell of what was not saved, and keeps what somebody put into the file', async () => {
    const probing = fakeIo();
    await main(
      [`mongodb://app:${mark}@${sound}/?tls=true&tlsCAFile=${caFile}`, '--save', 'o.json', '--quiet'],
      probing,
    );
    const saved = probing.files.get('o.json') ?? '';
    expect(saved).toContain('whytls.observation/1');
    for (const form of forms) await expectSilence(['replay', '-', ...form], { input: saved });
    for (const broken of [
      saved.slice(0, 300) + mark,
      saved.replace('"observedAt"', `"${mark}"`),
      `{"schema":"${mark}"}`,
      mark,
    ])
      await expectSilence(['replay', '-'], { input: broken });
  });
});
