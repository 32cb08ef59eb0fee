/** Every server meets every event, and what it wrote then. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../../src/cli/explain/reader.ts';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import { peerFolder } from '../peers/peer-process.ts';
import type { PeerServer } from '../peers/peer-process.ts';
import { serverEvents, vagueLogs } from './server-events.ts';
import type { ClientFiles, Form } from './server-events.ts';
import type { LoggingServer, ServerFiles } from './servers.ts';

/** What one server wrote about one event; empty: nothing. */
export interface Logged {
  readonly server: string;
  readonly version: string;
  readonly event: string;
  readonly text: string;
}

export interface EventFiles {
  readonly folder: string;
  readonly server: (form: Form) => ServerFiles;
  readonly client: ClientFiles;
  readonly remove: () => void;
}

/** Certificates for all: a CA, another one, and what they issued. */
export async function eventFiles(): Promise<EventFiles> {
  const folder = peerFolder('events');
  const day = 86_400_000;
  const valid = { notBefore: Date.now() - day, notAfter: Date.now() + 30 * day };
  const past = { notBefore: Date.now() - 30 * day, notAfter: Date.now() - day };
  const ca = await issueCertificate({ subject: [['CN', 'Example Root']], ca: true, ...valid });
  const stranger = await issueCertificate({ subject: [['CN', 'Another Root']], ca: true, ...valid });
  const san = [{ dns: 'localhost' }, { ip: '127.0.0.1' }];
  const server = await issueCertificate({ subject: [['CN', 'localhost']], san, issuer: ca, ...valid });
  const old = await issueCertificate({ subject: [['CN', 'localhost']], san, issuer: ca, ...past });
  const forClient = { subject: [['CN', 'client']], extendedKeyUsage: ['clientAuth'] } as const;
  const client = await issueCertificate({ ...forClient, issuer: stranger, ...valid });
  const oldClient = await issueCertificate({ ...forClient, issuer: ca, ...past });
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const filesOf = (name: string, { pem, keyPem }: typeof server): Omit<ServerFiles, 'clientCa'> => ({
    certificate: file(`${name}.crt`, pem),
    key: file(`${name}.key`, keyPem),
    both: file(`${name}.pem`, pem + keyPem),
  });
  const [sound, expired] = [filesOf('server', server), filesOf('expired', old)];
  const files = { ca: file('ca.pem', ca.pem), stranger: file('another-ca.pem', stranger.pem) };
  return {
    folder,
    server: (form) => ({ ...(form === 'expired' ? expired : sound), clientCa: form === 'demanding' ? files.ca : null }),
    client: {
      ...files,
      ofStranger: file('client.pem', client.pem + client.keyPem),
      expired: file('expired-client.pem', oldClient.pem + oldClient.keyPem),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts a server in each form that it has, lets every event happen to it, one after the other, and reads its log. */
export async function logsOf(server: LoggingServer, files: EventFiles): Promise<readonly Logged[]> {
  const version = server.version();
  const logged: Logged[] = [];
  for (const form of server.isSlow === true ? (['sound'] as const) : (['sound', 'expired', 'demanding'] as const)) {
    const running = await server.start(files.server(form));
    try {
      await settled(running, () => false);
      for (const event of serverEvents.filter(
        (one) => one.form === form && one.servers?.includes(server.name) !== false,
      )) {
        await event.happen({ port: running.port, ...(server.starttls && { starttls: server.starttls }) }, files.client);
        const text = await settled(
          running,
          (said) => misreadLog({ server: server.name, event: event.id, text: said }) === null,
        );
        logged.push({ server: server.name, version, event: event.id, text });
      }
    } finally {
      await running.stop();
    }
  }
  return logged;
}

/** The log, as soon as it says enough, or when nothing more comes. */
async function settled({ takeLog }: PeerServer, isEnough: (text: string) => boolean): Promise<string> {
  const until = Date.now() + 700;
  let text = '';
  do {
    await new Promise((resolve) => setTimeout(resolve, 20));
    text += takeLog();
  } while (Date.now() < until && !(text.endsWith('\n') && isEnough(text)));
  return text;
}

/** What `explain` says of a server's log, where that is not what it may say. */
export function misreadLog({ server, event, text }: Omit<Logged, 'version'>): string | null {
  const known = serverEvents.find(({ id }) => id === event);
  if (known === undefined) return `${event} is unknown`;
  const vague = vagueLogs.find(
    (one) => one.server === server && (one.events === undefined || one.events.includes(event)) && one.says.test(text),
  );
  const ids = readText(text).candidates.map(({ id }) => id);
  const first = ids[0] ?? 'none';
  const fair = [...known.first, ...(vague?.first ?? [])];
  if (!fair.includes(first)) return `${server} of ${event}: ${first}, not ${fair.join(' or ')}`;
  return vague !== undefined || known.among === null || ids.includes(known.among)
    ? null
    : `${server} of ${event}: ${known.among} is not among ${ids.join(', ')}`;
}
