import { caseOf, checkWithCaFile, checkWithoutCaFile, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn, straightenEn } from '../src/diagnose/elsewhere.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { chainEn, judgeOf, leafEn, ownerOf, sentEn } from '../src/diagnose/parties.ts';
import {
  decidingStore,
  decidingVerification,
  opensslMessage,
  otherStoresThatReach,
  pathEnd,
  problemsOf,
  type PathEnd,
  type StoreName,
} from '../src/diagnose/reading/chain-facts.ts';
import { missingIssuer } from '../src/diagnose/reading/missing-issuer.ts';
import { certifiForPypy, showPemFile, updateRootsOf } from '../src/diagnose/remedies/commands.ts';
import { pythonNamed } from '../src/diagnose/remedies/python-here.ts';
import { macPythonCommand, portablePypy15, python29065 } from '../src/diagnose/remedies/root-remedies.ts';
import { mongodbTls, opensslVerify, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';
import { counted, shown } from '../src/diagnose/words/names.ts';
import { storeEn } from '../src/diagnose/words/store-names.ts';

/** The path ends in a certificate, or points to an issuer, that the deciding store does not trust. */
export interface UntrustedRoot {
  readonly at: Case;
  readonly end: Exclude<PathEnd['kind'], 'selfSignedLeaf'>;
  /** The certificate at which the path ends. */
  readonly subject: string;
  /** Whom it names as its issuer. */
  readonly issuer: string;
  /** How many certificates the server sent. */
  readonly sent: number;
  readonly store: StoreName | null;
  /** Stores in which the path would reach an anchor. */
  readonly otherStores: readonly StoreName[];
  /** The issuer may as well be an intermediate that the server should send: nothing that was seen tells. */
  readonly mayBeIntermediate: boolean;
}

const en: Words<UntrustedRoot> = {
  title: 'Root certificate is not trusted',
  summary: ({ at, end, subject, issuer, mayBeIntermediate }) => {
    if (end === 'anchorNotSelfSigned') {
      return `The trusted certificate ${shown(subject)} is only an intermediate: ${at.shortClient} also wants the root above it, ${shown(issuer)}.`;
    }
    if (mayBeIntermediate) {
      return `${at.shortClient} does not trust the issuer of the ${ownerOf(at)}'s certificate, ${shown(issuer)}: it is not among its trusted certificates, and ${at.given === undefined ? 'the server did not send it' : `not in ${chainEn(at)}`}.`;
    }
    return `${leafEn(at)} goes back to ${shown(end === 'selfSignedInPath' ? subject : issuer)}, a root that ${at.shortClient} does not trust.`;
  },
  evidence: ({ at, end, subject, issuer, sent, store, otherStores, mayBeIntermediate }) => [
    { what: sentEn(at), value: counted(sent, 'certificate') },
    end === 'selfSignedInPath'
      ? { what: 'Path ends in', value: `${shown(subject)}, self-signed` }
      : { what: 'Path ends at', value: `${shown(subject)}, issued by ${shown(issuer)}` },
    ...(store === null
      ? []
      : [
          {
            what: 'Trusted',
            value: `${storeEn(store)}: ${
              end === 'anchorNotSelfSigned'
                ? `holds ${shown(subject)}, which is not self-signed, and not its issuer`
                : `${shown(end === 'selfSignedInPath' ? subject : issuer)} is not in it`
            }`,
          },
        ]),
    ...otherStores.map((other) => ({ what: 'Would be accepted by', value: storeEn(other) })),
    ...(mayBeIntermediate
      ? [
          {
            what: 'Not known',
            value: `whether ${shown(issuer)} is itself a root, or an intermediate that the ${ownerOf(at)} should send: its certificate was not seen`,
          },
        ]
      : []),
    ...elsewhereEn(at),
  ],
  remedies: ({ at, end, issuer, subject, store, otherStores, mayBeIntermediate }) => {
    const root = shown(end === 'selfSignedInPath' ? subject : issuer);
    const give = {
      side: judgeOf(at),
      text:
        judgeOf(at) === 'server'
          ? `If ${root} is your own CA: add its certificate, as PEM, from whoever runs the CA, to the file by which mongod verifies clients (net.tls.CAFile, or net.tls.clusterCAFile).`
          : at.caFile === null
            ? `If ${root} is your own CA: give its certificate to the client, as PEM, from whoever runs the CA${at.given === undefined ? ' (not from this connection)' : ''}: MongoClient(..., tlsCAFile="ca.pem"), or …/?tls=true&tlsCAFile=ca.pem in the connection string. Then check with the same file.`
            : `Add the certificate of ${root}, as PEM, from whoever runs the CA${at.given === undefined ? ' (not from this connection)' : ''}, to ${shown(at.caFile)}, or use the file that belongs to this deployment. The first command shows what the file holds now.`,
      commands: at.caFile === null ? [checkWithCaFile(at, 'ca.pem')] : [showPemFile(at.caFile), at.check],
      references: [reference(pymongoTls), reference(rfc(5280, '6.1.1'))],
    } as const;
    const intermediate = {
      side: ownerOf(at),
      text: `If ${root} is an intermediate: the ${ownerOf(at)} has to send it. Append it to the certificate file behind the leaf. To tell the two apart, ask the CA, or look at the issuer's own certificate: subject and issuer are the same only in a root.`,
      commands: ['openssl x509 -in issuer.pem -noout -subject -issuer'],
      references: [reference(mongodbTls), reference(rfc(8446, '4.4.2'))],
    } as const;
    const drop = {
      side: judgeOf(at),
      text: 'Without tlsCAFile the path is accepted here: the option replaces the default trust store, it does not add to it. Leave it out, or add the root to the file.',
      commands: [checkWithoutCaFile(at)],
      references: [reference(pymongoTls)],
    } as const;
    const update = {
      side: judgeOf(at),
      text: `If it is a public CA, the root certificates of this machine are out of date: update them${at.machine?.distribution == null ? ' (the line for your system)' : ''}.`,
      commands: updateRootsOf(at.machine),
      references: [reference(pymongoTls)],
    } as const;
    // Where Python was asked, its certifi was asked for the root as well, and has it not.
    const isOfPythonOrg = at.python?.isPythonOrgMac === true;
    const isAsked = at.python !== undefined || !at.clientId.startsWith('pymongo');
    const interpreter = {
      side: 'client',
      text:
        at.python === undefined
          ? 'A Python with a trust store of its own: on macOS, Python of python.org has one that is filled by the first command (Python issue 29065). An interpreter without root certificates takes those of certifi: written for portable-pypy (issue 15 there), which is no longer maintained, the other two work for every Python if its name stands for pypy.'
          : `Your Python here is ${pythonNamed(at.python)}, of python.org, which has a trust store of its own: this command fills it with public roots (Python issue 29065).`,
      commands: [macPythonCommand(at), ...(isOfPythonOrg ? [] : certifiForPypy)],
      references: [reference(python29065), ...(isOfPythonOrg ? [] : [reference(portablePypy15)])],
    } as const;
    const isSystem = store === null || store.name !== 'tlsCAFile';
    return [
      ...straightenEn(at),
      ...(!isSystem && otherStores.length > 0 ? [drop] : []),
      give,
      ...(mayBeIntermediate ? [intermediate] : []),
      ...(isSystem ? [update, ...(isAsked && !isOfPythonOrg ? [] : [interpreter])] : []),
    ];
  },
  explanation:
    'A client follows the issuers from the leaf upwards until it meets a certificate in its own trust store. If the last one is a root that is not there, it refuses the whole path: a private CA whose root the client was never given, another file of roots than the one that belongs to this deployment, a trust store that is out of date, or a proxy that opens TLS and signs with a CA of its own. OpenSSL-based clients want a self-signed root: an intermediate alone in the trust store is not enough for them.',
  howToCheck:
    'Compare the issuer at the top of the path with the subjects in the trust store: `openssl crl2pkcs7 -nocrl -certfile ca.pem | openssl pkcs7 -print_certs -noout`. It is mended when the same probe, with the right file, has no finding. Turning verification off would only hide it, together with every other fault of the certificate.',
};

export default defineDiagnosis<UntrustedRoot>({
  id: 'untrusted-root',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(5280, '6.1'), opensslVerify, pymongoTls],
  clientErrors: [
    printed(
      'PyMongo, Python ssl',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)',
    ),
    printed(
      'PyMongo, Python ssl (OpenSSL 3)',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)',
    ),
    printed(
      'PyMongo, Python ssl (OpenSSL 1.1.1 and earlier)',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate in certificate chain',
    ),
    printed(
      'PyMongo with PyOpenSSL',
      "SSL handshake failed: <h>:<p>: [('SSL routines', '', 'certificate verify failed')]",
    ),
    printed('openssl s_client', 'verify error:num=20:unable to get local issuer certificate'),
    printed('openssl s_client', 'Verify return code: 19 (self-signed certificate in certificate chain)'),
    printed('curl', 'curl: (60) SSL certificate problem: unable to get local issuer certificate'),
    printed('curl', 'curl: (60) SSL certificate problem: self-signed certificate in certificate chain'),
    printed('Node (SELF_SIGNED_CERT_IN_CHAIN)', 'self-signed certificate in certificate chain'),
    printed('Node (UNABLE_TO_GET_ISSUER_CERT)', 'unable to get issuer certificate'),
    printed('Go', 'x509: certificate signed by unknown authority'),
    printed('Go 1.20 and later', 'tls: failed to verify certificate: x509: certificate signed by unknown authority'),
    printed(
      'Java',
      'PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
    ),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate issuer is unknown.'),
    printed('libmongoc on Windows', 'SSL Certification verification failed: Untrusted root certificate'),
  ],
  consequenceOf: ['client-roots-missing'],
  asksPython: true,
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const last = pathEnd(seen.verification);
    if (last === undefined || last.kind === 'selfSignedLeaf') return ruledOut;
    const issuer = last.kind === 'issuerNotFound' ? missingIssuer(facts) : null;
    // The intermediate was found and leads to an anchor; or it is one, and where it leads was not seen.
    if (issuer?.kind === 'intermediate' && issuer.end === undefined) return ruledOut;
    if (issuer?.kind === 'intermediateUnseen') return undetermined('issuerCertificate');
    const end = (issuer?.kind === 'intermediate' ? issuer.end : undefined) ?? last;
    if (end.kind === 'selfSignedLeaf') return ruledOut;
    return found(
      {
        at: caseOf(facts),
        end: end.kind,
        subject: end.subject,
        issuer: end.kind === 'selfSignedInPath' ? end.subject : end.issuer,
        sent: facts.chain.kind === 'completed' ? facts.chain.value.length : 0,
        store: decidingStore(facts) ?? null,
        otherStores: otherStoresThatReach(facts),
        mayBeIntermediate: issuer?.kind === 'unknown',
      },
      // A certificate above the leaf that ran out explains why its issuer has left the trust stores.
      problemsOf(seen.verification, 'expired').some(({ depth }) => depth > 0) ? ['cert-expired'] : [],
    );
  },
  clientMessage: (_, facts) => opensslMessage(facts, [2, 19, 20, 21]),
  example: {
    at: exampleCase,
    end: 'selfSignedInPath',
    subject: 'CN=Example Root',
    issuer: 'CN=Example Root',
    sent: 2,
    store: { name: 'tlsCAFile', path: 'ca.pem', certificates: 1 },
    otherStores: [],
    mayBeIntermediate: false,
  },
  en,
});
