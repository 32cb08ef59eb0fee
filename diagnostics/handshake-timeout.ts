import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { page, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { messageNames } from '../src/diagnose/words/act-names.ts';
import { counted } from '../src/diagnose/words/names.ts';

/** TCP is open, but the handshake does not come to its end. */
export interface HandshakeTimeout {
  readonly at: Case;
  readonly waitingFor: Waiting;
  readonly octets: number;
  readonly afterMs: number;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

const mtu = page(
  'RFC 2923: TCP Problems with Path MTU Discovery',
  'https://www.rfc-editor.org/rfc/rfc2923',
  '2026-11-21',
);

const en: Words<HandshakeTimeout> = {
  title: 'Handshake times out',
  summary: ({ octets, waitingFor, afterMs }) =>
    octets === 0
      ? `The server accepts the connection but says nothing: no answer to the ClientHello within ${seconds(afterMs)} s.`
      : `The server stops in the middle of the handshake: ${messageNames[waitingFor]} did not come within ${seconds(afterMs)} s.`,
  evidence: ({ octets, waitingFor, afterMs }) => [
    { what: 'TCP', value: 'connected' },
    { what: 'The server', value: octets === 0 ? 'sent no octet' : `sent ${counted(octets, 'octet')}, then nothing` },
    { what: 'Waited for', value: `${messageNames[waitingFor]}, ${seconds(afterMs)} s` },
  ],
  remedies: ({ at, octets }) => [
    {
      side: 'server',
      text: 'See whether the process is alive and not stopped, overloaded or out of threads, and whether it expects TLS on this port: a service that waits for plaintext may stay silent over a ClientHello, and a health check of TCP alone is content with that.',
      commands: [`sudo ss -ltnp 'sport = :${at.port}'`, at.check],
      references: [],
    },
    {
      side: 'network',
      text:
        octets === 0
          ? 'A firewall that lets the connection open and then drops octets, or a proxy that waits for its backend, looks the same: probe from a machine next to the server.'
          : 'Small packets pass and large ones are lost: that is what a wrong MTU in a tunnel or VPN looks like, where a firewall drops the ICMP messages that would tell. Probe from a machine next to the server, and see whether a packet of full size passes.',
      commands: octets === 0 ? [] : [`ping -M do -s 1472 ${at.address ?? at.host}`],
      references: octets === 0 ? [] : [reference(mtu)],
    },
    {
      side: 'client',
      text: 'Where the network is slow on purpose, allow more time: --timeout here, connectTimeoutMS in the connection string.',
      commands: [`${at.check} --timeout 60000`],
      references: [reference(pymongoTls)],
    },
  ],
  explanation:
    'The TCP connection opens, which the operating system of the other side can do alone; then the server, or whoever stands in front of it, does not send what is due. A hanging process, a service that waits for plaintext, a proxy without backend and a path that loses large packets look alike from here.',
  howToCheck:
    'The finding shows how many octets came and for what was waited. It is mended when the same probe completes.',
};

export default defineDiagnosis<HandshakeTimeout>({
  id: 'handshake-timeout',
  family: 'transport',
  severity: 'error',
  sources: [rfc(8446, '4'), mtu],
  clientErrors: [
    printed('Python ssl, PyMongo', '_ssl.c:989: The handshake operation timed out'),
    printed('PyMongo', 'No servers found yet'),
    printed('Node driver', "Socket 'secureConnect' timed out after <n>ms (connectTimeoutMS: <n>)"),
    printed('Node driver', 'Server selection timed out after 30000 ms'),
    printed('Go net/http', 'net/http: TLS handshake timeout'),
    printed('curl', 'curl: (28) Connection timed out after 6001 milliseconds'),
    printed('Java', 'java.net.SocketTimeoutException: Read timed out'),
  ],
  consequenceOf: ['plaintext-server'],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind !== 'silent') return ruledOut;
    const { waitingFor, octets, afterMs } = end;
    return found({ at: caseOf(facts), waitingFor, octets, afterMs });
  },
  clientMessage: ({ at }, facts) => facts.client.words.handshakeTimedOut(at),
  example: { at: exampleCase, waitingFor: 'serverHello', octets: 0, afterMs: 10_000 },
  en,
});
