/** The Python of this machine in remedies: what it is, and which of the guide's conditions it meets. */
import type { Facts } from '../../observe/facts.ts';
import { shown, versionName } from '../words/names.ts';
import { installPymongoOcsp } from './commands.ts';

/** The Python on PATH, where it was asked. */
export type PythonHere = NonNullable<Facts['python']>;

/** What remedies need of a case. */
interface At {
  readonly python?: PythonHere;
}

/** `3.11.2 with OpenSSL 3.0.22`; another implementation by its name. */
export const pythonNamed = ({ version, implementation, library }: PythonHere): string =>
  `${implementation === 'CPython' ? '' : `${shown(implementation)} `}${shown(version)} with ${libraryOf(library)}`;

/** The same in Chinese. */
export const pythonNamedZh = ({ version, implementation, library }: PythonHere): string =>
  `${implementation === 'CPython' ? 'Python' : shown(implementation)} ${shown(version)}（${libraryOf(library)}）`;

/** Without its date. */
const libraryOf = (library: string): string => shown(library.split(' ').slice(0, 2).join(' '));

/** As a shell finds it: `python3`; `python` where none was asked. */
export const pythonProgram = ({ python }: At): string =>
  /[^\\/]+$/.exec(python?.program ?? '')?.[0].replace(/\.exe$/i, '') ?? 'python';

/** Installs PyMongo's extra that brings PyOpenSSL, by the Python at hand. */
export const installOcspExtra = (at: At): string => installPymongoOcsp.replace(/^python/, pythonProgram(at));

/** Whether PyMongo takes PyOpenSSL in place of the standard library: with the `ocsp` extra's packages it does. */
export const hasOcspExtra = ({ packages }: PythonHere): boolean =>
  ['pyopenssl', 'cryptography', 'service-identity'].every((name) => packages.some((one) => one.name === name));

/** A package's version; null: it is not installed. */
export const packageIn = ({ packages }: PythonHere, name: string): string | null =>
  packages.find((one) => one.name === name)?.version ?? null;

/** Those of some cipher suites that this Python offers by default. */
export const suitesShared = ({ cipherSuites }: PythonHere, suites: readonly number[]): readonly number[] =>
  suites.filter((suite) => cipherSuites.includes(suite));

/** `TLS 1.2 to TLS 1.3`: what it offers by default; null: it does not say. */
export function versionsHere({ oldestVersion, newestVersion }: PythonHere): string | null {
  if (newestVersion === null) return null;
  if (oldestVersion === newestVersion) return versionName(newestVersion);
  return oldestVersion === null ? null : `${versionName(oldestVersion)} to ${versionName(newestVersion)}`;
}
