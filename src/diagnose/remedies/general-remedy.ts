/**
 * What to do about a diagnosis where nothing was measured: for the pages of documentation, and for a pasted text. A probe has
 * remedies of its own, made from what it saw (`Words.remedies`).
 */
import type { Language, RemedySide, Source } from '../define.ts';
import { hostAndPort, sClient, shellWord, showCertificates } from './commands.ts';
import type { ByPlatform, PlatformCommands } from './platforms.ts';

/** A sentence in every language. */
export type InLanguages = Readonly<Record<Language, string>>;

/** One thing that somebody can do. */
export interface GeneralRemedy extends InLanguages {
  readonly side: RemedySide;
  /** The same everywhere, in order, before those of a platform. */
  readonly commands?: readonly string[];
  readonly platforms?: PlatformCommands;
  readonly sources?: readonly Source[];
  /** Where the commands of a platform come from. */
  readonly platformSources?: ByPlatform<Source>;
}

/** What people do instead, and what that would hide. */
export interface Shortcut extends InLanguages {
  /** As they are typed, by the client that has them. */
  readonly switches: PlatformCommands;
}

/** The general remedies of one diagnosis: the likeliest first. */
export interface GeneralRemedies {
  readonly remedies: (at: Whereabouts) => readonly [GeneralRemedy, ...GeneralRemedy[]];
  readonly shortcuts?: readonly Shortcut[];
}

/** The server that commands name: the one of the text, or capitals. All are words of a shell. */
export interface Whereabouts {
  readonly host: string;
  readonly port: string;
  /** `db1.example.net:27017`. */
  readonly where: string;
  /** Shows the certificates that it sends. */
  readonly show: string;
  /** Connects by `openssl s_client` with these options; `name`: by another server_name. */
  readonly connect: (options: string, name?: string) => string;
}

/** Where commands lead. Null: the text does not say. A host that is no plain word could end a quotation: capitals for it, too. */
export function whereabouts(host: string | null, port: number | null, starttls: string | null = null): Whereabouts {
  const at = { host: host !== null && /^[\w.:-]+$/.test(host) ? host : 'HOST', port: port ?? 'PORT' };
  const way = starttls === null ? at : { ...at, starttls };
  return {
    host: shellWord(at.host),
    port: String(at.port),
    where: shellWord(hostAndPort(at.host, at.port)),
    show: showCertificates(way),
    connect: (options, name) => sClient(name === undefined ? way : { ...way, host: name, connectTo: at.host }, options),
  };
}
