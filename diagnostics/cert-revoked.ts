import { isoTime, type UnixMs } from '../src/base/time.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { missingChain } from '../src/diagnose/chain-facts.ts';
import { installPymongoOcsp } from '../src/diagnose/commands.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { shown } from '../src/diagnose/names.ts';
import { leafEn, ownerOf, takeUp } from '../src/diagnose/parties.ts';
import { mongodbOcsp, mongodbTls, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';

/** A valid stapled OCSP response says that a certificate was revoked. */
export interface CertRevoked {
  readonly at: Case;
  /** Whether the client looks at staples, and so refuses. */
  readonly refused: boolean;
  readonly certificates: readonly {
    readonly index: number;
    readonly subject: string;
    readonly revokedAt: UnixMs | null;
    readonly reason: string | null;
    readonly thisUpdate: UnixMs;
    readonly nextUpdate: UnixMs | null;
  }[];
}

const en: Words<CertRevoked> = {
  title: 'Certificate was revoked',
  summary: ({ at, certificates, refused }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const what = first.index === 0 ? leafEn(at) : `The certificate ${shown(first.subject)}`;
    const when = first.revokedAt === null ? '' : ` on ${isoTime(first.revokedAt).slice(0, 10)}`;
    const why = first.reason === null ? '' : ` (${shown(first.reason)})`;
    return `${what} was revoked by its CA${when}${why}: ${
      refused
        ? `${at.shortClient} refuses it.`
        : `${at.client} accepts it silently, because it does not check OCSP; clients that do refuse it.`
    }`;
  },
  evidence: ({ at, certificates, refused }) => [
    ...certificates.map(({ index, subject, revokedAt, reason, thisUpdate, nextUpdate }) => ({
      what: `${at.given === undefined ? 'Stapled ' : ''}OCSP response for ${index === 0 ? 'the leaf' : `certificate ${index}`}`,
      value: `${shown(subject)}: revoked${revokedAt === null ? '' : ` at ${isoTime(revokedAt)}`}${reason === null ? '' : `, ${shown(reason)}`}; signature good, of ${isoTime(thisUpdate)}${nextUpdate === null ? '' : `, good until ${isoTime(nextUpdate)}`}`,
    })),
    {
      what: 'Who notices',
      value: `${refused ? `${at.client} does. ` : ''}PyMongo with the ocsp extra, the Go and C drivers, GnuTLS and curl --cert-status refuse it. PyMongo without the extra, AsyncMongoClient, Node, mongosh and openssl s_client accept it without a word.`,
    },
  ],
  remedies: ({ at, refused }) => [
    {
      side: ownerOf(at),
      text: 'Have a certificate with a new key issued, put it in place, and check again. Find out first why the CA revoked the old one: if its key leaked, everything that it protected is concerned.',
      commands: takeUp(at),
      references: [reference(mongodbTls), reference(rfc(6960, '2.2'))],
    },
    ...(refused
      ? []
      : ([
          {
            side: 'client',
            text: "If the client is PyMongo, let it see this: it checks OCSP only with this extra (in zsh put quotes around 'pymongo[ocsp]'), and only by MongoClient, not by AsyncMongoClient.",
            commands: [installPymongoOcsp],
            references: [reference(pymongoTls)],
          },
        ] as const)),
  ],
  explanation:
    'A CA revokes a certificate when it must no longer be used, for example after its key leaked. The server itself hands out the proof here: an OCSP response, signed by the CA, stapled into the handshake. Clients that check staples refuse; many clients never look, PyMongo without the extra pymongo[ocsp] among them.',
  howToCheck:
    'The finding shows what the staple says and since when. `openssl s_client -connect host:port -status` shows the same response. It is mended when a new certificate is served whose staple says good. tlsDisableOCSPEndpointCheck does not change it: a staple is judged all the same.',
};

export default defineDiagnosis<CertRevoked>({
  id: 'cert-revoked',
  family: 'revocation',
  severity: 'error',
  sources: [rfc(6960, '2.2'), rfc(6066, '8'), rfc(8446, '4.4.2.1'), mongodbOcsp, pymongoTls],
  clientErrors: [
    printed(
      'PyMongo with PyOpenSSL',
      "SSL handshake failed: <h>:<p>: [('SSL routines', '', 'invalid status response')]",
    ),
    printed(
      'PyMongo with PyOpenSSL (OpenSSL 1.1.1)',
      "[('SSL routines', 'tls_process_initial_server_flight', 'invalid status response')]",
    ),
    printed('Python ssl, PyMongo with tlsCRLFile', 'certificate verify failed: certificate revoked (_ssl.c:1006)'),
    printed('openssl', 'Verify return code: 23 (certificate revoked)'),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate chain is revoked.'),
    printed('Go driver', 'OCSP verification failed: certificate is revoked'),
    printed('libmongoc', 'TLS handshake failed: Failed OCSP verification'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const missing = missingChain(facts);
    if (missing !== null) return undetermined(missing);
    // Without a staple there is nothing here to judge: endpoints and lists are asked elsewhere.
    if (facts.staples.kind !== 'completed') return notApplicable;
    const revoked = facts.staples.value.filter(({ status }) => status?.status === 'revoked');
    if (revoked.length === 0) return ruledOut;
    const certificates = revoked.flatMap(({ certificate: index, status, problems }) => {
      // A response that proves nothing, proves no revocation: `ocsp-staple-invalid` tells of it.
      if (status === null || problems.length > 0) return [];
      const { revokedAt, reason, thisUpdate, nextUpdate } = status;
      return [{ index, subject: subjectAt(facts, index), revokedAt, reason, thisUpdate, nextUpdate }];
    });
    if (certificates.length === 0) {
      const blind = revoked.every(({ problems }) => problems.some(({ kind }) => kind === 'issuerUnknown'));
      return blind ? undetermined('issuerCertificate') : ruledOut;
    }
    return found({ at: caseOf(facts), refused: facts.client.verifies.checksStaples, certificates });
  },
  clientMessage: ({ at }, facts) => facts.client.words.badStaple(at),
  example: {
    at: { ...exampleCase, client: 'PyMongo on Python 3.10 or later' },
    refused: false,
    certificates: [
      {
        index: 0,
        subject: 'CN=db1.example.net',
        revokedAt: Date.UTC(2026, 10, 1),
        reason: 'keyCompromise',
        thisUpdate: Date.UTC(2026, 10, 20),
        nextUpdate: Date.UTC(2026, 10, 27),
      },
    ],
  },
  en,
});

const subjectAt = (facts: Parameters<typeof missingChain>[0], index: number): string =>
  facts.chain.kind === 'completed' ? (facts.chain.value[index]?.subject.rfc4514 ?? '') : '';
