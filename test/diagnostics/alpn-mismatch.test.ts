import { describe, expect, it } from 'vitest';
import { pymongo } from '../../src/clients/profiles/pymongo.ts';
import { alert, answered, capture, closed, ended, healthy, refused, unreached } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

const offering = (...alpn: string[]) => ({ ...pymongo.offer, serverName: 'db1.example.net', alpn });
const chose = (alpn: string) => ({ kind: 'handshake', capture: capture({ alpn }) }) as const;

describe('alpn-mismatch', () => {
  it('is found for alert 120, and is the only cause', () => {
    const facts = ended(alert(120), { offered: offering('h2', 'http/1.1') });
    expect(causesOf(facts)).toStrictEqual(['alpn-mismatch']);
    const finding = findingOf('alpn-mismatch', facts);
    expect(finding.summary).toContain('none of the application protocols offered (h2 and http/1.1)');
    expect(finding.clientErrors[0]?.message).toMatch(/^SSL handshake failed: db1\.example\.net:27017: \[SSL/);
    expect(findingOf('alpn-mismatch', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it('says which protocol the server speaks, where it chose one of the common ones', () => {
    const which = { kind: 'whichAlpn', offered: ['h2', 'postgresql'] } as const;
    const experiments = [
      refused({ kind: 'answersAgain' }, alert(120)),
      { ...answered(which, 0x0304, 0x1301), result: chose('postgresql') },
    ];
    const none = ended(alert(120), {}, experiments);
    expect(findingOf('alpn-mismatch', none).summary).toContain('none was offered: it speaks postgresql');
    expect(commandsOf(findingOf('alpn-mismatch', none))).toContain(
      'whytls db1.example.net:27017 --tlsCAFile ca.pem --alpn postgresql',
    );
  });

  it.each([
    ['handshake_failure', alert(40)],
    ['FIN', closed('fin')],
  ])('is proved by the same without ALPN where the server answers with %s', (_, problem) => {
    const facts = ended(problem, { offered: offering('h2') }, [
      refused({ kind: 'answersAgain' }, problem),
      answered({ kind: 'withoutAlpn' }, 0x0304, 0x1301),
    ]);
    expect(causesOf(facts)).toStrictEqual(['alpn-mismatch']);
  });

  it('is not found for another alert or a server in order', () => {
    expect(judgementOf('alpn-mismatch', ended(alert(40))).kind).toBe('ruledOut');
    expect(judgementOf('alpn-mismatch', healthy()).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('alpn-mismatch', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});
