// TEMPLATE: copy to diagnostics/<id>.ts, fill in every TEMPLATE phrase, and add a line to index.ts and zh/index.ts.
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { decidingVerification, opensslMessage } from '../src/diagnose/reading/chain-facts.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';

/** TEMPLATE: what the words need to know; plain data, measured. The Chinese words are typed by it. */
export interface Template {
  readonly at: Case;
}

const en: Words<Template> = {
  title: 'TEMPLATE: a noun phrase',
  summary: ({ at }) =>
    `TEMPLATE: what is wrong, in one sentence that a tired person understands; ${at.shortClient} refuses it.`,
  evidence: () => [{ what: 'TEMPLATE: a label', value: 'TEMPLATE: a measured value' }],
  remedies: ({ at }) => [
    {
      side: 'server',
      text: 'TEMPLATE: who does what, and how to see that it worked.',
      commands: [at.check],
      references: [reference(rfc(5280, '4.1'))],
    },
  ],
  explanation: 'TEMPLATE: what happened and why, in general.',
  howToCheck: 'TEMPLATE: how to see that it is this, and that it is mended.',
};

export default defineDiagnosis<Template>({
  id: '_template',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(5280, '4.1')],
  clientErrors: [printed('TEMPLATE: client and version', 'TEMPLATE: exact text')],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    return seen.verification.accepted ? ruledOut : found({ at: caseOf(facts) });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [1]),
  example: { at: exampleCase },
  en,
});
