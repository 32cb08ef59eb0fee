import type { ConnectionString } from './connection-string.ts';

/** What a driver would log in with, but for the password (Authentication specification, "Connection String Options"). */
export interface Credential {
  /** Null: MONGODB-X509 takes it from the certificate. */
  readonly username: string | null;
  readonly hasPassword: boolean;
  /** The database that holds the user. */
  readonly source: string;
  /** Null: negotiated with the server. */
  readonly mechanism: string | null;
}

/** Where the user lives, by mechanism: not the database in the string. */
const external: ReadonlySet<string> = new Set(['MONGODB-X509', 'GSSAPI', 'MONGODB-AWS', 'MONGODB-OIDC']);

/** The credential of a connection string; null: it asks for no authentication (a database alone does not). */
export function credentialOf(
  string: Pick<ConnectionString, 'username' | 'hasPassword' | 'database' | 'values'>,
): Credential | null {
  const { username, hasPassword, database, values } = string;
  const { authMechanism = null, authSource } = values;
  if (username === null && authMechanism === null) return null;
  const byDefault = authMechanism === 'PLAIN' ? (database ?? '$external') : (database ?? 'admin');
  const isExternal = authMechanism !== null && external.has(authMechanism);
  return {
    username,
    hasPassword,
    source: isExternal ? '$external' : (authSource ?? byDefault),
    mechanism: authMechanism,
  };
}
