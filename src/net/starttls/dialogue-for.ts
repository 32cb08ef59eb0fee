import type { Dialogue } from './dialogue.ts';
import { ftp } from './ftp.ts';
import { imap } from './imap.ts';
import { ldap } from './ldap.ts';
import { mysql } from './mysql.ts';
import { nntp } from './nntp.ts';
import { pop3 } from './pop3.ts';
import { postgres } from './postgres.ts';
import type { StarttlsProtocol } from './protocols.ts';
import { rdp } from './rdp.ts';
import { scripted } from './script.ts';
import type { Script } from './script.ts';
import { sieve } from './sieve.ts';
import { lmtp, smtp } from './smtp.ts';
import { xmpp, xmppServer } from './xmpp.ts';

/** A new dialogue that asks for TLS. `host`: whom we want to talk to, for the protocols that say it. */
export const dialogueFor = (protocol: StarttlsProtocol, { host }: { readonly host: string }): Dialogue =>
  scripted(scripts[protocol](host));

const scripts: Readonly<Record<StarttlsProtocol, (host: string) => Script>> = {
  smtp,
  lmtp,
  imap,
  pop3,
  ftp,
  ldap,
  nntp,
  xmpp,
  'xmpp-server': xmppServer,
  sieve,
  postgres,
  mysql,
  rdp,
};
