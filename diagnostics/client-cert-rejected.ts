import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import type { ServerAct } from '../src/diagnose/reading/end-kinds.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { mongodbTls, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { actEn } from '../src/diagnose/words/act-names.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import { alertName, counted, listed, schemeName } from '../src/diagnose/words/names.ts';

/** The server ended it over the certificate of the client. */
export interface ClientCertRejected {
  readonly at: Case;
  readonly act: ServerAct;
  readonly waitingFor: Waiting;
  /** `noCommonScheme`: it could not be sent; `notAsked`: nothing was asked for, nor sent. */
  readonly sent: 'sent' | 'noCommonScheme' | 'notAsked';
  /** Whether the same went through without a certificate; null: not tried. */
  readonly without: boolean | null;
  /** Signature schemes: those of the client's key, or the one that it used, and those that the server takes. */
  readonly schemes: { readonly ours: readonly number[]; readonly theirs: readonly number[] };
  /** CAs that the server names in its request; null: there was none. */
  readonly authorities: number | null;
}

/** What each alert says of the certificate (RFC 8446 section 6.2). */
const meaning: ReadonlyMap<number, string> = new Map([
  [42, 'it is corrupt, its signature is wrong, or another check failed'],
  [43, 'its kind or its usage does not fit: mostly an extendedKeyUsage without clientAuth'],
  [44, 'its CA revoked it'],
  [45, 'it has expired, or is not valid yet'],
  [46, 'something in it is not acceptable'],
  [48, 'the server does not trust the CA that issued it'],
  [49, 'it is valid, but its owner has no access'],
]);

const en: Words<ClientCertRejected> = {
  title: 'Server rejects the client certificate',
  summary: ({ act, sent, schemes }) =>
    sent === 'noCommonScheme'
      ? `The client has a certificate, but its key cannot sign in any way that the server takes (${listed(schemes.ours.map(schemeName), 3)} against ${listed(schemes.theirs.map(schemeName), 3)}), so it went without.`
      : sent === 'sent'
        ? `The server rejects the client's certificate${act.kind === 'alert' ? ` with alert ${alertName(act.description)}` : ': it ends the connection'}.`
        : `The server ends the handshake with ${act.kind === 'alert' ? `alert ${alertName(act.description)}` : 'a close'}, as over a client's certificate, though it asked for none.`,
  evidence: ({ act, waitingFor, sent, without, schemes, authorities }) => [
    ...(authorities === null
      ? []
      : [
          {
            what: 'CertificateRequest',
            value: authorities === 0 ? 'names no CA' : `names ${counted(authorities, 'CA')}`,
          },
        ]),
    {
      what: 'The client',
      value: {
        sent: `sent its certificate${schemes.ours[0] === undefined ? '' : `, signed by ${schemeName(schemes.ours[0])}`}`,
        noCommonScheme: `sent none: its key signs by ${listed(schemes.ours.map(schemeName))}`,
        notAsked: 'sent no certificate, and was not asked for one',
      }[sent],
    },
    ...(sent === 'noCommonScheme'
      ? [{ what: 'The server takes', value: listed(schemes.theirs.map(schemeName), 12) }]
      : []),
    { what: 'The server then', value: actEn(act, waitingFor) },
    ...(act.kind === 'alert' && meaning.has(act.description)
      ? [{ what: 'By RFC 8446 this says', value: meaning.get(act.description) ?? '' }]
      : []),
    ...(without === null
      ? []
      : [
          {
            what: 'Without a certificate',
            value: without ? 'the same goes through: the server can do without' : 'the same ends no better',
          },
        ]),
    ...(sent === 'noCommonScheme'
      ? []
      : [{ what: 'Not seen', value: "which check failed: only the server's log tells" }]),
  ],
  remedies: ({ at, sent, without }) => [
    {
      side: 'client',
      text:
        sent === 'noCommonScheme'
          ? 'Use a certificate with a key that the server can check: an RSA key of 2048 bits, or an EC key on P-256, does nearly everywhere. Ed25519, Ed448 and Brainpool keys are not known to every server, and small RSA keys have no room for RSA-PSS.'
          : sent === 'sent'
            ? 'Look at the certificate that is sent: its dates, its issuer, and whether extendedKeyUsage holds clientAuth. It must come from a CA in the file that the server verifies clients with (MongoDB: net.tls.CAFile, or net.tls.clusterCAFile).'
            : 'If this server is for clients with a certificate only, give one: tlsCertificateKeyFile, one PEM file with certificate and key.',
      commands: ['openssl x509 -in client.pem -noout -subject -issuer -dates -ext extendedKeyUsage', at.check],
      references: [reference(mongodbTls), reference(rfc(8446, '6.2'))],
    },
    ...(without === true
      ? [
          {
            side: 'client' as const,
            text: 'Or leave the certificate out, if the application logs in by other means: the server lets clients without one in.',
            commands: [],
            references: [],
          },
        ]
      : []),
    {
      side: 'server',
      text: 'Its log names the check that failed: a mongod writes "SSL peer certificate validation failed" with the reason of OpenSSL (id 23256).',
      commands: [],
      references: [],
    },
  ],
  explanation:
    "An alert about a certificate that a client receives is the server speaking of the client's certificate, not of its own: bad_certificate, unsupported_certificate, certificate_revoked, certificate_expired, certificate_unknown, unknown_ca or access_denied. In TLS 1.3 it comes after the client thinks that the handshake is done.",
  howToCheck:
    'The finding names the alert and what it says. It is mended when the application connects with its certificate.',
};

export default defineDiagnosis<ClientCertRejected>({
  id: 'client-cert-rejected',
  family: 'client-certificate',
  severity: 'error',
  sources: [rfc(8446, '6.2'), rfc(5246, '7.2.2'), mongodbTls],
  clientErrors: [
    printed('Python ssl', '[SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca (_ssl.c:2580)'),
    printed('Python ssl', '[SSL: SSLV3_ALERT_BAD_CERTIFICATE] sslv3 alert bad certificate (_ssl.c:1006)'),
    printed(
      'Python ssl',
      '[SSL: SSLV3_ALERT_UNSUPPORTED_CERTIFICATE] sslv3 alert unsupported certificate (_ssl.c:2580)',
    ),
    printed('Python ssl', '[SSL: SSLV3_ALERT_CERTIFICATE_EXPIRED] sslv3 alert certificate expired (_ssl.c:1006)'),
    printed('Python ssl', '[SSL: SSLV3_ALERT_CERTIFICATE_REVOKED] sslv3 alert certificate revoked (_ssl.c:1006)'),
    printed('Python ssl', '[SSL: SSLV3_ALERT_CERTIFICATE_UNKNOWN] sslv3 alert certificate unknown (_ssl.c:1006)'),
    printed('Python ssl', '[SSL: TLSV1_ALERT_ACCESS_DENIED] tlsv1 alert access denied (_ssl.c:1006)'),
    printed('Go', 'remote error: tls: unknown certificate authority'),
    printed('Go', 'remote error: tls: bad certificate'),
    printed('Java', 'Received fatal alert: unknown_ca'),
    printed('mongod log', 'SSL peer certificate validation failed: certificate has expired'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'clientCertificateRefused') return ruledOut;
    const { certificateRequest, clientCertificate } = facts.handshake.value.capture;
    const ours =
      clientCertificate?.kind === 'noCommonScheme'
        ? clientCertificate.schemes
        : clientCertificate?.kind === 'sent' && clientCertificate.signatureScheme !== null
          ? [clientCertificate.signatureScheme]
          : [];
    return found({
      at: caseOf(facts),
      act: end.act,
      waitingFor: end.waitingFor,
      sent: end.sent,
      without: end.without,
      schemes: { ours, theirs: certificateRequest?.signatureSchemes ?? [] },
      authorities: certificateRequest?.certificateAuthorities.length ?? null,
    });
  },
  clientMessage: ({ act, waitingFor }, facts) => clientWordsFor(facts, act, waitingFor),
  serverLog: ({ sent, waitingFor }) =>
    sent === 'sent' && waitingFor === 'applicationData' ? ['23256 SSL peer certificate validation failed: …'] : [],
  example: {
    at: exampleCase,
    act: { kind: 'alert', description: 48 },
    waitingFor: 'applicationData',
    sent: 'sent',
    without: false,
    schemes: { ours: [0x0403], theirs: [0x0403, 0x0804] },
    authorities: 1,
  },
  en,
});
