/** `whytls explain`. */
import * as z from 'zod';
import { finding, problem, text } from './common.ts';

/** `explain --json`: one object; `explain --batch`: one a line. */
export const explanationSchema = z
  .object({
    schema: z.literal('whytls.explanation/1'),
    id: z.union([text, z.number()]).nullable().describe('of the input line; null: none was given'),
    language: z.enum(['en', 'zh']),
    diagnoses: z
      .array(
        z.object({
          id: text.describe('a diagnosis id'),
          title: text.nullable(),
          confidence: z.number().min(0).max(1),
          matched: text.describe('the telling line, escaped, without secrets'),
          check: text.describe('the command that decides whether it is this'),
        }),
      )
      .describe('best first; empty: no TLS problem, or an unknown one'),
    unknownTls: z
      .object({ matched: text, search: text.describe('words to search for') })
      .nullable()
      .describe('about TLS, but nothing known says what it means'),
    side: z
      .enum(['client', 'server'])
      .nullable()
      .describe('who wrote the telling line: who opened the connection, or who accepted it; null: it does not say'),
    printedBy: z.object({ name: text, version: text.nullable() }).nullable(),
    target: z.object({ host: text, port: z.number().int().nullable() }).nullable().describe('the server that it names'),
    error: problem
      .extend({ line: z.number().int().describe('of the input, from 1') })
      .nullable()
      .describe('why the line could not be read'),
  })
  .meta({ id: 'Explanation', title: 'whytls explain' });

/** `explain --list --json`. */
export const diagnosisListSchema = z
  .object({
    schema: z.literal('whytls.diagnoses/1'),
    diagnoses: z.array(
      z.object({ id: text, family: finding.shape.family, severity: finding.shape.severity, title: text }),
    ),
  })
  .meta({ id: 'DiagnosisList', title: 'whytls explain --list' });

/** `explain <id> --json`: what the page of a diagnosis says. */
export const diagnosisSchema = z
  .object({
    schema: z.literal('whytls.diagnosis/1'),
    language: z.enum(['en', 'zh']),
    id: text,
    family: finding.shape.family,
    severity: finding.shape.severity,
    title: text,
    explanation: text,
    howToCheck: text,
    remedies: z
      .array(
        z.object({
          side: z.enum(['server', 'client', 'network']),
          text,
          commands: z.array(text).describe('lines that begin with # name the platform of those that follow'),
          references: z.array(text),
        }),
      )
      .describe('in general: nothing was measured'),
    shortcuts: z
      .array(z.object({ switches: z.array(text), text: text.describe('what they would hide') }))
      .describe('what people do instead; none of it is a remedy'),
    check: text.describe('the command that decides whether it is this, and whether it is mended'),
    clientErrors: z.array(z.object({ client: text, text: text })),
    sources: z.array(text),
  })
  .meta({ id: 'Diagnosis', title: 'whytls explain <id>' });
