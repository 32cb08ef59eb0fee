import { describe, expect, it } from 'vitest';
import { readOpensslConfiguration } from '../../../src/observe/environment/openssl-configuration.ts';
import { fakeFiles } from '../../support/fake-files.ts';

const debian = `# comment
HOME = .
openssl_conf = openssl_init   # behind
[openssl_init]
ssl_conf = ssl_sect
[ ssl_sect ]
system_default = system_default_sect
[system_default_sect]
MinProtocol = TLSv1.2
CipherString = DEFAULT:@SECLEVEL=1
[other]
MinProtocol = None
`;

const read = (disk: Readonly<Record<string, string>>) =>
  readOpensslConfiguration(fakeFiles(disk), '/etc/openssl.cnf').content;

describe('openssl.cnf', () => {
  it('is followed from section to section, as OpenSSL does', () => {
    expect(read({ '/etc/openssl.cnf': debian })).toMatchObject({
      value: { minProtocol: 'TLSv1.2', maxProtocol: null, cipherString: 'DEFAULT:@SECLEVEL=1', securityLevel: 1 },
    });
  });

  it('may have its say in a file that it includes: the crypto policies of Red Hat', () => {
    const redHat = debian.replace(/MinProtocol = TLSv1.2\nCipherString.*\n/, '.include = /policy.config\n');
    const policy = 'CipherString = @SECLEVEL=2:kEECDH\nTLS.MinProtocol = TLSv1.2\n';
    expect(read({ '/etc/openssl.cnf': redHat, '/policy.config': policy })).toMatchObject({
      value: { minProtocol: 'TLSv1.2', securityLevel: 2 },
    });
  });

  it('says nothing of TLS where no section is named, and ends where it includes itself', () => {
    const nothing = { minProtocol: null, maxProtocol: null, cipherString: null, securityLevel: null };
    expect(read({ '/etc/openssl.cnf': debian.replace('openssl_conf', 'other_conf') })).toMatchObject({
      value: nothing,
    });
    expect(read({ '/etc/openssl.cnf': '.include /etc/openssl.cnf\n' })).toMatchObject({ value: nothing });
  });

  it('may be missing', () => {
    expect(read({})).toMatchObject({ problem: { kind: 'fileNotFound' } });
  });
});
