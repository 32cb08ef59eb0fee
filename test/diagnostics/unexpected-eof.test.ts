import { describe, expect, it } from 'vitest';
import { alert, answered, closed, ended, refused, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('unexpected-eof', () => {
  it('is found for a FIN that nothing explains, and is the only cause', () => {
    const facts = ended(closed('fin'), {}, [refused({ kind: 'answersAgain' }, closed('fin'))]);
    expect(causesOf(facts)).toStrictEqual(['unexpected-eof']);
    const finding = findingOf('unexpected-eof', facts);
    expect(finding.summary).toBe('The server closes the connection without answering the ClientHello.');
    expect(finding.clientErrors[0]?.message).toBe(
      'SSL handshake failed: db1.example.net:27017: [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:…)',
    );
  });

  it.each([0, 90])('is found for alert %i, which is a goodbye', (description) => {
    expect(causesOf(ended(alert(description, 'certificate')))).toStrictEqual(['unexpected-eof']);
  });

  it('says that it is not steady where the second try was answered', () => {
    const facts = ended(closed('fin'), {}, [answered({ kind: 'answersAgain' }, 0x0304, 0x1301)]);
    expect(findingOf('unexpected-eof', facts).summary).toContain('not every time');
  });

  it('is not found for a RST', () => {
    expect(judgementOf('unexpected-eof', ended(closed('rst'))).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('unexpected-eof', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});
