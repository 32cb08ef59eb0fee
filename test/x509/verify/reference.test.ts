/** What users write as a host. The A-labels are those of RFC 3492 and RFC 5891, as Python's idna codec writes them. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readReference } from '../../../src/x509/verify/reference.ts';
import { hasPeer } from '../../support/peers.ts';

const dns = (name: string) => ({ kind: 'dns', name });
const ip = (address: string) => ({ kind: 'ip', address });

describe('a host as the user writes it', () => {
  it.each([
    ['DB1.Example.NET', dns('db1.example.net')],
    ['db1.example.net.', dns('db1.example.net')],
    ['db_1.internal', dns('db_1.internal')],
    ['bücher.example', dns('xn--bcher-kva.example')],
    ['BÜCHER.example', dns('xn--bcher-kva.example')],
    ['xn--bcher-kva.example', dns('xn--bcher-kva.example')],
    ['bücher。example', dns('xn--bcher-kva.example')],
    ['192.0.2.7', ip('192.0.2.7')],
    ['192.0.519', ip('192.0.2.7')],
    ['2001:DB8::0:7', ip('2001:db8::7')],
    ['[2001:db8::7]', ip('2001:db8::7')],
    ['::ffff:192.0.2.7', ip('::ffff:c000:207')],
    ['fe80::1%eth0', ip('fe80::1%eth0')],
  ])('%s', (text, reference) => {
    expect(readReference(text)).toEqual(reference);
  });

  it.each(['', '.', 'a..b', '-a.example', 'a b', 'a/b', 'a:b', '*.example.net', '1.2.3.4.5', '[::1', 'a\0.b', 'xn--a'])(
    'takes %j for no host',
    (text) => {
      expect(readReference(text)).toBeNull();
    },
  );

  it.skipIf(!hasPeer('python3')).each(['bücher.example', '例え.テスト', 'пример.испытание', 'ñandú.example'])(
    'writes %s in the A-labels that Python writes',
    (text) => {
      const program = "import sys; print(sys.argv[1].encode('idna').decode())";
      const theirs = execFileSync('python3', ['-c', program, text], { env: { ...process.env, PYTHONUTF8: '1' } });
      expect(readReference(text)).toEqual(dns(theirs.toString().trim()));
    },
  );
});
