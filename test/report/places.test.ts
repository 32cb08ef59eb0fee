/** A name with several addresses: the report says at which of them a finding holds. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnose/finding.ts';
import { plainPaint } from '../../src/report/text/style.ts';
import { renderText } from '../../src/report/text/text.ts';
import { en } from '../../src/report/words/en.ts';
import { zh } from '../../src/report/words/zh.ts';
import type { ReportWords } from '../../src/report/words/words.ts';
import { endpoint, facts, finding, observation, report } from '../support/report-fixture.ts';

const style = { columns: 100, unicode: true, paint: plainPaint, verbose: false };

/** The report of findings at three addresses, 192.0.2.7 to 192.0.2.9. */
function told(findings: readonly Finding[], words: ReportWords = en, addresses = [7, 8, 9]): string {
  const endpoints = addresses.map((last) => endpoint({ address: `192.0.2.${last}` }));
  const made = report({
    observation: observation({ endpoints }),
    facts: endpoints.map(({ host, address, port }) => facts({ endpoint: { host, address, port } })),
    verdict: { verdict: 'fail', findings },
    words,
  });
  return renderText(made, words, style);
}

describe('at which addresses a finding holds', () => {
  it('is said where only some have it', () => {
    expect(told([finding({ endpoints: [0] })])).toContain('at 192.0.2.7 only; the other 2 addresses are fine');
    expect(told([finding({ endpoints: [0, 2] })])).toContain(
      'at 192.0.2.7 and 192.0.2.9 only; the other address is fine',
    );
    expect(told([finding({ endpoints: [1] })], zh)).toContain('只在 192.0.2.8；其余 2 个地址正常');
  });

  it('does not call an address fine that has a finding of its own', () => {
    const other = finding({ id: 'connection-refused', severity: 'warning', endpoints: [1] });
    const text = told([finding({ endpoints: [0] }), other]);
    expect(text).toContain('at 192.0.2.7 only; of the other 2, 1 is fine');
    expect(text).toContain('at 192.0.2.8 only; of the other 2, 1 is fine');
  });

  it('is said where all have it, and not where there is only one', () => {
    expect(told([finding({ endpoints: [0, 1, 2] })])).toContain('at all 3 addresses');
    expect(told([finding({ endpoints: [0] })], en, [7])).not.toContain('only');
  });
});
