import { caseOf, checkAt, exampleCase, type Case } from '../src/diagnose/case.ts';
import { decidingVerification, problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { hostAndPort, requestFor } from '../src/diagnose/remedies/commands.ts';
import { unreachable } from '../src/base/never.ts';
import { defineDiagnosis, type RemedyText, type Words } from '../src/diagnose/define.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { isMongodb, namesOf, sanMissing, type Asked } from '../src/diagnose/reading/leaf-names.ts';
import { listed, shown, shownHost } from '../src/diagnose/words/names.ts';
import { nearMisses, type NearMiss } from '../src/diagnose/reading/near-miss.ts';
import { leafEn, showLeaf, takeUp, takeUpEn } from '../src/diagnose/parties.ts';
import { mongodbTls, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';

/** The certificate does not name the host that was asked for. */
export interface HostnameMismatch {
  readonly at: Case;
  readonly asked: Asked;
  /** What the certificate offers of the kind that was asked for. */
  readonly presented: readonly string[];
  /** The names of the other kind: a DNS name does not help who asked by address, and the reverse. */
  readonly otherKind: readonly string[];
  readonly usedCommonName: boolean;
  readonly subject: string;
  /** The name in server_name; null: none was sent. */
  readonly sni: string | null;
  readonly nearMisses: readonly NearMiss[];
  /** MongoDB is expected here: whether its servers, which compare names by a rule of their own, would accept the leaf. */
  readonly mongodb: { readonly accepts: boolean } | null;
}

function nearly(miss: NearMiss, asked: Asked): string {
  const name = shown(miss.name);
  switch (miss.kind) {
    case 'trailingDot':
      return `${name} ends in a dot: OpenSSL, Python, Go, Java and GnuTLS compare it as it stands, Node and curl drop the dot`;
    case 'wildcardDepth':
      return `the * of ${name} stands for exactly one label, and here it would have to stand for ${miss.labels}`;
    case 'wildcardParent':
      return `the * of ${name} stands for exactly one label, so ${name} does not cover ${shown(asked.value)} itself`;
    case 'wildcardTop':
      return `${name}: a * right below the last label is accepted by Go and Java only`;
    case 'wildcardPart':
      return `${name}: a * for a part of a label is accepted by the openssl program, Node and Java, not by Python, Go, curl and GnuTLS`;
    case 'www':
      return `${name} differs by www. alone, and that makes it another name`;
    case 'shortAsked':
      return `${name} begins with the short name that was asked for: connect by the whole name`;
    case 'shortPresented':
      return `${name} is the short name of what was asked for: a certificate has to hold the whole name`;
    case 'oneLabel':
      return `${name} differs in one label: ${shown(miss.presented)} instead of ${shown(miss.asked)}`;
    case 'addressAsName':
      return `${name} stands there as a DNS name: addresses are compared with iPAddress entries only`;
    case 'unicodeName':
      return `${name} is the same name in Unicode: a certificate has to hold it as ${shown(asked.value)}`;
    case 'commonNameOverridden':
      return `the CN is ${name}, but a CN counts only where subjectAltName holds no DNS name`;
    case 'addressReached':
      return `the address ${name}, at which it was reached, is in the certificate, the name is not`;
    default:
      return unreachable(miss);
  }
}

const en: Words<HostnameMismatch> = {
  title: 'Host name does not match the certificate',
  summary: ({ at, asked, presented, otherKind }) => {
    const names = presented.length > 0 ? presented : otherKind;
    const wanted =
      at.given === undefined
        ? `which ${at.shortClient} was told to connect to`
        : `so ${at.shortClient} refuses it for that name`;
    return names.length === 0
      ? `${leafEn(at)} names no host in subjectAltName, and so not ${shownHost(asked.value)}, ${wanted}.`
      : `${leafEn(at)} is for ${listed(names.map(shownHost), 4)}, not for ${shownHost(asked.value)}, ${wanted}.`;
  },
  evidence: ({ at, asked, presented, otherKind, usedCommonName, subject, sni, nearMisses: misses, mongodb }) => [
    { what: 'Asked for', value: `${shownHost(asked.value)} (${asked.kind === 'ip' ? 'IP address' : 'DNS name'})` },
    {
      what: usedCommonName
        ? 'The certificate has no DNS name in subjectAltName, so its CN was compared'
        : `${asked.kind === 'ip' ? 'IP addresses' : 'DNS names'} in subjectAltName`,
      value: presented.length === 0 ? 'none' : listed(presented.map(shownHost), 20),
    },
    ...(otherKind.length === 0
      ? []
      : [{ what: asked.kind === 'ip' ? 'DNS names' : 'IP addresses', value: listed(otherKind.map(shownHost), 20) }]),
    ...misses.map((miss) => ({ what: 'Nearly', value: nearly(miss, asked) })),
    ...(mongodb?.accepts === true
      ? [
          {
            what: 'MongoDB servers',
            value: 'among each other they would accept it, by a rule of their own; drivers do not',
          },
        ]
      : []),
    { what: 'Leaf', value: shown(subject) },
    ...(at.given === undefined ? [{ what: 'SNI sent', value: sni === null ? 'none' : shown(sni) }] : []),
  ],
  remedies: ({ at, asked, presented, otherKind, sni, mongodb }) => [
    {
      side: 'client',
      text: `Connect by a name that the certificate holds, if this is the server you mean${asked.kind === 'ip' || presented.length > 0 ? '' : ' (it holds none)'}. The first command shows all of them${checkByName(at, [...presented, ...otherKind]).length > 0 ? ', the last one checks by one of them, at the same address' : ''}. For a replica set the names in its configuration count: rs.conf().members[n].host.`,
      commands: [showLeaf(at, '-noout -subject -ext subjectAltName'), ...checkByName(at, [...presented, ...otherKind])],
      references: [reference(rfc(9525, '6')), reference(pymongoTls)],
    },
    {
      side: 'server',
      text: `Have a certificate issued whose subjectAltName holds ${asked.kind === 'ip' ? 'IP:' : 'DNS:'}${shown(asked.value)} beside the names that it has, put it in place and check again. ${takeUpEn(at)} The CN is not enough: Go, macOS, iOS and PyMongo with PyOpenSSL do not look at it.${asked.kind === 'ip' && mongodb !== null ? ' Members of a replica set compare addresses since MongoDB 4.2 only; before, give them names.' : ''} The first two lines are for a CA of your own.`,
      commands: [...requestWithAll({ asked, presented, otherKind }), ...takeUp(at)],
      references: [reference(mongodbTls), reference(rfc(5280, '4.2.1.6'))],
    },
    ...(at.given === undefined ? [elsewhere(sni)] : []),
  ],
  explanation:
    'A client accepts a certificate only for the names in it. It compares the host that the user wrote with the DNS names or IP addresses in subjectAltName; a wildcard stands for exactly one label on the left; an address is never compared with a DNS name; a name with letters beyond ASCII is compared in its A-label form (xn--…). Some clients still read the CN where there is no DNS name in subjectAltName. The servers of MongoDB have a rule of their own for each other: any subjectAltName overrides the CN, a trailing dot is dropped, an address may stand there as a DNS name, and addresses count since 4.2.',
  howToCheck:
    'The finding shows the name asked for and the names offered. It is mended when one of the names offered is the one asked for, and the same probe has no such finding. Allowing invalid host names would accept anybody who holds any certificate of a trusted CA.',
};

/** Asks for a certificate that holds what the old one holds, too: other clients may come by those names. */
export function requestWithAll({
  asked,
  presented,
  otherKind,
}: Pick<HostnameMismatch, 'asked' | 'presented' | 'otherKind'>): readonly string[] {
  const other = asked.kind === 'ip' ? 'dns' : 'ip';
  return requestFor(asked, [
    ...presented.map((value) => ({ kind: asked.kind, value })),
    ...otherKind.map((value) => ({ kind: other, value }) as const),
  ]);
}

/** Whether the server is sound by a name that its certificate holds: at the same address, whatever the name leads to. */
export function checkByName(at: Case, names: readonly string[]): readonly string[] {
  const name = names.find((one) => plainName.test(one));
  const isFree = at.given === undefined && at.httpProxy === undefined;
  if (name === undefined || !isFree || at.address === null) return [];
  return [checkAt(at, hostAndPort(name, at.port), at.address)];
}

/** A host name that is nothing but that, in a shell and to a program. */
const plainName = /^(?=.{1,253}$)(?!.*\.\d+$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

const elsewhere = (sni: string | null): RemedyText => ({
  side: 'network',
  text: `If the certificate belongs to quite another service, something else answers here: a default site of a load balancer or proxy (it chooses by SNI${sni === null ? ', and none was sent' : ''}), an old DNS entry, or another process on the port.`,
  commands: [],
  references: [],
});

export default defineDiagnosis<HostnameMismatch>({
  id: 'hostname-mismatch',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(9525, '6'), rfc(5280, '4.2.1.6'), pymongoTls],
  clientErrors: [
    printed(
      'PyMongo, Python ssl',
      "certificate verify failed: Hostname mismatch, certificate is not valid for '<h>'. (_ssl.c:1006)",
    ),
    printed(
      'PyMongo, Python ssl',
      "certificate verify failed: IP address mismatch, certificate is not valid for '<ip>'. (_ssl.c:1006)",
    ),
    printed('Python 3.6 and earlier', "hostname '<h>' doesn't match '<name>'"),
    printed(
      'PyMongo with PyOpenSSL',
      `("VerificationError(errors=[DNSMismatch(mismatched_id=DNS_ID(hostname=b'<h>'))])",)`,
    ),
    printed('openssl s_client -verify_hostname', 'Verify return code: 62 (hostname mismatch)'),
    printed('openssl s_client -verify_ip', 'Verify return code: 64 (IP address mismatch)'),
    printed('curl', "curl: (60) SSL: no alternative certificate subject name matches target host name '<h>'"),
    printed(
      'Node (ERR_TLS_CERT_ALTNAME_INVALID)',
      "Hostname/IP does not match certificate's altnames: Host: <h>. is not in the cert's altnames: DNS:<a>",
    ),
    printed('Node', "Hostname/IP does not match certificate's altnames: IP: <ip> is not in the cert's list: "),
    printed('Go', 'x509: certificate is valid for <a>, not <h>'),
    printed('Go', "x509: cannot validate certificate for <ip> because it doesn't contain any IP SANs"),
    printed('Java', 'No subject alternative DNS name matching <h> found.'),
    printed('Java', 'No subject alternative names matching IP address <ip> found'),
    printed('GnuTLS', 'The certificate is NOT trusted. The name in the certificate does not match the expected.'),
    printed(
      'mongod, mongosh',
      'The server certificate does not match the host name. Hostname: <h> does not match SAN(s): <list>',
    ),
  ],
  consequenceOf: ['replica-set-host'],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const [problem] = problemsOf(seen.verification, 'nameMismatch');
    if (problem === undefined) return ruledOut;
    const names = facts.chain.kind === 'completed' ? namesOf(facts.chain.value[0]) : null;
    const mismatch: HostnameMismatch = {
      at: caseOf(facts),
      asked: problem.asked,
      presented: problem.presented,
      otherKind: (problem.asked.kind === 'ip' ? names?.dns : names?.ip) ?? [],
      usedCommonName: problem.usedCommonName,
      subject: problem.subject,
      sni: facts.target.sni,
      nearMisses: names === null ? [] : nearMisses(problem.asked, names, facts.endpoint?.address ?? null),
      mongodb: isMongodb(facts) ? { accepts: facts.mongodbHost?.matches === true } : null,
    };
    // Where there is no name at all to compare with, that is the cause.
    return found(mismatch, sanMissing(facts)?.cause === 'san-missing' ? ['san-missing'] : []);
  },
  clientMessage: ({ at, asked, presented, otherKind }, facts) => {
    if (facts.verification.kind !== 'completed') return null;
    // Clients stop at the first error: a name is compared only where nothing came before it.
    const code = facts.verification.value.opensslError?.code;
    if (code !== undefined && code !== 62 && code !== 64) return null;
    return facts.client.words.nameMismatch(at, asked, presented, otherKind);
  },
  example: {
    at: exampleCase,
    asked: { kind: 'dns', value: 'db1.example.net' },
    presented: ['db1.internal', '*.internal'],
    otherKind: [],
    usedCommonName: false,
    subject: 'CN=db1.internal',
    sni: 'db1.example.net',
    nearMisses: [],
    mongodb: { accepts: false },
  },
  en,
});
