import { defineDeploymentDiagnosis, type Words } from '../src/diagnose/define.ts';
import { usageNames } from '../src/diagnose/words/oid-names.ts';
import { mongodbX509, mongodbX509Clients, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { issueClient, judgeKind, type Broken } from '../src/diagnose/words/x509-words.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';

/** A client certificate without the usages of one. */
export type X509ClientUsage = Broken<'clientUsage'>;

const en: Words<X509ClientUsage> = {
  title: 'Client certificate lacks a usage',
  summary: ({ problems: [{ label, lacks, contradicted }] }) =>
    contradicted
      ? `${shown(label)} may not serve as a client certificate: it lacks ${listed(lacks)}, and servers refuse it.`
      : `${shown(label)} does not name ${listed(lacks)}, which MongoDB's guide asks of client certificates.`,
  evidence: ({ problems }) =>
    problems.map(({ label, keyUsage, extendedKeyUsage, contradicted }) => ({
      what: shown(label),
      value: `keyUsage ${keyUsage === null ? 'absent' : listed(keyUsage)}; extendedKeyUsage ${extendedKeyUsage === null ? 'absent' : listed(usageNames(extendedKeyUsage))}: ${contradicted ? 'refused as "unsuitable certificate purpose"' : 'accepted by the server, since what is absent forbids nothing'}`,
    })),
  remedies: ({ problems, check }) => [
    {
      side: 'client',
      text: `Have the certificate issued anew with keyUsage = digitalSignature and extendedKeyUsage = clientAuth.${problems.some(({ extendedKeyUsage }) => extendedKeyUsage?.includes('1.3.6.1.5.5.7.3.1') ?? false) ? ' It names serverAuth: public CAs no longer issue clientAuth in 2026, so client certificates come from a CA of your own.' : ''} With a CA of your own:`,
      commands: [...issueClient, check],
      references: [reference(mongodbX509), reference(rfc(5280, '4.2.1.12'))],
    },
  ],
  explanation:
    "A certificate can say what it may be used for. A mongod hands a client's certificate to OpenSSL with the purpose of a TLS client: where extendedKeyUsage is there it must hold clientAuth, and where keyUsage is there it must hold digitalSignature (or keyAgreement). Where they are absent the server accepts it, but the guide asks for both, and other software may be stricter.",
  howToCheck:
    '`openssl x509 -in client.pem -noout -ext keyUsage,extendedKeyUsage` shows both. It is mended when the same check shows no finding.',
};

export default defineDeploymentDiagnosis<X509ClientUsage>({
  id: 'x509-client-usage',
  family: 'mongodb-x509',
  severity: 'error',
  severityOf: ({ problems }) => (problems.some(({ contradicted }) => contradicted) ? 'error' : 'warning'),
  sources: [mongodbX509, mongodbX509Clients, rfc(5280, '4.2.1.3'), rfc(5280, '4.2.1.12')],
  clientErrors: [
    printed('mongod log (23256)', 'SSL peer certificate validation failed: unsuitable certificate purpose'),
    printed(
      'mongod log (OpenSSL 1.1.1 and older)',
      'SSL peer certificate validation failed: unsupported certificate purpose',
    ),
  ],
  judge: (deployment) => judgeKind('clientUsage', ['client'], deployment),
  example: {
    problems: [
      {
        kind: 'clientUsage',
        label: 'client.pem',
        lacks: ['clientAuth'],
        contradicted: true,
        keyUsage: ['digitalSignature'],
        extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
      },
    ],
    check: 'whytls x509 --client client.pem --ca ca.pem',
  },
  en,
});
