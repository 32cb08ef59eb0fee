/** Lists: the faults of the lab, the clients. */
import * as z from 'zod';
import { text } from './common.ts';

/** `lab --json` and `lab --list --json`. */
export const labListSchema = z
  .object({
    schema: z.literal('whytls.lab/1'),
    faults: z.array(
      z.object({
        id: text,
        title: text.describe('a noun phrase, in the language of the output'),
        description: text.describe('what is wrong with it and how, in English'),
        finding: text.nullable().describe('the diagnosis that it shows; null: nothing is wrong with it'),
        port: z.number().int().nullable().describe('null: only listed, not started'),
        caFile: text.nullable(),
        command: text.nullable().describe('what to type to see it diagnosed'),
      }),
    ),
  })
  .meta({ id: 'LabList', title: 'whytls lab' });

/** `--client list --json`. */
export const clientListSchema = z
  .object({
    schema: z.literal('whytls.clients/1'),
    clients: z.array(
      z.object({
        id: text.describe('for `--client`'),
        name: text,
        defaultFor: z
          .enum(['mongodb', 'others'])
          .nullable()
          .describe('the targets for which it is taken where nobody chooses; null: none'),
        speaks: z.enum(['mongodb']).nullable().describe('mongodb: a driver, which says hello after the handshake'),
        offers: z
          .object({
            versions: z.array(text),
            cipherSuites: z.array(text),
            groups: z.array(text),
            keyShares: z.array(text),
            signatureSchemes: z.array(text),
          })
          .describe('in the order of its ClientHello; what whytls could not finish with is left out'),
        verifies: z.object({
          engine: z.enum(['openssl', 'go', 'java']),
          securityLevel: z.number().int().describe('of OpenSSL; for other engines the nearest'),
          commonName: z.boolean().describe('a common name counts where there is no subjectAltName'),
          partialWildcards: z.boolean().describe('`ba*.example.com` matches'),
          strict: z.boolean().describe('X509_V_FLAG_X509_STRICT'),
          partialChain: z.boolean().describe('X509_V_FLAG_PARTIAL_CHAIN'),
          secureRenegotiation: z.boolean().describe('refuses servers without RFC 5746'),
          ocsp: z.enum(['none', 'specification', 'go', 'pymongo', 'java', 'gnutls', 'certStatus']),
          crl: z.enum(['none', 'leaf', 'chain']).describe('whom it looks up in a file of revocation lists'),
        }),
        trusts: z
          .enum(['openssl', 'python', 'pyopenssl', 'go', 'node', 'java', 'certifi'])
          .describe('whose store decides by default'),
      }),
    ),
  })
  .meta({ id: 'ClientList', title: 'whytls --client list' });
