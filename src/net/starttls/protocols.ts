/** What is known of a protocol that begins in plain text and can change over to TLS. */
export interface StarttlsFacts {
  /** URL schemes that mean it. */
  readonly schemes: readonly string[];
  /** Where it is spoken unless told otherwise (IANA); the first is taken where the scheme alone decides. */
  readonly ports: readonly [number, ...number[]];
}

/** The protocols in which we can ask for TLS, by the names that `--starttls` takes. `dialogue-for.ts` holds the dialogues. */
export const starttlsProtocols = {
  smtp: { schemes: ['smtp'], ports: [25, 587] },
  lmtp: { schemes: ['lmtp'], ports: [24] },
  imap: { schemes: ['imap'], ports: [143] },
  pop3: { schemes: ['pop3'], ports: [110] },
  ftp: { schemes: ['ftp'], ports: [21] },
  ldap: { schemes: ['ldap'], ports: [389] },
  nntp: { schemes: ['nntp'], ports: [119] },
  xmpp: { schemes: ['xmpp'], ports: [5222] },
  'xmpp-server': { schemes: ['xmpp-server'], ports: [5269] },
  sieve: { schemes: ['sieve'], ports: [4190] },
  postgres: { schemes: ['postgres', 'postgresql'], ports: [5432] },
  mysql: { schemes: ['mysql', 'mariadb'], ports: [3306] },
  rdp: { schemes: ['rdp'], ports: [3389] },
} as const satisfies Readonly<Record<string, StarttlsFacts>>;

export type StarttlsProtocol = keyof typeof starttlsProtocols;

/** The protocol of a name or URL scheme, in lower case; null if it is none of ours. */
export const starttlsProtocolOf = (nameOrScheme: string): StarttlsProtocol | null =>
  isProtocol(nameOrScheme) ? nameOrScheme : first(({ schemes }) => schemes.includes(nameOrScheme));

/** The protocol usually spoken at a port, to suggest it where a plain-text server was found. */
export const starttlsProtocolAt = (port: number): StarttlsProtocol | null => first(({ ports }) => ports.includes(port));

function first(fits: (facts: StarttlsFacts) => boolean): StarttlsProtocol | null {
  const found = Object.entries<StarttlsFacts>(starttlsProtocols).find(([, facts]) => fits(facts))?.[0] ?? '';
  return isProtocol(found) ? found : null;
}

const isProtocol = (name: string): name is StarttlsProtocol => Object.hasOwn(starttlsProtocols, name);
