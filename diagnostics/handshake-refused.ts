import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { actEn } from '../src/diagnose/words/act-names.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import { alertName, counted, listed, shown, suiteName, versionName } from '../src/diagnose/words/names.ts';

/** The server says no, and nothing that was seen says why. */
export interface HandshakeRefused {
  readonly at: Case;
  readonly description: number;
  readonly waitingFor: Waiting;
  /** Versions and suites that it took in experiments. */
  readonly versions: readonly number[];
  readonly suites: readonly number[];
  readonly connections: number;
  /** What the same offer drew a second time. */
  readonly again: 'completed' | 'failed' | null;
  readonly sni: string | null;
}

const en: Words<HandshakeRefused> = {
  title: 'The server refuses the handshake without saying why',
  summary: ({ description, again }) =>
    again === 'completed'
      ? `The server refused one handshake with alert ${alertName(description)} and accepted the same offer when it was made again.`
      : `The server refuses the handshake with alert ${alertName(description)}, and what could be tried does not show why.`,
  evidence: ({ description, waitingFor, versions, suites, connections, again, sni }) => [
    { what: 'The server', value: actEn({ kind: 'alert', description }, waitingFor) },
    ...(versions.length === 0
      ? []
      : [
          {
            what: 'In experiments it took',
            value: listed([...versions.map(versionName), ...suites.map(suiteName)], 12),
          },
        ]),
    ...(again === null
      ? []
      : [{ what: 'The same offer again', value: again === 'completed' ? 'accepted' : 'refused too' }]),
    { what: 'SNI sent', value: sni === null ? 'none' : shown(sni) },
    {
      what: 'Not seen',
      value: `the reason: an alert carries none. ${connections === 0 ? 'No experiment was answered.' : `${counted(connections, 'further connection')} did not tell.`}`,
    },
  ],
  remedies: ({ at, again }) => [
    {
      side: 'server',
      text:
        again === 'completed'
          ? 'Several servers may stand behind this address, one of them broken, or the server was just being started: probe a few times, and each machine by its own address. Its log names the reason.'
          : 'Look into the log of the server at the time of this probe: OpenSSL names the reason there ("no shared cipher", "no suitable signature algorithm", "no certificate assigned"). In order of frequency: no cipher suite in common; no certificate configured, or none for this kind of key; a client certificate demanded; no group or signature scheme in common; a name that it does not know.',
      commands: [at.check],
      references: [reference(rfc(8446, '6.2'))],
    },
  ],
  explanation:
    'handshake_failure (40) and insufficient_security (71) say that the server could not agree, and nothing else. whytls then offers other versions and more cipher suites on further connections; where one of them is accepted, the cause has a diagnosis of its own. This finding remains where none was, or where something else stands in the way.',
  howToCheck: 'The log of the server has the reason. It is mended when the same probe completes.',
};

export default defineDiagnosis<HandshakeRefused>({
  id: 'handshake-refused',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(8446, '6.2'), rfc(5246, '7.2.2')],
  clientErrors: [
    printed('Python ssl, PyMongo', '[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1006)'),
    printed('OpenSSL 3.2 to 3.x', 'ssl/tls alert handshake failure'),
    printed('OpenSSL 1.x', 'error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure'),
    printed('Python ssl', '[SSL: TLSV1_ALERT_INSUFFICIENT_SECURITY] tlsv1 alert insufficient security (_ssl.c:1006)'),
    printed('Go', 'remote error: tls: handshake failure'),
    printed('Java', 'Received fatal alert: handshake_failure'),
  ],
  consequenceOf: ['no-shared-cipher', 'protocol-version', 'client-cert-required', 'client-cert-rejected'],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'refused') return ruledOut;
    return found({
      at: caseOf(facts),
      description: end.description,
      waitingFor: end.waitingFor,
      versions: end.takes.versions,
      suites: end.takes.suites.flatMap(({ suites }) => suites),
      connections: end.takes.answers,
      again: end.again,
      sni: facts.handshake.value.capture.offered.serverName,
    });
  },
  clientMessage: ({ description, waitingFor }, facts) =>
    clientWordsFor(facts, { kind: 'alert', description }, waitingFor),
  example: {
    at: exampleCase,
    description: 40,
    waitingFor: 'serverHello',
    versions: [],
    suites: [],
    connections: 4,
    again: 'failed',
    sni: 'db1.example.net',
  },
  en,
});
