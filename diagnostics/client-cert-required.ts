import { actEn } from '../src/diagnose/words/act-names.ts';
import { caseOf, checkWithOption, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import type { ServerAct } from '../src/diagnose/reading/end-kinds.ts';
import { clientCertificateSent, handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { mongodbTls, page, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import { counted } from '../src/diagnose/words/names.ts';

/** The server wants a certificate from the client, and got none. */
export interface ClientCertRequired {
  readonly at: Case;
  readonly act: ServerAct;
  readonly waitingFor: Waiting;
  /** Names of CAs in the CertificateRequest; null where none was seen. */
  readonly authorities: number | null;
}

const x509 = page(
  'MongoDB Manual: Use x.509 Certificates to Authenticate Clients',
  'https://www.mongodb.com/docs/manual/tutorial/configure-x509-client-authentication/',
  '2026-11-21',
);

const en: Words<ClientCertRequired> = {
  title: 'Server requires a client certificate',
  summary: ({ at }) =>
    `The server requires a certificate from the client, and ${at.shortClient} sent none: no tlsCertificateKeyFile was given.`,
  evidence: ({ act, waitingFor, authorities }) => [
    {
      what: 'CertificateRequest',
      value:
        authorities === null
          ? 'not seen'
          : `sent by the server, naming ${authorities === 0 ? 'no CA in particular' : counted(authorities, 'CA')}`,
    },
    { what: 'The client', value: 'answered without a certificate' },
    { what: 'The server then', value: actEn(act, waitingFor) },
  ],
  remedies: ({ at }) => [
    {
      side: 'client',
      text: 'Give the client its certificate and private key in one PEM file: MongoClient(..., tlsCertificateKeyFile="combined.pem"), or …/?tls=true&tlsCertificateKeyFile=combined.pem in the connection string. Where they are in two files, the first command joins them. The certificate must come from a CA that the server trusts; the last command shows whether the server takes it.',
      commands: [
        'cat key.pem cert.pem > combined.pem',
        'openssl x509 -in combined.pem -noout -subject -issuer -dates',
        checkWithOption(at, '--tlsCertificateKeyFile', 'combined.pem'),
      ],
      references: [reference(pymongoTls), reference(x509)],
    },
    {
      side: 'server',
      text: 'If clients need no certificate here: net.tls.allowConnectionsWithoutCertificates lets those without one in (they then log in by other means); a certificate that is sent is still checked. Afterwards probe again.',
      commands: [at.check],
      references: [reference(mongodbTls)],
    },
  ],
  explanation:
    'A server can ask the client for a certificate, and refuse whoever has none. TLS 1.3 has an alert of its own for it (certificate_required, 116), which comes only after the client thinks that the handshake is done; TLS 1.2 servers send handshake_failure or bad_certificate; a mongod sends no alert at all: it completes the handshake and closes the connection, which clients report as "connection closed", "read ECONNRESET" or "Prematurely reached end of stream".',
  howToCheck:
    'The capture shows a CertificateRequest from the server and then its alert or close. The log of a mongod says "No SSL certificate provided by peer; connection rejected". It is mended when the application connects with its certificate.',
};

export default defineDiagnosis<ClientCertRequired>({
  id: 'client-cert-required',
  family: 'client-certificate',
  severity: 'error',
  sources: [rfc(8446, '4.4.2.4'), rfc(8446, '6.2'), rfc(5246, '7.4.6'), mongodbTls, x509],
  clientErrors: [
    printed(
      'Python ssl, PyMongo',
      '[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required (_ssl.c:2580)',
    ),
    printed('OpenSSL 3, Node', 'error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required'),
    printed('Python ssl, TLS 1.2', '[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1006)'),
    printed('Go', 'remote error: tls: certificate required'),
    printed('Java', 'Received fatal alert: certificate_required'),
    printed('Java', 'Received fatal alert: bad_certificate'),
    printed('GnuTLS', '*** Received alert [116]: Certificate is required'),
    printed('PyMongo with a mongod', '<h>:<p>: connection closed'),
    printed('Node driver with a mongod', 'connection <monitor> to <ip>:<p> closed'),
    printed('Java driver with a mongod', 'Prematurely reached end of stream'),
    printed('mongod log', 'No SSL certificate provided by peer; connection rejected'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const { capture } = facts.handshake.value;
    const end = handshakeEnd(facts);
    if (end.kind === 'clientCertificateMissing') {
      return found({
        at: caseOf(facts),
        act: end.act,
        waitingFor: end.waitingFor,
        authorities: capture.certificateRequest?.certificateAuthorities.length ?? null,
      });
    }
    if (end.kind === 'refused') return undetermined('experiment');
    // Asked, not answered, not refused: some servers refuse only later, and a mongod after the first command.
    const isOpen = end.kind === 'completed' && capture.certificateRequest !== null && !clientCertificateSent(capture);
    return isOpen ? undetermined('handshake') : ruledOut;
  },
  clientMessage: ({ act, waitingFor }, facts) => clientWordsFor(facts, act, waitingFor),
  // What ends a handshake half-way is no mongod: that completes it first.
  serverLog: ({ waitingFor }) =>
    waitingFor !== 'applicationData' ? [] : ['23255 No SSL certificate provided by peer; connection rejected'],
  example: { at: exampleCase, act: { kind: 'alert', description: 116 }, waitingFor: 'applicationData', authorities: 1 },
  en,
});
