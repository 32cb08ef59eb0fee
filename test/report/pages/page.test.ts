import { describe, expect, it } from 'vitest';
import { defineDiagnosis } from '../../../src/diagnose/define.ts';
import { ruledOut } from '../../../src/diagnose/judgement.ts';
import { diagnosisPage } from '../../../src/report/pages/page.ts';

const diagnosis = defineDiagnosis<{ readonly day: string }>({
  id: 'cert-expired',
  family: 'certificate',
  severity: 'error',
  sources: [
    { kind: 'rfc', number: 5280, section: '4.1.2.5' },
    { kind: 'page', title: 'A page', url: 'https://example.net/a', read: '2026-11-21' },
  ],
  clientErrors: [{ client: 'a|b', text: 'x | `y`' }],
  consequenceOf: [],
  judge: () => ruledOut,
  clientMessage: () => null,
  example: { day: '2026-01-01' },
  en: {
    title: 'Certificate has expired',
    summary: ({ day }) => `It expired on ${day}.`,
    evidence: () => [],
    remedies: () => [
      {
        side: 'server',
        text: 'Renew it.',
        commands: ["cat > a <<'END'\nx\nEND"],
        references: ['https://example.net/b', 'RFC 5280'],
      },
    ],
    explanation: 'Because.',
    howToCheck: 'Look.',
  },
});

describe('the page of a diagnosis', () => {
  const general = {
    remedies: diagnosis.en.remedies(diagnosis.example),
    shortcuts: [{ switches: ['curl -k', 'verify=False'], text: 'it hides the rest.' }],
  };
  const page = diagnosisPage(diagnosis, diagnosis.en, general, 'en');

  it('has its sections in order', () => {
    expect(page.match(/^## .*/gm)).toEqual([
      '## What happened',
      '## Why',
      '## What to do',
      '## What is no remedy',
      '## How to check',
      '## Client errors',
      '## Sources',
    ]);
  });

  it('shows remedies as copyable commands, and how to see that they worked', () => {
    expect(page).toContain('It expired on 2026-01-01.');
    expect(page).toContain("   ```sh\n   cat > a <<'END'\n   x\n   END\n   ```");
    expect(page).toContain('<https://example.net/b>; RFC 5280');
    expect(page).toContain('It worked when `whytls HOST:PORT` no longer reports this.');
  });

  it('names what does not help, and what it hides', () => {
    expect(page).toContain('\n`curl -k`, `verify=False`: it hides the rest.\n');
    expect(diagnosisPage(diagnosis, diagnosis.en, { ...general, shortcuts: [] }, 'en')).not.toContain('no remedy');
  });

  it('keeps its table whole whatever the texts hold', () => {
    const row = page.split('\n').find((line) => line.includes('`y`'));
    expect(row?.replaceAll('\\|', '').split('|')).toHaveLength(4);
  });

  it('cites its sources', () => {
    expect(page).toContain('[RFC 5280, section 4.1.2.5](https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5)');
    expect(page).toContain('[A page](https://example.net/a), read 2026-11-21');
  });
});
