import { describe, expect, it } from 'vitest';
import { alert, answered, closed, ended, healthy, refused } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

describe('no-shared-cipher', () => {
  const tls12 = { kind: 'acceptsVersion', version: 0x0303 } as const;
  const others = (...without: number[]) => ({ kind: 'acceptsAnotherCipherSuite', version: 0x0303, without }) as const;
  /** MongoDB 3.6 in small: static RSA with AES-128-CBC, and nothing else. */
  const staticRsa = [
    refused({ kind: 'acceptsVersion', version: 0x0304 }, alert(70)),
    answered(tls12, 0x0303, 0x002f),
    refused(others(0x002f), alert(40)),
  ];

  it('names the suite that the server takes, and is the only cause', () => {
    const facts = ended(alert(40), {}, staticRsa);
    expect(causesOf(facts)).toStrictEqual(['no-shared-cipher']);
    const finding = findingOf('no-shared-cipher', facts);
    expect(finding.summary).toBe(
      'This server takes only TLS_RSA_WITH_AES_128_CBC_SHA, which PyMongo on Python 3.10 or later does not offer.',
    );
    expect(textOf(finding)).toContain('static RSA');
    expect(finding.clientErrors[0]?.message).toBe(
      'SSL handshake failed: db1.example.net:27017: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:…)',
    );
  });

  it.each([
    ['insufficient_security', alert(71)],
    ['FIN', closed('fin')],
    ['RST', closed('rst')],
  ])('is proved by experiments where the server answers with %s', (_, problem) => {
    expect(causesOf(ended(problem, {}, staticRsa))).toStrictEqual(['no-shared-cipher']);
  });

  it('does not say "only" where the server may take more', () => {
    const facts = ended(alert(40), {}, [answered(tls12, 0x0303, 0x002f)]);
    expect(findingOf('no-shared-cipher', facts).summary).toMatch(/^This server takes TLS_RSA/);
  });

  it('says that all are of one key exchange where everything else was refused, though more may come', () => {
    const facts = ended(alert(40), {}, [
      answered(tls12, 0x0303, 0x002f),
      answered(others(0x002f), 0x0303, 0x0035),
      refused({ kind: 'withoutKeyExchange', version: 0x0303, keyExchange: 'RSA' }, alert(40)),
    ]);
    const finding = findingOf('no-shared-cipher', facts);
    expect(finding.summary).not.toContain('only');
    expect(textOf(finding)).toContain('none without RSA key exchange');
    expect(textOf(finding)).toContain('static RSA, without ECDHE or DHE: so is all that it takes');
  });

  it("is proved by the client's own offer with every suite, and disproved by it", () => {
    const every = { kind: 'withEveryCipherSuite' } as const;
    const again = refused({ kind: 'answersAgain' }, alert(40));
    expect(causesOf(ended(alert(40), {}, [again, answered(every, 0x0303, 0x002f)]))).toStrictEqual([
      'no-shared-cipher',
    ]);
    const not = ended(alert(40), {}, [again, answered(tls12, 0x0303, 0x002f), refused(every, alert(40))]);
    expect(causesOf(not)).toStrictEqual(['handshake-refused']);
  });

  it('gives the three ways of the PyMongo page as alternatives, the unwise one last, in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const { remedies } = findingOf('no-shared-cipher', ended(alert(40), {}, staticRsa), language);
      expect(remedies.map(({ side }) => side)).toStrictEqual(['server', 'client', 'client']);
      expect(remedies[0]?.text).toMatch(/MongoDB.*4\.2/);
      expect(remedies[1]?.commands).toContain('python -m pip install "pymongo[ocsp]"');
      expect(remedies[2]?.text).toContain('Python 3.9');
    }
  });

  it('is not found where a suite is in common', () => {
    const shared = ended(alert(40), {}, [answered(tls12, 0x0303, 0xc02f)]);
    expect(judgementOf('no-shared-cipher', shared).kind).toBe('ruledOut');
    expect(judgementOf('no-shared-cipher', healthy()).kind).toBe('ruledOut');
  });

  it('is open, and not claimed, where no experiment tells', () => {
    const facts = ended(alert(40));
    expect(judgementOf('no-shared-cipher', facts)).toMatchObject({ kind: 'undetermined', missing: 'experiment' });
    expect(causesOf(facts)).toStrictEqual(['handshake-refused']);
    expect(verdictOf(facts).undetermined).toContainEqual({ id: 'no-shared-cipher', missing: 'experiment' });
  });
});
