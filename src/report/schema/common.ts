/** What several outputs hold. */
import * as z from 'zod';

/** Any text. */
export const text = z.string();
/** A point in time. */
export const time = z.string().describe('UTC, ISO 8601: 2026-01-31T12:00:00.000Z');
/** A duration that was measured, or not. */
export const ms = z.number().nonnegative().nullable().describe('milliseconds; null: it did not come to that');
/** A code point of a registry, by its name. */
export const codePoint = text.nullable().describe('registry name, or hexadecimal where it has none; null: not seen');

/** Why something is not as it should be, for programs and for people. */
export const problem = z.object({ kind: text.describe('stable'), text });

/** What was found. */
export const finding = z
  .object({
    id: text.describe('a diagnosis id'),
    family: z.enum([
      'certificate',
      'revocation',
      'negotiation',
      'client-certificate',
      'transport',
      'options',
      'mongodb-x509',
    ]),
    severity: z.enum(['error', 'warning', 'info']),
    rootCause: z.boolean().describe('false: a consequence of another finding'),
    causes: z
      .array(text)
      .optional()
      .describe('ids of the root causes that explain it; absent: it is one itself, or the client does not mind it'),
    title: text,
    summary: text,
    evidence: z.array(z.object({ what: text, value: text })).describe('the measured facts that it rests on'),
    clientErrors: z.array(z.object({ client: text, message: text })).describe('what the client prints in this case'),
    serverLog: z
      .array(text)
      .optional()
      .describe('what a mongod writes into its log in this case, after the number of the entry where it is known'),
    remedies: z.array(
      z.object({
        side: z.enum(['server', 'client', 'network']).describe('who has to act'),
        text,
        commands: z.array(text),
        references: z.array(text),
      }),
    ),
    endpoints: z.array(z.number().int()).describe('indexes into endpoints'),
    excuse: z
      .object({ because: z.enum(['notChecked', 'plaintext']), options: z.array(text) })
      .optional()
      .describe(
        'the client does not mind: its options switch the check off, or it speaks plain text; absent: it minds',
      ),
  })
  .meta({ id: 'Finding' });

/** What could not be decided. */
export const undetermined = z
  .array(
    z.object({
      id: text,
      missing: z.enum([
        'address',
        'connection',
        'handshake',
        'certificate',
        'trustStore',
        'issuerCertificate',
        'responder',
        'experiment',
        'otherClock',
        'otherStores',
      ]),
    }),
  )
  .describe('diagnoses that could not be decided, and what was not seen');

/** The trust stores that there are. */
export const trustStoreName = z.enum([
  'tlsCAFile',
  'sslCertFile',
  'sslCertDir',
  'system',
  'systemBundle',
  'node',
  'nodeExtra',
  'certifi',
  'python',
  'java',
  'keychain',
  'windows',
]);
