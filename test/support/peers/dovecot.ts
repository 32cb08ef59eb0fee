/** Dovecot as a peer: IMAP, POP3, LMTP and ManageSieve, each at a port of its own. Needs root, as Dovecot does. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, peerFolder, startPeer } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

export type DovecotProtocol = 'imap' | 'pop3' | 'lmtp' | 'sieve';

export interface Dovecot extends PeerServer {
  readonly ports: Readonly<Record<DovecotProtocol, number>>;
}

/** `settings`: lines of dovecot.conf beyond those that make it small. */
export async function startDovecot(settings: readonly string[]): Promise<Dovecot> {
  const folder = peerFolder('dovecot');
  const [imap = 0, pop3 = 0, lmtp = 0, sieve = 0] = await freePorts(4);
  const listener = (service: string, name: DovecotProtocol, port: number): string[] => [
    `service ${service} {`,
    `inet_listener ${name} {`,
    `address = 127.0.0.1`,
    `port = ${port}`,
    '}',
    ...(service.endsWith('-login') && name !== 'sieve' ? [`inet_listener ${name}s {`, 'port = 0', '}'] : []),
    '}',
  ];
  const lines = [
    `base_dir = ${folder}/run`,
    `state_dir = ${folder}/state`,
    `log_path = ${folder}/log`,
    'protocols = imap pop3 lmtp sieve',
    `mail_location = maildir:${folder}/mail`,
    'passdb {',
    'driver = static',
    'args = nopassword=y',
    '}',
    ...listener('imap-login', 'imap', imap),
    ...listener('pop3-login', 'pop3', pop3),
    ...listener('lmtp', 'lmtp', lmtp),
    ...listener('managesieve-login', 'sieve', sieve),
    ...settings,
  ];
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const server = await startPeer({
    program: 'dovecot',
    options: ['-F', '-c', file],
    ports: [imap, pop3, lmtp, sieve],
    folder,
  });
  return { ...server, ports: { imap, pop3, lmtp, sieve } };
}
