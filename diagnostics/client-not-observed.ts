import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, notApplicable } from '../src/diagnose/judgement.ts';
import { rfc } from '../src/diagnose/sources.ts';
import { messageNames } from '../src/diagnose/words/act-names.ts';
import { suiteName, versionName } from '../src/diagnose/words/names.ts';

/** An observation of one client is read as another, whose own way it does not tell. */
export interface ClientNotObserved {
  readonly at: Case;
  readonly missing: 'connection' | 'handshake' | 'trustStore';
  /** Name of the client that was observed; null: not known. */
  readonly by: string | null;
  /** What the server chose for that one; null: it did not come to that. */
  readonly chosen: string | null;
  /** Where that one stopped; null: it completed, or no connection was made. */
  readonly waitingFor: Waiting | null;
}

const why = {
  connection: 'no connection was made',
  handshake: 'another client was observed, and this one goes about it in another way',
  trustStore: 'the trust store by which this client decides was not looked at',
} as const;

const en: Words<ClientNotObserved> = {
  title: 'Observation does not tell of this client',
  summary: ({ at, missing }) =>
    `Whether ${at.shortClient} connects cannot be told from this observation: ${why[missing]}.`,
  evidence: ({ by, chosen, waitingFor }) => [
    ...(by === null ? [] : [{ what: 'Observed as', value: by }]),
    ...(chosen === null ? [] : [{ what: 'The server chose for it', value: chosen }]),
    ...(waitingFor === null ? [] : [{ what: 'It stopped before', value: messageNames[waitingFor] }]),
  ],
  remedies: ({ at }) => [
    {
      side: 'client',
      text: 'Probe as this client, where the server can be reached; with --save the result can be sent and judged again.',
      commands: [`${at.check} --save observation.json`],
      references: [],
    },
  ],
  explanation:
    'whytls replay --client reads an observation as another client than the one it was made as. What does not depend on who looks is judged: a name that does not resolve, a chain that expired. What the server answers to another offer, and what a trust store holds that nobody looked into, is not known, and nothing is claimed about it.',
  howToCheck: 'A probe as that client has no such finding.',
};

export default defineDiagnosis<ClientNotObserved>({
  id: 'client-not-observed',
  family: 'options',
  severity: 'error',
  sources: [rfc(8446, '4.1.1')],
  clientErrors: [],
  consequenceOf: [],
  judge: (facts) => {
    const { unseen } = facts;
    // That a driver's hello was not said leaves open what the server speaks, not whether TLS works.
    if (unseen === undefined || unseen.missing === 'hello') return notApplicable;
    const capture = unseen.handshake?.capture;
    const protocol = capture?.protocol ?? null;
    const suite = capture?.cipherSuite ?? null;
    const chosen = [
      ...(protocol === null ? [] : [versionName(protocol)]),
      ...(suite === null ? [] : [suiteName(suite)]),
    ].join(', ');
    const problem = capture?.problem ?? null;
    return found({
      at: caseOf(facts),
      missing: unseen.missing,
      by: unseen.by,
      chosen: chosen === '' ? null : chosen,
      waitingFor: problem !== null && 'waitingFor' in problem ? problem.waitingFor : null,
    });
  },
  clientMessage: () => null,
  example: {
    at: exampleCase,
    missing: 'handshake',
    by: 'OpenSSL 3.0',
    chosen: 'TLSv1.2, TLS_RSA_WITH_AES_256_GCM_SHA384',
    waitingFor: null,
  },
  en,
});
