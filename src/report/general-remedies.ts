/** General remedies as they are shown: commands under the names of their platforms, only what fits whoever printed the text. */
import type { Language, RemedyText } from '../diagnose/define.ts';
import type { GeneralRemedies, Whereabouts } from '../diagnose/general-remedy.ts';
import { platformName, platforms, programs } from '../diagnose/platforms.ts';
import type { Platform, PlatformCommands } from '../diagnose/platforms.ts';
import { reference } from '../diagnose/sources.ts';
import type { Printer } from '../diagnose/text/clients.ts';

/** What stands under "What to do" where nothing was measured. */
export interface GeneralTexts {
  readonly remedies: readonly RemedyText[];
  /** What people do instead: as it is typed, and what it would hide. */
  readonly shortcuts: readonly { readonly switches: readonly string[]; readonly text: string }[];
}

/** `printer`: who printed the text; null: not known, all platforms are shown. */
export function generalTexts(
  { remedies, shortcuts }: GeneralRemedies,
  at: Whereabouts,
  language: Language,
  printer: Pick<Printer, 'name' | 'speaksMongodb'> | null,
): GeneralTexts {
  return {
    remedies: remedies(at).map(({ side, commands = [], platforms: own = {}, sources = [], [language]: text }) => ({
      side,
      text,
      commands: [...commands, ...byPlatform(fitting(own, printer), language)],
      references: sources.map(reference),
    })),
    shortcuts: (shortcuts ?? []).map(({ switches, [language]: text }) => ({
      switches: [...new Set(Object.values(fitting(switches, printer)).flat())],
      text,
    })),
  };
}

/** A comment of a shell with the name of each platform, and its commands. */
const byPlatform = (commands: PlatformCommands, language: Language): readonly string[] =>
  platforms.flatMap((platform) => {
    const own = commands[platform];
    return own === undefined ? [] : [`# ${platformName(platform, language)}`, ...own];
  });

/** Without the other programs of the same kind, where the one that printed the text is among them. */
function fitting(
  commands: PlatformCommands,
  printer: Pick<Printer, 'name' | 'speaksMongodb'> | null,
): PlatformCommands {
  if (printer === null) return commands;
  // The server of a MongoDB driver is a MongoDB server.
  const own = [...(platformsOf[printer.name] ?? []), ...(printer.speaksMongodb ? (['mongod'] as const) : [])];
  const needless = new Set<string>(
    Object.values(programs).flatMap((kind) =>
      kind.some((one) => own.includes(one) && commands[one] !== undefined)
        ? kind.filter((one) => !own.includes(one))
        : [],
    ),
  );
  return Object.fromEntries(Object.entries(commands).filter(([platform]) => !needless.has(platform)));
}

/** Platforms by the names of programs that print errors. */
const platformsOf: Readonly<Record<string, readonly Platform[]>> = {
  mongod: ['mongod'],
  PyMongo: ['pymongo'],
  mongosh: ['mongosh'],
  nginx: ['nginx'],
  HAProxy: ['haproxy'],
  PostgreSQL: ['psql', 'postgresql'],
  MySQL: ['mysql', 'mysqld'],
  curl: ['curl'],
  wget: ['wget'],
  git: ['git'],
  kubectl: ['kubectl'],
  Node: ['node'],
  Python: ['python'],
  Java: ['java'],
  '.NET': ['dotnet'],
  Go: ['go'],
};
