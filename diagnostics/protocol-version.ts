import { actEn, isFallback } from '../src/diagnose/words/act-names.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import type { ServerAct } from '../src/diagnose/reading/end-kinds.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { counted, listed, versionName } from '../src/diagnose/words/names.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { pythonNamed, pythonProgram, versionsHere } from '../src/diagnose/remedies/python-here.ts';
import { mongodbTls, page, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';

/** No TLS version in common. */
export interface ProtocolVersion {
  readonly at: Case;
  readonly act: ServerAct;
  readonly waitingFor: Waiting;
  /** What the client offers, newest first. */
  readonly offered: readonly number[];
  /** What the server took when it was offered alone, newest first. */
  readonly accepted: readonly number[];
  readonly refused: readonly number[];
  /** Which side has to move; `unknown` where no experiment tells. */
  readonly behind: 'server' | 'client' | 'unknown';
  readonly connections: number;
}

const howsmyssl = page("How's My SSL?", 'https://www.howsmyssl.com/', '2026-11-21');

const en: Words<ProtocolVersion> = {
  title: 'No TLS version in common',
  summary: ({ at, act, accepted, offered, behind }) => {
    if (isFallback(act)) {
      return `The server refuses ${listed(offered.map(versionName))} as a fallback: the ClientHello is marked as a second try (TLS_FALLBACK_SCSV), and the server has a newer version.`;
    }
    if (accepted.length === 0) {
      return `The server refuses every TLS version that ${at.client} offers (${listed(offered.map(versionName))}).`;
    }
    const takes = `This server takes ${behind === 'server' ? 'only' : ''} ${listed(accepted.map(versionName))}`.replace(
      '  ',
      ' ',
    );
    return `${takes}, while ${at.client} offers ${behind === 'client' ? 'at most ' : ''}${listed(offered.map(versionName))}.`;
  },
  evidence: ({ act, waitingFor, offered, accepted, refused, connections }) => [
    { what: 'The client offers', value: listed(offered.map(versionName)) },
    { what: 'The server', value: actEn(act, waitingFor) },
    ...(accepted.length === 0 ? [] : [{ what: 'Accepted, offered alone', value: listed(accepted.map(versionName)) }]),
    ...(refused.length === 0 ? [] : [{ what: 'Refused, offered alone', value: listed(refused.map(versionName)) }]),
    ...(connections === 0
      ? [{ what: 'Not known', value: 'which versions the server takes: no experiment was answered' }]
      : [{ what: 'Measured by', value: counted(connections, 'further connection') }]),
  ],
  remedies: ({ at, act, behind, accepted }) => {
    if (isFallback(act)) {
      return [
        {
          side: 'client',
          text: 'The server does as it should. Let the client offer its newest version at once, and find out why its first try failed: whoever cut that off made it fall back. The command makes that first try.',
          commands: [at.check],
          references: [reference(rfc(7507, '3'))],
        },
      ];
    }
    const server = {
      side: 'server',
      text: `The server is the older one${at.release === undefined ? '' : ` (MongoDB ${at.release})`}: let it speak TLS 1.2 or 1.3. For MongoDB: an operating system with OpenSSL 1.1.1 or later, a release from 4.0 on, and net.tls.disabledProtocols without TLS1_2 and TLS1_3. TLS 1.0 and 1.1 are no longer safe (RFC 8996), and regulation forbids them in many places: do not bring them back on the client. The last command shows that it worked.`,
      commands: ['openssl version', at.check],
      references: [reference(rfc(8996, '1')), reference(mongodbTls)],
    } as const;
    const { python, machine } = at;
    const onMac =
      machine === undefined || machine.platform === 'darwin'
        ? ' On macOS 10.12 (Sierra) or earlier install Python from python.org, Homebrew, MacPorts or similar.'
        : '';
    const library =
      python === undefined
        ? 'See both: the first command shows the OpenSSL of the command line, the second that of Python itself. TLS 1.2 needs OpenSSL 1.0.1, TLS 1.3 needs 1.1.1: upgrade, or ask the vendor of the operating system.'
        : (python.newestVersion ?? 0) >= Math.min(...accepted)
          ? `Your Python here is ${pythonNamed(python)}, which has ${listed(accepted.filter((version) => version <= (python.newestVersion ?? 0)).map(versionName))}: it is not the one that is too old. Look where the application runs, with the same commands.`
          : `Your Python here is ${pythonNamed(python)}, which has nothing newer than ${versionName(python.newestVersion ?? 0)}: upgrade it with its OpenSSL (TLS 1.2 needs 1.0.1, TLS 1.3 needs 1.1.1), or ask the vendor of the operating system.`;
    const client = {
      side: 'client',
      text: `The client is the older one: nothing has to change in the application, since the OpenSSL under Python decides which versions there are. ${library}${onMac}`,
      commands: ['openssl version', `${pythonProgram(at)} -c "import ssl; print(ssl.OPENSSL_VERSION)"`, at.check],
      references: [reference(pymongoTls)],
    } as const;
    const here = python === undefined ? null : versionsHere(python);
    if (python !== undefined && here !== null && behind === 'server')
      return [
        server,
        {
          side: 'client',
          text: `Nothing is to be done here: your Python is ${pythonNamed(python)} and offers ${here}, as current clients do.`,
          commands: [],
          references: [reference(pymongoTls)],
        },
      ];
    const interpreter = {
      side: 'client',
      text: 'To see which version an interpreter gets to elsewhere: install requests, then ask a site that tells. It should answer TLS 1.2 or TLS 1.3 (older pages say TLS 1.1 or higher: that is no longer enough). verify=False stands there only because an interpreter so old often has no current roots; nothing secret is sent, and it is no setting for an application.',
      commands: [
        'python -m pip install requests',
        `python -c "import requests; print(requests.get('https://www.howsmyssl.com/a/check', verify=False).json()['tls_version'])"`,
      ],
      references: [reference(pymongoTls), reference(howsmyssl)],
    } as const;
    if (behind === 'server') return at.clientId.startsWith('pymongo') ? [server, interpreter] : [server];
    return behind === 'client' ? [client, interpreter] : [server, client, interpreter];
  },
  explanation:
    'Client and server speak the newest version that both have. Old versions are switched off for safety (TLS 1.0, or 1.0 and 1.1, are disabled on most deployments), new ones are missing in old libraries. In years past the client was too old; today it is usually the server, since Python 3.10 and OpenSSL 3 offer nothing below TLS 1.2.',
  howToCheck:
    'The finding lists the versions that the client offers and those that the server took when each was offered alone. It is mended when both lists have one in common, and the same probe has no such finding.',
};

export default defineDiagnosis<ProtocolVersion>({
  id: 'protocol-version',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(8446, '4.2.1'), rfc(5246, 'E.1'), rfc(8996, '1'), pymongoTls, howsmyssl],
  clientErrors: [
    printed('Python ssl, PyMongo', '[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:1006)'),
    printed('OpenSSL 3, Node', 'error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version'),
    printed('OpenSSL 1.x', 'error:1409442E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version'),
    printed('Go', 'remote error: tls: protocol version not supported'),
    printed('Java', 'Received fatal alert: protocol_version'),
    printed('Python ssl', '[SSL: UNSUPPORTED_PROTOCOL] unsupported protocol (_ssl.c:1006)'),
    printed('OpenSSL 3', 'error:0A000102:SSL routines:ssl_choose_client_version:unsupported protocol'),
    printed('Go', 'tls: server selected unsupported protocol version 301'),
    printed('Java', 'The server selected protocol version TLS10 is not accepted by client preferences [TLS13, TLS12]'),
    printed('GnuTLS', 'A packet with illegal or unsupported version was received.'),
    printed('Python ssl', '[SSL: TLSV1_ALERT_INAPPROPRIATE_FALLBACK] tlsv1 alert inappropriate fallback (_ssl.c:1006)'),
    printed('mongod log', 'SSL handshake failed, as client requested disabled protocol'),
  ],
  consequenceOf: [],
  asksPython: true,
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    // A bare refusal or close leaves it open, unless experiments found a version in common.
    if (end.kind === 'refused') return end.takes.versions.length > 0 ? ruledOut : undetermined('experiment');
    if (end.kind === 'closed' && end.waitingFor === 'serverHello') return undetermined('experiment');
    if (end.kind !== 'version') return ruledOut;
    const offered = facts.handshake.value.capture.offered.versions.toSorted((a, b) => b - a);
    const accepted =
      end.act.kind === 'chose' ? newestFirst([end.act.version, ...end.takes.versions]) : end.takes.versions;
    return found({
      at: caseOf(facts),
      act: end.act,
      waitingFor: end.waitingFor,
      offered,
      accepted,
      refused: end.takes.refusedVersions.filter((version) => !accepted.includes(version)),
      behind: whoIsBehind(offered, accepted),
      connections: end.takes.answers,
    });
  },
  clientMessage: ({ at, act, waitingFor, accepted, behind }, facts) =>
    (behind === 'server' && accepted.some(isNamed) ? facts.client.words.tooOld?.(at) : undefined) ??
    clientWordsFor(facts, act, waitingFor),
  serverLog: ({ act }) =>
    act.kind === 'alert' && !isFallback(act) ? ['SSL handshake failed, as client requested disabled protocol'] : [],
  example: {
    at: exampleCase,
    act: { kind: 'alert', description: 70 },
    waitingFor: 'serverHello',
    offered: [0x0304, 0x0303],
    accepted: [0x0302, 0x0301],
    refused: [0x0304, 0x0303],
    behind: 'server',
    connections: 4,
  },
  en,
});

/** TLS 1.1 and 1.0, which some clients name without being able to use them. */
const isNamed = (version: number): boolean => version === 0x0302 || version === 0x0301;

const newestFirst = (versions: readonly number[]): readonly number[] =>
  [...new Set(versions)].toSorted((a, b) => b - a);

function whoIsBehind(offered: readonly number[], accepted: readonly number[]): ProtocolVersion['behind'] {
  if (accepted.length === 0 || offered.length === 0) return 'unknown';
  if (Math.max(...accepted) < Math.min(...offered)) return 'server';
  return Math.min(...accepted) > Math.max(...offered) ? 'client' : 'unknown';
}
