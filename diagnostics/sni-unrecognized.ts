import { actEn } from '../src/diagnose/act-names.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { clientWordsFor } from '../src/diagnose/end-words.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { handshakeEnd } from '../src/diagnose/handshake-end.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { shown } from '../src/diagnose/names.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';

/** The server's alert, and what belongs to it. */
export interface SniUnrecognized {
  readonly at: Case;
  readonly description: number;
  readonly waitingFor: Waiting;
  /** The name in server_name; null: none was sent. */
  readonly sni: string | null;
}

const en: Words<SniUnrecognized> = {
  title: 'Server does not know the name asked for',
  summary: ({ sni }) =>
    `The server knows no site by the name ${sni === null ? '(none was sent)' : shown(sni)} and refuses the handshake.`,
  evidence: ({ description, waitingFor, sni }) => [
    { what: 'SNI sent', value: sni === null ? 'none' : shown(sni) },
    { what: 'The server', value: actEn({ kind: 'alert', description }, waitingFor) },
  ],
  remedies: ({ at }) => [
    {
      side: 'client',
      text: 'Connect by the name that the server is configured for; with --sni another name can be tried while the address stays the same. A name that DNS has only just got, or lost, points to the wrong server.',
      commands: [at.check],
      references: [reference(rfc(6066, '3'))],
    },
    {
      side: 'server',
      text: 'Add the name to the configuration (server_name, virtual host, SNI route of the proxy or load balancer), or give it a default.',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'The client names the host in server_name (SNI), so that one address can serve many. A server that has no certificate or route for the name answers with alert unrecognized_name (112), or with its default certificate, which is then a host name mismatch.',
  howToCheck: 'The finding shows the name that was sent and the alert. It is mended when the same probe completes.',
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
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'nameUnknown') return ruledOut;
    return found({
      at: caseOf(facts),
      description: end.description,
      waitingFor: end.waitingFor,
      sni: facts.handshake.value.capture.offered.serverName,
    });
  },
  clientMessage: ({ description, waitingFor }, facts) =>
    clientWordsFor(facts, { kind: 'alert', description }, waitingFor),
  example: { at: exampleCase, description: 112, waitingFor: 'serverHello', sni: 'db1.example.net' },
  en,
});
