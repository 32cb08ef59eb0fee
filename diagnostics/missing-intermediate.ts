import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn, straightenEn } from '../src/diagnose/elsewhere.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { certificateFile, judgeOf, ownerOf, sentEn, showChain, takeUp, takeUpEn } from '../src/diagnose/parties.ts';
import {
  decidingStore,
  decidingVerification,
  opensslMessage,
  pathEnd,
  type StoreName,
} from '../src/diagnose/reading/chain-facts.ts';
import { orderFaults } from '../src/diagnose/reading/chain-order.ts';
import { missingIssuer } from '../src/diagnose/reading/missing-issuer.ts';
import { shellWord, toPem, writePem } from '../src/diagnose/remedies/commands.ts';
import { mongodbTls, opensslVerify, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { counted, listed, shown } from '../src/diagnose/words/names.ts';
import { storeEn } from '../src/diagnose/words/store-names.ts';

/** The server leaves out a certificate between its own and the root. */
export interface MissingIntermediate {
  readonly at: Case;
  /** How many certificates the server sent. */
  readonly sent: number;
  /** Subjects of those among them that certify none of the others: intermediates of another certificate. */
  readonly strangers: readonly string[];
  /** The last certificate of the path, whose issuer nobody has. */
  readonly subject: string;
  readonly issuer: string;
  readonly store: StoreName | null;
  /** What the server should have sent, from the leaf upwards; empty where it is known to exist but was not seen. */
  readonly missing: readonly { readonly subject: string; readonly issuer: string; readonly pem: string }[];
  /** Where it was fetched from. */
  readonly urls: readonly string[];
  /** The path reaches a trust anchor with it. */
  readonly completes: boolean;
  /** The trust anchor that it reaches. */
  readonly anchor: string | null;
}

const en: Words<MissingIntermediate> = {
  title: 'Intermediate certificate is missing',
  summary: ({ at, missing }) =>
    `${at.given === undefined ? 'The server does not send its' : `The chain of the ${ownerOf(at)} lacks its`} intermediate certificate${missing.length > 1 ? 's' : ''}, so ${at.shortClient} cannot link it to a root that it trusts.`,
  evidence: ({ at, sent, strangers, subject, issuer, store, missing, urls, completes, anchor }) => [
    {
      what: sentEn(at),
      value: `${counted(sent, 'certificate')}; the path ends at ${shown(subject)}, issued by ${shown(issuer)}`,
    },
    ...(strangers.length === 0
      ? []
      : [
          {
            what: 'Beside it',
            value: `${listed(strangers.map(shown))}, which ${strangers.length === 1 ? 'certifies' : 'certify'} none of the others: from the chain of another certificate`,
          },
        ]),
    ...(store === null ? [] : [{ what: 'Trusted', value: `${storeEn(store)}: ${shown(issuer)} is not in it` }]),
    ...(missing.length === 0
      ? [
          {
            what: 'authorityKeyIdentifier',
            value: `${shown(subject)} says that its issuer was issued by somebody else: it is no root`,
          },
        ]
      : [
          {
            what: `Fetched from ${listed(urls.map(shown), 3)}, where the certificate points`,
            value: `${listed(missing.map((one) => shown(one.subject)))}; ${
              completes
                ? `completes the path${anchor === null ? '' : ` to ${shown(anchor)}`}`
                : `no root, so the ${ownerOf(at)} has to send it; the path still ends in no trusted root`
            }`,
          },
        ]),
    ...elsewhereEn(at),
  ],
  remedies: ({ at, strangers, missing, completes }) => {
    const pem = missing.map((one) => one.pem).join('\n');
    return [
      ...straightenEn(at),
      {
        side: ownerOf(at),
        text: `${strangers.length === 0 ? 'Append the intermediate to the certificate file, behind the leaf' : `Put the intermediate into the certificate file, behind the leaf, and take out ${listed(strangers.map(shown))}, which does not belong to it`} (${ownerOf(at) === 'server' ? 'MongoDB: net.tls.certificateKeyFile; nginx: ssl_certificate' : 'drivers: tlsCertificateKeyFile'}), and let the ${ownerOf(at)} read it. ${takeUpEn(at)}${missing.length === 0 ? ' Ask the CA for it.' : ' This is the certificate; compare it with the one that your CA publishes.'} The last command shows that it worked.`,
        commands: [
          ...(missing.length === 0 ? [] : [writePem('intermediate.pem', pem)]),
          `cat intermediate.pem >> ${certificateFile(at)}`,
          ...takeUp(at),
        ],
        references: [reference(mongodbTls), reference(rfc(8446, '4.4.2'))],
      },
      ...(completes && at.caFile !== null
        ? ([
            {
              side: judgeOf(at),
              text: `Until then: append the same certificate to ${shown(at.caFile)}, on every ${judgeOf(at)}. It is not a new trust anchor, since it leads to a root that is trusted already.`,
              commands: [`cat intermediate.pem >> ${shellWord(at.caFile)}`, at.check],
              references: [reference(pymongoTls)],
            },
          ] as const)
        : []),
      {
        side: ownerOf(at),
        text:
          at.given === undefined
            ? 'To see what the server sends before and after: each "s:" line is a subject and the "i:" line below it the issuer, which must be the next subject.'
            : 'To see what the file holds before and after: each "subject" line has its "issuer" line below it, which must be the next subject.',
        commands: [showChain(at)],
        references: [],
      },
    ];
  },
  explanation:
    'Roots rarely sign server certificates themselves: an intermediate stands between. The client has the root, the server must send its own certificate and all intermediates. When it sends its own alone, clients that do not fetch the rest cannot build the path: OpenSSL, Python, Node, Go and Java refuse it, while some browsers and the platforms of macOS and Windows fetch or remember it, which is why it "works in the browser".',
  howToCheck:
    'The chain as sent ends in a certificate that is not self-signed and whose issuer is in no trust store. It is mended when the chain holds the intermediate and the same probe has no such finding.',
};

export default defineDiagnosis<MissingIntermediate>({
  id: 'missing-intermediate',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(8446, '4.4.2'), rfc(5280, '4.2.2.1'), rfc(5280, '4.2.1.1'), opensslVerify],
  clientErrors: [
    printed(
      'PyMongo, Python ssl',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)',
    ),
    printed('openssl s_client', 'verify error:num=20:unable to get local issuer certificate'),
    printed('openssl s_client', 'Verify return code: 21 (unable to verify the first certificate)'),
    printed('curl', 'curl: (60) SSL certificate problem: unable to get local issuer certificate'),
    printed('Node (UNABLE_TO_VERIFY_LEAF_SIGNATURE)', 'unable to verify the first certificate'),
    printed(
      'Node 24',
      'unable to verify the first certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
    ),
    printed('Go', 'x509: certificate signed by unknown authority'),
    printed(
      'Java',
      'PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
    ),
    printed(
      '.NET 5 and later',
      'The remote certificate is invalid because of errors in the certificate chain: PartialChain',
    ),
    printed(
      'libmongoc',
      'TLS handshake failed: certificate verify failed (20): unable to get local issuer certificate',
    ),
    printed('rustls', 'invalid peer certificate: UnknownIssuer'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const last = pathEnd(seen.verification);
    if (last?.kind !== 'issuerNotFound') return ruledOut;
    const issuer = missingIssuer(facts);
    if (issuer.kind === 'root') return ruledOut;
    if (issuer.kind === 'unknown') return undetermined('issuerCertificate');
    const chain = facts.chain.kind === 'completed' ? facts.chain.value : [];
    const missing = issuer.kind === 'intermediate' ? issuer.missing : [];
    const withFetched = facts.verificationWithFetched.kind === 'completed' ? facts.verificationWithFetched.value : null;
    const completes = issuer.kind === 'intermediate' && issuer.end === undefined;
    return found({
      at: caseOf(facts),
      sent: chain.length,
      strangers: orderFaults(chain, facts.at).flatMap(({ why, subject }) => (why.kind === 'stranger' ? [subject] : [])),
      subject: last.subject,
      issuer: last.issuer,
      store: decidingStore(facts) ?? null,
      missing: missing.map((certificate) => ({
        subject: certificate.subject.rfc4514,
        issuer: certificate.issuer.rfc4514,
        pem: toPem(certificate.der),
      })),
      urls: facts.fetchedIssuers.filter(({ certificates }) => certificates.length > 0).map(({ url }) => url),
      completes,
      anchor: completes ? (withFetched?.path.at(-1)?.certificate.subject.rfc4514 ?? null) : null,
    });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [2, 20, 21]),
  example: {
    at: exampleCase,
    sent: 1,
    strangers: [],
    subject: 'CN=db1.example.net',
    issuer: 'CN=Example Issuing CA 2',
    store: { name: 'tlsCAFile', path: 'ca.pem', certificates: 1 },
    missing: [
      {
        subject: 'CN=Example Issuing CA 2',
        issuer: 'CN=Example Root',
        pem: '-----BEGIN CERTIFICATE-----\n(the intermediate stands here)\n-----END CERTIFICATE-----',
      },
    ],
    urls: ['http://ca.example.net/issuing2.crt'],
    completes: true,
    anchor: 'CN=Example Root',
  },
  en,
});
