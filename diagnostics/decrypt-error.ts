import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { clientCertificateSent, handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { secondTry, whatHelped, type Change } from '../src/diagnose/reading/read-experiments.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { actEn, changeEn } from '../src/diagnose/words/act-names.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import { alertName } from '../src/diagnose/words/names.ts';

/** The server's alert, and what belongs to it. */
export interface DecryptError {
  readonly at: Case;
  readonly description: number;
  readonly waitingFor: Waiting;
  /** What the same offer drew a second time. */
  readonly again: 'completed' | 'failed' | null;
  /** Whether a certificate of the client's was sent, whose key may not belong to it. */
  readonly clientCertificate: boolean;
  /** What went through when it was changed. */
  readonly helped: readonly Change[];
}

const en: Words<DecryptError> = {
  title: 'Server could not decrypt or verify',
  summary: ({ description }) =>
    `The server says with alert ${alertName(description)} that a cryptographic check failed on its side: what it received is not what was sent, or the two compute differently.`,
  evidence: ({ description, waitingFor, again, clientCertificate, helped }) => [
    { what: 'The server', value: actEn({ kind: 'alert', description }, waitingFor) },
    ...(again === null
      ? []
      : [{ what: 'The same offer again', value: again === 'completed' ? 'accepted' : 'ended the same way' }]),
    ...(clientCertificate
      ? [{ what: 'The client', value: 'signed the handshake with the key of its certificate' }]
      : []),
    ...helped.map((change) => ({ what: 'Goes through', value: changeEn(change) })),
    { what: 'Not seen', value: 'which check: signature, Finished or record' },
  ],
  remedies: ({ at, clientCertificate }) => [
    ...(clientCertificate
      ? [
          {
            side: 'client' as const,
            text: 'See whether the private key in the file belongs to the certificate in it: both commands must print the same.',
            commands: [
              'openssl x509 -in client.pem -noout -pubkey | openssl sha256',
              'openssl pkey -in client.pem -pubout | openssl sha256',
            ],
            references: [reference(rfc(8446, '4.4.3'))],
          },
        ]
      : []),
    {
      side: 'network',
      text: 'A device between the two that changes octets (an intercepting proxy, a load balancer that mixes connections) has this effect: probe from a machine next to the server, and compare.',
      commands: [at.check],
      references: [reference(rfc(8446, '6.2'))],
    },
    {
      side: 'server',
      text: 'Update the TLS library of the server, and see in its log which check failed.',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'decrypt_error (51), bad_record_mac (20) and decryption_failed (21) say that a signature, a Finished message or a record did not pass its check. Either octets were changed on the way, or one of the two implementations is wrong, or a key does not belong to its certificate.',
  howToCheck: 'The finding names the alert and the state in which it came. It is mended when the same probe completes.',
};

export default defineDiagnosis<DecryptError>({
  id: 'decrypt-error',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(8446, '6.2'), rfc(5246, '7.2.2')],
  clientErrors: [
    printed('Python ssl', '[SSL: TLSV1_ALERT_DECRYPT_ERROR] tlsv1 alert decrypt error (_ssl.c:1006)'),
    printed('Python ssl', '[SSL: SSLV3_ALERT_BAD_RECORD_MAC] sslv3 alert bad record mac (_ssl.c:1006)'),
    printed('Go', 'remote error: tls: error decrypting message'),
    printed('Java', 'Received fatal alert: decrypt_error'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'decrypt') return ruledOut;
    return found({
      at: caseOf(facts),
      description: end.description,
      waitingFor: end.waitingFor,
      again: secondTry(facts.experiments, end.waitingFor),
      clientCertificate: clientCertificateSent(facts.handshake.value.capture),
      helped: whatHelped(facts.experiments, end.waitingFor),
    });
  },
  clientMessage: ({ description, waitingFor }, facts) =>
    clientWordsFor(facts, { kind: 'alert', description }, waitingFor),
  example: {
    at: exampleCase,
    description: 51,
    waitingFor: 'serverHello',
    again: 'failed',
    clientCertificate: true,
    helped: [],
  },
  en,
});
