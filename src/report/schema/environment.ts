/** `whytls env`. */
import * as z from 'zod';
import { finding, problem, text, time, trustStoreName } from './common.ts';

const environmentRoot = z.object({ subject: text.describe('RFC 4514'), notBefore: time }).nullable();

/** `env --json`: one object. */
export const environmentReportSchema = z
  .object({
    schema: z.literal('whytls.env/1'),
    tool: z.object({ name: z.literal('whytls'), version: text }),
    observedAt: time.describe("this machine's clock"),
    language: z.enum(['en', 'zh']),
    verdict: z.enum(['ok', 'warn', 'fail']),
    findings: z.array(finding),
    machine: z.object({
      platform: text.describe("Node's name of the operating system: linux, darwin, win32"),
      distribution: z.enum(['debian', 'redhat', 'alpine', 'suse']).nullable().describe('whose packages it has'),
      isContainer: z.boolean(),
    }),
    clock: z
      .object({
        now: time,
        notBefore: z.object({ what: z.enum(['program', 'root', 'whytls']), name: text, at: time }),
      })
      .describe('notBefore: what was made last of all that is here, so that the clock cannot be right below'),
    runtime: z.object({ node: text, openssl: text }).describe('what runs whytls itself'),
    trustStores: z
      .array(
        z.object({
          name: trustStoreName,
          path: text.nullable(),
          folders: z.array(text).describe('hashed folders in which is looked for what the file does not hold'),
          certificates: z.number().int().nullable().describe('null: it could not be read'),
          newest: environmentRoot.describe('by notBefore'),
          oldest: environmentRoot,
          expired: z.number().int().nullable(),
          usedBy: z.array(text).describe('programs that take it by default'),
          problem: problem.nullable(),
        }),
      )
      .describe('the first is that of OpenSSL, under the variables as they are'),
    variables: z.array(
      z.object({
        name: text,
        value: text.nullable().describe('without passwords; null: not set'),
        places: z
          .array(z.object({ path: text, certificates: z.number().int().nullable(), problem: problem.nullable() }))
          .describe('what stands where it points to; empty where it names no file or folder'),
      }),
    ),
    programs: z.array(
      z.object({
        name: z.enum(['openssl', 'python', 'node', 'java', 'go']),
        path: text,
        version: text.nullable().describe('null: it was not asked, or did not answer'),
        library: text.nullable().describe('the TLS library in or under it'),
        builtAt: time.nullable(),
        securityLevel: z.number().int().nullable().describe("OpenSSL's, of the program's defaults"),
        minVersion: text.nullable().describe('oldest TLS version of the defaults'),
        newestVersion: text.nullable().describe('newest TLS version that the library has'),
        folder: text.nullable().describe("OpenSSL's own folder, or that of its certificates"),
        packages: z.array(z.object({ name: text, version: text })),
        problem: problem.nullable(),
      }),
    ),
    openssl: z
      .object({
        path: text,
        minProtocol: text.nullable(),
        maxProtocol: text.nullable(),
        cipherString: text.nullable(),
        securityLevel: z.number().int().nullable(),
        problem: problem.nullable(),
      })
      .nullable()
      .describe('openssl.cnf, as far as it bears on TLS'),
    cryptoPolicy: text.nullable().describe('of Red Hat and Fedora; null: there is none'),
  })
  .meta({ id: 'EnvironmentReport', title: 'whytls env' });
