import { caseOf, checkWithOption, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import type { ServerAct } from '../src/diagnose/reading/end-kinds.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { actEn } from '../src/diagnose/words/act-names.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import { shown } from '../src/diagnose/words/names.ts';

/** The server refuses the handshake because of the name in server_name, or because there is none. */
export interface SniUnrecognized {
  readonly at: Case;
  readonly act: ServerAct;
  readonly waitingFor: Waiting;
  /** The name in server_name; null: none was sent. */
  readonly sni: string | null;
  /** Whether the same was answered without a name; null: not tried. */
  readonly without: boolean | null;
  /** Another name that was tried, and whether that was answered. */
  readonly other: { readonly name: string; readonly answered: boolean } | null;
}

const en: Words<SniUnrecognized> = {
  title: 'Server does not know the name asked for',
  summary: ({ sni, without, other }) => {
    if (sni === null && other?.answered === true) {
      return `The server refuses a ClientHello without a name (SNI), and answers one that names ${shown(other.name)}.`;
    }
    if (sni !== null && other?.answered === true) {
      return `The server refuses the handshake for the name ${shown(sni)} in particular: the same with another name is answered.`;
    }
    if (sni !== null && without === true) {
      return `The server refuses the handshake for the name ${shown(sni)}: the same without a name (SNI) is answered.`;
    }
    return `The server knows no site by the name ${sni === null ? '(none was sent)' : shown(sni)} and refuses the handshake.`;
  },
  evidence: ({ act, waitingFor, sni, without, other }) => [
    { what: 'SNI sent', value: sni === null ? 'none' : shown(sni) },
    { what: 'The server', value: actEn(act, waitingFor) },
    ...(without === null ? [] : [{ what: 'The same without SNI', value: without ? 'answered' : 'refused too' }]),
    ...(other === null
      ? []
      : [{ what: `The same with SNI ${shown(other.name)}`, value: other.answered ? 'answered' : 'refused too' }]),
  ],
  remedies: ({ at, sni }) => [
    {
      side: 'client',
      text:
        sni === null
          ? 'Connect by the name of the server, not by its address: then the client sends the name. A client that cannot send SNI (Python before 2.7.9, Java 6, a --sni none) does not get through here.'
          : 'Connect by the name that the server is configured for; with --sni another name can be tried while the address stays the same. A name that DNS has only just got, or lost, points to the wrong server.',
      commands: [sni === null ? checkWithOption(at, '--sni', 'www.example.net') : at.check],
      references: [reference(rfc(6066, '3'))],
    },
    {
      side: 'server',
      text: 'Add the name to the configuration (server_name, virtual host, SNI route of the proxy or load balancer) together with its certificate, or give it a default. Where SNI is a route, see whether what is behind the route is up.',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'The client names the host in server_name (SNI), so that one address can serve many. A server that has no certificate or route for the name answers with alert unrecognized_name (112), some with handshake_failure (40), internal_error (80) or access_denied (49), some just close; others send their default certificate, which is then a host name mismatch. whytls sends the same ClientHello without a name and with another name of the same domain: where one of these is answered, it is the name that decides.',
  howToCheck:
    'The finding shows the name that was sent, what the server did, and what it does without the name and with another. It is mended when the same probe completes.',
};

export default defineDiagnosis<SniUnrecognized>({
  id: 'sni-unrecognized',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(6066, '3'), rfc(8446, '6.2')],
  clientErrors: [
    printed('Python ssl', '[SSL: TLSV1_UNRECOGNIZED_NAME] tlsv1 unrecognized name (_ssl.c:1006)'),
    printed('Java', 'Received fatal alert: unrecognized_name'),
    printed('Go', 'remote error: tls: unrecognized name'),
    printed('GnuTLS', '*** Received alert [112]: The server name sent was not recognized'),
    printed('OpenSSL 3', 'error:0A000458:SSL routines:ssl3_read_bytes:tlsv1 unrecognized name'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'nameUnknown') return ruledOut;
    const { act, waitingFor, sni, without, other } = end;
    return found({ at: caseOf(facts), act, waitingFor, sni, without, other });
  },
  clientMessage: ({ act, waitingFor }, facts) => clientWordsFor(facts, act, waitingFor),
  example: {
    at: exampleCase,
    act: { kind: 'alert', description: 112 },
    waitingFor: 'serverHello',
    sni: 'db1.example.net',
    without: true,
    other: { name: 'whytls-probe-of-another-name.example.net', answered: false },
  },
  en,
});
