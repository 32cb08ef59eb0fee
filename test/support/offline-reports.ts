/** Reports of the commands that make no connection, on certificates of our own in which something of everything is wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/cli/main.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import { issueCrl } from '../../src/x509/pki/issue/issue-crl.ts';
import { writePem } from '../../src/x509/pki/pem.ts';
import { fakeIo } from './fake-io.ts';

const day = 86_400_000;

export interface OfflineFiles {
  /** Arguments of `verify`: a chain for another name, expired, that ends at a root which is not trusted. */
  readonly chain: readonly string[];
  /** Arguments of `x509`: two clients, of which one has the wrong usage, a member and a server. */
  readonly deployment: readonly string[];
  readonly remove: () => void;
}

/** `text` stands in every name of the certificates. */
export async function offlineFiles(text: string): Promise<OfflineFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-offline-'));
  const file = (name: string, ...contents: readonly string[]): string => {
    writeFileSync(join(folder, name), contents.join(''));
    return join(folder, name);
  };
  const ascii = text.replaceAll(/\P{ASCII}/gu, '?');
  const long = { notBefore: Date.now() - 30 * day, notAfter: Date.now() + 300 * day };
  const over = { notBefore: Date.now() - 30 * day, notAfter: Date.now() - day };
  const root = await issueCertificate({ subject: [['CN', text]], ca: true, ...long });
  const other = await issueCertificate({ subject: [['O', text]], ca: true, ...long });
  const issuing = await issueCertificate({ subject: [['OU', text]], ca: true, issuer: root, ...long });
  const named = { san: [{ dns: ascii }, { uri: ascii }] };
  const leaf = await issueCertificate({
    subject: [
      ['CN', text],
      ['OU', 'x'],
    ],
    issuer: issuing,
    ...named,
    ...over,
  });
  const sound = await issueCertificate({
    subject: [['CN', text]],
    issuer: root,
    extendedKeyUsage: ['clientAuth'],
    keyUsage: ['digitalSignature'],
    ...named,
    ...long,
  });
  const crl = issueCrl({ issuer: issuing, thisUpdate: long.notBefore, nextUpdate: over.notAfter, entries: [] });
  return {
    chain: [
      '--chain',
      file('chain.pem', leaf.pem, issuing.pem, leaf.keyPem),
      '--ca',
      file('other.pem', other.pem),
      '--crl',
      file('list.pem', writePem('X509 CRL', crl)),
      '--host',
      'db9.example.net',
      '--no-local-python',
    ],
    deployment: [
      '--client',
      file('sound.pem', sound.pem),
      file('leaf.pem', leaf.pem, issuing.pem),
      '--member',
      file('member.pem', sound.pem, sound.keyPem),
      '--server',
      file('server.pem', leaf.pem, issuing.pem),
      '--ca',
      file('root.pem', root.pem),
      '--host',
      'db9.example.net',
    ],
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** What a command prints as JSON. */
export async function jsonOf(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const io = fakeIo({ env: { LANG: 'C.UTF-8', ...env } });
  await main([...argv, '--json'], io);
  return JSON.parse(io.printed());
}

/** A report in which `text` stands wherever somebody else could have chosen the words: everything but our own ids and times. */
export function spoilt<T>(report: T, text: string): T {
  const walked = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return ours(key, value) ? value : text;
    if (Array.isArray(value)) return value.map((one: unknown) => walked(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]: [string, unknown]) => [name, walked(one, name)]));
  };
  return walked(report, '') as T;
}

const ours = (key: string, value: string): boolean =>
  /^(?:schema|language|verdict|severity|family|id|ids|causes|side|role|purpose|kind|missing|from|status|endpointsNotAsked|references|distribution|minVersion|pem)$|At$|^not(?:Before|After)$|Update$|^now$/.test(
    key,
  ) ||
  (key === 'name' &&
    /^(?:whytls|system|tlsCAFile|sslCert|certifi|node|nodeExtra|java|openssl|python|go|keychain|windows)/.test(
      value,
    )) ||
  (key === 'what' && /^(?:program|root|whytls)$/.test(value));
