/** `verifyChain`: what `whytls verify` does, for programs. */
import { utf8 } from '../../base/octets.ts';
import { ok } from '../../base/result.ts';
import { clientFor, clients, offlineClient } from '../../clients/index.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import { mongod } from '../../clients/profiles/mongod.ts';
import { defaultMaxDepth } from '../../observe/interpret/given-chain.ts';
import type { ChainRules } from '../../observe/interpret/given-chain.ts';
import type { TrustSource } from '../../observe/trust/trust-source.ts';
import { buildChainReport } from '../../report/chain-report.ts';
import type { ChainReport } from '../../report/chain-report.ts';
import { readCertificate } from '../../x509/pki/certificate.ts';
import { readCrl } from '../../x509/pki/crl/crl.ts';
import type { PkiProblem } from '../../x509/pki/pki-problem.ts';
import type { Result } from '../../base/result.ts';
import { readReference } from '../../x509/verify/reference.ts';
import type { Reference } from '../../x509/verify/host-name.ts';
import { indexCertificates } from '../../x509/verify/trust-store.ts';
import { ports, reportTools, wordingFor } from '../compose.ts';
import { version } from '../version.ts';
import { fileWords } from './file-words.ts';
import { readGivenFile } from './files.ts';
import type { FileProblem, Wanted } from './files.ts';
import { defaultStore } from './given-files.ts';
import { judgeChain } from './judge.ts';
import { longestDepth, securityLevels } from './settings.ts';

/** Certificates, CRLs or a response: a PEM text, or the octets of PEM or DER. One PEM may hold several. */
export type ChainInput = string | Uint8Array;

/** A chain, and how to judge it. Everything but the chain has the default of the command line. */
export interface ChainRequest {
  /** As it is sent: the leaf first. A private key beside it is passed over. */
  readonly chain: ChainInput | readonly ChainInput[];
  /** The only certificates to trust. Default: the store that the client takes. */
  readonly ca?: ChainInput | readonly ChainInput[];
  /** Further intermediates, not trusted themselves. */
  readonly extra?: ChainInput | readonly ChainInput[];
  readonly crls?: ChainInput | readonly ChainInput[];
  /** Whose revocation is looked up in the CRLs. Default: the leaf's, where there are CRLs. */
  readonly crlCheck?: 'leaf' | 'chain';
  /** An OCSP response about the leaf: DER, PEM or base64. */
  readonly staple?: ChainInput;
  /** The name or address that the leaf must hold. Default: none is asked. */
  readonly host?: string;
  /** The time that dates are judged at. Default: now. */
  readonly at?: Date;
  /** Whose certificate it is; `client`: judged as mongod does. Default: `server`. */
  readonly purpose?: 'server' | 'client';
  /** Client profile id: `pymongo`, `pymongo-ocsp`, `openssl`. Default: `openssl`. */
  readonly client?: string;
  /** OpenSSL's security level, 0 to 5. Default: the client's. */
  readonly authLevel?: number;
  /** The most certificates between leaf and root, 0 to 1000; default 100. */
  readonly maxDepth?: number;
  readonly strict?: boolean;
  readonly partialChain?: boolean;
  readonly language?: 'en' | 'zh';
}

/** The request itself is wrong: no such client, a chain without a certificate. Never thrown for what is in a certificate. */
export class ChainRequestError extends Error {
  override readonly name = 'ChainRequestError';
}

/**
 * Judges a certificate chain as a client would, without a connection.
 *
 * ```ts
 * const { accepted, opensslError, findings } = await verifyChain({
 *   chain: readFileSync('chain.pem'),
 *   ca: readFileSync('ca.pem'),
 *   host: 'db1.example.net',
 * });
 * ```
 */
export async function verifyChain(request: ChainRequest): Promise<ChainReport> {
  const client = clientOf(request);
  const chain = listOf('chain', request.chain, 'certificate');
  if (chain.length === 0) throw new ChainRequestError('chain: it is empty; it should hold a certificate');
  const [staple = null] = listOf('staple', request.staple, 'ocspResponse');
  const reference = referenceOf(request.host);
  const { purpose = 'server' } = request;
  const wording = await wordingFor(request.language ?? 'en');
  const judged = await judgeChain(
    null,
    {
      given: {
        chainFile: null,
        purpose,
        host: request.host ?? null,
        check: ['whytls', 'verify', '--chain', 'chain.pem'],
      },
      chain,
      extra: listOf('extra', request.extra, 'certificate').map(decoded('extra', 'certificate', readCertificate)),
      store: request.ca === undefined ? await defaultStore(client, process) : storeOf(request.ca),
      client,
      at: timeOf(request.at),
      reference,
      rules: rulesOf(request, client),
      crls: listOf('crls', request.crls, 'crl').map(decoded('crls', 'crl', readCrl)),
      staple,
    },
    wording,
  );
  const tool = { name: 'whytls', version } as const;
  return buildChainReport({ ...judged, tool, chain, staple, words: wording.report, tools: reportTools });
}

function clientOf({ client: id, purpose }: ChainRequest): ClientProfile {
  if (id === undefined) return purpose === 'client' ? mongod : offlineClient;
  const client = clientFor(id);
  if (client !== undefined) return client;
  throw new ChainRequestError(`no such client; known are ${clients.map((known) => known.id).join(', ')}`);
}

function rulesOf(request: ChainRequest, { verifies }: ClientProfile): ChainRules {
  const { purpose = 'server', authLevel, maxDepth = defaultMaxDepth, crls } = request;
  const securityLevel = authLevel === undefined ? verifies.securityLevel : securityLevels[authLevel];
  if (securityLevel === undefined) throw new ChainRequestError('authLevel: a whole number from 0 to 5 is wanted');
  if (!Number.isInteger(maxDepth) || maxDepth < 0 || maxDepth > longestDepth) {
    throw new ChainRequestError(`maxDepth: a whole number from 0 to ${longestDepth} is wanted`);
  }
  return {
    purpose,
    securityLevel,
    maxDepth,
    strict: request.strict ?? verifies.strict ?? false,
    partialChain: request.partialChain ?? verifies.partialChain ?? false,
    crlCheck: request.crlCheck ?? (crls === undefined ? 'none' : 'leaf'),
  };
}

function referenceOf(host: string | undefined): Reference | null {
  if (host === undefined) return null;
  const reference = readReference(host.trim());
  if (reference === null) throw new ChainRequestError('host: a host name or an IP address is wanted, without port');
  return reference;
}

function timeOf(at: Date | undefined): number {
  const time = at === undefined ? ports().clock.now() : at.getTime();
  if (!Number.isFinite(time)) throw new ChainRequestError('at: this Date is none');
  return time;
}

function storeOf(ca: NonNullable<ChainRequest['ca']>): TrustSource {
  return { name: 'tlsCAFile', path: null, folders: [], store: ok(indexCertificates(listOf('ca', ca, 'certificate'))) };
}

/** The DER of what is wanted in a field. An empty list is an empty list. */
function listOf(field: string, input: ChainInput | readonly ChainInput[] | undefined, wanted: Wanted): Uint8Array[] {
  const inputs = input === undefined ? [] : isList(input) ? input : [input];
  return inputs.flatMap((one, index) => {
    const ders = readGivenFile(typeof one === 'string' ? utf8(one) : one, wanted);
    if (ders.ok) return ders.value;
    throw wrong(isList(input) ? `${field}[${index}]` : field, ders.problem, wanted);
  });
}

const isList = (input: unknown): input is readonly ChainInput[] => Array.isArray(input);

/** What helps to judge must be readable; only the chain itself may be in doubt. */
const decoded =
  <T>(field: string, wanted: Wanted, decode: (der: Uint8Array) => Result<T, PkiProblem>) =>
  (der: Uint8Array, index: number): T => {
    const one = decode(der);
    if (one.ok) return one.value;
    throw wrong(field, { kind: 'undecodable', place: index + 1, path: one.problem.path }, wanted);
  };

const wrong = (field: string, problem: FileProblem, wanted: Wanted): ChainRequestError =>
  new ChainRequestError(`${field}: ${fileWords(problem, wanted, 'en')}`);
