/**
 * Every output of `--json` as one zod schema: the one place where their shapes are written down, a file for each command. The types
 * of the reports are theirs, and `schema/report.json` in the package is their JSON Schema. Only that build step and tests load
 * these files: zod is too heavy for the straight path. The shapes grow by addition alone.
 */
import * as z from 'zod';
import type { JsonSchema } from '../pages/schema-page.ts';
import { chainLineSchema, chainReportSchema } from './chain.ts';
import { deploymentReportSchema } from './deployment.ts';
import { environmentReportSchema } from './environment.ts';
import { diagnosisListSchema, diagnosisSchema, explanationSchema } from './explanation.ts';
import { clientListSchema, labListSchema } from './lists.ts';
import { reportSchema } from './probe.ts';

/** Everything that `--json` can print. */
export const outputSchema = z.union([
  environmentReportSchema,
  reportSchema,
  labListSchema,
  clientListSchema,
  chainReportSchema,
  chainLineSchema,
  deploymentReportSchema,
  explanationSchema,
  diagnosisListSchema,
  diagnosisSchema,
]);

/** The JSON Schema (2020-12) of every `--json` output, as published in `schema/report.json`. */
export const reportJsonSchema = (): JsonSchema => z.toJSONSchema(outputSchema, { io: 'input' });
