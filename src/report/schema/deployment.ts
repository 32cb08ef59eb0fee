/** `whytls x509`. */
import * as z from 'zod';
import { finding, text, time, undetermined } from './common.ts';

const deploymentRole = z
  .enum(['client', 'member', 'clusterFile', 'server'])
  .describe('member: a certificateKeyFile that serves as clusterFile too');

/** `x509 --json`: one object. */
export const deploymentReportSchema = z
  .object({
    schema: z.literal('whytls.x509/1'),
    tool: z.object({ name: z.literal('whytls'), version: text }),
    judgedAt: time,
    language: z.enum(['en', 'zh']),
    verdict: z.enum(['ok', 'warn', 'fail']),
    certificates: z.array(
      z.object({
        file: text,
        role: deploymentRole,
        subjectRfc2253: text.nullable().describe('the leaf; null: it cannot be read'),
        notBefore: time.nullable(),
        notAfter: time.nullable(),
        san: z.array(text),
        extendedKeyUsage: z.array(text).nullable().describe('null: absent'),
        root: text.nullable().describe('the trust anchor that its path ends at; null: it reaches none'),
        host: text.nullable().describe('the name that was asked of it; null: none'),
        accepted: z.boolean().nullable().describe('by whoever is shown it'),
        user: z
          .object({
            name: text.describe('of the user in $external'),
            createUser: text.describe('for mongosh'),
            hasRoles: z.boolean().describe("the certificate names roles in MongoDB's own extension"),
          })
          .nullable()
          .describe('client certificates'),
        findings: z.array(finding).describe('of this file alone'),
        undetermined,
      }),
    ),
    findings: z.array(finding).describe("of MongoDB's rules, for one file or several"),
  })
  .meta({ id: 'DeploymentReport', title: 'whytls x509' });
