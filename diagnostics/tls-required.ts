import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { TlsReason } from '../src/diagnose/fact-types.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { plaintextAnswer, plaintextRefusal } from '../src/diagnose/reading/plaintext-answer.ts';
import { shellWord } from '../src/diagnose/remedies/commands.ts';
import { mongodbTls, printed, pymongoTls, reference, uriOptionsSpecification } from '../src/diagnose/sources.ts';
import { listed, versionName } from '../src/diagnose/words/names.ts';
import { givenText, tlsReasonEn } from '../src/diagnose/words/option-words.ts';

/** The client speaks plain text, and the server takes nothing but TLS. */
export interface TlsRequired {
  readonly at: Case;
  readonly because: TlsReason;
  readonly given: string;
  /** How the server answered plain text. */
  readonly ended: ReturnType<typeof plaintextRefusal>;
  /** The version of TLS that it spoke when it was asked so. */
  readonly protocol: number;
  /** What TLS would meet next, by id. */
  readonly next: readonly string[];
  /** The command that probes the same with TLS. */
  readonly check: string;
}

const en: Words<TlsRequired> = {
  title: 'Server requires TLS, and the client speaks plain text',
  summary: ({ at, because }) =>
    `The server takes TLS only, and ${at.shortClient} speaks plain text to it: ${tlsReasonEn(because, at.shortClient)}.`,
  evidence: ({ given, ended, protocol, next }) => [
    { what: 'Options', value: given === '' ? 'none of TLS' : given },
    {
      what: 'Asked in plain text (hello)',
      value: {
        fin: 'the server closed without an answer',
        rst: 'the server reset the connection',
        silence: 'no answer',
        tls: 'the server answered in TLS',
      }[ended],
    },
    { what: 'Asked in TLS', value: `the server speaks ${versionName(protocol)}` },
    ...(next.length === 0 ? [] : [{ what: 'With TLS, the next obstacle is', value: listed(next) }]),
  ],
  remedies: ({ because, check }) => [
    {
      side: 'client',
      text: `Switch TLS on: MongoClient(..., tls=True), or …/?tls=true in the connection string.${because.kind === 'notImplied' ? ' Options that loosen checks do not do that; and a certificate that fails them is better replaced than overlooked.' : ''} If the server's CA is your own, also give tlsCAFile: MongoClient(..., tls=True, tlsCAFile="ca.pem"), or …/?tls=true&tlsCAFile=ca.pem.`,
      commands: [check],
      references: [reference(pymongoTls), reference(uriOptionsSpecification)],
    },
    {
      side: 'server',
      text: 'Or, where plain text shall go on for a while: net.tls.mode: preferTLS takes both.',
      commands: [],
      references: [reference(mongodbTls)],
    },
  ],
  explanation:
    'A mongod with net.tls.mode: requireTLS closes a connection that does not begin with a ClientHello, without a word to the client: the driver says "connection closed" or runs into its timeout. The reason is mostly a missing tls=true, but not always: tlsInsecure=true and the tlsAllowInvalid… options switch TLS on in no driver, tlsCAFile does in PyMongo and Go and does not in Node and Java, and PyMongo overlooks tls=1.',
  howToCheck:
    'The finding says whether the client speaks TLS at all, and why. It is mended when the same probe with tls=true reaches a ServerHello.',
};

export default defineDiagnosis<TlsRequired>({
  id: 'tls-required',
  family: 'transport',
  severity: 'error',
  sources: [mongodbTls, pymongoTls, uriOptionsSpecification],
  clientErrors: [
    printed('PyMongo', '<h>:<p>: connection closed'),
    printed('Node driver, mongosh', 'connection <monitor> to <ip>:<p> closed'),
    printed('Java driver', 'Prematurely reached end of stream'),
    printed('Go driver', 'connection closed unexpectedly by the other side: EOF'),
    printed('mongod log', 'The server is configured to only allow SSL connections'),
  ],
  consequenceOf: [],
  judge: (facts, excused) => {
    const { options, target } = facts;
    if (options === undefined || options.tls.tls || options.conflicts.length > 0) return notApplicable;
    if (facts.tcp.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const answer = plaintextAnswer(facts);
    if (answer !== 'tlsOnly') return answer === 'answered' ? ruledOut : undetermined('experiment');
    const at = caseOf(facts);
    const protocol = facts.handshake.kind === 'completed' ? facts.handshake.value.capture.protocol : null;
    return found({
      at,
      because: options.tls.because,
      given: givenText(target.options?.given ?? []),
      ended: plaintextRefusal(facts),
      protocol: protocol ?? 0,
      next: excused,
      check: [
        `whytls ${shellWord(`mongodb://${at.host.includes(':') ? `[${at.host}]` : at.host}:${at.port}/?tls=true`)}`,
        ...(facts.chosen?.words ?? []).map(shellWord),
      ].join(' '),
    });
  },
  clientMessage: ({ at, ended }, facts) =>
    ended === 'silence' ? null : facts.client.words.closed(at, ended === 'rst' ? 'rst' : 'fin', true),
  serverLog: () => ['The server is configured to only allow SSL connections'],
  example: {
    at: exampleCase,
    because: { kind: 'notImplied', options: ['tlsInsecure'] },
    given: 'tlsInsecure=true',
    ended: 'fin',
    protocol: 0x0304,
    next: ['untrusted-root'],
    check: "whytls 'mongodb://db1.example.net:27017/?tls=true'",
  },
  en,
});
