import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import { readCertificate } from '../../../src/x509/pki/certificate.ts';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../../src/x509/pki/issue/issue.ts';
import { nameHash } from '../../../src/x509/pki/name-hash.ts';
import { readPemCertificates } from '../../../src/x509/pki/pem.ts';
import { hashedFolder, inOrder } from '../../../src/x509/verify/hashed-folder.ts';
import { indexTrustStore } from '../../../src/x509/verify/trust-store.ts';
import { hasPeer } from '../../support/peers.ts';
import { opensslSays } from '../../support/peers/openssl-verify.ts';

const times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) };
const issue = (subject: CertificatePlan['subject']): Promise<Issued> =>
  issueCertificate({ subject, ca: true, ...times });
const system = '/etc/ssl/certs';
const links = existsSync(system) ? readdirSync(system).filter((name) => /^[0-9a-f]{8}\.\d$/.test(name)) : [];

describe('the hash of a name', () => {
  it.skipIf(links.length === 0)('is the one by which the system has linked every one of its roots', () => {
    const hashes = links.map((name) => {
      const [der] = readPemCertificates(new Uint8Array(readFileSync(join(system, name))));
      const root = readCertificate(der ?? new Uint8Array(0));
      return root.ok ? nameHash(root.value.subject.der) : null;
    });
    expect(hashes).toEqual(links.map((name) => name.slice(0, 8)));
  });

  it.skipIf(!hasPeer('openssl')).each<CertificatePlan['subject']>([
    [['CN', 'a'.repeat(200)]],
    [
      ['O', '  Two  Words '],
      ['CN', 'ÄÖ Ü'],
    ],
    [
      ['O', 'PRINTABLE', 'printable'],
      ['CN', 'Größe', 'bmp'],
    ],
    [
      ['O', '12', 'numeric'],
      ['CN', 'é', 't61'],
    ],
    [['CN', '']],
  ])('is what openssl makes of %j', async (...subject) => {
    const issued = await issue(subject);
    const said = await opensslSays(['x509', '-noout', '-subject_hash'], issued.pem);
    expect(said.trim()).toMatch(/^[0-9a-f]{8}$/);
    expect(nameHash(issued.certificate.subject.der)).toBe(said.trim());
  });

  it('is none for octets that are no name', () => {
    expect(nameHash(utf8('no name'))).toBeNull();
    expect(nameHash(new Uint8Array([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]))).toBeNull();
  });
});

describe('a hashed folder', () => {
  let a: Issued;
  let again: Issued;
  let b: Issued;
  let hash: string;
  beforeAll(async () => {
    a = await issue([['CN', 'A']]);
    again = await issue([['CN', ' a ']]);
    b = await issue([['CN', 'B']]);
    hash = nameHash(a.certificate.subject.der) ?? '';
  });

  function folder(files: Readonly<Record<string, string>>) {
    const read: string[] = [];
    const store = hashedFolder({
      read: (name) => {
        read.push(name);
        const text = files[name];
        return text === undefined ? null : utf8(text);
      },
      names: () => Object.keys(files),
    });
    return { store, read };
  }
  const subjects = (found: readonly { readonly der: Uint8Array }[]) => found.map(({ der }) => new Uint8Array(der));

  it('reads the files of one subject, once, and nothing else', () => {
    const { store, read } = folder({ [`${hash}.0`]: a.pem, [`${hash}.1`]: again.pem, 'b.pem': b.pem });
    expect(subjects(store.bySubject(a.certificate.subject.der))).toEqual([a.der, again.der]);
    expect(subjects(store.byEncodedSubject(a.certificate.subject.der))).toEqual([a.der]);
    expect(read).toEqual([`${hash}.0`, `${hash}.1`, `${hash}.2`]);
    expect(store.bySubject(b.certificate.subject.der)).toEqual([]);
  });

  it('stops at the first number that is missing, and leaves out what lies under another name’s hash', () => {
    const { store } = folder({ [`${hash}.0`]: b.pem + a.pem, [`${hash}.2`]: again.pem });
    expect(subjects(store.bySubject(a.certificate.subject.der))).toEqual([a.der]);
  });

  it('counts links, and reads all of them only when asked', () => {
    const { store, read } = folder({ [`${hash}.0`]: a.pem, 'a.pem': a.pem, [`${hash}.r0`]: '', README: '' });
    expect(store.size).toBe(1);
    expect(read).toEqual([]);
    expect(subjects(store.all())).toEqual([a.der]);
  });

  it('is asked only for what the store before it does not hold', () => {
    const { store, read } = folder({ [`${hash}.0`]: a.pem });
    const both = inOrder([indexTrustStore(utf8(again.pem)), store]);
    expect(subjects(both.bySubject(a.certificate.subject.der))).toEqual([again.der]);
    expect(read).toEqual([]);
    expect(subjects(inOrder([indexTrustStore(utf8(b.pem)), store]).bySubject(a.certificate.subject.der))).toEqual([
      a.der,
    ]);
  });
});
