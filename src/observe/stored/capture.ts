/** Stored form of one handshake: `Capture` of src/tls/handshake. */
import * as z from 'zod';
import { code, count, flag, hex, kinds, list, milliseconds, text } from './basics.ts';
import { decodeProblem } from './problems.ts';

const side = z.enum(['client', 'server']);

const waitingFor = z.enum([
  'serverHello',
  'encryptedExtensions',
  'certificate',
  'certificateStatus',
  'serverKeyExchange',
  'serverHelloDone',
  'certificateVerify',
  'changeCipherSpec',
  'finished',
  'applicationData',
]);

const handshakeProblem = z.union([
  z.object({ kind: z.literal('alertReceived'), level: code, description: code, waitingFor }),
  z.object({ kind: z.literal('closed'), how: z.enum(['fin', 'rst']), waitingFor, octets: count }),
  z.object({ kind: z.literal('timedOut'), waitingFor, octets: count, afterMs: milliseconds }),
  kinds('notTls'),
  z.object({ kind: z.literal('undecodable'), problem: decodeProblem, waitingFor }),
  z.object({ kind: z.literal('unexpected'), what: z.enum(['handshake', 'record']), type: code, waitingFor }),
  z.object({
    kind: z.literal('illegalChoice'),
    what: z.enum(['protocol', 'cipherSuite', 'group', 'compression', 'retry', 'extension']),
    value: code,
    waitingFor,
  }),
  z.object({
    kind: z.literal('cannotComplete'),
    what: z.enum(['protocol', 'keyExchange', 'cipher', 'clientKey']),
    value: code,
    waitingFor,
  }),
  z.object({
    kind: z.literal('checkFailed'),
    what: z.enum(['certificateVerify', 'serverKeyExchange', 'finished', 'record', 'leafKey', 'sharedSecret']),
    waitingFor,
  }),
  z.object({
    kind: z.literal('tooMuch'),
    limit: z.enum([
      'messageOctets',
      'totalOctets',
      'cookieOctets',
      'emptyRecords',
      'warningAlerts',
      'messages',
      'certificates',
    ]),
    bound: count,
    waitingFor,
  }),
  z.object({ kind: z.literal('aborted'), waitingFor }),
]);

const violation = z.union([
  z.object({ kind: z.literal('leftOverInMessage'), message: text }),
  z.object({ kind: z.enum(['duplicateExtension', 'unsolicitedExtension']), message: text, type: code }),
  z.object({ kind: z.literal('recordVersion'), version: code }),
  kinds('certificateStatusWithoutExtension'),
  z.object({ kind: z.literal('downgradeSentinel'), protocol: code }),
  z.object({ kind: z.literal('octetsAfterClose'), octets: count }),
  z.object({
    kind: z.literal('undecodablePart'),
    part: z.enum(['certificateStatus', 'certificateExtension', 'newSessionTicket']),
    path: text,
  }),
]);

const clientCertificate = z.union([
  kinds('none'),
  z.object({ kind: z.literal('noCommonScheme'), schemes: list(code) }),
  z.object({ kind: z.literal('sent'), certificates: count, signatureScheme: code.nullable() }),
]);

export const capture = z.object({
  offered: z.object({
    versions: list(code),
    cipherSuites: list(code),
    groups: list(code),
    signatureSchemes: list(code),
    serverName: text.nullable(),
    alpn: list(text),
  }),
  completed: flag,
  problem: handshakeProblem.nullable(),
  stoppedEarly: flag,
  protocol: code.nullable(),
  cipherSuite: code.nullable(),
  helloTime: z.exactOptional(code),
  group: code.nullable(),
  dhBits: count.nullable(),
  signatureScheme: code.nullable(),
  alpn: text.nullable(),
  serverNameAcknowledged: flag,
  helloRetryRequest: z.object({ group: code.nullable(), cookie: flag }).nullable(),
  extendedMasterSecret: flag,
  secureRenegotiation: flag,
  encryptThenMac: flag,
  session: z.object({ idOctets: count, tickets: count, ticketLifetime: count.nullable() }),
  resumed: flag.nullable(),
  certificateTimestamps: list(
    z.object({ certificate: count, logId: hex.nullable(), timestamp: z.number().nullable() }),
  ),
  certificateCompression: z.object({ algorithm: code, compressedOctets: count, octets: count }).nullable(),
  recordSizeLimit: count.nullable(),
  extensions: list(
    z.object({
      message: z.enum([
        'server_hello',
        'hello_retry_request',
        'encrypted_extensions',
        'certificate',
        'certificate_request',
      ]),
      type: code,
      bytes: count,
    }),
    65_536,
  ),
  certificates: list(hex, 1024),
  staples: list(z.object({ certificate: count, response: hex }), 1024),
  certificateRequest: z
    .object({
      certificateAuthorities: list(hex),
      signatureSchemes: list(code),
      certificateTypes: list(code),
    })
    .nullable(),
  clientCertificate: clientCertificate.nullable(),
  alerts: list(z.object({ from: side, level: code, description: code, waitingFor, atMs: milliseconds })),
  messages: list(z.object({ from: side, name: text, bytes: count, atMs: milliseconds })),
  violations: list(violation),
  applicationOctets: hex,
  firstOctets: hex,
  octetsReceived: count,
});
