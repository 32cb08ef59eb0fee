import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { answerToKind } from '../src/diagnose/reading/read-experiments.ts';
import { sClient } from '../src/diagnose/remedies/commands.ts';
import { page, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { suiteName } from '../src/diagnose/words/names.ts';

/** The server's Diffie-Hellman prime is too small for the client. */
export interface DhTooSmall {
  readonly at: Case;
  /** Of the prime. */
  readonly bits: number;
  /** What the client wants at least. */
  readonly atLeast: number;
  readonly cipherSuite: number | null;
  /** What the server chose where DHE was not offered; `refused`; null: not tried. */
  readonly withoutDhe: number | 'refused' | null;
}

const levels = page(
  'OpenSSL 3.0: SSL_CTX_set_security_level',
  'https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/',
  '2026-11-22',
);

const weakdh = page('Weak Diffie-Hellman and the Logjam Attack', 'https://weakdh.org/sysadmin.html', '2026-11-22');

/**
 * The smallest prime that OpenSSL takes at a security level: 80, 112 and 128 bits of security are a prime of 1024, 2048 and 3072
 * bits; fewer than 1024 are not taken even at level 0.
 */
const smallestPrime = { 0: 1024, 1: 1024, 2: 2048, 3: 3072, 4: 7680, 5: 15_360 } as const;

const en: Words<DhTooSmall> = {
  title: 'Diffie-Hellman group of the server is too small',
  summary: ({ at, bits, atLeast }) =>
    `The server uses a Diffie-Hellman group of ${bits} bits, and ${at.client} refuses everything below ${atLeast}.`,
  evidence: ({ bits, atLeast, cipherSuite, withoutDhe }) => [
    { what: 'Prime in ServerKeyExchange', value: `${bits} bits` },
    { what: 'The client wants', value: `${atLeast} bits at least (OpenSSL's security level)` },
    ...(cipherSuite === null ? [] : [{ what: 'Cipher suite', value: suiteName(cipherSuite) }]),
    ...(withoutDhe === null
      ? []
      : [
          {
            what: 'Without DHE offered',
            value:
              withoutDhe === 'refused' ? 'refused: it has nothing else' : `the server takes ${suiteName(withoutDhe)}`,
          },
        ]),
  ],
  remedies: ({ at, withoutDhe }) => [
    {
      side: 'server',
      text: 'Let the server do ECDHE, which needs no such group (first choice), or give it one of 2048 bits or more: ffdhe2048 of RFC 7919. nginx: ssl_dhparam; Apache: append it to the certificate file; HAProxy: tune.ssl.default-dh-param 2048; Java 8: -Djdk.tls.ephemeralDHKeySize=2048; mongod: --setParameter opensslDiffieHellmanParameters=FILE. The last command shows that it worked.',
      commands: [
        'openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 -out dhparam.pem',
        `${sClient(at, "-tls1_2 -cipher 'DHE'")} | grep 'Temp Key'`,
        at.check,
      ],
      references: [reference(rfc(7919, '3')), reference(weakdh)],
    },
    ...(typeof withoutDhe === 'number'
      ? [
          {
            side: 'client' as const,
            text: 'Until then the client can leave out DHE: the server takes a suite without it. For PyMongo that is a matter of the OpenSSL configuration of the machine (CipherString = DEFAULT:!DHE); the security level stays as it is.',
            commands: [],
            references: [reference(levels)],
          },
        ]
      : []),
  ],
  explanation:
    'With a DHE cipher suite the server chooses the group of the key exchange and sends its prime. 1024 bits can be broken by a state, 512 bits by anybody (Logjam), so current clients refuse them: OpenSSL at security level 2, which Debian and Ubuntu set and OpenSSL 3.2 and later have by default, wants 2048 bits. Old servers still have groups of 1024 bits built in (OpenSSL 1.0.1, Java 7, appliances).',
  howToCheck:
    'The finding shows the size of the prime. s_client shows it as "Server Temp Key: DH, 1024 bits". It is mended when the same probe has no such finding.',
};

export default defineDiagnosis<DhTooSmall>({
  id: 'dh-too-small',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(9325, '4.5'), rfc(7919, '1'), levels, weakdh],
  clientErrors: [
    printed('Python ssl', '[SSL: DH_KEY_TOO_SMALL] dh key too small (_ssl.c:1006)'),
    printed('curl, Node 24 (ERR_SSL_DH_KEY_TOO_SMALL)', 'error:0A00018A:SSL routines::dh key too small'),
    printed('OpenSSL 3', 'error:0A00018A:SSL routines:tls_process_ske_dhe:dh key too small'),
    printed('OpenSSL 1.1.1', 'error:141A318A:SSL routines:tls_process_ske_dhe:dh key too small'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const { dhBits, cipherSuite } = facts.handshake.value.capture;
    const atLeast = smallestPrime[facts.client.verifies.securityLevel];
    if (dhBits === null || dhBits >= atLeast) return ruledOut;
    const without = answerToKind(facts.experiments, 'serverHello', 'withoutDhe');
    const withoutDhe = without === null ? null : without === false ? 'refused' : without.cipherSuite;
    return found({ at: caseOf(facts), bits: dhBits, atLeast, cipherSuite, withoutDhe });
  },
  clientMessage: ({ at }, facts) => facts.client.words.refusesServer(at, 'dhKeyTooSmall'),
  example: { at: exampleCase, bits: 1024, atLeast: 2048, cipherSuite: 0x009e, withoutDhe: 0xc02f },
  en,
});
