import { utf8 } from '../base/octets.ts';
import type { Certificate } from '../x509/pki/certificate.ts';

/**
 * The user name that MongoDB derives from a client certificate: its subject as RFC 2253 writes it, byte for byte what
 * `openssl x509 -subject -nameopt RFC2253` prints. The user of this name lives in `$external`.
 */
export const userNameOf = ({ subject }: Pick<Certificate, 'subject'>): string => subject.rfc4514;

/**
 * Whether a user name is too long to use sessions, which every driver since 3.6 does: `<name>@$external` must be shorter than
 * 10,000 octets of UTF-8.
 */
export const isTooLongForSessions = (userName: string): boolean =>
  utf8(`${userName}@$external`).length >= longestFullName;

/** The command that creates the user, for mongosh. */
export const createUserCommand = (userName: string): string =>
  `db.getSiblingDB("$external").runCommand({createUser: ${JSON.stringify(userName)}, ` +
  'roles: [{role: "readWrite", db: "test"}]})';

/** Octets of the extension in which a certificate may carry its user's roles; null where it has none. */
export const rolesIn = ({ extensions }: Pick<Certificate, 'extensions'>): Uint8Array | null =>
  extensions.find(({ oid }) => oid === rolesOid)?.value ?? null;

const longestFullName = 10_000;

/** MongoDB's own: a set of pairs of role and database. */
const rolesOid = '1.3.6.1.4.1.34601.2.1.1';
