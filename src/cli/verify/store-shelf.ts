import { ok } from '../../base/result.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import type { TrustSource } from '../../observe/trust/trust-source.ts';
import { readPemCertificates } from '../../x509/pki/pem.ts';
import { indexCertificates } from '../../x509/verify/trust-store.ts';
import type { TrustStore } from '../../x509/verify/trust-store.ts';
import type { Io } from '../terminal/io.ts';
import { defaultStore } from './given-files.ts';

/** Trust stores of a batch. Its lines mostly name the same ones: the last few are kept as they were read. */
export class StoreShelf {
  readonly #io: Pick<Io, 'env'>;
  readonly #kept = new Map<string, TrustStore>();
  readonly #defaults = new Map<string, TrustSource>();

  constructor(io: Pick<Io, 'env'>) {
    this.#io = io;
  }

  /** The store of these PEM texts; null: the one that the client takes by default. */
  async get(pems: readonly string[] | null, client: ClientProfile): Promise<TrustSource> {
    if (pems === null) return this.#default(client);
    const text = pems.join('\n');
    const before = this.#kept.get(text);
    const store = before ?? indexCertificates(readPemCertificates(text));
    this.#kept.delete(text);
    if (text.length <= longestKept) this.#kept.set(text, store);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return { name: 'tlsCAFile', path: null, folders: [], store: ok(store) };
  }

  async #default(client: ClientProfile): Promise<TrustSource> {
    const before = this.#defaults.get(client.id);
    if (before !== undefined) return before;
    const source = await defaultStore(client, this.#io);
    this.#defaults.set(client.id, source);
    return source;
  }
}

/** A bundle of all public roots has some 220 kB. */
const longestKept = 1024 * 1024;
const mostKept = 8;
