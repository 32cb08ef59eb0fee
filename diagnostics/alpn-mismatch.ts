import { actEn } from '../src/diagnose/act-names.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { clientWordsFor } from '../src/diagnose/end-words.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { handshakeEnd } from '../src/diagnose/handshake-end.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { listed, shown } from '../src/diagnose/names.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';

/** The server's alert, and what belongs to it. */
export interface AlpnMismatch {
  readonly at: Case;
  readonly description: number;
  readonly waitingFor: Waiting;
  /** Protocols that the client offered. */
  readonly offered: readonly string[];
}

const en: Words<AlpnMismatch> = {
  title: 'No application protocol in common (ALPN)',
  summary: ({ offered }) =>
    `The server speaks none of the application protocols offered (${offered.length === 0 ? 'none was offered' : listed(offered.map(shown))}) and refuses the handshake.`,
  evidence: ({ description, waitingFor, offered }) => [
    { what: 'ALPN offered', value: offered.length === 0 ? 'none' : listed(offered.map(shown)) },
    { what: 'The server', value: actEn({ kind: 'alert', description }, waitingFor) },
  ],
  remedies: ({ at }) => [
    {
      side: 'client',
      text: 'Offer the protocol that the server speaks (http/1.1, h2, …), or none: then the extension is left out. PyMongo offers none.',
      commands: [at.check],
      references: [reference(rfc(7301, '3.2'))],
    },
    {
      side: 'server',
      text: 'Add the protocol to the list of the server, or see whether the port belongs to another service.',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'With ALPN a client lists the application protocols that it can speak, and the server picks one. A server that speaks none of them ends the handshake with alert no_application_protocol (120).',
  howToCheck:
    'The finding shows what was offered. It is mended when a probe with the right --alpn, or without, completes.',
};

export default defineDiagnosis<AlpnMismatch>({
  id: 'alpn-mismatch',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(7301, '3.2')],
  clientErrors: [
    printed('Python ssl', '[SSL] tlsv1 alert no application protocol (_ssl.c:1006)'),
    printed('Go', 'remote error: tls: no application protocol'),
    printed('GnuTLS', '*** Received alert [120]: No supported application protocol could be negotiated'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'alpn') return ruledOut;
    return found({
      at: caseOf(facts),
      description: end.description,
      waitingFor: end.waitingFor,
      offered: facts.handshake.value.capture.offered.alpn,
    });
  },
  clientMessage: ({ description, waitingFor }, facts) =>
    clientWordsFor(facts, { kind: 'alert', description }, waitingFor),
  example: { at: exampleCase, description: 120, waitingFor: 'serverHello', offered: ['h2'] },
  en,
});
