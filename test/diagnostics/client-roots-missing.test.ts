import { describe, expect, it } from 'vitest';
import type { StoreVerdict } from '../../src/observe/facts.ts';
import { alert, brokenPath, ended, healthy } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('client-roots-missing', () => {
  const system = (change: Partial<StoreVerdict>): StoreVerdict => ({
    name: 'system',
    path: '/etc/ssl/certs/ca-certificates.crt',
    decides: true,
    certificates: 140,
    verification: brokenPath().verification,
    ...change,
  });
  const node: StoreVerdict = {
    name: 'node',
    path: null,
    decides: false,
    certificates: 144,
    verification: healthy().verification,
  };

  it('is found where another store has the root, and explains the untrusted root', () => {
    const facts = { ...brokenPath(), stores: [system({}), node] };
    expect(causesOf(facts)).toStrictEqual(['client-roots-missing']);
    expect(findingOf('untrusted-root', facts).rootCause).toBe(false);
  });

  it('is found where the store is empty or cannot be read', () => {
    const failed = { kind: 'failed', problem: { kind: 'fileUnreadable', path: '/x', code: 'EACCES' } } as const;
    const unreadable = {
      ...healthy(),
      verification: failed,
      stores: [system({ verification: failed, certificates: null })],
    };
    expect(causesOf(unreadable)).toStrictEqual(['client-roots-missing']);
    expect(causesOf({ ...brokenPath(), stores: [system({ certificates: 0 })] })).toStrictEqual([
      'client-roots-missing',
    ]);
  });

  it('shows the commands of the PyMongo page in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const commands = commandsOf(
        findingOf('client-roots-missing', { ...brokenPath(), stores: [system({}), node] }, language),
      );
      expect(commands).toContain('open "/Applications/Python <YOUR PYTHON VERSION>/Install Certificates.command"');
      expect(commands).toContain('pypy -m pip install certifi');
      expect(commands).toContain('export SSL_CERT_FILE=$(pypy -c "import certifi; print(certifi.where())")');
      expect(commands.join('\n')).toContain('ca-certificates');
    }
  });

  it('does not concern a client with a CA file of its own', () => {
    expect(judgementOf('client-roots-missing', brokenPath()).kind).toBe('notApplicable');
  });

  it('is not found where no store has the root, and is open where nothing was seen', () => {
    const nobody = { ...brokenPath(), stores: [system({}), { ...node, verification: brokenPath().verification }] };
    expect(judgementOf('client-roots-missing', nobody).kind).toBe('ruledOut');
    const blind = {
      ...ended(alert(80)),
      stores: [system({ verification: { kind: 'notTried', because: 'certificate' } })],
    };
    expect(judgementOf('client-roots-missing', blind)).toMatchObject({ missing: 'certificate' });
  });
});
