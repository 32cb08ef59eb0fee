import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { certificate12, certificate13 } from '../../../../src/tls/wire/messages/certificate.ts';
import type { Certificate13, CertificateEntry } from '../../../../src/tls/wire/messages/certificate.ts';
import { extensions, list, octets, struct } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors13 = loadVectors('certificate-13.hex');
const vectors12 = loadVectors('certificate-12.hex');
const fromServer13 = vector(vectors13, 'openssl-server-stapled');
const fromClient13 = vector(vectors13, 'openssl-client');
const fromServer12 = vector(vectors12, 'openssl-server');
const none = new Uint8Array(0);

// Where things are is counted from the lengths that OpenSSL lists (-trace): leaf 391 octets, CA 385, staple 287.
codecContract<Certificate13>('Certificate of TLS 1.3', certificate13, {
  examples: {
    'of a server, with a staple': {
      octets: fromServer13,
      value: {
        requestContext: none,
        entries: [
          {
            certificate: fromServer13.subarray(7, 398),
            extensions: [{ type: 5, data: fromServer13.subarray(404, 691) }],
          },
          { certificate: fromServer13.subarray(694, 1079), extensions: [] },
        ],
      },
    },
    'of a client': {
      octets: fromClient13,
      value: { requestContext: none, entries: [{ certificate: fromClient13.subarray(7, 398), extensions: [] }] },
    },
  },
  arbitrary: struct<Certificate13>({
    requestContext: octets(0, 255),
    entries: list(struct<CertificateEntry>({ certificate: octets(1, 60), extensions }), 0, 4),
  }),
});

codecContract<readonly Uint8Array[]>('Certificate of TLS 1.2', certificate12, {
  examples: {
    'of a server': { octets: fromServer12, value: [fromServer12.subarray(6, 397), fromServer12.subarray(400, 785)] },
    'of a client that has none': { octets: vector(vectors12, 'none'), value: [] },
  },
  arbitrary: list(octets(1, 60), 0, 4),
});

describe('Certificate', () => {
  it('hands out whole certificates, leaf first', () => {
    const entries = value(decode(certificate13, fromServer13)).entries.map(({ certificate }) => certificate);
    for (const certificates of [entries, value(decode(certificate12, fromServer12))])
      expect(certificates.map((der) => new X509Certificate(der).subject)).toStrictEqual([
        'CN=localhost',
        'CN=Vector CA',
      ]);
  });

  it('refuses an empty certificate, and says where', () => {
    expect(problem(decode(certificate12, fromHex('000003000000')))).toStrictEqual({
      kind: 'lengthOutOfRange',
      path: 'Certificate.certificate_list.ASN.1Cert',
      offset: 6,
      actual: 0,
      expected: '1..16777215 octets',
    });
    expect(problem(decode(certificate13, fromHex('000000050000000000')))).toMatchObject({
      kind: 'lengthOutOfRange',
      path: 'Certificate.certificate_list.cert_data',
    });
  });

  it('refuses a certificate that reaches out of its list', () => {
    expect(problem(decode(certificate12, fromHex('000004 000002 aa bb')))).toMatchObject({
      kind: 'truncated',
      actual: 1,
    });
  });
});
