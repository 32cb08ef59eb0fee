import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { plaintextNames, recognisePlaintext, type Plaintext } from '../src/diagnose/reading/recognise-plaintext.ts';
import { sClient } from '../src/diagnose/remedies/commands.ts';
import { mongodbWire, printed, reference } from '../src/diagnose/sources.ts';
import type { Facts } from '../src/observe/facts.ts';

/** TLS stands, but nobody behind it speaks MongoDB's protocol. */
export interface NotMongodb {
  readonly at: Case;
  /** What came instead of an answer; null: nothing within the time. */
  readonly said: Plaintext | null;
}

const answerText = ({ protocol, excerpt }: Plaintext): string =>
  protocol === 'unknown' ? excerpt : `${plaintextNames[protocol]}: ${excerpt}`;

const en: Words<NotMongodb> = {
  title: 'TLS works, but it is no MongoDB server',
  summary: ({ at, said }) =>
    said === null
      ? `TLS works, but the server does not answer MongoDB's hello: ${at.shortClient} waits until its time is up.`
      : `TLS works, but what answers is no MongoDB server, so ${at.shortClient} cannot use it.`,
  evidence: ({ said }) => [
    { what: 'The handshake', value: 'was completed' },
    { what: 'Asked', value: 'isMaster (hello), as every driver does first' },
    { what: 'The answer', value: said === null ? 'none within 3 seconds' : answerText(said) },
  ],
  remedies: ({ at, said }) => [
    {
      side: 'client',
      text: 'Check host and port: a web server, a proxy or another service listens here. A MongoDB server mostly has port 27017.',
      commands: [sClient(at), at.check],
      references: [reference(mongodbWire)],
    },
    {
      side: 'network',
      text: `If a proxy or load balancer ends TLS here, see that it passes the octets on to a mongod that lives${said === null ? '' : ', and that it treats this port as TCP, not as HTTP'}.`,
      commands: [],
      references: [],
    },
  ],
  explanation:
    'A TLS handshake says nothing of what is spoken inside. Behind this one nobody answered as a MongoDB server does: another service uses the port, or a proxy ends TLS and has no living backend. Drivers report only that they found no server in time.',
  howToCheck:
    'The finding shows what came in answer to hello. It is mended when the report names the version of the server.',
};

export default defineDiagnosis<NotMongodb>({
  id: 'not-mongodb',
  family: 'transport',
  severity: 'error',
  sources: [mongodbWire],
  clientErrors: [
    printed('PyMongo', '<h>:<p>: timed out'),
    printed('PyMongo', 'Got response id <n> but expected <n>'),
    printed('Node driver', 'Server selection timed out after 30000 ms'),
    printed('Java driver', 'Timed out after 30000 ms while waiting for a server that matches'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.unseen?.missing === 'hello') return undetermined('handshake');
    if (facts.mongodb.kind !== 'completed') {
      return facts.mongodb.kind === 'notTried' && facts.mongodb.because === 'notAsked'
        ? notApplicable
        : undetermined(facts.endpoint === null ? 'address' : 'connection');
    }
    const { hello } = facts.mongodb.value;
    if (hello.kind === 'answered' || hello.kind === 'refused') return ruledOut;
    if (facts.handshake.kind !== 'completed' || facts.handshake.value.capture.problem !== null) {
      // It closed or refused: other diagnoses say why, a missing client certificate above all.
      return undetermined('handshake');
    }
    const { applicationOctets } = facts.handshake.value.capture;
    return found({ at: caseOf(facts), said: recognisePlaintext(applicationOctets) });
  },
  clientMessage: ({ at, said }, facts) => (said === null ? silence(facts, at) : null),
  example: { at: exampleCase, said: { protocol: 'http', excerpt: 'HTTP/1.1 400 Bad Request' } },
  en,
});

/** What the client prints where nothing comes. */
const silence = ({ client: { words } }: Facts, at: Case): string => words.noAnswer?.(at) ?? words.connectTimedOut(at);
