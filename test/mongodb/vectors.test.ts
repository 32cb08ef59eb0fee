/** The public cases of MongoDB's URI Options, Connection String and Authentication specifications, read where they lie. */
import { describe, expect, it } from 'vitest';
import { conflictsOf } from '../../src/mongodb/conflicts.ts';
import { parseConnectionString } from '../../src/mongodb/connection-string.ts';
import type { ConnectionString } from '../../src/mongodb/connection-string.ts';
import { credentialOf } from '../../src/mongodb/credential.ts';
import { jsonFiles, vectorsFolder } from '../support/vectors.ts';

interface Case {
  readonly description: string;
  readonly uri: string;
  readonly valid: boolean;
  readonly warning?: boolean | null;
  readonly hosts?: readonly { readonly type: string; readonly host: string; readonly port: number | null }[] | null;
  readonly auth?: {
    readonly username: string | null;
    readonly password: string | null;
    readonly db: string | null;
  } | null;
  readonly options?: Readonly<Record<string, unknown>> | null;
  readonly credential?: {
    readonly username: string | null;
    readonly password: string | null;
    readonly source: string;
    readonly mechanism: string;
    readonly mechanism_properties: unknown;
  } | null;
}

const casesIn = (name: string): readonly (readonly [string, Case])[] => {
  const folder = vectorsFolder(name);
  const files = folder === null ? [] : jsonFiles(folder);
  return files.flatMap(({ path, content }) =>
    (content as { readonly tests: readonly Case[] }).tests.map((one) => [`${path}: ${one.description}`, one] as const),
  );
};

/** The string where it can be read and breaks no rule of the specification. */
function read(uri: string): ConnectionString | null {
  const parsed = parseConnectionString(uri);
  if (!parsed.ok) return null;
  const { string } = parsed.value;
  return conflictsOf({ ...string, uri: true }, 'specification').length === 0 ? string : null;
}

const hostTypes = { hostname: 'hostname', ipv4: 'ipv4', ipLiteral: 'ip_literal', unix: 'unix' } as const;

function check({ uri, valid, warning, hosts, auth, options, credential }: Case): void {
  const string = read(uri);
  expect(string !== null).toBe(valid);
  if (string === null) return;
  if (typeof warning === 'boolean') expect(string.warnings.length > 0).toBe(warning);
  if (hosts) expect(string.hosts.map(({ kind, host, port }) => ({ type: hostTypes[kind], host, port }))).toEqual(hosts);
  if (auth) {
    const { username, database, hasPassword } = string;
    expect({ username, db: database, hasPassword }).toEqual({
      username: auth.username,
      db: auth.db,
      hasPassword: auth.password !== null,
    });
  }
  for (const [name, value] of Object.entries(options ?? {})) {
    const own = Object.entries(string.values).find(([known]) => known.toLowerCase() === name.toLowerCase());
    expect({ [name]: own?.[1] }).toEqual({ [name]: value });
  }
  if (credential) {
    const { mechanism_properties: properties, ...expected } = credential;
    expect(properties).toBeNull();
    expect({ ...credentialOf(string), password: null }).toMatchObject(expected);
  }
}

describe.each(['mongodb/uri-options', 'mongodb/connection-string'])('%s', (folder) => {
  const cases = casesIn(folder);
  it.skipIf(cases.length === 0)('has cases', () => expect(cases.length).toBeGreaterThan(2));
  it.each(cases)('S1.07 S1.08 %s', (_, one) => check(one));
});
