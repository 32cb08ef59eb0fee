import fc from '../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../src/base/redact.ts';

describe('withoutSecrets', () => {
  it.each([
    ['mongodb://app:s3cret@db1.example.net/?tls=true', 'mongodb://app:***@db1.example.net/?tls=true'],
    ['mongodb://app:s3@cret@db1/', 'mongodb://app:***@db1/'],
    ['mongodb://app:s3/cret@db1/', 'mongodb://app:***@db1/'],
    ['mongodb://app:s3?cret@db1/', 'mongodb://app:***@db1/'],
    ['https://h.example:8443/a?next=b@c', 'https://h.example:8443/a?next=b@c'],
    ['mongodb://db1,db2:27018/?x=a@b', 'mongodb://db1,db2:27018/?x=a@b'],
    ['mongodb://app@db1/', 'mongodb://app@db1/'],
    ['app:s3cret@db1:27017', 'app:***@db1:27017'],
    [
      'mongodb://db1/?tlsCertificateKeyFilePassword=s3cret&tls=true',
      'mongodb://db1/?tlsCertificateKeyFilePassword=***&tls=true',
    ],
    ['--tlsCertificateKeyFilePassword=s3cret', '--tlsCertificateKeyFilePassword=***'],
    ['--tlsCertificateKeyFilePassword s3cret', '--tlsCertificateKeyFilePassword ***'],
    ['authMechanismProperties=AWS_SESSION_TOKEN:s3cret', 'authMechanismProperties=AWS_SESSION_TOKEN:***'],
    ['mongodb://app:s3@?cret@h1/?tls=true', 'mongodb://app:***@h1/?tls=true'],
    ['mongodb://app:s3@x?cret@h1', 'mongodb://app:***@h1'],
    ['db1.example.net:27017', 'db1.example.net:27017'],
    ['two mongodb://a:s3cret@h1 and mongodb://b:s3cret@h2', 'two mongodb://a:***@h1 and mongodb://b:***@h2'],
  ])('%s', (text, expected) => {
    expect(withoutSecrets(text)).toBe(expected);
  });

  it('leaves no password of a connection string, whatever it holds', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{0,12}$/), (noise) => {
        const password = `Zq${noise.replaceAll(/["']/g, '')}Zq`;
        expect(withoutSecrets(`mongodb://app:${password}@db1/?tls=true`)).not.toContain('Zq');
      }),
    );
  });
});
