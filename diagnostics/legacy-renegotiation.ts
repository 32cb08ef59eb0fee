import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { page, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { versionName } from '../src/diagnose/words/names.ts';

/** A ServerHello without renegotiation_info, and a client that wants it. */
export interface LegacyRenegotiation {
  readonly at: Case;
  readonly protocol: number;
}

const migration = page(
  'OpenSSL 3.0 migration guide: secure renegotiation is required by default',
  'https://docs.openssl.org/3.0/man7/migration_guide/',
  '2026-11-22',
);

const en: Words<LegacyRenegotiation> = {
  title: 'Server without secure renegotiation',
  summary: ({ at }) =>
    `The server does not know secure renegotiation (RFC 5746), and ${at.client} refuses such servers.`,
  evidence: ({ protocol }) => [
    { what: 'Version', value: versionName(protocol) },
    { what: 'ServerHello', value: 'without renegotiation_info, though the ClientHello holds it' },
  ],
  remedies: ({ at }) => [
    {
      side: 'server',
      text: 'Update the TLS library of the server, or of the device in front of it that ends TLS: RFC 5746 is of 2010 (OpenSSL 0.9.8m, Java 6 update 22, Windows since MS10-049). TLS 1.3 has no renegotiation at all: a server that speaks it is rid of the question. The command shows that it worked.',
      commands: [at.check],
      references: [reference(rfc(5746, '1')), reference(rfc(9325, '3.5'))],
    },
    {
      side: 'network',
      text: 'If the server itself is current, an intercepting proxy or an old load balancer answers in its place: probe from a machine next to the server, and compare.',
      commands: [at.check],
      references: [],
    },
  ],
  explanation:
    'Up to TLS 1.2 a handshake can be made anew on an open connection. Without RFC 5746 an attacker on the way can begin a connection and hand it over to a client, who then speaks in continuation of what the attacker said (2009). A server says with the extension renegotiation_info that it is safe from this; OpenSSL 3 refuses whoever does not say it. Go, Java and GnuTLS still accept such servers, which is why the same server may work there. OpenSSL has a switch that lets such servers in again, and the attacker with them: it mends nothing.',
  howToCheck:
    'The finding shows the ServerHello without renegotiation_info; s_client says "Secure Renegotiation IS NOT supported". It is mended when the same probe has no such finding.',
};

export default defineDiagnosis<LegacyRenegotiation>({
  id: 'legacy-renegotiation',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(5746, '4.1'), rfc(9325, '3.5'), migration],
  clientErrors: [
    printed(
      'Python with OpenSSL 3',
      '[SSL: UNSAFE_LEGACY_RENEGOTIATION_DISABLED] unsafe legacy renegotiation disabled (_ssl.c:1006)',
    ),
    printed(
      'OpenSSL 3, Node (ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED), curl (35)',
      'error:0A000152:SSL routines:final_renegotiate:unsafe legacy renegotiation disabled',
    ),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    if (!facts.client.verifies.requiresSecureRenegotiation) return notApplicable;
    const { protocol, problem, secureRenegotiation, stoppedEarly } = facts.handshake.value.capture;
    // Nothing to see before a ServerHello was taken; and TLS 1.3 has no renegotiation.
    const isTaken = problem === null || (problem.kind !== 'notTls' && problem.waitingFor !== 'serverHello');
    if (protocol === null || !isTaken || stoppedEarly) {
      return handshakeEnd(facts).kind === 'completed' ? ruledOut : undetermined('handshake');
    }
    if (protocol > tls12 || secureRenegotiation) return ruledOut;
    return found({ at: caseOf(facts), protocol });
  },
  clientMessage: ({ at }, facts) => facts.client.words.refusesServer(at, 'legacyRenegotiation'),
  example: { at: exampleCase, protocol: 0x0303 },
  en,
});

const tls12 = 0x0303;
