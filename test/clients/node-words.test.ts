import { describe, expect, it } from 'vitest';
import { node, node24 } from '../../src/clients/profiles/node.ts';

const where = { host: 'db1.example.net', port: 27017 };
const issuer = { code: 20, text: 'unable to get local issuer certificate' };

/** Printed by the driver 7 on Node 20.20 and 24.21; thread ids, source files and lines are left out. */
describe('the driver of Node.js prints', () => {
  it.each([
    [node.words.verifyFailed(where, { ...issuer, depth: 0 }), 'unable to verify the first certificate'],
    [node.words.verifyFailed(where, { ...issuer, depth: 1 }), 'unable to get local issuer certificate'],
    [
      node24.words.verifyFailed(where, { code: 18, text: 'self-signed certificate', depth: 0 }),
      'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
    ],
    [
      node24.words.verifyFailed(where, { code: 19, text: 'self-signed certificate in certificate chain', depth: 2 }),
      'self-signed certificate in certificate chain',
    ],
    [
      node.words.nameMismatch(where, { kind: 'dns', value: 'localhost' }, ['db1.example.net', '*.db.example.net'], []),
      "Hostname/IP does not match certificate's altnames: Host: localhost. is not in the cert's altnames: DNS:db1.example.net, DNS:*.db.example.net",
    ],
    [
      node.words.nameMismatch(where, { kind: 'ip', value: '127.0.0.1' }, [], ['localhost']),
      "Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: ",
    ],
    [
      node.words.alert(where, 40, false),
      'error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:SSL alert number 40',
    ],
    [
      node24.words.alert(where, 40, false),
      'error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:SSL alert number 40',
    ],
    [
      node.words.closed(where, 'fin', false),
      'Client network socket disconnected before secure TLS connection was established',
    ],
    [node.words.closed(where, 'rst', true), 'read ECONNRESET'],
    [node.words.refused(where), 'connect ECONNREFUSED db1.example.net:27017'],
    [node.words.nameNotFound(where), 'getaddrinfo ENOTFOUND db1.example.net'],
    [node.words.caFileUnusable('x', 'noCertificate'), null],
    [node.words.caFileUnusable('x', 'missing'), "ENOENT: no such file or directory, open 'x'"],
  ])('%s', (ours, measured) => {
    expect(ours).toBe(measured);
  });
});
