import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';

/** The proxy ends TLS itself: by it the server has another certificate, of another issuer, than without it. */
export interface ProxyIntercepts {
  readonly at: Case;
  /** Subject and issuer of the leaf through the proxy. */
  readonly through: { readonly subject: string; readonly issuer: string };
  /** The same without the proxy. */
  readonly direct: { readonly subject: string; readonly issuer: string };
}

const en: Words<ProxyIntercepts> = {
  title: 'Proxy intercepts TLS',
  summary: ({ through, direct }) =>
    `The proxy ends TLS itself: through it the certificate is issued by ${shown(through.issuer)}, without it by ${shown(direct.issuer)}.`,
  evidence: ({ through, direct }) => [
    { what: 'Through the proxy', value: `${shown(through.subject)}, issued by ${shown(through.issuer)}` },
    { what: 'Without it', value: `${shown(direct.subject)}, issued by ${shown(direct.issuer)}` },
  ],
  remedies: ({ at, through }) => [
    {
      side: 'network',
      text: 'Have the proxy pass this host through unopened (an exemption from TLS inspection). Database drivers and client certificates cannot work through an opened connection at all. Probe again through the proxy to see that both ways show the same issuer.',
      commands: [],
      references: [reference(rfc(9110, '9.3.6'))],
    },
    {
      side: 'client',
      text: `If the inspection is meant to be, the client must trust the proxy's CA (${shown(through.issuer)}): get its certificate from whoever runs the proxy, not from this connection, and give it as tlsCAFile. If nobody runs such a proxy on purpose, somebody is reading along.`,
      commands: [`${at.check.replace(/ --tlsCAFile .*$/, '')} --tlsCAFile proxy-ca.pem`],
      references: [],
    },
  ],
  explanation:
    'A proxy that was asked for a tunnel (CONNECT) can open it instead: it answers the handshake itself with a certificate of its own CA, and talks to the server on its own account. Everything that is then seen of TLS, version, cipher suite, certificate, client certificate, is the proxy and not the server.',
  howToCheck:
    'The finding compares the issuer of the leaf through the proxy with the issuer without it, in one run. It is mended when both are the same.',
};

export default defineDiagnosis<ProxyIntercepts>({
  id: 'proxy-intercepts',
  family: 'transport',
  severity: 'warning',
  sources: [rfc(9110, '9.3.6'), rfc(8446, 'E.1')],
  clientErrors: [
    printed(
      'Python ssl, PyMongo',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)',
    ),
    printed('Node (SELF_SIGNED_CERT_IN_CHAIN)', 'self-signed certificate in certificate chain'),
    printed('Go', 'x509: certificate signed by unknown authority'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const { directChain, chain } = facts;
    if (directChain.kind === 'notTried') return notApplicable;
    if (chain.kind !== 'completed' || directChain.kind !== 'completed') return undetermined('certificate');
    const [through] = chain.value;
    const [direct] = directChain.value;
    // A new certificate of the same CA is a renewal, or another node; another CA is another party.
    if (through.issuer.rfc4514 === direct.issuer.rfc4514) return ruledOut;
    return found({
      at: caseOf(facts),
      through: { subject: through.subject.rfc4514, issuer: through.issuer.rfc4514 },
      direct: { subject: direct.subject.rfc4514, issuer: direct.issuer.rfc4514 },
    });
  },
  clientMessage: () => null,
  example: {
    at: exampleCase,
    through: { subject: 'CN=db1.example.net', issuer: 'CN=Inspection CA,O=Example' },
    direct: { subject: 'CN=db1.example.net', issuer: 'CN=Example Issuing CA 2' },
  },
  en,
});
