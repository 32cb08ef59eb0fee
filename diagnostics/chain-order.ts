import { unreachable } from '../src/base/never.ts';
import { isoDate } from '../src/base/time.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { missingChain, pathEnd } from '../src/diagnose/reading/chain-facts.ts';
import { orderFaults, rightOrder, type OrderFault } from '../src/diagnose/reading/chain-order.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { counted, shown } from '../src/diagnose/words/names.ts';
import { chainEn, ownerOf, saveChain, takeUp, takeUpEn } from '../src/diagnose/parties.ts';
import { mongodbTls, page, printed, reference, rfc } from '../src/diagnose/sources.ts';

/** Certificates that stand in the wrong place, or need not be there. */
export interface ChainOrder {
  readonly at: Case;
  /** Subjects as sent. */
  readonly sent: readonly string[];
  readonly faults: readonly [OrderFault, ...OrderFault[]];
  /** Places of those that should be sent, in the right order. */
  readonly right: readonly number[];
}

const mbedTls = page(
  'Mbed OS issue 9868: TLS handshake failed due to the un-sorted server cert chain',
  'https://github.com/ARMmbed/mbed-os/issues/9868',
  '2026-11-22',
);
const wolfSsl = page(
  'wolfSSL issue 4611: Let’s Encrypt and WOLFSSL_ALT_CERT_CHAINS',
  'https://github.com/wolfSSL/wolfssl/issues/4611',
  '2026-11-22',
);

function fault({ why }: OrderFault): string {
  switch (why.kind) {
    case 'early':
      return `stands before ${shown(why.other)}, but belongs behind it, as its issuer`;
    case 'duplicate':
      return `is certificate ${why.of} once more`;
    case 'stranger':
      return 'certifies none of the others';
    case 'root':
      return 'is a root: clients have it, or do not trust it';
    case 'outdated':
      return `expired on ${isoDate(why.notAfter)}, and a newer one of the same CA and key stands ${why.isFirst ? 'behind' : 'before'} it`;
    case 'belowFirst':
      return 'is issued by the certificate that comes first: if it is the one to prove who this is, it has to come first';
    default:
      return unreachable(why);
  }
}

/** Which clients mind, measured; of Mbed TLS and wolfSSL it is documented. */
function whoMinds(faults: readonly OrderFault[]): string {
  const has = (kind: OrderFault['why']['kind']): boolean => faults.some(({ why }) => why.kind === kind);
  const isFirst = faults.some(({ why }) => why.kind === 'outdated' && why.isFirst);
  const minding = [
    ...(has('belowFirst') ? ['every client: the first certificate counts as the leaf'] : []),
    ...(isFirst ? ['GnuTLS 3.7 and OpenSSL 1.0.2, which take the expired one and refuse the path'] : []),
    ...(has('early') ? ['Mbed TLS, which looks for an issuer behind its certificate only'] : []),
    ...(has('stranger') ? ['wolfSSL in its usual build, which wants every certificate to lead to a root'] : []),
  ];
  return minding.length === 0 ? 'nobody that we know' : minding.join('; ');
}

const useless = (faults: readonly OrderFault[]): readonly OrderFault[] =>
  faults.filter(({ why }) => why.kind !== 'early' && why.kind !== 'belowFirst');

const en: Words<ChainOrder> = {
  title: 'Certificates sent in the wrong order, or without need',
  summary: ({ at, faults }) => {
    const sends = at.given === undefined ? 'The server sends' : `${chainEn(at)} holds`;
    const kinds = new Set(faults.map(({ why }) => why.kind));
    const early = faults.find(({ why }) => why.kind === 'early');
    const strangers = faults.filter(({ why }) => why.kind === 'stranger').length;
    if (kinds.has('belowFirst')) {
      return `${sends} first a certificate that issued another one: the ${ownerOf(at)}'s own has to come first.`;
    }
    if (early !== undefined) {
      return `${sends} its certificates in the wrong order: ${shown(early.subject)} ${fault(early)}.`;
    }
    if (kinds.has('outdated')) {
      return `${sends} an expired intermediate certificate beside the current one.`;
    }
    if (strangers > 0) {
      const more = useless(faults).length - strangers;
      return `${sends} ${counted(strangers, 'certificate')} that ${strangers === 1 ? 'has' : 'have'} no part in its chain${more === 0 ? '' : `, and ${more} more without need`}.`;
    }
    if (kinds.has('duplicate')) return `${sends} the same certificate more than once.`;
    return `${sends} the root certificate too, which no client needs.`;
  },
  evidence: ({ sent, faults, right }) => [
    ...faults.map((one) => ({ what: `Certificate ${one.index}`, value: `${shown(one.subject)} ${fault(one)}` })),
    { what: 'Sent', value: sent.map((subject, index) => `${index} ${shown(subject)}`).join('; ') },
    { what: 'Right', value: right.map((index) => `${index} ${shown(sent[index] ?? '')}`).join('; ') },
    { what: 'Who minds', value: whoMinds(faults) },
    ...(useless(faults).length === 0
      ? []
      : [
          {
            what: 'Costs',
            value: `${useless(faults).reduce((sum, { octets }) => sum + octets, 0)} octets in every full handshake`,
          },
        ]),
  ],
  remedies: ({ at, right }) => [
    {
      side: ownerOf(at),
      text: `Write the certificates anew, in this order: the ${ownerOf(at)}'s own, the one that issued it, and so on; no root, nothing else. The first command takes what is ${at.given === undefined ? 'sent' : 'in the file'} apart, the second puts it together as it should be; in a file that also holds the private key, only the certificates are replaced. ${takeUpEn(at)}`,
      commands: [
        saveChain(at),
        `cat ${right.map((index) => `cert-${index}.pem`).join(' ')} > chain.pem`,
        ...takeUp(at),
      ],
      references: [reference(rfc(8446, '4.4.2')), reference(rfc(5246, '7.4.2')), reference(mongodbTls)],
    },
  ],
  explanation:
    'A server sends its own certificate first, then the one that issued it, and so on up to, but without, the root. TLS 1.2 demands this order; TLS 1.3 asks clients to bear with any order behind the first, and with certificates that they do not need. Most do in every version: OpenSSL, Python, Node, curl, Go, Java and GnuTLS were asked, and sort for themselves. Mbed TLS looks for an issuer only behind the certificate that it issued; wolfSSL, as it is usually built, wants every certificate that is sent to lead to a root that it trusts; GnuTLS 3.7 and OpenSSL 1.0.2 stumble over an expired intermediate before the current one of the same name. What nobody needs still travels in every handshake. It comes about when files are joined by hand, when a renewed certificate is put before the chain of the old one, or when the bundle of the CA is taken as it is.',
  howToCheck:
    '`openssl s_client -showcerts` prints the certificates as they are sent: each "i:" line has to be the next "s:" line. It is mended when the same check has no such finding.',
};

export default defineDiagnosis<ChainOrder>({
  id: 'chain-order',
  family: 'certificate',
  severity: 'warning',
  sources: [rfc(8446, '4.4.2'), rfc(5246, '7.4.2'), mbedTls, wolfSsl, mongodbTls],
  clientErrors: [
    printed(
      'GnuTLS 3.7, expired twin first',
      'The certificate is NOT trusted. The certificate chain uses expired certificate.',
    ),
    printed('Node 8 (OpenSSL 1.0.2), expired twin first', 'certificate has expired'),
    printed('Mbed TLS', 'X509 - Certificate verification failed, e.g. CRL, CA or signature check failed'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const missing = missingChain(facts);
    if (missing !== null) return undetermined(missing);
    if (facts.chain.kind !== 'completed') return ruledOut;
    const chain = facts.chain.value;
    const verification = facts.verification.kind === 'completed' ? facts.verification.value : null;
    const all = orderFaults(chain, facts.at);
    // Beside a path that is refused, a root that was sent along is no news: untrusted-root speaks of it.
    const faults = verification?.accepted === false ? all.filter(({ why }) => why.kind !== 'root') : all;
    const [first, ...others] = faults;
    if (first === undefined) return ruledOut;
    const what: ChainOrder = {
      at: caseOf(facts),
      sent: chain.map(({ subject }) => subject.rfc4514),
      faults: [first, ...others],
      right: rightOrder(chain, facts.at),
    };
    const isOldChain = verification !== null && pathEnd(verification)?.kind === 'issuerNotFound';
    return found(
      what,
      // The intermediates of the certificate that was there before: to replace the file mends both.
      isOldChain ? ['missing-intermediate', 'untrusted-root'] : [],
      faults.every(({ why }) => why.kind === 'root') ? 'info' : 'warning',
    );
  },
  // Whose words it would be does not print them: the client at hand sorts for itself.
  clientMessage: () => null,
  example: {
    at: exampleCase,
    sent: ['CN=db1.example.net', 'CN=Example Policy CA', 'CN=Example Issuing CA'],
    faults: [
      {
        index: 1,
        subject: 'CN=Example Policy CA',
        issuer: 'CN=Example Root',
        octets: 900,
        why: { kind: 'early', other: 'CN=Example Issuing CA' },
      },
    ],
    right: [0, 2, 1],
  },
  en,
});
