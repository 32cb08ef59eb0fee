/** General remedies as they are shown: commands under the names of their platforms, only what fits whoever printed the text. */
import type { Language, RemedyText } from '../diagnose/define.ts';
import type { GeneralRemedies, Whereabouts } from '../diagnose/remedies/general-remedy.ts';
import { platformName, platforms, programs } from '../diagnose/remedies/platforms.ts';
import type { ByPlatform, Platform, PlatformCommands } from '../diagnose/remedies/platforms.ts';
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
    remedies: remedies(at).map((remedy) => {
      const commands = fitting(remedy.platforms ?? {}, printer);
      // A program may have commands and no source of its own: those of other programs are not its sources.
      const ofPlatforms = Object.entries(remedy.platformSources ?? {}).filter(([platform]) => platform in commands);
      return {
        side: remedy.side,
        text: remedy[language],
        commands: [...(remedy.commands ?? []), ...byPlatform(commands, language)],
        references: [...(remedy.sources ?? []), ...ofPlatforms.map(([, source]) => source)].map(reference),
      };
    }),
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
function fitting<T>(
  all: ByPlatform<T>,
  printer: Pick<Printer, 'name' | 'speaksMongodb'> | null,
): Readonly<Record<string, T>> {
  // The server of a MongoDB driver is a MongoDB server.
  const own =
    printer === null
      ? []
      : [...(platformsOf[printer.name] ?? []), ...(printer.speaksMongodb ? (['mongod'] as const) : [])];
  const needless = new Set<string>(
    Object.values(programs).flatMap((kind) =>
      kind.some((one) => own.includes(one) && all[one] !== undefined) ? kind.filter((one) => !own.includes(one)) : [],
    ),
  );
  return Object.fromEntries(Object.entries(all).filter(([platform]) => !needless.has(platform)));
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
