/** `whytls verify`. */
import * as z from 'zod';
import { finding, problem, text, time, undetermined } from './common.ts';
import { certificate, crlList, endpoint, trustStore } from './probe.ts';

/** One chain judged: what `verify --json` and each line of `verify --batch` hold. */
const chainJudgement = {
  schema: z.literal('whytls.verify/1'),
  id: z.union([text, z.number()]).nullable().describe('of the input line, or the file of the chain; null: none'),
  accepted: z.boolean().nullable().describe('by the client whose eyes are used; null: the input could not be read'),
  opensslError: endpoint.shape.verification.shape.opensslError.describe(
    'what OpenSSL stops at; null: it accepts the chain, or could not even read it',
  ),
  text: text.nullable().describe('the same as OpenSSL words it'),
  findings: z.array(finding),
  undetermined,
  path: endpoint.shape.verification.shape.path.describe('as far as it could be built, leaf first'),
  problems: endpoint.shape.verification.shape.problems,
  otherPaths: endpoint.shape.verification.shape.otherPaths,
  error: problem
    .extend({ line: z.number().int().describe('of the input, from 1') })
    .nullable()
    .describe('why the line could not be read'),
};

/** `verify --batch`: one object a line. */
export const chainLineSchema = z.object(chainJudgement).meta({ id: 'ChainLine', title: 'whytls verify --batch' });

/** `verify --json`: one object. */
export const chainReportSchema = z
  .object({
    ...chainJudgement,
    tool: z.object({ name: z.literal('whytls'), version: text }),
    judgedAt: time,
    language: z.enum(['en', 'zh']),
    client: z.object({ id: text, name: text, shortName: text }).describe('whose eyes were used'),
    purpose: z.enum(['server', 'client']).describe('whose the leaf is'),
    host: text.nullable().describe('the name that was asked of the leaf; null: none'),
    verdict: z.enum(['ok', 'warn', 'fail']),
    chain: z.array(certificate),
    chainProblem: endpoint.shape.chainProblem,
    ocsp: endpoint.shape.ocsp,
    crls: z.array(crlList).describe('revocation lists in which certificates were looked up'),
    trustStore: trustStore.describe('the one that decides'),
    trustStores: z
      .array(trustStore)
      .describe('it, and, where it refuses what another might accept, every other one here'),
  })
  .meta({ id: 'ChainReport', title: 'whytls verify' });
