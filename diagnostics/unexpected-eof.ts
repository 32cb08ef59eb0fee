import { caseOf, checkWithOption, exampleCase, sendsName, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { mongodbTls, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { messageNames } from '../src/diagnose/words/act-names.ts';
import { counted } from '../src/diagnose/words/names.ts';

/** The server closed the connection before the handshake was done. */
export interface UnexpectedEof {
  readonly at: Case;
  /** `closeNotify`: it said goodbye in TLS. */
  readonly how: 'fin' | 'closeNotify';
  readonly waitingFor: Waiting;
  /** Octets that it had sent before. */
  readonly octets: number;
  readonly again: 'completed' | 'failed' | null;
  /** Further connections that were tried to find out why. */
  readonly experiments: number;
}

const en: Words<UnexpectedEof> = {
  title: 'Server closes the connection during the handshake',
  summary: ({ octets, waitingFor, again }) =>
    waitingFor === 'applicationData'
      ? 'The server completes the handshake and closes the connection right after it.'
      : `The server closes the connection ${octets === 0 ? 'without answering the ClientHello' : `when ${messageNames[waitingFor]} was due`}${again === 'completed' ? ', but not every time' : ''}.`,
  evidence: ({ how, waitingFor, octets, again, experiments }) => [
    {
      what: 'The server',
      value: `closed the connection (${how === 'fin' ? 'FIN, no alert' : 'close_notify'}) when ${messageNames[waitingFor]} was due, after ${counted(octets, 'octet')}`,
    },
    ...(again === null
      ? []
      : [
          {
            what: 'The same offer again',
            value: again === 'completed' ? 'was answered: it is not steady' : 'ended the same way',
          },
        ]),
    {
      what: 'Not seen',
      value: `why: a close carries no reason${experiments === 0 ? '' : `, and ${counted(experiments, 'further connection')} did not show one`}`,
    },
  ],
  remedies: ({ at, octets, again }) => [
    {
      side: 'server',
      text:
        again === 'completed'
          ? 'Several servers may stand behind this address, one of them broken, or the server was just starting. Probe a few times, and each machine by its own address.'
          : `Its log at the time of this probe says more than the wire does. ${octets === 0 ? 'A process that closes at the first octets mostly does not expect TLS (a mongod with net.tls.mode disabled), serves only listed addresses, or has no file handles or memory left.' : 'Look for a crash of the process or of a backend behind a TLS-terminating proxy.'}`,
      commands: [at.check],
      references: [reference(mongodbTls)],
    },
    {
      side: 'network',
      text: `A load balancer without a live backend, an address list (MongoDB Atlas: IP access list), a port forwarding that leads nowhere, or a filter that dislikes the ClientHello (its ${sendsName(at) ? 'name, its ' : ''}size) closes in just this way: probe from a machine next to the server${sendsName(at) ? ', and with --sni none' : ''}.`,
      commands: sendsName(at) ? [checkWithOption(at, '--sni', 'none')] : [],
      references: [],
    },
    {
      side: 'client',
      text: 'With an OpenSSL 1.0.2 or older on either side there may be no cipher suite or version in common without a word about it: the same family as handshake_failure.',
      commands: ['python -c "import ssl; print(ssl.OPENSSL_VERSION)"'],
      references: [reference(pymongoTls)],
    },
  ],
  explanation:
    'A TLS server that has something against a handshake should say so in an alert. One that just closes was stopped before it could (a crash, an address list, a proxy without a backend), does not speak TLS at all, or is too old or too terse to send one. whytls asks further: other versions, more cipher suites, plaintext; where one of them explains it, that is the finding instead.',
  howToCheck:
    'The finding shows after how many octets and instead of which message the close came. It is mended when the same probe completes.',
};

export default defineDiagnosis<UnexpectedEof>({
  id: 'unexpected-eof',
  family: 'transport',
  severity: 'error',
  sources: [rfc(8446, '6.1'), rfc(5246, '7.2.1'), mongodbTls, pymongoTls],
  clientErrors: [
    printed(
      'Python ssl, PyMongo (OpenSSL 3)',
      '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:1006)',
    ),
    printed('Python ssl, PyMongo (OpenSSL 1.1.1)', 'EOF occurred in violation of protocol (_ssl.c:997)'),
    printed('PyMongo with PyOpenSSL', "SSL handshake failed: <h>:<p>: (-1, 'Unexpected EOF')"),
    printed('OpenSSL 3', 'error:0A000126:SSL routines:ssl3_read_n:unexpected eof while reading'),
    printed('curl', 'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to <h>:<p>'),
    printed('Node (ECONNRESET)', 'Client network socket disconnected before secure TLS connection was established'),
    printed('Java', 'Remote host terminated the handshake'),
    printed('GnuTLS', 'The TLS connection was non-properly terminated.'),
    printed('.NET', 'Authentication failed because the remote party has closed the transport stream.'),
    printed('curl', 'curl: (52) Empty reply from server'),
  ],
  consequenceOf: [
    'plaintext-server',
    'protocol-version',
    'no-shared-cipher',
    'client-cert-required',
    'client-cert-rejected',
  ],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'closed' || end.how === 'rst') return ruledOut;
    return found({
      at: caseOf(facts),
      how: end.how,
      waitingFor: end.waitingFor,
      octets: end.octets,
      again: end.again,
      experiments: facts.experiments.length,
    });
  },
  clientMessage: ({ at, waitingFor }, facts) => facts.client.words.closed(at, 'fin', waitingFor === 'applicationData'),
  example: { at: exampleCase, how: 'fin', waitingFor: 'serverHello', octets: 0, again: 'failed', experiments: 8 },
  en,
});
