import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import {
  isCertificateLabel,
  pemCertificates,
  readPem,
  readPemCertificates,
  readPemTexts,
  writePem,
} from '../../../src/x509/pki/pem.ts';

const der = new Uint8Array([0x30, 0x03, 0x02, 0x01, 0x05]);
const block = writePem('CERTIFICATE', der);

describe('PEM', () => {
  it('reads back what it writes, at any length', () => {
    for (const length of [1, 47, 48, 49, 300]) {
      const octets = new Uint8Array(length).fill(7);
      expect(readPem(utf8(writePem('X', octets)))).toEqual([{ label: 'X', der: octets }]);
    }
  });

  it('reads all certificates, whatever stands around them and however lines end', () => {
    const text = `# root\r\n${block.replaceAll('\n', '\r\n')}subject=x\n${block}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n${block}`;
    expect(readPemCertificates(utf8(text))).toEqual([der, der, der]);
  });

  it('takes the older labels, and cuts trust settings off', () => {
    const trusted = writePem('TRUSTED CERTIFICATE', new Uint8Array([...der, 0x30, 0x00]));
    const old = writePem('X509 CERTIFICATE', der);
    expect(readPemCertificates(utf8(trusted + old))).toEqual([der, der]);
  });

  it.each([
    ['without an end', block.replace(/-----END.*/, '')],
    ['ended by another label', block.replace('END CERTIFICATE', 'END KEY')],
    ['with headers inside', block.replace('\n', '\nProc-Type: 4,ENCRYPTED\n')],
    ['begun in the middle of a line', `x${block}`],
    ['empty', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'],
  ])('leaves out a block %s, and reads the next', (_, broken) => {
    expect(readPemCertificates(utf8(`${broken}\n${block}`))).toEqual([der]);
  });

  it('reads many at once as it reads one after the other', () => {
    const octets = fc.uint8Array({ minLength: 1, maxLength: 200 });
    const width = fc.constantFrom(64, 72, 76, 1000);
    const sound = fc.tuple(octets, width).map(([content, columns]) => {
      const base64 = Buffer.from(content).toString('base64');
      return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(new RegExp(`.{1,${columns}}`, 'g'), '$&\n')}-----END CERTIFICATE-----\n`;
    });
    const broken = fc
      .tuple(sound, fc.nat(), fc.constantFrom('', '!', '\n', '-', '\r', '=', ' '))
      .map(([text, place, by]) => {
        const at = place % text.length;
        return text.slice(0, at) + by + text.slice(at + 1);
      });
    const other = fc.constantFrom(
      '# Example Root\n',
      '\n',
      ' ',
      '-----BEGIN X509 CERTIFICATE-----\nAAAA\n-----END X509 CERTIFICATE-----\n',
    );
    const texts = fc.array(fc.oneof({ weight: 8, arbitrary: sound }, broken, other), { maxLength: 8 });
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        const each = readPemTexts(text)
          .filter(({ label }) => isCertificateLabel(label))
          .map(({ label, body }) =>
            body === null ? null : (readPem(`-----BEGIN ${label}-----${body}-----END ${label}-----`)[0]?.der ?? null),
          );
        expect(pemCertificates(text)).toEqual(each);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes a megabyte of unfinished beginnings', () => {
    expect(readPemCertificates(utf8('-----BEGIN CERTIFICATE-----\n'.repeat(40_000)))).toEqual([]);
  });
});
