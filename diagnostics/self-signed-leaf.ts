import { caseOf, checkWithCaFile, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { judgeOf, leafEn, ownerOf, showLeaf, takeUp } from '../src/diagnose/parties.ts';
import {
  decidingStore,
  decidingVerification,
  opensslMessage,
  problemsOf,
  type StoreName,
} from '../src/diagnose/reading/chain-facts.ts';
import { mongodbTls, opensslVerify, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';
import { storeEn } from '../src/diagnose/words/store-names.ts';

/** The server's certificate is its own issuer, and nobody told the client to trust it. */
export interface SelfSignedLeaf {
  readonly at: Case;
  readonly subject: string;
  readonly store: StoreName | null;
}

const en: Words<SelfSignedLeaf> = {
  title: 'Self-signed server certificate',
  summary: ({ at }) =>
    `${leafEn(at)} is signed by itself, not by a CA, and ${at.shortClient} does not have it among the certificates that it trusts.`,
  evidence: ({ subject, store }) => [
    { what: 'Leaf', value: `${shown(subject)}: subject and issuer are the same, and its own key signed it` },
    ...(store === null ? [] : [{ what: 'Trusted', value: `${storeEn(store)}: this certificate is not in it` }]),
  ],
  remedies: ({ at }) => [
    {
      side: ownerOf(at),
      text: `Use a certificate that a CA issued, your own CA or a public one${ownerOf(at) === 'server' ? ', with the host name as subjectAltName' : ''}. For production MongoDB asks for this. Put it in place, and check.`,
      commands: takeUp(at),
      references: [reference(mongodbTls)],
    },
    at.given === undefined
      ? {
          side: 'client',
          text: 'For a test: trust this one certificate. Save it, compare its fingerprint with the one on the server itself (over another way than this connection), and give it as tlsCAFile, as option or in the connection string (…/?tls=true&tlsCAFile=server.pem).',
          commands: [
            showLeaf(at, '> server.pem'),
            'openssl x509 -in server.pem -noout -subject -fingerprint -sha256',
            checkWithCaFile(at, 'server.pem'),
          ],
          references: [reference(pymongoTls)],
        }
      : {
          side: judgeOf(at),
          text: `For a test: trust this one certificate, once you have compared its fingerprint with the one on the ${ownerOf(at)} itself.`,
          commands: [
            showLeaf(at, '-noout -subject -fingerprint -sha256'),
            checkWithCaFile(at, at.given.chainFile ?? 'chain.pem'),
          ],
          references: [reference(pymongoTls)],
        },
  ],
  explanation:
    'A self-signed leaf is its own issuer. It encrypts, but nothing outside of it says whose it is: a client accepts it only when this very certificate is in its trust store. It is what test installations make, and what a server falls back to when its real certificate was never configured.',
  howToCheck:
    'In the chain as sent, subject and issuer of the first certificate are the same. It is mended when the leaf has another issuer, or when the probe with --tlsCAFile and that certificate has no finding.',
};

export default defineDiagnosis<SelfSignedLeaf>({
  id: 'self-signed-leaf',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(5280, '3.2'), opensslVerify, pymongoTls, mongodbTls],
  clientErrors: [
    printed(
      'PyMongo, Python ssl (OpenSSL 3)',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)',
    ),
    printed(
      'PyMongo, Python ssl (OpenSSL 1.1.1 and earlier)',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate',
    ),
    printed('openssl s_client', 'Verify return code: 18 (self-signed certificate)'),
    printed('curl', 'curl: (60) SSL certificate problem: self-signed certificate'),
    printed('Node (DEPTH_ZERO_SELF_SIGNED_CERT)', 'self-signed certificate'),
    printed('Go', 'x509: certificate signed by unknown authority'),
    printed(
      'Java',
      'PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
    ),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate issuer is unknown.'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const [problem] = problemsOf(seen.verification, 'selfSignedLeaf');
    if (problem === undefined) return ruledOut;
    return found({ at: caseOf(facts), subject: problem.subject, store: decidingStore(facts) ?? null });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [18]),
  example: {
    at: exampleCase,
    subject: 'CN=db1.example.net',
    store: { name: 'tlsCAFile', path: 'ca.pem', certificates: 1 },
  },
  en,
});
