/** From a capture to a report in both languages, as the command line does it: nothing on that way may throw either. */
import { diagnoses, reportTools, wordingFor } from '../../src/cli/compose.ts';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { judge } from '../../src/diagnose/run.ts';
import { completed } from '../../src/observe/attempt.ts';
import { interpret } from '../../src/observe/interpret/interpret.ts';
import type { Observation } from '../../src/observe/observation.ts';
import { renderJson } from '../../src/report/json.ts';
import { buildReport } from '../../src/report/report.ts';
import { reportSchema } from '../../src/report/schema/probe.ts';
import { plainPaint } from '../../src/report/text/style.ts';
import { renderText } from '../../src/report/text/text.ts';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import { target } from '../support/report-fixture.ts';

/** The findings' ids. Throws where the house does, or where the report is not what its schema says. */
export async function judged(capture: Capture, anchors: readonly string[]): Promise<readonly string[]> {
  const observation: Observation = {
    schema: 'whytls.observation/1',
    observedAt: Date.now(),
    durationMs: 1,
    target: target({ host: 'localhost', referenceIdentity: { kind: 'dns', name: 'localhost' } }),
    resolution: completed({ addresses: ['127.0.0.1'], durationMs: 0 }),
    endpoints: [
      {
        host: 'localhost',
        address: '127.0.0.1',
        port: 27017,
        tcp: completed({ durationMs: 1 }),
        handshake: completed({ capture, firstByteMs: 1, handshakeMs: 2 }),
        fetchedIssuers: [],
        experiments: [],
      },
    ],
    otherAddresses: [],
    trustStores: [
      { name: 'system', path: null, decides: true, content: completed({ certificates: 1, relevant: anchors }) },
    ],
  };
  const facts = await interpret(observation, { client: openssl });
  const ids: string[] = [];
  for (const language of ['en', 'zh'] as const) {
    const wording = await wordingFor(language);
    const verdict = judge(facts, diagnoses, wording.diagnosis);
    const report = buildReport({
      observation,
      facts,
      verdict,
      client: openssl,
      tool: { name: 'whytls', version: '0' },
      words: wording.report,
      tools: reportTools,
    });
    renderText(report, wording.report, { paint: plainPaint, unicode: true, columns: 100, verbose: true });
    const json: unknown = JSON.parse(renderJson(report));
    reportSchema.parse(json);
    ids.push(...verdict.findings.map(({ id }) => id));
  }
  return ids;
}
