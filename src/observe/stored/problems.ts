/** Stored forms of what went wrong: `IoProblem`, `CredentialProblem`, `TrustStoreProblem`. */
import * as z from 'zod';
import { count, flag, kinds, list, milliseconds, text } from './basics.ts';

const how = z.enum(['fin', 'rst', 'silence']);

const proxyUnreachable = z.object({
  kind: z.literal('proxyUnreachable'),
  proxy: text,
  get cause() {
    return ioProblem;
  },
});

export const ioProblem = z.union([
  kinds('refused', 'reset', 'aborted'),
  z.object({ kind: z.literal('nameNotFound'), name: text }),
  z.object({ kind: z.literal('resolverFailed'), name: text, code: text }),
  z.object({ kind: z.enum(['unreachable', 'other']), code: text }),
  z.object({ kind: z.literal('timedOut'), afterMs: milliseconds }),
  z.object({ kind: z.literal('fileNotFound'), path: text }),
  z.object({ kind: z.literal('fileUnreadable'), path: text, code: text }),
  z.object({ kind: z.literal('tooLarge'), limit: count }),
  z.object({ kind: z.literal('httpStatus'), status: z.int() }),
  proxyUnreachable,
  z.object({ kind: z.literal('proxyRefused'), proxy: text, said: text, status: z.int().nullable() }),
  z.object({ kind: z.literal('proxyNotSpoken'), proxy: text, said: text }),
  z.object({ kind: z.literal('proxyEnded'), proxy: text, how, at: text, said: text, afterMs: milliseconds }),
  z.object({
    kind: z.literal('starttlsRefused'),
    protocol: text,
    said: text,
    at: text,
    status: z.int().nullable(),
    advertised: flag.nullable(),
  }),
  z.object({ kind: z.literal('starttlsNotSpoken'), protocol: text, said: text, at: text }),
  z.object({ kind: z.literal('starttlsEnded'), protocol: text, how, at: text, said: text, afterMs: milliseconds }),
]);

const format = z.enum(['pem', 'pkcs12']);

export const credentialProblem = z.union([
  kinds('empty', 'pkcs12Given'),
  z.object({ kind: z.literal('garbage'), form: z.enum(['text', 'utf16', 'javaKeyStore', 'binary']) }),
  z.object({
    kind: z.literal('derGiven'),
    holds: z.enum(['certificate', 'privateKey', 'encryptedPrivateKey', 'other']),
  }),
  z.object({ kind: z.literal('noKey'), certificates: count, format, labels: list(text) }),
  z.object({ kind: z.literal('noCertificate'), keys: count, format, labels: list(text) }),
  z.object({ kind: z.enum(['passwordNeeded', 'wrongPassword']), format }),
  z.object({
    kind: z.literal('keyMismatch'),
    leaf: text,
    owner: z.object({ place: count, subject: text }).nullable(),
  }),
  z.object({ kind: z.literal('twoKeys'), keys: count, fitting: count }),
  z.object({
    kind: z.literal('notReadable'),
    part: z.enum(['certificate', 'privateKey', 'pkcs12']),
    label: text.nullable(),
    why: z.enum(['damaged', 'unsupportedEncryption', 'unsupportedKind']),
    detail: text.nullable(),
  }),
]);

export const trustStoreProblem = z.union([
  ioProblem,
  z.object({
    kind: z.literal('noCertificate'),
    path: text,
    holds: z.exactOptional(
      z.enum(['nothing', 'derCertificate', 'otherDer', 'otherPem', 'pkcs12', 'javaKeyStore', 'utf16', 'somethingElse']),
    ),
  }),
  z.object({ kind: z.literal('damaged'), path: text, place: count.nullable() }),
  z.object({ kind: z.enum(['passwordNeeded', 'wrongPassword']), path: text }),
  kinds('notReadableHere'),
]);

/** `DecodeProblem`. */
export const decodeProblem = z.object({
  kind: z.enum(['truncated', 'leftOver', 'lengthOutOfRange', 'illegalValue']),
  path: text,
  offset: count,
  actual: z.number(),
  expected: text,
});
