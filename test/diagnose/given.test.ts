/** Certificates that came in a file were sent by nobody: the same diagnoses speak of them without a connection. */
import { describe, expect, it } from 'vitest';
import { diagnoses } from '../../diagnostics/index.ts';
import { zhWords } from '../../diagnostics/zh/index.ts';
import { caseOf, exampleCase } from '../../src/diagnose/case.ts';
import type { Case } from '../../src/diagnose/case.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { notTried } from '../../src/observe/attempt.ts';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { healthy } from '../support/facts.ts';
import { verdictOf } from '../support/verdict.ts';

/** Those that a chain alone can show. What is missing from a handshake, a file cannot lack. */
const ofChains = diagnoses.filter(
  ({ id, family }) => family === 'certificate' || (family === 'revocation' && id !== 'ocsp-staple-missing'),
);

const inFile = (purpose: 'server' | 'client'): Case => ({
  ...exampleCase,
  ...(purpose === 'client' ? { client: 'mongod', shortClient: 'mongod', clientId: 'mongod' } : {}),
  check: 'whytls verify --chain chain.pem --ca ca.pem',
  given: { chainFile: 'chain.pem', purpose },
});

const asGiven = (example: unknown, purpose: 'server' | 'client'): unknown => ({
  ...(example as object),
  at: inFile(purpose),
});

const said = (words: Words, found: unknown) => ({
  texts: [
    words.summary(found),
    ...words.evidence(found).flatMap(({ what, value }) => [what, value]),
    ...words.remedies(found).map(({ text }) => text),
  ],
  commands: words.remedies(found).flatMap(({ commands }) => commands),
});

describe.each(ofChains)('$id', ({ id, example, en }) => {
  const zh = zhWords.get(id) as Words;

  it.each(['server', 'client'] as const)("names no connection for a %s's certificate in a file", (purpose) => {
    const found = asGiven(example, purpose);
    for (const words of [en, zh]) {
      const { texts, commands } = said(words, found);
      for (const text of texts) {
        expect(text).not.toMatch(
          /the connection|this connection|probe again|sent by the server|server (?:sends|sent|staples|did not)/i,
        );
        expect(text).not.toMatch(/再次探测|这条连接|拒绝连接|要连接的主机|服务器发送|服务器没有发送/);
      }
      for (const command of commands) expect(command).not.toMatch(/-connect|^whytls (?!verify )/);
    }
    expect(said(zh, found).commands).toStrictEqual(said(en, found).commands);
    expect(zh.remedies(found).map(({ side }) => side)).toStrictEqual(en.remedies(found).map(({ side }) => side));
  });

  it("does not take a client's certificate for a server's", () => {
    const found = asGiven(example, 'client');
    for (const words of [en, zh]) {
      const { texts, commands } = said(words, found);
      for (const text of texts) expect(text).not.toMatch(/server's certificate|服务器证书/i);
      for (const command of commands) expect(command).not.toContain('rotateCertificates');
    }
  });
});

describe('a case of certificates that came in a file', () => {
  const given = {
    chainFile: "it's.pem",
    purpose: 'server',
    host: 'db1',
    crlFile: 'crl.pem',
    check: ['whytls', 'verify', '--chain', "it's.pem", '--host', 'db1'],
  } as const;
  const untried = notTried('notAsked');
  const facts = healthy({ given, endpoint: null, tcp: untried, handshake: untried, client: openssl });

  it('is checked again by the same command, quoted for a shell', () => {
    expect(caseOf(facts).check).toBe(`whytls verify --chain 'it'\\''s.pem' --host db1 --ca ca.pem`);
    expect(caseOf(healthy({ ...facts, client: healthy().client })).check).toContain(' --client pymongo ');
  });

  it('is fine without a handshake', () => {
    expect(verdictOf(facts).verdict).toBe('ok');
  });
});
