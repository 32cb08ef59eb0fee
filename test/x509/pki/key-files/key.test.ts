/** Client credentials as the real `openssl` writes them, held against what Node's TLS makes of the same files. */
import { X509Certificate, createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { inspect } from 'node:util';
import fc from '../../../support/fc.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat, fromHex, utf8 } from '../../../../src/base/octets.ts';
import type { Result } from '../../../../src/base/result.ts';
import type { CredentialProblem } from '../../../../src/x509/pki/key-files/credential-problem.ts';
import { readCredentials } from '../../../../src/x509/pki/key-files/key.ts';
import type { ClientCredential } from '../../../../src/x509/pki/key-files/key.ts';
import { OpensslFolder } from '../../../support/peers/openssl-keys.ts';
import { hasPeer } from '../../../support/peers.ts';
import { problem, value } from '../../../support/result.ts';

type Read = Result<ClientCredential, CredentialProblem>;

const password = 'correct horse';
const read = (content: string | Uint8Array, given: string | null = null): Promise<Read> =>
  readCredentials(typeof content === 'string' ? utf8(content) : content, { password: given });

/** Whether Node's TLS, which is OpenSSL, takes the text for certificate and key. */
function nodeTakes(pem: string, passphrase?: string): boolean {
  try {
    createSecureContext({ cert: pem, key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
    return true;
  } catch {
    return false;
  }
}

const derOf = (certificatePem: string): Uint8Array => new Uint8Array(new X509Certificate(certificatePem).raw);

/** The credential of these certificates, and of the key that belongs to the first. */
function expectCredential(result: Read, ...certificates: readonly string[]): void {
  const { chain, key } = value(result);
  expect(chain.map((der) => Buffer.from(der).toString('base64'))).toStrictEqual(
    certificates.map((pem) => Buffer.from(derOf(pem)).toString('base64')),
  );
  expect(key.type).toBe('private');
  expect(createPublicKey(key).equals(new X509Certificate(certificates[0] ?? '').publicKey)).toBe(true);
}

describe.skipIf(!hasPeer('openssl'))('credentials that openssl wrote', () => {
  const files = new OpensslFolder();
  const kinds = {
    rsa: ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    ec: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    p384: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
    p521: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-521'],
    ed25519: ['ED25519'],
    ed448: ['ED448'],
    pss: ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  } as const;
  const all = Object.keys(kinds);
  const cert = (name: string): string => files.text(`${name}.crt`);
  const key = (name: string): string => files.text(`${name}.key`);

  beforeAll(() => {
    for (const [name, algorithm] of Object.entries(kinds)) files.make(name, ...algorithm);
  });
  afterAll(() => files.remove());

  /** What `openssl` writes to standard output for a key of a kind. */
  const convert = (name: string, command: string, ...args: readonly string[]): string =>
    files.run(command, '-in', `${name}.key`, ...args);
  const convertLegacy = (name: string, command: string, ...args: readonly string[]): string =>
    files.runLegacy(command, '-in', `${name}.key`, ...args);
  const pass = ['-passout', `pass:${password}`] as const;

  describe('PEM', () => {
    it.each(all)('reads a PKCS #8 key of kind %s, before and after its certificate', async (kind) => {
      expectCredential(await read(key(kind) + cert(kind)), cert(kind));
      expectCredential(await read(cert(kind) + key(kind)), cert(kind));
    });

    it.each(all)('reads an encrypted PKCS #8 key of kind %s with its password, which it needs', async (kind) => {
      const pem = cert(kind) + convert(kind, 'pkcs8', '-topk8', '-v2', 'aes-256-cbc', ...pass);
      expectCredential(await read(pem, password), cert(kind));
      expect(problem(await read(pem))).toStrictEqual({ kind: 'passwordNeeded', format: 'pem' });
      for (const wrong of ['', 'correct', `${password} `, 'x'.repeat(2000)]) {
        expect(problem(await read(pem, wrong))).toStrictEqual({ kind: 'wrongPassword', format: 'pem' });
      }
    });

    it('reads PKCS #1 and SEC 1, with the parameters of the curve before it', async () => {
      const pkcs1 = convert('rsa', 'rsa', '-traditional');
      expect(pkcs1).toContain('BEGIN RSA PRIVATE KEY');
      expectCredential(await read(pkcs1 + cert('rsa')), cert('rsa'));
      const sec1 = convert('ec', 'ec');
      const parameters = files.run('ecparam', '-name', 'prime256v1');
      expect(parameters + sec1).toMatch(/BEGIN EC PARAMETERS[^]*BEGIN EC PRIVATE KEY/);
      expectCredential(await read(parameters + sec1 + cert('ec')), cert('ec'));
    });

    it.each(['aes128', 'aes192', 'aes256', 'des3', 'camellia256', 'aria128'])(
      'reads a PKCS #1 key that `openssl rsa -traditional -%s` encrypted, as Node does',
      async (cipher) => {
        const pem = convert('rsa', 'rsa', '-traditional', `-${cipher}`, ...pass) + cert('rsa');
        expect(pem).toContain('Proc-Type: 4,ENCRYPTED');
        expect(nodeTakes(pem, password)).toBe(true);
        expectCredential(await read(pem, password), cert('rsa'));
        expect(problem(await read(pem))).toStrictEqual({ kind: 'passwordNeeded', format: 'pem' });
        expect(problem(await read(pem, 'wrong'))).toStrictEqual({ kind: 'wrongPassword', format: 'pem' });
      },
    );

    it('reads a SEC 1 key that is encrypted the old way', async () => {
      const pem = convert('ec', 'ec', '-des3', ...pass) + cert('ec');
      expectCredential(await read(pem, password), cert('ec'));
    });

    it.each([
      ['rsa', 'des'],
      ['rsa', 'rc2-cbc'],
      ['rsa', 'rc2-64-cbc'],
      ['rsa', 'rc2-40-cbc'],
      ['ec', 'des'],
    ])('reads a key of kind %s under -%s, which Node’s OpenSSL refuses', async (kind, cipher) => {
      const traditional = kind === 'rsa' ? ['-traditional'] : [];
      const pem = convertLegacy(kind, kind, ...traditional, `-${cipher}`, ...pass) + cert(kind);
      expect(pem).toContain('Proc-Type: 4,ENCRYPTED');
      expect(nodeTakes(pem, password)).toBe(false);
      expectCredential(await read(pem, password), cert(kind));
      expectCredential(await read(pem.replaceAll('\n', '\r\n'), password), cert(kind));
      expect(problem(await read(pem, 'wrong'))).toStrictEqual({ kind: 'wrongPassword', format: 'pem' });
    });

    it.each(['PBE-MD5-DES', 'PBE-SHA1-DES', 'PBE-MD5-RC2-64', 'PBE-SHA1-RC2-64'])(
      'reads PKCS #8 under %s, which Node’s OpenSSL refuses',
      async (scheme) => {
        const pem = convertLegacy('ec', 'pkcs8', '-topk8', '-v1', scheme, ...pass) + cert('ec');
        expect(nodeTakes(pem, password)).toBe(false);
        expectCredential(await read(pem, password), cert('ec'));
        expect(problem(await read(pem, 'wrong'))).toStrictEqual({ kind: 'wrongPassword', format: 'pem' });
      },
    );

    it.each(['PBE-SHA1-3DES', 'PBE-SHA1-2DES', 'PBE-SHA1-RC2-128', 'PBE-SHA1-RC2-40'])(
      'reads PKCS #8 under %s of PKCS #12',
      async (scheme) => {
        const pem = convertLegacy('ec', 'pkcs8', '-topk8', '-v1', scheme, ...pass) + cert('ec');
        expectCredential(await read(pem, password), cert('ec'));
        expect(problem(await read(pem, 'wrong'))).toStrictEqual({ kind: 'wrongPassword', format: 'pem' });
      },
    );

    it('reads PKCS #8 under scrypt, and with a password beyond ASCII', async () => {
      const scrypt = convert('ec', 'pkcs8', '-topk8', '-scrypt', ...pass) + cert('ec');
      expectCredential(await read(scrypt, password), cert('ec'));
      expect(problem(await read(scrypt, 'wrong'))).toStrictEqual({ kind: 'wrongPassword', format: 'pem' });
      const accents = convert('ec', 'pkcs8', '-topk8', '-passout', 'pass:pässwörd€') + cert('ec');
      expectCredential(await read(accents, 'pässwörd€'), cert('ec'));
    });

    it('names the cipher that nobody here has', async () => {
      const pem = convertLegacy('rsa', 'rsa', '-traditional', '-seed', ...pass) + cert('rsa');
      expect(problem(await read(pem, password))).toStrictEqual({
        kind: 'notReadable',
        part: 'privateKey',
        label: 'RSA PRIVATE KEY',
        why: 'unsupportedEncryption',
        detail: 'SEED-CBC',
      });
      const rc4 = convertLegacy('rsa', 'pkcs8', '-topk8', '-v1', 'PBE-SHA1-RC4-128', ...pass) + cert('rsa');
      expect(problem(await read(rc4, password))).toMatchObject({
        why: 'unsupportedEncryption',
        detail: '1.2.840.113549.1.12.1.1',
      });
    });

    it('takes the first certificate for the leaf and keeps the others in order', async () => {
      const text = `${cert('ec')}subject=whoever\n${key('ec')}${cert('rsa')}# comment\n${cert('p384')}`;
      expectCredential(await read(text), cert('ec'), cert('rsa'), cert('p384'));
      expectCredential(await read(text.replaceAll('\n', '\r\n')), cert('ec'), cert('rsa'), cert('p384'));
    });

    it('does not mind a password that nothing was encrypted with', async () => {
      expectCredential(await read(key('ec') + cert('ec'), password), cert('ec'));
    });

    it('says which half is missing, and what there is', async () => {
      expect(problem(await read(cert('ec') + cert('rsa')))).toStrictEqual({
        kind: 'noKey',
        certificates: 2,
        format: 'pem',
        labels: ['CERTIFICATE', 'CERTIFICATE'],
      });
      expect(problem(await read(files.run('ecparam', '-name', 'prime256v1') + key('ec')))).toStrictEqual({
        kind: 'noCertificate',
        keys: 1,
        format: 'pem',
        labels: ['EC PARAMETERS', 'PRIVATE KEY'],
      });
      const request = files.run('req', '-new', '-key', 'ec.key', '-subj', '/CN=ec');
      expect(problem(await read(key('ec') + request))).toMatchObject({
        kind: 'noCertificate',
        labels: ['PRIVATE KEY', 'CERTIFICATE REQUEST'],
      });
      // Without a certificate, OpenSSL never comes to ask for the password.
      const encrypted = convert('ec', 'pkcs8', '-topk8', ...pass);
      expect(problem(await read(encrypted))).toMatchObject({ kind: 'noCertificate', keys: 1 });
    });

    it('says whose key it is, where it is not the leaf’s', async () => {
      expect(problem(await read(cert('rsa') + key('ec')))).toStrictEqual({
        kind: 'keyMismatch',
        leaf: 'CN=rsa',
        owner: null,
      });
      expect(problem(await read(cert('rsa') + cert('p384') + cert('ec') + key('ec')))).toStrictEqual({
        kind: 'keyMismatch',
        leaf: 'CN=rsa',
        owner: { place: 3, subject: 'CN=ec' },
      });
      files.make('other', ...kinds.ec);
      expect(problem(await read(cert('ec') + key('other')))).toMatchObject({ kind: 'keyMismatch', owner: null });
    });

    it('takes the first of several keys, and says so where another one would fit', async () => {
      expectCredential(await read(cert('ec') + key('ec') + key('rsa')), cert('ec'));
      expect(problem(await read(cert('ec') + key('rsa') + key('ec')))).toStrictEqual({
        kind: 'twoKeys',
        keys: 2,
        fitting: 1,
      });
      expect(problem(await read(cert('ec') + key('rsa') + key('p384')))).toMatchObject({ kind: 'keyMismatch' });
    });

    it.each([
      ['privateKey', 'PRIVATE KEY', (text: string) => text.replace(/-----END PRIVATE KEY-----/, '')],
      ['privateKey', 'PRIVATE KEY', (text: string) => text.replace(/(BEGIN PRIVATE KEY-----\n.{20}).{40}/, '$1')],
      ['privateKey', 'PRIVATE KEY', (text: string) => text.replace(/(BEGIN PRIVATE KEY-----\n)/, '$1!')],
      ['certificate', 'CERTIFICATE', (text: string) => text.replace(/-----END CERTIFICATE-----/, '')],
      ['certificate', 'CERTIFICATE', (text: string) => text.replace(/(BEGIN CERTIFICATE-----\n.{20}).{40}/, '$1')],
    ] as const)('says that a %s is damaged (%s)', async (part, label, break_) => {
      const pem = break_(key('ec') + cert('ec'));
      expect(nodeTakes(pem)).toBe(false);
      expect(problem(await read(pem))).toStrictEqual({
        kind: 'notReadable',
        part,
        label,
        why: 'damaged',
        detail: null,
      });
    });

    it('tells a key of a kind that TLS libraries do not take', async () => {
      const openssh =
        '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n';
      expect(problem(await read(openssh + cert('ec')))).toStrictEqual({
        kind: 'notReadable',
        part: 'privateKey',
        label: 'OPENSSH PRIVATE KEY',
        why: 'unsupportedKind',
        detail: 'OPENSSH PRIVATE KEY',
      });
    });

    it('skips a byte order mark, as OpenSSL 3 does', async () => {
      const pem = `\u{feff}${key('ec')}${cert('ec')}`;
      expect(nodeTakes(pem)).toBe(true);
      expectCredential(await read(pem), cert('ec'));
    });

    it('accepts exactly what Node’s TLS accepts, for every order of two certificates and two keys', async () => {
      // Of one kind: Node does not compare a key with a certificate of another kind when it loads them.
      files.make('second', ...kinds.ec);
      const orders = permutations([cert('ec'), cert('second'), key('ec'), key('second')]);
      const short = orders.flatMap((order) => [order, order.slice(0, 3), order.slice(0, 2), order.slice(0, 1)]);
      const accepted = { ours: 0, all: 0 };
      for (const order of short) {
        const pem = order.join('');
        const result = await read(pem);
        expect(result.ok, order.map((block) => block.slice(0, 30)).join()).toBe(nodeTakes(pem));
        accepted.ours += result.ok ? 1 : 0;
        accepted.all++;
      }
      expect(accepted.ours).toBeGreaterThan(10);
      expect(accepted.ours).toBeLessThan(accepted.all - 10);
    });
  });

  describe('PKCS #12', () => {
    const pkcs12 = (name: string, ...args: readonly string[]): Uint8Array => {
      files.run('pkcs12', '-export', '-in', `${name}.crt`, '-inkey', `${name}.key`, '-out', 'file.p12', ...args);
      return files.octets('file.p12');
    };

    it.each(all)(
      'reads what openssl writes today, AES-256 under a SHA-256 MAC, with a key of kind %s',
      async (kind) => {
        const file = pkcs12(kind, ...pass);
        const result = await read(file, password);
        expectCredential(result, cert(kind));
        expect(value(result)).toMatchObject({ format: 'pkcs12' });
        expect(problem(await read(file))).toStrictEqual({ kind: 'passwordNeeded', format: 'pkcs12' });
        for (const wrong of ['', 'correct', `${password} `]) {
          expect(problem(await read(file, wrong))).toStrictEqual({ kind: 'wrongPassword', format: 'pkcs12' });
        }
      },
    );

    it.each([
      ['as older programs wrote it: RC2-40, 3DES, SHA-1', ['-legacy']],
      ['under 2-key 3DES', ['-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
      ['under RC2-128', ['-legacy', '-keypbe', 'PBE-SHA1-RC2-128', '-certpbe', 'PBE-SHA1-RC2-128']],
      ['under AES-128 with a SHA-512 MAC', ['-keypbe', 'aes-128-cbc', '-certpbe', 'aes-128-cbc', '-macalg', 'sha512']],
      ['with nothing encrypted', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
      ['without a MAC', ['-nomac']],
      ['after 100,000 iterations', ['-iter', '100000']],
    ])('reads a file %s', async (_, args) => {
      for (const kind of ['rsa', 'ec', 'pss']) {
        const file = pkcs12(kind, ...pass, ...args);
        expectCredential(await read(file, password), cert(kind));
        if (!args.includes('NONE')) {
          expect(problem(await read(file, 'wrong'))).toStrictEqual({ kind: 'wrongPassword', format: 'pkcs12' });
        }
      }
    });

    it.each([
      ['AES', []],
      ['RC2 and 3DES', ['-legacy']],
    ])('reads a file with an empty password, whether one is given or not (%s)', async (_, args) => {
      const file = pkcs12('ec', '-passout', 'pass:', ...args);
      expectCredential(await read(file), cert('ec'));
      expectCredential(await read(file, ''), cert('ec'));
      expect(problem(await read(file, 'x'))).toStrictEqual({ kind: 'wrongPassword', format: 'pkcs12' });
    });

    it.each([
      ['AES', []],
      ['RC2 and 3DES', ['-legacy']],
    ])('reads a file with a password beyond ASCII (%s)', async (_, args) => {
      expectCredential(await read(pkcs12('ec', '-passout', 'pass:pässwörd€', ...args), 'pässwörd€'), cert('ec'));
    });

    it('puts the certificate of the key first, wherever it stands', async () => {
      files.write('others.pem', cert('rsa') + cert('p384'));
      const file = pkcs12('ec', ...pass, '-certfile', 'others.pem');
      expectCredential(await read(file, password), cert('ec'), cert('rsa'), cert('p384'));
      files.write('all.pem', cert('rsa') + cert('ec') + cert('p384'));
      const mixed = ['-in', 'all.pem', '-inkey', 'ec.key', '-out', 'mixed.p12'] as const;
      files.run('pkcs12', '-export', ...mixed, ...pass);
      const chain = value(await read(files.octets('mixed.p12'), password)).chain;
      expect(chain).toHaveLength(3);
      expect(Buffer.from(chain[0]).equals(Buffer.from(derOf(cert('ec'))))).toBe(true);
    });

    it('says which half is missing', async () => {
      files.run('pkcs12', '-export', '-in', 'ec.crt', '-nokeys', '-out', 'nokey.p12', ...pass);
      expect(problem(await read(files.octets('nokey.p12'), password))).toMatchObject({
        kind: 'noKey',
        certificates: 1,
        format: 'pkcs12',
      });
      files.run('pkcs12', '-export', '-inkey', 'ec.key', '-nocerts', '-out', 'nocert.p12', ...pass);
      expect(problem(await read(files.octets('nocert.p12'), password))).toMatchObject({
        kind: 'noCertificate',
        keys: 1,
        format: 'pkcs12',
      });
    });

    it('is a problem where PEM alone is taken', async () => {
      const file = pkcs12('ec', ...pass);
      expect(problem(await readCredentials(file, { password, accept: 'pem' }))).toStrictEqual({ kind: 'pkcs12Given' });
      expectCredential(await readCredentials(utf8(key('ec') + cert('ec')), { password, accept: 'pem' }), cert('ec'));
    });

    it('reads BER of indefinite length, with octet strings in pieces, as some programs write it', async () => {
      for (const args of [[], ['-legacy']]) {
        const file = asBer(pkcs12('ec', ...pass, ...args));
        expect([...file.subarray(0, 5)]).toStrictEqual([0x30, 0x80, 2, 1, 3]);
        expectCredential(await read(file, password), cert('ec'));
        expect(problem(await read(file, 'wrong'))).toStrictEqual({ kind: 'wrongPassword', format: 'pkcs12' });
      }
    });

    it('says that a file is damaged', async () => {
      const file = pkcs12('ec', ...pass);
      expect(problem(await read(file.subarray(0, 400), password))).toStrictEqual({
        kind: 'notReadable',
        part: 'pkcs12',
        label: null,
        why: 'damaged',
        detail: null,
      });
    });

    it('gives a value or a problem whatever octet is changed, in bearable time', async () => {
      const file = pkcs12('ec', ...pass, '-legacy');
      await fc.assert(
        fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
          const changed = Uint8Array.from(file);
          changed[at] = (changed[at] ?? 0) ^ flip;
          const result = await read(changed, password);
          if (!result.ok) expect(result.problem.kind).not.toBe('empty');
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('other files', () => {
    it.each([
      ['certificate', () => ['x509', '-in', 'ec.crt', '-outform', 'DER']],
      ['privateKey', () => ['pkcs8', '-topk8', '-nocrypt', '-in', 'ec.key', '-outform', 'DER']],
      ['privateKey', () => ['rsa', '-traditional', '-in', 'rsa.key', '-outform', 'DER']],
      ['privateKey', () => ['ec', '-in', 'ec.key', '-outform', 'DER']],
      ['encryptedPrivateKey', () => ['pkcs8', '-topk8', '-in', 'ec.key', '-outform', 'DER', ...pass]],
      [
        'encryptedPrivateKey',
        () => ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES', '-in', 'ec.key', '-outform', 'DER', ...pass],
      ],
      ['other', () => ['pkey', '-in', 'ec.key', '-pubout', '-outform', 'DER']],
      ['other', () => ['crl2pkcs7', '-nocrl', '-certfile', 'ec.crt', '-outform', 'DER']],
    ] as const)('tells DER that holds: %s', async (holds, args) => {
      files.run(...args(), '-out', 'file.der');
      expect(problem(await read(files.octets('file.der'), password))).toStrictEqual({ kind: 'derGiven', holds });
    });

    it('tells PEM as PowerShell writes it, in UTF-16', async () => {
      const text = key('ec') + cert('ec');
      const utf16 = new Uint8Array(Buffer.from(text, 'utf16le'));
      const withMark = concat([Uint8Array.of(0xff, 0xfe), utf16]);
      for (const file of [utf16, withMark, utf16.toReversed()]) {
        const expected = file === withMark || file === utf16 ? 'utf16' : 'binary';
        expect(problem(await read(file))).toStrictEqual({ kind: 'garbage', form: expected });
      }
    });

    it('never tells a password, nor anything of a key', async () => {
      const secret = 'Tr0ub4dor&3';
      const encrypted = convert('rsa', 'pkcs8', '-topk8', '-passout', `pass:${secret}`);
      const { d = '' } = createPrivateKey(key('rsa')).export({ format: 'jwk' });
      const results = [
        await read(encrypted + cert('rsa'), secret),
        await read(encrypted + cert('ec'), secret),
        await read(encrypted + cert('rsa'), `${secret}?`),
        await read(encrypted.replace('\n', '\n!') + cert('rsa'), secret),
        await read(encrypted, secret),
        await read(pkcs12Of(files, 'rsa', secret), `${secret}?`),
        await read(pkcs12Of(files, 'rsa', secret).subarray(0, 800), secret),
      ];
      expect(results.map(({ ok }) => ok)).toStrictEqual([true, false, false, false, false, false, false]);
      for (const result of results) {
        const shown = JSON.stringify(result) + inspect(result, { depth: 9, showHidden: true });
        expect(shown).not.toContain(secret);
        expect(shown).not.toContain(d.slice(0, 20));
        expect(shown).not.toContain(Buffer.from(d.slice(0, 40), 'base64url').toString('hex'));
      }
    });
  });
});

describe('what is none', () => {
  it.each([
    ['no octets', new Uint8Array(0), { kind: 'empty' }],
    ['white space', utf8(' \r\n\t\n'), { kind: 'empty' }],
    ['text', utf8('<html>Sign in</html>'), { kind: 'garbage', form: 'text' }],
    ['text that begins like DER', utf8('0123456789'), { kind: 'garbage', form: 'text' }],
    ['octets', fromHex('00010203fffe'), { kind: 'garbage', form: 'binary' }],
    ['a Java key store', fromHex('feedfeed0000000200000001'), { kind: 'garbage', form: 'javaKeyStore' }],
    ['a beginning in the middle of a line', utf8('x-----BEGIN CERTIFICATE-----\n'), { kind: 'garbage', form: 'text' }],
  ])('tells %s', async (_, octets, expected) => {
    expect(problem(await read(octets))).toStrictEqual(expected);
  });

  it('throws at nothing', async () => {
    const octets = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map((rest) => concat([fromHex('3080020103308006092a864886f70d010701'), rest])),
      fc
        .tuple(
          fc.constantFrom('RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'CERTIFICATE'),
          fc.base64String(),
          fc.string(),
        )
        .map(([label, body, extra]) => utf8(`-----BEGIN ${label}-----\n${body}\n${extra}-----END ${label}-----\n`)),
    );
    await fc.assert(
      fc.asyncProperty(octets, async (file) => {
        expect((await read(file, 'password')).ok).toBe(false);
      }),
    );
  });

  it('takes a megabyte of beginnings and of nesting', async () => {
    expect((await read('-----BEGIN PRIVATE KEY-----\n'.repeat(40_000))).ok).toBe(false);
    const nested = new Uint8Array(1 << 20).map((_, i) => (i % 2 === 0 ? 0x30 : 0x80));
    expect((await read(concat([fromHex('3080020103308006092a864886f70d010701a080'), nested]), '')).ok).toBe(false);
  });
});

/** Public certificates and keys of PyMongo's tests, in the folder that is shared beside the repository. */
const pymongo = new URL('../../../../../shared/vectors/mongodb/pymongo-certificates/', import.meta.url);

describe.skipIf(!existsSync(pymongo))('PyMongo’s certificates', () => {
  const file = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, pymongo)));

  it.each(['client.pem', 'server.pem', 'trusted-ca.pem'])('reads %s, with text around its blocks', async (name) => {
    const result = await read(file(name));
    const pem = Buffer.from(file(name)).toString('latin1');
    expect(result.ok).toBe(nodeTakes(pem));
    if (name !== 'trusted-ca.pem') {
      expectCredential(result, /-----BEGIN CERTIFICATE-----[^]*-----END CERTIFICATE-----/.exec(pem)?.[0] ?? '');
    }
  });

  it('reads password_protected.pem with its password, qwerty, alone', async () => {
    expect(value(await read(file('password_protected.pem'), 'qwerty')).chain).toHaveLength(1);
    expect(problem(await read(file('password_protected.pem')))).toMatchObject({ kind: 'passwordNeeded' });
    expect(problem(await read(file('password_protected.pem'), 'qwertz'))).toMatchObject({ kind: 'wrongPassword' });
  });

  it('finds no key in ca.pem and no certificate in crl.pem', async () => {
    expect(problem(await read(file('ca.pem')))).toMatchObject({ kind: 'noKey', certificates: 1 });
    expect(problem(await read(file('crl.pem')))).toMatchObject({ kind: 'noCertificate', labels: ['X509 CRL'] });
  });
});

function pkcs12Of(files: OpensslFolder, name: string, password_: string): Uint8Array {
  const args = ['-in', `${name}.crt`, '-inkey', `${name}.key`, '-out', 'secret.p12', '-passout', `pass:${password_}`];
  files.run('pkcs12', '-export', ...args);
  return files.octets('secret.p12');
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

/** DER written anew: constructed values of indefinite length, octet strings of two pieces. The contents stay the same. */
function asBer(der: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < der.length;) {
    const tag = der[at] ?? 0;
    const first = der[at + 1] ?? 0;
    const size = first < 0x80 ? 0 : first & 0x7f;
    let length = size === 0 ? first : 0;
    for (let i = 0; i < size; i++) length = length * 256 + (der[at + 2 + i] ?? 0);
    const start = at + 2 + size;
    const content = der.subarray(start, start + length);
    const end = Uint8Array.of(0, 0);
    const piece = (octets: Uint8Array): Uint8Array =>
      concat([Uint8Array.of(4, 0x82, octets.length >> 8, octets.length & 0xff), octets]);
    if ((tag & 0x20) !== 0) parts.push(Uint8Array.of(tag, 0x80), asBer(content), end);
    else if (tag === 4 && length > 200) {
      const half = length >> 1;
      parts.push(Uint8Array.of(0x24, 0x80), piece(content.subarray(0, half)), piece(content.subarray(half)), end);
    } else if (tag === 0x80) {
      const half = length >> 1;
      parts.push(Uint8Array.of(0xa0, 0x80), piece(content.subarray(0, half)), piece(content.subarray(half)), end);
    } else parts.push(der.subarray(at, start + length));
    at = start + length;
  }
  return concat(parts);
}
