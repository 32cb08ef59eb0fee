import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import type { ServerAct } from '../src/diagnose/reading/end-kinds.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { shellWord } from '../src/diagnose/remedies/commands.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { actEn } from '../src/diagnose/words/act-names.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';

/** The server refuses the handshake for the application protocols in it, and what was learned of them. */
export interface AlpnMismatch {
  readonly at: Case;
  readonly act: ServerAct;
  readonly waitingFor: Waiting;
  /** Protocols that the client offered. */
  readonly offered: readonly string[];
  /** What the server chose when the common ones were offered; null: nothing, or not tried. */
  readonly chosen: string | null;
  /** Whether the same was answered without ALPN; null: not tried. */
  readonly without: boolean | null;
}

const en: Words<AlpnMismatch> = {
  title: 'No application protocol in common (ALPN)',
  summary: ({ offered, chosen }) =>
    offered.length === 0
      ? `The server wants an application protocol to be named (ALPN), and none was offered${chosen === null ? '' : `: it speaks ${shown(chosen)}`}.`
      : `The server speaks none of the application protocols offered (${listed(offered.map(shown))}) and refuses the handshake${chosen === null ? '' : `: it speaks ${shown(chosen)}`}.`,
  evidence: ({ act, waitingFor, offered, chosen, without }) => [
    { what: 'ALPN offered', value: offered.length === 0 ? 'none' : listed(offered.map(shown)) },
    { what: 'The server', value: actEn(act, waitingFor) },
    ...(without === null ? [] : [{ what: 'The same without ALPN', value: without ? 'answered' : 'refused too' }]),
    ...(chosen === null ? [] : [{ what: 'From the common protocols it chose', value: shown(chosen) }]),
  ],
  remedies: ({ at, chosen }) => [
    {
      side: 'client',
      text: `Offer the protocol that the server speaks${chosen === null ? ' (http/1.1, h2, …)' : ''}, or none: then the extension is left out. PyMongo offers none.`,
      commands: [chosen === null ? at.check : `${at.check} --alpn ${shellWord(chosen)}`],
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
    'With ALPN a client lists the application protocols that it can speak, and the server picks one. A server that speaks none of them ends the handshake with alert no_application_protocol (120), or just closes. whytls then offers the same without ALPN, and with a list of common protocols to choose from.',
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
    const { act, waitingFor, chosen, without } = end;
    const offered = facts.handshake.value.capture.offered.alpn;
    return found({ at: caseOf(facts), act, waitingFor, offered, chosen, without });
  },
  clientMessage: ({ act, waitingFor }, facts) => clientWordsFor(facts, act, waitingFor),
  example: {
    at: exampleCase,
    act: { kind: 'alert', description: 120 },
    waitingFor: 'serverHello',
    offered: ['h2'],
    chosen: 'http/1.1',
    without: true,
  },
  en,
});
