import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cipherSuites, opensslNameOf, suiteFacts } from '../../../../src/tls/wire/registries/cipher-suite.ts';
import { hasPeer } from '../../../support/peers.ts';

interface Listed {
  readonly code: number;
  readonly iana: string;
  readonly openssl: string;
  /** `Kx=ECDH Au=RSA Enc=AESGCM(128) Mac=AEAD`, as the program prints it. */
  readonly protocol: string;
  readonly kx: string;
  readonly au: string;
  readonly enc: string;
  readonly mac: string;
}

/** Every suite that the `openssl` program on this machine knows. */
function opensslSuites(): readonly Listed[] {
  const args = ['ciphers', '-V', '-stdname', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'];
  const lines = execFileSync('openssl', args, { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const row = /0x(\w\w),0x(\w\w) - (\S+)\s+- (\S+)\s+(\S+)\s+Kx=(\S+)\s+Au=(\S+)\s+Enc=(\S+)\s+Mac=(\S+)/.exec(line);
    if (row === null) throw new Error(`not understood: ${line}`);
    const [, high = '', low = '', iana = '', openssl = '', protocol = '', kx = '', au = '', enc = '', mac = ''] = row;
    return { code: Number.parseInt(high + low, 16), iana, openssl, protocol, kx, au, enc, mac };
  });
}

describe.skipIf(!hasPeer('openssl'))('beside OpenSSL', () => {
  const listed = opensslSuites();

  it('has every suite of OpenSSL under the same code and name', () => {
    expect(listed.length).toBeGreaterThan(100);
    expect(listed.map(({ code }) => [code, cipherSuites.names.get(code)])).toEqual(
      listed.map(({ code, iana }) => [code, iana]),
    );
  });

  it("gives OpenSSL's own names", () => {
    expect(listed.map(({ code }) => opensslNameOf(code))).toEqual(listed.map(({ openssl }) => openssl));
  });

  it('reads the same key exchange, cipher and MAC out of the name', () => {
    const keyExchanges: Record<string, string> = {
      any: 'any', RSA: 'RSA', DH: 'DHE', ECDH: 'ECDHE', PSK: 'PSK', DHEPSK: 'DHE_PSK', ECDHEPSK: 'ECDHE_PSK', RSAPSK: 'RSA_PSK', SRP: 'SRP',
    }; // prettier-ignore
    for (const { code, iana, protocol, kx, au, enc, mac } of listed) {
      const facts = suiteFacts(code);
      expect.soft(facts?.name).toBe(iana);
      expect.soft(facts?.keyExchange, iana).toBe(keyExchanges[kx]);
      expect.soft(facts?.tls13, iana).toBe(protocol === 'TLSv1.3');
      const authentication = au === 'None' ? 'anon' : au;
      if (kx !== 'SRP') expect.soft(facts?.authentication, iana).toBe(authentication);
      expect.soft(facts?.mode, iana).toBe(mac === 'AEAD' ? 'aead' : enc === 'None' ? 'null' : 'cbc');
      expect.soft((facts?.keyOctets ?? 0) * 8, iana).toBe(Number(/\((\d+)\)/.exec(enc)?.[1] ?? 0));
      expect.soft(facts?.mac ?? 'AEAD', iana).toBe(mac);
    }
  });
});

describe('suiteFacts', () => {
  it('knows the hash of the PRF', () => {
    expect(suiteFacts(0xc030)).toMatchObject({ name: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', prfHash: 'sha384' });
    // RFC 5246 section 5: the default where the suite does not say more than SHA-1.
    expect(suiteFacts(0x002f)).toMatchObject({ name: 'TLS_RSA_WITH_AES_128_CBC_SHA', mac: 'SHA1', prfHash: 'sha256' });
    expect(suiteFacts(0xc028)).toMatchObject({ mac: 'SHA384', prfHash: 'sha384' });
    // RFC 6655 section 3: CCM suites name no hash.
    expect(suiteFacts(0xc0ad)).toMatchObject({ cipher: 'AES_256_CCM', mac: null, prfHash: 'sha256' });
  });

  it('reads what no OpenSSL of today has any more', () => {
    expect(suiteFacts(0x0003)).toMatchObject({
      keyExchange: 'RSA',
      cipher: 'RC4_40',
      mode: 'stream',
      mac: 'MD5',
      export: true,
    });
    expect(suiteFacts(0x0005)).toMatchObject({
      cipher: 'RC4_128',
      mode: 'stream',
      keyOctets: 16,
      mac: 'SHA1',
      export: false,
    });
    expect(suiteFacts(0x000a)).toMatchObject({ cipher: '3DES_EDE_CBC', mode: 'cbc', keyOctets: 24 });
    expect(suiteFacts(0x0064)).toMatchObject({ keyExchange: 'RSA', cipher: 'RC4_56', export: true });
    expect(suiteFacts(0x0018)).toMatchObject({ keyExchange: 'DHE', authentication: 'anon', cipher: 'RC4_128' });
    expect(suiteFacts(0x000d)).toMatchObject({ keyExchange: 'DH', authentication: 'DSS' });
    expect(suiteFacts(0xc100)).toMatchObject({ keyExchange: 'GOST', authentication: 'GOST', tls13: false, mac: null });
    expect(suiteFacts(0xc103)).toMatchObject({ keyExchange: 'any', mode: 'aead', tls13: true });
    expect(suiteFacts(0xc0b4)).toMatchObject({ name: 'TLS_SHA256_SHA256', mode: 'null', keyOctets: 0, tls13: true });
    expect(suiteFacts(0x00c6)).toMatchObject({ cipher: 'SM4_GCM', mode: 'aead', keyOctets: 16, tls13: true });
  });

  it('gives facts for every named suite, and none for a signalling value or a number without a name', () => {
    const { TLS_EMPTY_RENEGOTIATION_INFO_SCSV: renegotiation, TLS_FALLBACK_SCSV: fallback } = cipherSuites.codes;
    for (const [code, name] of cipherSuites.names) {
      const isSignal = code === renegotiation || code === fallback;
      expect.soft(suiteFacts(code) === null, name).toBe(isSignal);
    }
    expect(suiteFacts(0x0a0a)).toBeNull();
    expect(opensslNameOf(fallback)).toBeNull();
    expect(opensslNameOf(0x0a0a)).toBeNull();
  });
});
