import { atlas, isAtlas, mayBeAtlas } from '../src/diagnose/reading/atlas.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { secondTry } from '../src/diagnose/reading/read-experiments.ts';
import { page, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { actEn } from '../src/diagnose/words/act-names.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import { counted } from '../src/diagnose/words/names.ts';

/** The server's alert, and what belongs to it. */
export interface AlertInternalError {
  readonly at: Case;
  readonly description: number;
  readonly waitingFor: Waiting;
  /** What the same offer drew a second time. */
  readonly again: 'completed' | 'failed' | null;
  /** Further connections with another offer (version, name, signatures) that ended no better. */
  readonly others: number;
}

const en: Words<AlertInternalError> = {
  title: 'Server reports an internal error',
  summary: ({ at }) =>
    `The server breaks off the handshake with alert internal_error (80): the fault is on its side${isAtlas(at.host) ? ', and MongoDB Atlas answers so to an address that is not on the IP access list' : ''}.`,
  evidence: ({ at, description, waitingFor, again, others }) => [
    { what: 'The server', value: actEn({ kind: 'alert', description }, waitingFor) },
    ...(again === null
      ? []
      : [{ what: 'The same offer again', value: again === 'completed' ? 'accepted' : 'ended the same way' }]),
    ...(others === 0
      ? []
      : [{ what: 'With another offer', value: `no better, on ${counted(others, 'further connection')}` }]),
    {
      what: 'Not seen',
      value: isAtlas(at.host)
        ? 'the reason: the alert carries none. ip-not-allowed is the most likely by far on Atlas, but cannot be proved from outside'
        : 'the reason: the alert carries none',
    },
  ],
  remedies: ({ at }) => {
    const list = {
      side: 'network',
      text: `${isAtlas(at.host) ? 'Add' : 'If this is MongoDB Atlas (host names in mongodb.net): add'} the address from which this machine reaches the Internet to the project's IP access list. It is not the address of its own network card, but that of the gateway.`,
      commands: isAtlas(at.host) ? [at.check] : [],
      references: [reference(atlas)],
    } as const;
    const log = {
      side: 'server',
      text: 'Look into the log of the server at the time of this probe: no certificate loaded for this name, a key that cannot be used, a backend that is down, memory run out.',
      commands: [at.check],
      references: [reference(rfc(8446, '6.2'))],
    } as const;
    return isAtlas(at.host) ? [list] : mayBeAtlas(at.host) ? [log, list] : [log];
  },
  explanation:
    'internal_error (80) says that something unrelated to the protocol went wrong in the server. The load balancers of MongoDB Atlas also send it to clients whose address is not on the IP access list.',
  howToCheck:
    'The log of the server has the reason; on Atlas compare the access list with the address that the Internet sees. It is mended when the same probe completes.',
};

export default defineDiagnosis<AlertInternalError>({
  id: 'alert-internal-error',
  family: 'negotiation',
  severity: 'error',
  sources: [
    rfc(8446, '6.2'),
    atlas,
    page(
      'An Atlas user whose address was not on the list',
      'https://github.com/run-llama/llama_index/issues/9191',
      '2026-11-21',
    ),
  ],
  clientErrors: [
    printed('Python ssl, PyMongo', '[SSL: TLSV1_ALERT_INTERNAL_ERROR] tlsv1 alert internal error (_ssl.c:1006)'),
    printed(
      'OpenSSL 1.x, Node 16 and earlier',
      'error:14094438:SSL routines:ssl3_read_bytes:tlsv1 alert internal error',
    ),
    printed('OpenSSL 3, Node 17 and later', 'error:0A000438:SSL routines:ssl3_read_bytes:tlsv1 alert internal error'),
    printed('Java', 'Received fatal alert: internal_error'),
    printed('Go', 'remote error: tls: internal error'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'internalError') return ruledOut;
    return found({
      at: caseOf(facts),
      description: end.description,
      waitingFor: end.waitingFor,
      again: secondTry(facts.experiments, end.waitingFor),
      others: facts.experiments.filter(({ question }) => question.kind !== 'answersAgain').length,
    });
  },
  clientMessage: ({ description, waitingFor }, facts) =>
    clientWordsFor(facts, { kind: 'alert', description }, waitingFor),
  example: { at: exampleCase, description: 80, waitingFor: 'serverHello', again: 'failed', others: 6 },
  en,
});
