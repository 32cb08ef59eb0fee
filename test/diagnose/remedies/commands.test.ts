import { execFileSync } from 'node:child_process';
import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import {
  hostAndPort,
  requestFor,
  shellWord,
  showCertificates,
  toPem,
  writePem,
} from '../../../src/diagnose/remedies/commands.ts';
import { hasPeer } from '../../support/peers.ts';

/** What means something to a shell, a tab, and a letter of two kinds. */
const hostile = [
  'a',
  ' ',
  "'",
  '"',
  '$',
  '`',
  '\\',
  ';',
  '&',
  '|',
  '<',
  '>',
  '*',
  '?',
  '!',
  '#',
  '~',
  '(',
  ')',
  '\t',
  '世',
];

describe('shellWord', () => {
  it('leaves plain words as they are', () => {
    for (const word of ['ca.pem', '/etc/ssl/mongodb.pem', 'db1.example.net:27017', 'C:/x'])
      expect(shellWord(word)).toBe(word);
  });

  it.skipIf(!hasPeer('sh'))('makes one word of anything, as a shell reads it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...hostile) }), (text) => {
        const word = shellWord(text);
        const read = execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' });
        // Control characters, and nothing else, are left out.
        expect(read).toBe(text.replaceAll('\t', ''));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps a line feed from ending the command', () => {
    expect(shellWord('a\nrm -rf /')).toBe("'arm -rf /'");
  });
});

describe('commands', () => {
  it('write IPv6 addresses in brackets, and send no name for an address', () => {
    expect(hostAndPort('2001:db8::1', 27017)).toBe('[2001:db8::1]:27017');
    expect(showCertificates({ host: '2001:db8::1', port: 443 })).toBe(
      "openssl s_client -connect '[2001:db8::1]:443' -showcerts </dev/null",
    );
    expect(showCertificates({ host: 'db1.example.net', port: 443 })).toContain('-servername db1.example.net ');
  });

  it.skipIf(!hasPeer('sh') || !hasPeer('openssl'))('write a certificate that OpenSSL reads', () => {
    const pem = execFileSync(
      'sh',
      [
        '-c',
        'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -subj /CN=pem -days 2 2>/dev/null',
      ],
      { encoding: 'utf8' },
    );
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    const script = writePem('/dev/stdout', toPem(der));
    const subject = execFileSync('sh', ['-c', `(${script}\n) | openssl x509 -noout -subject`], { encoding: 'utf8' });
    expect(subject).toMatch(/CN\s?=\s?pem/);
  });

  it.skipIf(!hasPeer('openssl') || !hasPeer('sh'))('ask for a certificate with the old names, and no others', () => {
    const [request] = requestFor({ kind: 'dns', value: 'localhost' }, [
      { kind: 'dns', value: '*.db.example.net' },
      { kind: 'ip', value: '2001:db8::1' },
    ]);
    const namesIn = (command: string | undefined): string =>
      execFileSync(
        'sh',
        [
          '-c',
          `${command?.replace('-keyout server.key -out server.csr', '-keyout /dev/null')} | openssl req -noout -text`,
        ],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      ).replace(/^[^]*Subject Alternative Name:\s*(.*)\n[^]*$/, '$1');
    expect(namesIn(request)).toBe('DNS:localhost, DNS:*.db.example.net, IP Address:2001:DB8:0:0:0:0:0:1');
    // A name that OpenSSL would read as two, or that is one too many for a line to be read, is left to the text.
    const many = Array.from({ length: 17 }, () => ({ kind: 'dns', value: 'a.b' }) as const);
    for (const beside of [[{ kind: 'dns', value: 'a,DNS:b' } as const], many])
      expect(namesIn(requestFor({ kind: 'dns', value: 'localhost' }, beside)[0])).toBe('DNS:localhost');
  });
});
