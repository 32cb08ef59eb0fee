import { unreachable } from '../src/base/never.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { IoProblem } from '../src/diagnose/fact-types.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { hostAndPort, shellWord } from '../src/diagnose/remedies/commands.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';

/** The conversation in plain text did not come to the point where TLS begins. */
export interface StarttlsRefused {
  readonly at: Case;
  readonly problem: StarttlsProblem;
  /** It answered with a TLS record, or waits for the client to speak first where the protocol has the server greet: TLS from the first octet. */
  readonly wantsTlsAtOnce: 'record' | 'silence' | null;
  /** Scheme and port of the protocol over TLS from the first octet; null: it has none. */
  readonly implicit: { readonly scheme: string; readonly port: number } | null;
}

export type StarttlsProblem = Extract<
  IoProblem,
  { readonly kind: 'starttlsRefused' | 'starttlsNotSpoken' | 'starttlsEnded' }
>;

/** Where the protocols are spoken over TLS from the first octet (IANA). */
const implicitForms: Readonly<Record<string, { readonly scheme: string; readonly port: number }>> = {
  smtp: { scheme: 'smtps', port: 465 },
  imap: { scheme: 'imaps', port: 993 },
  pop3: { scheme: 'pop3s', port: 995 },
  ftp: { scheme: 'ftps', port: 990 },
  ldap: { scheme: 'ldaps', port: 636 },
  nntp: { scheme: 'nntps', port: 563 },
};

/** Protocols in which the server speaks first. */
const greets: ReadonlySet<string> = new Set(['smtp', 'lmtp', 'imap', 'pop3', 'ftp', 'nntp', 'sieve', 'mysql']);

/** How to switch STARTTLS on, by protocol. */
export const switches: Readonly<Record<string, string>> = {
  smtp: 'Postfix: smtpd_tls_security_level = may, smtpd_tls_chain_files',
  lmtp: 'Dovecot: ssl = yes; Postfix: lmtp_tls_security_level',
  imap: 'Dovecot: ssl = yes, ssl_cert, ssl_key',
  pop3: 'Dovecot: ssl = yes, ssl_cert, ssl_key',
  ftp: 'vsftpd: ssl_enable=YES, rsa_cert_file',
  ldap: 'OpenLDAP: olcTLSCertificateFile, olcTLSCertificateKeyFile',
  nntp: 'INN: tlscertfile, tlskeyfile',
  xmpp: 'Prosody: ssl, c2s_require_encryption',
  'xmpp-server': 'Prosody: ssl, s2s_require_encryption',
  sieve: 'Dovecot: ssl = yes',
  postgres: 'PostgreSQL: ssl = on, ssl_cert_file, ssl_key_file',
  mysql: 'MySQL, MariaDB: ssl_cert, ssl_key, then restart',
  rdp: 'Windows: Security Layer = SSL (TLS)',
};

const command = ({ at, implicit }: StarttlsRefused): string =>
  implicit === null
    ? `whytls ${shellWord(hostAndPort(at.host, at.port))}`
    : `whytls ${shellWord(`${implicit.scheme}://${hostAndPort(at.host, at.port)}`)}`;

const en: Words<StarttlsRefused> = {
  title: 'Server does not change to TLS (STARTTLS)',
  summary: ({ at, problem, wantsTlsAtOnce }) => {
    const protocol = problem.protocol;
    if (wantsTlsAtOnce === 'record') {
      return `The server on port ${at.port} speaks TLS from the first octet: there is no ${protocol} in plain text to begin with.`;
    }
    if (wantsTlsAtOnce === 'silence') {
      return `The server on port ${at.port} does not greet as ${protocol} servers do: it seems to wait for TLS from the first octet.`;
    }
    switch (problem.kind) {
      case 'starttlsRefused':
        return `The ${protocol} server refuses to change to TLS${problem.advertised === false ? ', which it does not offer either' : ''}${problem.said === '' ? '' : `: ${shown(firstLine(problem.said))}`}.`;
      case 'starttlsNotSpoken':
        return `What answers on port ${at.port} does not speak ${protocol}.`;
      case 'starttlsEnded':
        return `The ${protocol} server ${problem.how === 'silence' ? 'falls silent' : 'closes the connection'} before it changes to TLS.`;
      default:
        return unreachable(problem);
    }
  },
  evidence: ({ problem }) => [
    { what: 'Protocol before TLS', value: problem.protocol },
    { what: 'It came to', value: problem.at },
    ...(problem.kind === 'starttlsRefused' && problem.advertised !== null
      ? [{ what: 'TLS among what it offers', value: problem.advertised ? 'yes' : 'no' }]
      : []),
    ...(problem.said === '' ? [] : [{ what: 'It said', value: shown(problem.said) }]),
    ...(problem.kind === 'starttlsEnded'
      ? [
          {
            what: 'Then',
            value: { fin: 'it closed the connection', rst: 'it reset the connection', silence: 'silence' }[problem.how],
          },
        ]
      : []),
  ],
  remedies: (it) => {
    const { at, problem, wantsTlsAtOnce, implicit } = it;
    const byFirstOctet = {
      side: 'client',
      text:
        implicit === null
          ? 'Begin with TLS at once, without --starttls, where this port is for TLS.'
          : `Begin with TLS at once: ${implicit.scheme}, usually on port ${implicit.port}.`,
      commands: [command(it)],
      references: [reference(rfc(8314, '3'))],
    } as const;
    const rest = [
      {
        side: 'server',
        text: `Switch TLS on in the server, with certificate and key, and see in its log why it refuses (${switches[problem.protocol] ?? 'its TLS settings'}). A server that offers STARTTLS and then refuses mostly could not read its own key.`,
        commands: [at.check],
        references: [],
      },
      {
        side: 'network',
        text: 'A firewall that inspects mail may take STARTTLS out of the conversation (it shows as XXXXXXXX in the list of extensions): probe from a machine next to the server.',
        commands: [],
        references: [reference(rfc(7672, '1.3.1'))],
      },
    ] as const;
    return wantsTlsAtOnce === null && problem.kind === 'starttlsRefused' ? rest : [byFirstOctet, ...rest];
  },
  explanation:
    'In these protocols the conversation begins in plain text, and the client asks for TLS (STARTTLS, STLS, AUTH TLS, SSLRequest, an extended operation). The server said no, does not know the command, speaks another protocol on this port, or speaks TLS from the first octet, which is a port of its own (465, 993, 995, 636). TLS has not begun, so no certificate or option of TLS has to do with it.',
  howToCheck:
    "The finding shows how far the conversation came and the server's own words. It is mended when the same probe gets to the ServerHello.",
};

/** The first line of an answer. */
export const firstLine = (said: string): string => said.split(/\r?\n/, 1)[0] ?? '';

export default defineDiagnosis<StarttlsRefused>({
  id: 'starttls-refused',
  family: 'transport',
  severity: 'error',
  sources: [rfc(3207, '4'), rfc(2595, '3'), rfc(4511, '4.14'), rfc(8314, '3')],
  clientErrors: [
    printed('Python smtplib', 'STARTTLS extension not supported by server.'),
    printed('Python imaplib', 'TLS not supported by server'),
    printed('Python poplib', '-ERR STLS not supported by server'),
    printed('psql, libpq', 'server does not support SSL, but SSL was required'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const other = facts.target.starttls === null ? notApplicable : ruledOut;
    if (facts.tcp.kind === 'notTried' && other === ruledOut) {
      return undetermined(facts.endpoint === null ? 'address' : 'connection');
    }
    if (facts.tcp.kind !== 'failed') return other;
    const { problem } = facts.tcp;
    switch (problem.kind) {
      case 'starttlsRefused':
      case 'starttlsNotSpoken':
      case 'starttlsEnded':
        return found({
          at: caseOf(facts),
          problem,
          wantsTlsAtOnce: whyTlsAtOnce(problem),
          implicit: implicitForms[problem.protocol] ?? null,
        });
      default:
        return other;
    }
  },
  clientMessage: () => null,
  example: {
    at: { ...exampleCase, port: 587, check: 'whytls db1.example.net:587 --starttls smtp' },
    problem: {
      kind: 'starttlsRefused',
      protocol: 'smtp',
      said: '454 4.7.0 TLS not available due to local problem',
      at: 'STARTTLS',
      status: 454,
      advertised: true,
    },
    wantsTlsAtOnce: null,
    implicit: { scheme: 'smtps', port: 465 },
  },
  en,
});

/** A TLS alert or handshake record in answer to plain text; or nothing at all where a greeting was due. */
function whyTlsAtOnce(problem: StarttlsProblem): StarttlsRefused['wantsTlsAtOnce'] {
  // oxlint-disable-next-line no-control-regex -- a record begins with its content type, 0x15 or 0x16, and major version 3
  if (/^[\u0015\u0016]\u0003/.test(problem.said)) return 'record';
  const isMute = problem.kind === 'starttlsEnded' && problem.how === 'silence' && problem.said === '';
  return isMute && problem.at === 'greeting' && greets.has(problem.protocol) ? 'silence' : null;
}
