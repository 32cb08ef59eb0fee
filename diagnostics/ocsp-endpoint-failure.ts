import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { askResponder } from '../src/diagnose/remedies/commands.ts';
import { missingChain } from '../src/diagnose/reading/chain-facts.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { IoProblem, OcspException, OcspVerdicts, StapleProblem } from '../src/diagnose/fact-types.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import {
  answersOf,
  isAsClientsAsk,
  isOutOfTime,
  lacksAnswers,
  ownVerdict,
  verdictsOf,
} from '../src/diagnose/reading/ocsp-facts.ts';
import { noAnswerEn, ocspDecisionsEn, stapleProblemEn } from '../src/diagnose/words/ocsp-words.ts';
import { saveChain } from '../src/diagnose/parties.ts';
import { mongodbOcsp, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';
import type { Facts } from '../src/observe/facts.ts';

/** An OCSP responder that a certificate names says nothing that counts. */
export interface OcspEndpointFailure {
  readonly at: Case;
  /** The client ends in an exception over an answer, instead of going on without one. */
  readonly refused: boolean;
  /** The client asks responders at all. */
  readonly asks: boolean;
  readonly failures: readonly {
    /** Place of the certificate in the chain as sent. */
    readonly certificate: number;
    readonly url: string;
    readonly method: 'GET' | 'POST';
    readonly why: ResponderFailure;
  }[];
  /** Another responder, or the same one asked in another way, answers as it should. */
  readonly othersAnswer: boolean;
  readonly stapled: boolean;
  readonly verdicts: OcspVerdicts | null;
}

/** Why an answer counts for nothing: none came; it proves nothing; it says unknown; or it is in order, and the client stumbles over it. */
export type ResponderFailure =
  | { readonly kind: 'noAnswer'; readonly problem: IoProblem }
  | { readonly kind: 'provesNothing'; readonly problems: readonly StapleProblem[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'stumbles' };

function whyEn(why: ResponderFailure): string {
  switch (why.kind) {
    case 'noAnswer':
      return noAnswerEn(why.problem);
    case 'unknown':
      return 'it does not know the certificate (unknown)';
    case 'stumbles':
      return 'its answer is in order, but in a form that this client does not understand';
    default:
      return why.problems.map(stapleProblemEn).join('; ');
  }
}

const en: Words<OcspEndpointFailure> = {
  title: 'OCSP responder gives no usable answer',
  summary: ({ at, failures: [first], refused, asks, stapled }) => {
    if (first === undefined) return '';
    const who = `The OCSP responder ${shown(first.url)} gives no usable answer`;
    const act = refused
      ? `${at.shortClient} ends in an exception over it instead of going on`
      : stapled
        ? 'it is not needed while the server staples, but the server needs it for the next staple'
        : asks
          ? `${at.shortClient} goes on without knowing whether the certificate was revoked (soft fail)`
          : 'clients that ask go on without knowing whether the certificate was revoked (soft fail)';
    return `${who} (${whyEn(first.why)}): ${act}.`;
  },
  evidence: ({ failures, othersAnswer, verdicts }) => [
    ...failures.map(({ certificate, url, method, why }) => ({
      what: `Asked by ${method} for ${certificate === 0 ? 'the leaf' : `certificate ${certificate}`}`,
      value: `${shown(url)}: ${whyEn(why)}`,
    })),
    ...(othersAnswer ? [{ what: 'Otherwise', value: 'another responder or method does answer, as shown below' }] : []),
    ...ocspDecisionsEn(verdicts),
  ],
  remedies: ({ at, failures, refused }) => [
    {
      side: 'network',
      text: 'Ask it by hand, from the machine of the client: the first command takes the chain apart (cert-0.pem is the leaf, cert-1.pem its issuer; where that is not in the chain, get it from the CA), the second asks. That tells the network (a firewall or proxy that lets no plain HTTP out, a name that does not resolve) from the responder itself. A responder of your own: is it running, does it know this certificate, is its clock right, does its own certificate have the usage OCSPSigning?',
      commands: [saveChain(at), askResponder(at.caFile), `${at.check} --ocsp`],
      references: [reference(rfc(6960, '4.2.1')), reference(mongodbOcsp)],
    },
    {
      side: 'server',
      text: `Let the server staple the answer: then clients need no way to the responder, only the server does. mongod does so by itself from 4.4 on, on Linux.${refused ? ' That also keeps this client from the answer over which it stumbles.' : ''}`,
      commands: [],
      references: [reference(rfc(6066, '8')), reference(pymongoTls)],
    },
    ...(failures.some(({ why }) => why.kind === 'provesNothing' && isOutOfTime(why.problems))
      ? ([
          {
            side: 'client',
            text: 'The command shows the time of this machine (UTC): if it is not the present time, set the clock, and the answer may be good.',
            commands: ['date -u'],
            references: [],
          },
        ] as const)
      : []),
  ],
  explanation:
    'Where nothing is stapled, clients that check OCSP ask the responder that the certificate names, over plain HTTP. If it cannot be reached, answers with an error (tryLater, unauthorized), does not know the certificate, or gives an answer that proves nothing, drivers go on all the same: soft fail. So this hardly ever breaks a connection, but a revoked certificate would not be noticed, and each new connection may wait five seconds for the answer. A server that staples cannot renew its staple then, which breaks connections some days later.',
  howToCheck:
    'The finding names the responder and what became of the question; `openssl ocsp` asks the same. It is mended when the probe shows that the responder answers good.',
};

export default defineDiagnosis<OcspEndpointFailure>({
  id: 'ocsp-endpoint-failure',
  family: 'revocation',
  severity: 'warning',
  sources: [rfc(6960, '4.2.1'), rfc(6960, '2.3'), rfc(6960, 'A.1'), mongodbOcsp, pymongoTls],
  clientErrors: [
    printed('PyMongo with PyOpenSSL (debug log of pymongo.ocsp_support)', 'No definitive OCSP cert status, soft fail'),
    printed('PyMongo with PyOpenSSL', 'error parsing asn1 value: ParseError { kind: ShortData { needed: 1 } }'),
    printed('openssl ocsp', 'Error querying OCSP responder'),
    printed('openssl ocsp', 'Responder Error: trylater (3)'),
    printed('openssl ocsp', 'Responder Error: unauthorized (6)'),
    printed('mongod log', 'Could not staple OCSP response to outgoing certificate.'),
    printed('mongod log', 'Server was unable to staple OCSP Response'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const missing = missingChain(facts);
    if (missing !== null) return undetermined(missing);
    const answers = answersOf(facts);
    if (answers.length === 0) return lacksAnswers(facts) ? undetermined('responder') : notApplicable;
    const own = ownVerdict(facts);
    const refused = own?.because === 'answerRaises';
    const failures = answers.flatMap((answer) => {
      const { certificate, url, method, outcome } = answer;
      const stumbles = refused && url === own.url && isAsClientsAsk(answer);
      const why = failureOf(outcome, stumbles);
      return why === null ? [] : [{ certificate, url, method, why }];
    });
    if (failures.length === 0) {
      return answers.some(({ outcome }) => isBlind(outcome)) ? undetermined('issuerCertificate') : ruledOut;
    }
    const what = {
      at: caseOf(facts),
      refused,
      asks: own !== null && own.because !== 'neverLooks',
      // What the client stumbles over comes first.
      failures: failures.toSorted(
        (a, b) => Number(refused && b.url === own.url) - Number(refused && a.url === own.url),
      ),
      othersAnswer: failures.length < answers.length,
      stapled: facts.staples.kind === 'completed' && facts.staples.value.some(({ certificate }) => certificate === 0),
      verdicts: verdictsOf(facts),
    };
    return found(what, [], refused ? 'error' : 'warning');
  },
  clientMessage: ({ at, refused }, facts) => (refused ? facts.client.words.badStaple(at, exceptionOf(facts)) : null),
  example: {
    at: { ...exampleCase, client: 'PyMongo with PyOpenSSL', clientId: 'pymongo-ocsp' },
    refused: false,
    asks: true,
    failures: [
      {
        certificate: 0,
        url: 'http://ocsp.example.net',
        method: 'POST',
        why: { kind: 'noAnswer', problem: { kind: 'refused' } },
      },
    ],
    othersAnswer: false,
    stapled: false,
    verdicts: null,
  },
  en,
});

type Outcome = Facts['responders']['answers'][number]['outcome'];

function failureOf(outcome: Outcome, stumbles: boolean): ResponderFailure | null {
  if (outcome.kind === 'failed') return { kind: 'noAnswer', problem: outcome.problem };
  if (outcome.kind !== 'completed' || isBlind(outcome)) return null;
  const { problems, status } = outcome.value;
  if (problems.length > 0) return { kind: 'provesNothing', problems };
  if (stumbles) return { kind: 'stumbles' };
  return status?.status === 'unknown' ? { kind: 'unknown' } : null;
}

/** Nothing could be checked for want of the issuer's certificate. */
const isBlind = (outcome: Outcome): boolean =>
  outcome.kind === 'completed' && outcome.value.problems.some(({ kind }) => kind === 'issuerUnknown');

function exceptionOf(facts: Facts): OcspException | undefined {
  const url = ownVerdict(facts)?.url;
  for (const answer of facts.responders.answers) {
    const { url: asked, outcome } = answer;
    if (asked !== url || !isAsClientsAsk(answer) || outcome.kind !== 'completed') continue;
    const { pymongo, responses } = outcome.value.details;
    if (pymongo.kind === 'raises') return { what: pymongo.what, stapled: false, responses };
  }
  return undefined;
}
