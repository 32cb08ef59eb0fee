/** Clients that are programs of a command line: each fault is a process of its own, a few at a time. */
import { hasPeer } from '../peers.ts';
import type { Meeting } from './meeting.ts';
import { canFind, eachAlone, firstLine } from './runner.ts';
import type { Runner } from './runner.ts';

/** `argv`: null where the program cannot be told of a fault. */
function program(
  client: string,
  name: string,
  version: readonly string[],
  argv: (meeting: Meeting) => readonly string[] | null,
  isContent?: (status: number | null) => boolean,
): Runner {
  const named = (): string => firstLine(name, ...version);
  return { clients: [client], isHere: () => hasPeer(name), run: eachAlone(client, name, named, argv, isContent) };
}

const extra = (...of: Parameters<typeof program>): Runner => ({
  ...program(...of),
  isExtra: true,
  isHere: () => canFind(of[1]),
});

const url = ({ host, port }: Meeting): string => `https://${host}:${port}/`;
const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);
const option = (value: string | null, ...words: readonly string[]): readonly string[] =>
  value === null ? [] : [...words, value];
/** `name:port:address`, as curl takes it. */
const resolved = ({ host, port, ip }: Meeting): string | null => (ip === null ? null : `${host}:${port}:${ip}`);

export const commandLine: readonly Runner[] = [
  program('openssl-s_client', 'openssl', ['version'], ({ host, port, ip, ca, crl, trust }) => [
    's_client',
    '-connect',
    `${ip ?? host}:${port}`,
    ...(isAddress(host) ? ['-noservername', '-verify_ip', host] : ['-servername', host, '-verify_hostname', host]),
    '-verify_return_error',
    '-brief',
    '-status',
    ...option(ca, '-CAfile'),
    ...(trust === 'none' ? ['-no-CAfile', '-no-CApath', '-no-CAstore'] : []),
    ...option(crl, '-crl_check', '-CRL'),
  ]),
  program('curl', 'curl', ['--version'], (meeting) => [
    '-sS',
    '--noproxy',
    '*',
    '--max-time',
    '2',
    '-o',
    '/dev/null',
    ...option(meeting.ca, '--cacert'),
    ...option(meeting.crl, '--crlfile'),
    ...option(resolved(meeting), '--resolve'),
    url(meeting),
  ]),
  program('curl-verbose', 'curl', ['--version'], (meeting) => [
    '-v',
    '--no-progress-meter',
    '--noproxy',
    '*',
    '--max-time',
    '2',
    '-o',
    '/dev/null',
    ...option(meeting.ca, '--cacert'),
    ...option(meeting.crl, '--crlfile'),
    ...option(resolved(meeting), '--resolve'),
    url(meeting),
  ]),
  extra('git', 'git', ['--version'], (meeting) => [
    '-c',
    'http.proxy=',
    '-c',
    'http.lowSpeedLimit=1',
    '-c',
    'http.lowSpeedTime=1',
    ...option(meeting.ca === null ? null : `http.sslCAInfo=${meeting.ca}`, '-c'),
    ...option(resolved(meeting) === null ? null : `http.curloptResolve=${resolved(meeting) ?? ''}`, '-c'),
    'ls-remote',
    `${url(meeting)}team/project.git`,
  ]),
  program(
    'wget',
    'wget',
    ['--version'],
    (meeting) =>
      meeting.ip !== null
        ? null
        : [
            '--no-proxy',
            '--timeout=2',
            '--tries=1',
            '-O',
            '/dev/null',
            ...option(meeting.ca, '--ca-certificate'),
            ...option(meeting.crl, '--crl-file'),
            ...(meeting.trust === 'none' ? ['--ca-directory=/nonexistent'] : []),
            url(meeting),
          ],
    // The server answered, and be it with an error.
    (status) => status === 0 || status === 8,
  ),
  program('gnutls-cli', 'gnutls-cli', ['--version'], ({ host, port, ip, ca, crl, trust }) =>
    trust === 'none'
      ? null
      : [
          ...option(ca, '--x509cafile'),
          ...option(crl, '--x509crlfile'),
          ...(ip === null ? [] : ['--sni-hostname', host, '--verify-hostname', host]),
          '-p',
          String(port),
          ip ?? host,
        ],
  ),
];
