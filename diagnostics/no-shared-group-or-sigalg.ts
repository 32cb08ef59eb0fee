import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import type { ServerAct } from '../src/diagnose/reading/end-kinds.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import type { Unshared } from '../src/diagnose/reading/offer-at-fault.ts';
import { page, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { actEn, familyNames } from '../src/diagnose/words/act-names.ts';
import { clientWordsFor } from '../src/diagnose/words/end-words.ts';
import { groupName, listed, schemeName } from '../src/diagnose/words/names.ts';

/** Versions and cipher suites would fit, groups or signature schemes do not. */
export interface NoSharedGroupOrSigalg {
  readonly at: Case;
  readonly act: ServerAct;
  readonly waitingFor: Waiting;
  readonly unshared: Unshared;
}

const sslGroups = page(
  'OpenSSL 3.0: SSL_CONF_cmd, Groups and SignatureAlgorithms',
  'https://docs.openssl.org/3.0/man3/SSL_CONF_cmd/',
  '2026-11-22',
);

/** The parts by name: those that the server takes, and those that it was offered. */
export function partsOf(unshared: Unshared): { readonly works: readonly string[]; readonly fails: readonly string[] } {
  switch (unshared.what) {
    case 'group':
      return { works: unshared.taken.map(groupName), fails: unshared.offered.map(groupName) };
    case 'signatureScheme':
      return { works: unshared.taken.map(schemeName), fails: unshared.offered.map(schemeName) };
    case 'singleGroup':
      return { works: unshared.works.map(groupName), fails: unshared.fails.map(groupName) };
    case 'signatureFamily':
      return {
        works: unshared.works.map((family) => familyNames[family]),
        fails: unshared.fails.map((family) => familyNames[family]),
      };
    default:
      return unshared satisfies never;
  }
}

const nouns = {
  group: 'group for the key exchange',
  signatureScheme: 'signature scheme',
  singleGroup: 'groups',
  signatureFamily: 'signature schemes',
} as const;

/** `true`: the client lacks what the server takes; `false`: it offers it, and the server stumbles over something else. */
export const isLack = ({ what }: Unshared): boolean => what === 'group' || what === 'signatureScheme';

const en: Words<NoSharedGroupOrSigalg> = {
  title: 'No group or signature scheme in common',
  summary: ({ at, unshared }) => {
    const { works, fails } = partsOf(unshared);
    if (!isLack(unshared)) {
      return `The server fails over one of the ${nouns[unshared.what]} that ${at.client} offers: with ${listed(works)} alone the handshake goes on, with ${listed(fails)} alone it does not.`;
    }
    const only = 'isAll' in unshared && unshared.isAll ? 'only ' : '';
    return works.length === 0
      ? `The server finds no ${nouns[unshared.what]} that it takes among those of ${at.client}: with every one that we know, the same is answered.`
      : `The server takes ${only}the ${nouns[unshared.what]} ${listed(works, 4)}, which ${at.client} does not offer.`;
  },
  evidence: ({ act, waitingFor, unshared }) => {
    const { works, fails } = partsOf(unshared);
    return [
      ...(isLack(unshared) ? [{ what: 'The client offers', value: listed(fails, 20) }] : []),
      { what: 'The server', value: actEn(act, waitingFor) },
      ...(isLack(unshared)
        ? [
            {
              what: 'With every one that we know',
              value: `the same is answered${works.length === 0 ? '' : `: ${listed(works)}${'isAll' in unshared && unshared.isAll ? ', and no other' : ', perhaps more'}`}`,
            },
          ]
        : [
            { what: 'Offered alone, it goes on with', value: listed(works) },
            { what: 'Offered alone, it fails with', value: listed(fails) },
          ]),
    ];
  },
  remedies: ({ at, unshared }) => {
    const isGroup = unshared.what === 'group' || unshared.what === 'singleGroup';
    return [
      {
        side: 'server',
        text: isGroup
          ? 'Let the server take the common groups, x25519 and secp256r1 at least: take restrictions out of its configuration (nginx: ssl_ecdh_curve; OpenSSL: Groups or Curves; Java: jdk.tls.namedGroups; a FIPS mode allows no x25519), or update its TLS library.'
          : 'Let the server sign with a scheme that fits its certificate: for an RSA key rsa_pss_rsae_sha256 (TLS 1.3 knows no other for it) and rsa_pkcs1_sha256, for an EC key on P-256 ecdsa_secp256r1_sha256. Take restrictions out of its configuration (OpenSSL: SignatureAlgorithms; Java: jdk.tls.disabledAlgorithms). A key in a smart card, TPM or HSM that cannot do RSA-PSS needs a driver that can, or an EC certificate.',
        commands: [at.check],
        references: [
          reference(rfc(8446, isGroup ? '4.2.7' : '4.2.3')),
          ...(isGroup ? [reference(rfc(9325, '4.2.1'))] : []),
          reference(sslGroups),
        ],
      },
      {
        side: 'client',
        text: 'Or let the client offer what the server takes: it may have been narrowed (openssl.cnf, a FIPS mode, a policy of the operating system), and a newer TLS library brings more. The first command names the folder of its openssl.cnf, the second, on Fedora, Red Hat and their kin, the policy in force.',
        commands: ['openssl version -d', 'update-crypto-policies --show'],
        references: [reference(sslGroups)],
      },
    ];
  },
  explanation:
    'Besides version and cipher suite, client and server need a group for the key exchange (x25519, secp256r1, …) and a signature scheme that fits the certificate (rsa_pss_rsae_sha256, ecdsa_secp256r1_sha256, …) in common. A server that finds none answers with handshake_failure (40), the same alert as for cipher suites. whytls offers the same once with every group and once with every signature scheme that it knows: what is then answered was missing.',
  howToCheck:
    'The finding shows what the client offers and what the server took when more was offered. In the log of a server with OpenSSL it reads "no suitable key share", "no suitable groups" or "no suitable signature algorithm". It is mended when the same probe completes.',
};

export default defineDiagnosis<NoSharedGroupOrSigalg>({
  id: 'no-shared-group-or-sigalg',
  family: 'negotiation',
  severity: 'error',
  sources: [rfc(8446, '4.1.1'), rfc(8446, '4.2.3'), rfc(8446, '4.2.7'), rfc(5246, '7.4.1.4.1'), sslGroups],
  clientErrors: [
    printed('Python ssl, PyMongo', '[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1006)'),
    printed('OpenSSL 3.2 to 3.x', 'ssl/tls alert handshake failure'),
    printed('Go', 'remote error: tls: handshake failure'),
    printed('Java', 'Received fatal alert: handshake_failure'),
    printed(
      'OpenSSL 3, server of TLS 1.1 or older',
      'error:0A00014D:SSL routines:tls_process_key_exchange:legacy sigalg disallowed or unsupported',
    ),
    printed('server log, OpenSSL 3', 'error:0A000065:SSL routines:tls_parse_ctos_key_share:no suitable key share'),
    printed('server log, OpenSSL 3', 'error:0A000076:SSL routines:tls_choose_sigalg:no suitable signature algorithm'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
    const end = handshakeEnd(facts);
    if (end.kind === 'unshared') {
      const { kind: _, act, waitingFor, ...unshared } = end;
      return found({ at: caseOf(facts), act, waitingFor, unshared });
    }
    const asked = facts.experiments.some(({ question }) => question.kind === 'withEveryGroup');
    return end.kind === 'refused' && !asked ? undetermined('experiment') : ruledOut;
  },
  clientMessage: ({ act, waitingFor }, facts) => clientWordsFor(facts, act, waitingFor),
  example: {
    at: exampleCase,
    act: { kind: 'alert', description: 40 },
    waitingFor: 'serverHello',
    unshared: { what: 'group', taken: [26], isAll: true, offered: [29, 23, 24] },
  },
  en,
});
