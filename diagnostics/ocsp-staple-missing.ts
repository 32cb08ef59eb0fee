import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { OcspVerdicts } from '../src/diagnose/fact-types.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { showLeaf } from '../src/diagnose/parties.ts';
import { missingChain } from '../src/diagnose/reading/chain-facts.ts';
import { answersOf, refusesBy, verdictsOf } from '../src/diagnose/reading/ocsp-facts.ts';
import { sClient } from '../src/diagnose/remedies/commands.ts';
import { isBefore } from '../src/diagnose/remedies/release.ts';
import { endingOcsp, mongodbOcsp, mongodbTls, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';
import { ocspDecisionsEn } from '../src/diagnose/words/ocsp-words.ts';
import type { Facts } from '../src/observe/facts.ts';

/** A certificate demands a staple, and the server sends none. */
export interface OcspStapleMissing {
  readonly at: Case;
  readonly refused: boolean;
  /** Certificates that demand a staple of their own and have none: place in the chain as sent, and subject. */
  readonly demanding: readonly { readonly index: number; readonly subject: string }[];
  /** CAs of the chain that demand it of what they issue, while the leaf does not have the extension. */
  readonly demandingCas: readonly string[];
  /** Where the leaf says that its responder is. */
  readonly urls: readonly string[];
  /** What a responder that was asked says of the leaf: then there is something to staple. */
  readonly answer: 'good' | 'revoked' | 'unknown' | null;
  readonly verdicts: OcspVerdicts | null;
}

const en: Words<OcspStapleMissing> = {
  title: 'Demanded OCSP staple is missing',
  summary: ({ at, demanding: [first], demandingCas, refused }) => {
    const who =
      first === undefined
        ? `${listed(demandingCas.map(shown), 2)} demands a stapled OCSP response of every certificate that it issues (must-staple)`
        : `${first.index === 0 ? "The server's certificate" : `The certificate ${shown(first.subject)}`} demands a stapled OCSP response (must-staple)`;
    const act = refused
      ? `${at.shortClient} refuses the connection.`
      : `${at.client} does not mind; stricter clients refuse.`;
    return `${who}, and the server staples none${first === undefined || first.index === 0 ? '' : ' for it'}: ${act}`;
  },
  evidence: ({ demanding, demandingCas, urls, answer, verdicts }) => [
    ...demanding.map(({ index, subject }) => ({
      what: index === 0 ? 'The leaf' : `Certificate ${index}`,
      value: `${shown(subject)}: TLS feature status_request (1.3.6.1.5.5.7.1.24), and no staple for it`,
    })),
    ...demandingCas.map((subject) => ({
      what: 'A CA of the chain',
      value: `${shown(subject)} has the TLS feature status_request, and the leaf that it stands above lacks it`,
    })),
    {
      what: 'Responder',
      value:
        urls.length === 0
          ? 'the leaf names none, so the server has nobody to ask for a staple'
          : `${listed(urls.map(shown), 3)}${answer === null ? '' : `, which answers ${answer}`}`,
    },
    ...ocspDecisionsEn(verdicts),
  ],
  remedies: ({ at, urls }) => [
    {
      side: 'server',
      text:
        isBefore(at, 4, 4) === true
          ? `This server is MongoDB ${at.release}, which cannot staple: upgrade it to 4.4 or later, on Linux; there it does so by itself where the certificate names a responder${urls.length === 0 ? ' (this one does not)' : ''} and the issuer is in its CAFile. The last command shows that it worked.`
          : `Let the server staple. mongod${isBefore(at, 4, 4) === false ? ` (this one is ${at.release})` : ''} does so by itself from 4.4 on, on Linux alone, where the certificate names a responder${urls.length === 0 ? ' (this one does not)' : ''}, the issuer is in its CAFile and the parameter ocspEnabled is on; its log says why it cannot (ids 23232, 5512201, 5512202, 6144500). nginx wants ssl_stapling on with a resolver, Apache SSLUseStapling on. The last command shows that it worked.`,
      commands: [
        showLeaf(at, '-noout -ocsp_uri -ext tlsfeature'),
        "mongosh --eval 'db.adminCommand({getParameter: 1, ocspEnabled: 1})'",
        sClient(at, '-status'),
        at.check,
      ],
      references: [reference(mongodbTls), reference(rfc(6066, '8'))],
    },
    {
      side: 'server',
      text: `If this server cannot staple (mongod on Windows and macOS cannot${isBefore(at, 4, 4) === null ? ', nor can one before 4.4' : ''}), have the certificate issued anew without the demand: without the extension TLS feature, in certbot without --must-staple.`,
      commands: [],
      references: [reference(rfc(7633, '4.2.3.1')), reference(endingOcsp)],
    },
  ],
  explanation:
    'A certificate can carry the demand that its server always staples an OCSP response (the extension TLS feature, called must-staple). It is a promise to clients: whoever shows this certificate without a fresh proof from the CA is not to be believed. Clients that know the extension refuse; most do not know it. PyMongo with the ocsp extra does not even ask the responder then.',
  howToCheck:
    '`openssl x509 -noout -ext tlsfeature` prints status_request for such a certificate, and `openssl s_client -status` prints "OCSP response: no response sent". It is mended when a response is sent, or the certificate no longer demands one.',
};

export default defineDiagnosis<OcspStapleMissing>({
  id: 'ocsp-staple-missing',
  family: 'revocation',
  severity: 'warning',
  sources: [rfc(7633, '4.2.3.1'), rfc(7633, '4.2.2'), rfc(6066, '8'), mongodbOcsp, endingOcsp],
  clientErrors: [
    printed(
      'PyMongo with PyOpenSSL',
      "SSL handshake failed: <h>:<p>: [('SSL routines', '', 'invalid status response')]",
    ),
    printed(
      'PyMongo with PyOpenSSL (OpenSSL 1.1.1)',
      "[('SSL routines', 'tls_process_initial_server_flight', 'invalid status response')]",
    ),
    printed(
      'GnuTLS',
      'The certificate requires the server to include an OCSP status in its response, but the OCSP status is missing.',
    ),
    printed('curl --cert-status', 'curl: (91) No OCSP response received'),
    printed('openssl s_client -status', 'OCSP response: no response sent'),
    printed(
      'Go driver',
      'server provided a certificate with the Must-Staple extension but did not provide a stapled OCSP response',
    ),
    printed('libmongoc', 'TLS handshake failed: Failed OCSP verification'),
    printed('mongo shell', 'Peer certificate requires a stapled OCSP response, but none were provided.'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const missing = missingChain(facts);
    if (missing !== null) return undetermined(missing);
    // A file has no handshake in which anything could be stapled.
    if (facts.chain.kind !== 'completed' || facts.given !== undefined) return notApplicable;
    const chain = facts.chain.value;
    const stapled = facts.staples.kind === 'completed' ? facts.staples.value.map(({ certificate }) => certificate) : [];
    const demands = [...chain.entries()].filter(([, { mustStaple }]) => mustStaple);
    const isLeafWithout = !chain[0].mustStaple;
    if (demands.length === 0) return notApplicable;
    const unfulfilled = isLeafWithout ? [] : demands.filter(([index]) => !stapled.includes(index));
    if (!isLeafWithout && unfulfilled.length === 0) return ruledOut;
    if (endedBeforeStatus(facts)) return undetermined('handshake');
    const refused = refusesBy(facts, 'stapleMissing');
    const answer = answersOf(facts).find(
      ({ certificate, outcome }) =>
        certificate === 0 && outcome.kind === 'completed' && outcome.value.problems.length === 0,
    );
    const what = {
      at: caseOf(facts),
      refused,
      demanding: unfulfilled.map(([index, { subject }]) => ({ index, subject: subject.rfc4514 })),
      demandingCas: isLeafWithout ? demands.map(([, { subject }]) => subject.rfc4514) : [],
      urls: chain[0].ocspUrls,
      answer: answer?.outcome.kind === 'completed' ? (answer.outcome.value.status?.status ?? null) : null,
      verdicts: verdictsOf(facts),
    };
    return found(what, [], refused ? 'error' : 'warning');
  },
  clientMessage: ({ at, refused }, facts) =>
    refused ? facts.client.words.badStaple(at, undefined, { kind: 'missing' }) : null,
  serverLog: ({ at }) =>
    isBefore(at, 4, 4) === true
      ? []
      : [
          '23232 Could not staple OCSP response to outgoing certificate.',
          '5512201 Server was unable to staple OCSP Response',
        ],
  example: {
    at: { ...exampleCase, client: 'PyMongo with PyOpenSSL', clientId: 'pymongo-ocsp' },
    refused: true,
    demanding: [{ index: 0, subject: 'CN=db1.example.net' }],
    demandingCas: [],
    urls: ['http://ocsp.example.net'],
    answer: null,
    verdicts: null,
  },
  en,
});

/** Up to TLS 1.2 the staple is a message of its own, behind the certificates: a handshake that ended there shows none. */
function endedBeforeStatus({ handshake }: Facts): boolean {
  if (handshake.kind !== 'completed') return true;
  const { problem, protocol, messages } = handshake.value.capture;
  if (problem === null || (protocol ?? 0) >= tls13) return false;
  const fromServer = messages.filter(({ from }) => from === 'server').map(({ name }) => name);
  return fromServer.indexOf('certificate') === fromServer.length - 1;
}

const tls13 = 0x0304;
