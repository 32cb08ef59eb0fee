/** From the files of one `verify` to the chain that they give. */
import type { Language } from '../../diagnose/define.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { visible } from '../../base/escape.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import type { GivenChain } from '../../observe/interpret/given-chain.ts';
import { decidingTrustSource } from '../../observe/trust/deciding-store.ts';
import type { TrustSource } from '../../observe/trust/trust-source.ts';
import { readCertificate } from '../../x509/pki/certificate.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { readCrl } from '../../x509/pki/crl/crl.ts';
import type { Crl } from '../../x509/pki/crl/crl.ts';
import type { PkiProblem } from '../../x509/pki/pki-problem.ts';
import { indexCertificates } from '../../x509/verify/trust-store.ts';
import { ports } from '../compose.ts';
import type { Io } from '../terminal/io.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { fileWords } from './file-words.ts';
import type { FileProblem, Wanted } from './files.ts';
import { readGivenFile } from './files.ts';
import { readWhole } from '../input/read-input.ts';
import type { SingleSource, VerifySettings } from './settings.ts';

/** Reads every file that is named. A problem is one line: which file, what is wrong, how to mend it. */
export async function readGivenFiles(
  source: SingleSource,
  { client, rules, at }: VerifySettings,
  language: Language,
  io: Io,
): Promise<Result<GivenChain, UsageProblem>> {
  const reader = new GivenFileReader(language, io);
  const chain = await reader.read('--chain', source.chain, 'certificate');
  if (!chain.ok) return chain;
  const extra = await reader.readCertificates('--extra', source.extra);
  if (!extra.ok) return extra;
  const crls = await reader.readCrls(source.crl);
  if (!crls.ok) return crls;
  const staple = source.staple === null ? ok([]) : await reader.read('--staple', source.staple, 'ocspResponse');
  if (!staple.ok) return staple;
  const store = source.ca === null ? ok(await defaultStore(client, io)) : await reader.readStore(source.ca);
  if (!store.ok) return store;
  return ok({
    given: {
      chainFile: source.chain === '-' ? null : source.chain,
      purpose: rules.purpose,
      host: source.host?.text ?? null,
      ...(source.crl === null ? {} : { crlFile: source.crl }),
      check: ['whytls', 'verify', ...source.words],
    },
    chain: chain.value,
    extra: extra.value,
    store: store.value,
    client,
    at: at ?? ports().clock.now(),
    reference: source.host?.reference ?? null,
    rules,
    crls: crls.value,
    staple: staple.value[0] ?? null,
  });
}

/** The store that a client takes by default, as a probe finds it. */
export const defaultStore = (client: ClientProfile, io: Pick<Io, 'env'>): Promise<TrustSource> =>
  decidingTrustSource(ports(), { tlsCAFile: null, client, env: io.env, localPython: false });

type ReadAll<T> = Result<readonly T[], UsageProblem>;

/** Reads files as options name them; a problem is one line. */
export class GivenFileReader {
  readonly #language: Language;
  readonly #io: Io;

  constructor(language: Language, io: Io) {
    this.#language = language;
    this.#io = io;
  }

  /** The DER of what is wanted in a file, one at least. */
  async read(option: string, path: string, wanted: Wanted): Promise<Result<readonly Uint8Array[], UsageProblem>> {
    const content = await readWhole(path, ports().files, this.#io.input);
    if (!content.ok) return failed({ kind: 'unreadable', option, path, code: content.problem });
    const ders = readGivenFile(content.value, wanted);
    return ders.ok ? ders : this.#refuse(option, path, ders.problem, wanted);
  }

  readonly readCertificates = (option: string, path: string | null): Promise<ReadAll<Certificate>> =>
    this.#readAll(option, path, 'certificate', readCertificate);

  readonly readCrls = (path: string | null): Promise<ReadAll<Crl>> => this.#readAll('--crl', path, 'crl', readCrl);

  /** What must be readable one and all: what helps to judge may not itself be in doubt. */
  async #readAll<T>(
    option: string,
    path: string | null,
    wanted: Wanted,
    decode: (der: Uint8Array) => Result<T, PkiProblem>,
  ): Promise<ReadAll<T>> {
    if (path === null) return ok([]);
    const ders = await this.read(option, path, wanted);
    if (!ders.ok) return ders;
    const all: T[] = [];
    for (const [index, der] of ders.value.entries()) {
      const one = decode(der);
      if (!one.ok) return this.#refuse(option, path, undecodable(index + 1, one.problem.path), wanted);
      all.push(one.value);
    }
    return ok(all);
  }

  /** Trust anchors. OpenSSL refuses a file with a certificate that it cannot read; here it is enough that one can be. */
  async readStore(path: string): Promise<Result<TrustSource, UsageProblem>> {
    const ders = await this.read('--ca', path, 'certificate');
    if (!ders.ok) return ders;
    const store = indexCertificates(ders.value);
    if (store.size === 0) return this.#refuse('--ca', path, undecodable(1, 'Certificate'));
    return ok({ name: 'tlsCAFile', path: path === '-' ? null : path, folders: [], store: ok(store) });
  }

  #refuse(
    option: string,
    path: string,
    problem: FileProblem,
    wanted: Wanted = 'certificate',
  ): { readonly ok: false; readonly problem: UsageProblem } {
    const colon = this.#language === 'zh' ? '：' : ': ';
    const what = fileWords(problem, wanted, this.#language);
    return failed({ kind: 'other', message: `${option}${colon}${visible(path)}${colon}${what}` });
  }
}

const undecodable = (place: number, path: string): FileProblem => ({ kind: 'undecodable', place, path });
