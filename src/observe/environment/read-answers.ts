/** What programs answer, read. Whatever they say is text from outside: it is taken apart, never trusted. */
import type { UnixMs } from '../../base/time.ts';
import { protocolVersions } from '../../tls/wire/registries/protocol-version.ts';
import type { ProgramAnswer } from '../environment.ts';
import type { PythonAnswer } from './ask-python.ts';

/** `openssl version -a`. */
export function readOpenssl(said: string): ProgramAnswer | null {
  const library = /^(?:OpenSSL|LibreSSL) \S.*$/m
    .exec(said)?.[0]
    .replace(/ \(Library:.*/, '')
    .trim();
  const version = /^\S+ (\S+)/.exec(library ?? '')?.[1];
  if (library === undefined || version === undefined) return null;
  const built = /OPENSSL_TLS_SECURITY_LEVEL=(\d)/.exec(said)?.[1];
  return {
    ...nothing,
    version,
    library,
    builtAt: dateIn(/^built on: (?:\w{3} )?(.*)$/m.exec(said)?.[1]),
    securityLevel: built === undefined ? defaultLevel(library) : Number(built),
    newestVersion: newestOf(library),
    folder: /^OPENSSLDIR: "(.*)"$/m.exec(said)?.[1] ?? null,
  };
}

/** One line of JSON. */
export function readPython(said: string): ProgramAnswer | null {
  const line = said.split(/\r?\n/).find((text) => text.startsWith('{'));
  const answer = line === undefined ? null : parsed(line);
  const version = textIn(answer, 'version');
  const library = textIn(answer, 'library');
  if (answer === null || version === null || library === null) return null;
  const packages = answer['packages'];
  const level = answer['level'];
  return {
    ...nothing,
    version,
    library,
    builtAt: dateIn(textIn(answer, 'built') ?? undefined),
    securityLevel: typeof level === 'number' ? level : null,
    minVersion: textIn(answer, 'least'),
    newestVersion: answer['tls13'] === true ? 'TLSv1.3' : answer['tls12'] === true ? 'TLSv1.2' : 'TLSv1',
    folder: textIn(answer, 'folder'),
    packages: isRecord(packages)
      ? Object.entries(packages).flatMap(([name, value]) =>
          typeof value === 'string' ? [{ name, version: value }] : [],
        )
      : [],
  };
}

/** The same line, as far as it bears on remedies and trust anchors. */
export function readPythonSeen(program: string, said: string): PythonAnswer | null {
  const answer = readPython(said);
  const line = said.split(/\r?\n/).find((text) => text.startsWith('{'));
  const more = line === undefined ? null : parsed(line);
  if (answer?.library == null || more === null) return null;
  const { version, library, newestVersion, minVersion, packages } = answer;
  const suites = more['suites'];
  return {
    seen: {
      program,
      version,
      implementation: textIn(more, 'implementation') ?? 'Python',
      library,
      newestVersion: versionNamed(newestVersion),
      // MINIMUM_SUPPORTED stands for whatever the library has.
      oldestVersion: versionNamed(minVersion),
      cipherSuites: Array.isArray(suites) ? suites.filter(isCodePoint).slice(0, mostSuites) : [],
      isPythonOrgMac: (textIn(more, 'prefix') ?? '').startsWith('/Library/Frameworks/Python.framework/'),
      packages,
    },
    trust: { file: textIn(more, 'file'), folder: textIn(more, 'folder'), certifi: textIn(more, 'certifi') },
  };
}

/** `TLSv1_2`, `TLSv1.2`. */
const versionNamed = (name: string | null): number | null =>
  Object.entries(protocolVersions.codes).find(([known]) => known === name?.replace('_', '.'))?.[1] ?? null;

const isCodePoint = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff;

const mostSuites = 512;

/** `v20.20.2 3.0.19`. */
export function readNode(said: string): ProgramAnswer | null {
  const [, version, library] = /^v(\d\S*) (\d\S*)\s*$/m.exec(said) ?? [];
  return version === undefined || library === undefined
    ? null
    : { ...nothing, version, library: `OpenSSL ${library}`, newestVersion: newestOf(`OpenSSL ${library}`) };
}

/** `openjdk version "17.0.15" 2025-04-15`, `java version "1.8.0_202"`. */
export function readJava(said: string): ProgramAnswer | null {
  const [, version, date] = /^\S+ version "([^"]+)"(?: (\d{4}-\d\d-\d\d))?/m.exec(said) ?? [];
  return version === undefined ? null : { ...nothing, version, library: 'JSSE', builtAt: dateIn(date) };
}

/** `go version go1.22.1 linux/amd64`. */
export function readGo(said: string): ProgramAnswer | null {
  const version = /^go version (?:go)?(\S+)/m.exec(said)?.[1];
  return version === undefined ? null : { ...nothing, version, library: 'crypto/tls' };
}

const nothing = {
  library: null,
  builtAt: null,
  securityLevel: null,
  minVersion: null,
  newestVersion: null,
  folder: null,
  packages: [],
} satisfies Partial<ProgramAnswer>;

/** What OpenSSL takes where nobody chose: 2 from 3.2 on (CHANGES), 1 from 1.1.0 on. */
function defaultLevel(library: string): number | null {
  const version = numbersIn(library);
  if (version === null || !library.startsWith('OpenSSL') || version < 1_001_000) return null;
  return version >= 3_002_000 ? 2 : 1;
}

/** TLS 1.3 came with OpenSSL 1.1.1 and LibreSSL 3.4, TLS 1.2 with OpenSSL 1.0.1 and LibreSSL itself. */
function newestOf(library: string): string | null {
  const version = numbersIn(library);
  if (version === null) return null;
  if (library.startsWith('LibreSSL')) return version >= 3_004_000 ? 'TLSv1.3' : 'TLSv1.2';
  return version >= 1_001_001 ? 'TLSv1.3' : version >= 1_000_001 ? 'TLSv1.2' : 'TLSv1';
}

/** `1.0.1` as 1000001. */
function numbersIn(library: string): number | null {
  const [, major, minor, patch] = /(\d{1,3})\.(\d{1,3})\.(\d{1,3})/.exec(library) ?? [];
  return major === undefined ? null : Number(major) * 1_000_000 + Number(minor) * 1000 + Number(patch);
}

/** `Oct 21 09:54:24 2026 UTC`, `Nov 21 2026 10:00:00`, `2025-04-15`; null: no date. */
function dateIn(text: string | undefined): UnixMs | null {
  const plain = (text ?? '').replace(/\s+/g, ' ').trim();
  const words = /^([A-Z][a-z]{2}) (\d{1,2}) (?:(\d\d:\d\d:\d\d) (\d{4})|(\d{4}),? (\d\d:\d\d:\d\d))/.exec(plain);
  const month = words === null ? -1 : months.indexOf(words[1] ?? '');
  if (words !== null && month >= 0) {
    const day = (words[2] ?? '').padStart(2, '0');
    const at = `${words[4] ?? words[5]}-${String(month + 1).padStart(2, '0')}-${day}T${words[3] ?? words[6]}Z`;
    return finite(Date.parse(at));
  }
  return /^\d{4}-\d\d-\d\d$/.test(plain) ? finite(Date.parse(`${plain}T00:00:00Z`)) : null;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const finite = (at: number): UnixMs | null => (Number.isFinite(at) ? at : null);

function parsed(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textIn(record: Readonly<Record<string, unknown>> | null, key: string): string | null {
  const value = record?.[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
