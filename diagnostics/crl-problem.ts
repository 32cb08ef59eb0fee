import { unreachable } from '../src/base/never.ts';
import { isoTime, type UnixMs } from '../src/base/time.ts';
import type { Facts } from '../src/observe/facts.ts';
import { caseOf, checkAs, checkWithCrlFile, exampleCase, type Case } from '../src/diagnose/case.ts';
import { decidingVerification, opensslMessage, problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { isCausedByClock } from '../src/diagnose/reading/clock-skew.ts';
import { crlToPem, shellWord, showCrl } from '../src/diagnose/remedies/commands.ts';
import { crlEn, crlTroubles, type CrlTrouble } from '../src/diagnose/words/crl-words.ts';
import { defineDiagnosis, type RemedyText, type Words } from '../src/diagnose/define.ts';
import type { CrlFileFault, CrlSourceProblem, IoProblem } from '../src/diagnose/fact-types.ts';
import { fetchEn } from '../src/diagnose/words/fetch-words.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { days, daysBetween, listed, shown } from '../src/diagnose/words/names.ts';
import { fetchCrl, judgeOf, leafEn, refusedEn } from '../src/diagnose/parties.ts';
import { opensslVerify, printed, pymongoTls, reference, rfc } from '../src/diagnose/sources.ts';

/** The client looks certificates up in CRLs, and has none that will do; or we were to fetch one, and could not. */
export interface CrlProblem {
  readonly at: Case;
  readonly judgedAt: UnixMs;
  /** Files that the client cannot use. */
  readonly files: readonly {
    readonly option: string;
    readonly path: string;
    readonly why: CrlFileFault;
    /** The platform's error code, where there is one. */
    readonly code: string | null;
  }[];
  /** Addresses that certificates name and that gave no CRL. */
  readonly points: readonly {
    readonly url: string;
    readonly of: string;
    readonly why: IoProblem | { readonly kind: 'noCrl' } | { readonly kind: 'notHttp' };
  }[];
  /** What is wrong with the CRLs, in the order in which the client comes upon it. */
  readonly troubles: readonly CrlTrouble[];
  /** Where the leaf says that its CRL is, those that can be fetched by HTTP. */
  readonly urls: readonly string[];
}

const en: Words<CrlProblem> = {
  title: 'CRL is missing or cannot be used',
  summary: ({ at, judgedAt, files: [file], points: [point], troubles: [first] }) => {
    const { shortClient: client } = at;
    if (file !== undefined) return fileSummary(client, file);
    if (first === undefined)
      return `The CRL that ${shown(point?.of ?? '')} names cannot be fetched, so whether it was revoked stays open.`;
    switch (first.kind) {
      case 'crlMissing':
        return `${client} wants a CRL of ${shown(first.issuer)} to see whether ${whoseEn(at, first)} was revoked, and has none: it refuses ${refusedEn(at)}.`;
      case 'crlExpired':
        return `The CRL of ${shown(first.crl.issuer)} expired on ${isoTime(first.nextUpdate).slice(0, 10)}, ${days(daysBetween(first.nextUpdate, judgedAt))} ago: ${client} refuses every certificate of that CA until it gets the next one.`;
      case 'crlNotYetValid':
        return `The CRL of ${shown(first.crl.issuer)} begins only at ${isoTime(first.thisUpdate)}: ${client} refuses every certificate of that CA until then.`;
      case 'crlTimeMalformed':
        return `The CRL of ${shown(first.crl.issuer)} has a ${first.field} that is no time: ${client} cannot use it, and refuses ${refusedEn(at)}.`;
      case 'crlSignature':
        return `The signature on the CRL of ${shown(first.crl.issuer)} is wrong: ${client} cannot believe it, and refuses ${refusedEn(at)}.`;
      case 'cannotSignCrls':
        return `${shown(first.signer)} signed a CRL but is not allowed to, since its key usage lacks cRLSign: ${client} refuses ${refusedEn(at)}.`;
      case 'crlScope':
        return `The CRL of ${shown(first.crl.issuer)} is not about certificates such as ${whoseEn(at, first)}: ${client} refuses ${refusedEn(at)}.`;
      case 'crlExtension':
        return `The CRL of ${shown(first.crl.issuer)} has a critical extension that ${client} does not know (${shown(first.oid)}): it refuses ${refusedEn(at)}.`;
      default:
        return unreachable(first);
    }
  },
  evidence: ({ at, judgedAt, files, points, troubles, urls }) => [
    ...files.map(({ option, path, why, code }) => ({
      what: `${option} ${shown(path)}`,
      value: `${fileFaults[why]}${code === null ? '' : ` (${code})`}`,
    })),
    ...points.map(({ url, of, why }) => ({
      what: `CRL that ${shown(of)} names`,
      value: `${shown(url)}: ${pointEn(why)}`,
    })),
    ...troubles.flatMap((trouble) => [
      { what: `Revocation of ${whoseEn(at, trouble)}`, value: troubleEn(trouble) },
      ...(trouble.kind === 'crlMissing'
        ? trouble.passedOver.map(({ crl, why }) => ({ what: 'Passed over', value: `${crlEn(crl)}: ${unfit[why]}` }))
        : [{ what: 'CRL', value: crlEn(trouble.crl) }]),
    ]),
    ...(urls.length === 0 || points.length > 0
      ? []
      : [{ what: 'The leaf names as its CRL', value: listed(urls.map(shown), 3) }]),
    { what: 'Judged at', value: isoTime(judgedAt) },
  ],
  remedies: (problem) => crlRemedies(problem, remedyTexts),
  explanation:
    "A client that is given a certificate revocation list (PyMongo and Node by tlsCRLFile, curl by --crlfile) looks the server up in it, and refuses where it cannot: without a CRL of the very CA that issued the certificate, or when that CRL has expired. PyMongo looks up the server's certificate alone; Node and curl every certificate of the path, so they need a CRL of each CA in it, the root's own included; and as Node and openssl s_client read only the first CRL of a file, tlsCRLFile cannot satisfy Node where there is an intermediate. PyMongo reads PEM alone, all CRLs and certificates of the file, and takes no CRL file at all when PyOpenSSL is installed. OpenSSL looks at the dates before it looks for the certificate: an expired CRL that revokes it is reported as expired.",
  howToCheck:
    'The finding names the CRL that is missing, or the one that was used and its times. `openssl crl -in crl.pem -noout -issuer -lastupdate -nextupdate` shows the same. It is mended when the same probe with the new file has no such finding.',
};

function fileSummary(client: string, { path, why }: CrlProblem['files'][number]): string {
  const file = `The CRL file ${shown(path)}`;
  switch (why) {
    case 'missing':
      return `${file} does not exist, so ${client} does not even start.`;
    case 'unreadable':
      return `${file} cannot be read, so ${client} does not even start.`;
    case 'der':
      return `${file} is DER, but ${client} reads PEM alone, so it does not even start: convert the file.`;
    case 'broken':
      return `${file} has a damaged part, so ${client} refuses all of it.`;
    case 'noCrl':
      return `${file} holds no CRL, so ${client} does not even start.`;
    case 'certificatesOnly':
      return `${file} holds certificates but no CRL, so ${client} cannot look the server's certificate up and refuses it.`;
    case 'notSupported':
      return `${client} takes no CRL file when PyOpenSSL is installed (it checks OCSP instead), so it does not even start.`;
    default:
      return unreachable(why);
  }
}

const fileFaults = {
  missing: 'no such file',
  unreadable: 'cannot be read',
  der: 'one CRL in DER, in order; PyMongo and Node read PEM alone',
  broken: 'a block of it says that it is a CRL and cannot be read as one',
  noCrl: 'no "-----BEGIN X509 CRL-----" and no DER of a CRL',
  certificatesOnly: 'certificates, but no "-----BEGIN X509 CRL-----"',
  notSupported: 'tlsCRLFile cannot be used with PyOpenSSL: CRLs and OCSP are never both used in one handshake',
} satisfies Record<CrlFileFault, string>;

const remedyTexts: CrlRemedyTexts = {
  fetched: (isNamed) =>
    `Get the current CRL of the CA${isNamed ? ', from the address that the certificate names' : ': the certificate names no address for it, so ask the CA'}. It usually comes as DER: turn it into PEM, which is all that PyMongo and Node read. The command before the last shows whose it is and until when, the last one that it worked. A CRL ends soon: have a timer repeat this, and let the application read the new file (a driver reads it when the client is made).`,
  clock:
    'If "Judged at" above is not the present time (UTC), the clock of this machine is wrong: set it, and the CRL may be good.',
  mended:
    'This CRL cannot be used by anybody: send it to the CA, with this report, and ask for one that is in order. The command shows all of it.',
  elsewhere:
    'Let this machine reach the address (a firewall, or a proxy in between, may not), or fetch the CRL where it can be reached and give it as a file. Tell the CA if nobody can.',
  der: 'Turn the file into PEM, which nothing is lost by, and give that one instead. The last command shows that it worked.',
  notSupported:
    'Choose one of the two: leave tlsCRLFile out and let PyMongo check OCSP, or run the application in an environment without PyOpenSSL, where PyMongo checks the CRL and no OCSP. The last command looks through the eyes of the latter.',
  noFile:
    'Give the path of a file that exists and that the user of the application may read; a relative path counts from the folder in which the application was started. In a connection string, encode it for URLs.',
};

/** What can be done about a CRL, in the words of a language. */
export interface CrlRemedyTexts {
  /** `isNamed`: the certificate says where its CRL is. */
  readonly fetched: (isNamed: boolean) => string;
  readonly clock: string;
  readonly mended: string;
  readonly elsewhere: string;
  /** Of a file that the client cannot use. */
  readonly der: string;
  readonly notSupported: string;
  readonly noFile: string;
}

/** Which of it helps, and by which commands. */
export function crlRemedies(
  { at, files: [file], points, troubles, urls }: CrlProblem,
  texts: CrlRemedyTexts,
): readonly RemedyText[] {
  const fetchAndConvert = [
    ...(urls.length === 0 ? [] : [fetchCrl(at, 'issuing.crl')]),
    crlToPem('issuing.crl', 'crl.pem'),
  ];
  const fetched: RemedyText = {
    side: judgeOf(at),
    text: texts.fetched(urls.length > 0),
    commands: [...fetchAndConvert, showCrl('crl.pem'), checkWithCrlFile(at, 'crl.pem')],
    references: [reference(pymongoTls), reference(rfc(5280, '5.1.2.5'))],
  };
  const clock: RemedyText = { side: judgeOf(at), text: texts.clock, commands: ['date -u'], references: [] };
  const mended: RemedyText = {
    side: judgeOf(at),
    text: texts.mended,
    commands: [`${showCrl('crl.pem')} -text`],
    references: [reference(rfc(5280, '5'))],
  };
  const elsewhere: RemedyText = {
    side: 'network',
    text: texts.elsewhere,
    commands: [...fetchAndConvert, checkWithCrlFile(at, 'crl.pem').replace(' --crl-distribution-points', '')],
    references: [reference(rfc(5280, '4.2.1.13'))],
  };
  const timely = troubles.some(({ kind }) => kind === 'crlExpired' || kind === 'crlNotYetValid');
  const lacksCrl = file?.why === 'noCrl' || file?.why === 'broken' || file?.why === 'certificatesOnly';
  return [
    ...(file === undefined ? [] : fileRemedies(at, file, texts)),
    ...(troubles.some(isUnusable) ? [mended] : []),
    ...(troubles.length > 0 || lacksCrl ? [fetched] : []),
    ...(timely ? [clock] : []),
    ...(points.length > 0 ? [elsewhere] : []),
  ];
}

function fileRemedies(
  at: Case,
  { path, why }: CrlProblem['files'][number],
  texts: CrlRemedyTexts,
): readonly RemedyText[] {
  const remedy = (text: string, commands: readonly string[]): readonly RemedyText[] => [
    { side: 'client', text, commands, references: [reference(pymongoTls)] },
  ];
  if (why === 'der') return remedy(texts.der, [crlToPem(path, besides(path)), checkWithCrlFile(at, besides(path))]);
  if (why === 'notSupported')
    return remedy(texts.notSupported, [
      'python -m venv env && env/bin/python -m pip install pymongo',
      checkAs(at, 'pymongo'),
    ]);
  if (why === 'missing' || why === 'unreadable') return remedy(texts.noFile, [`ls -l ${shellWord(path)}`, at.check]);
  return [];
}

/** A name for the same list in PEM, which must not be that of the file itself. */
const besides = (path: string): string => (path === 'crl.pem' ? 'issuing-crl.pem' : 'crl.pem');

function pointEn(why: CrlProblem['points'][number]['why']): string {
  if (why.kind === 'noCrl') return 'what it hands out is no CRL';
  return why.kind === 'notHttp' ? 'not fetched, since it is no address of HTTP' : fetchEn(why);
}

/** Whether the CRL itself is at fault, whoever uses it. */
const isUnusable = ({ kind }: CrlTrouble): boolean =>
  kind === 'crlSignature' || kind === 'cannotSignCrls' || kind === 'crlTimeMalformed' || kind === 'crlExtension';

const whoseEn = (at: Case, { depth, subject }: CrlTrouble): string =>
  depth === 0 ? lowerFirst(leafEn(at)) : `the certificate ${shown(subject)}`;

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

function troubleEn(trouble: CrlTrouble): string {
  switch (trouble.kind) {
    case 'crlMissing':
      return `no CRL of ${shown(trouble.issuer)}`;
    case 'crlExpired':
      return `the CRL expired at ${isoTime(trouble.nextUpdate)}`;
    case 'crlNotYetValid':
      return `the CRL begins at ${isoTime(trouble.thisUpdate)}`;
    case 'crlTimeMalformed':
      return `${trouble.field} of the CRL is malformed`;
    case 'crlSignature':
      return `the key of ${shown(trouble.signer)} did not sign the CRL`;
    case 'cannotSignCrls':
      return `${shown(trouble.signer)} has a key usage without cRLSign`;
    case 'crlScope':
      return 'the CRL is about other kinds of certificate, or another distribution point (issuingDistributionPoint)';
    case 'crlExtension':
      return `unknown critical extension ${shown(trouble.oid)}`;
    default:
      return unreachable(trouble);
  }
}

const unfit = {
  otherIssuer: 'it is of another CA',
  otherKey: 'it was signed with another key of that CA than the one that signed the certificate',
  delta: 'it is a delta CRL, which only adds to a complete one',
  indirect: 'it is an indirect CRL, which OpenSSL leaves alone',
  someReasons: 'it is about some reasons of revocation only, which OpenSSL leaves alone',
  contradictoryScope: 'it says that it is about one kind of certificate only, and about another only',
  coveredReasons: 'it is about reasons that another CRL covers already',
} satisfies Record<Extract<CrlTrouble, { kind: 'crlMissing' }>['passedOver'][number]['why'], string>;

export default defineDiagnosis<CrlProblem>({
  id: 'crl-problem',
  family: 'revocation',
  severity: 'error',
  sources: [rfc(5280, '5'), rfc(5280, '6.3'), opensslVerify, pymongoTls],
  clientErrors: [
    printed('PyMongo, Python ssl', 'certificate verify failed: unable to get certificate CRL (_ssl.c:1006)'),
    printed('PyMongo, Python ssl', 'certificate verify failed: CRL has expired (_ssl.c:1006)'),
    printed('PyMongo, Python ssl', 'certificate verify failed: CRL is not yet valid (_ssl.c:1006)'),
    printed('PyMongo, Python ssl', 'certificate verify failed: CRL signature failure (_ssl.c:1006)'),
    printed(
      'PyMongo (tlsCRLFile is no PEM)',
      '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:4154)',
    ),
    printed('PyMongo (tlsCRLFile is damaged)', '[X509] PEM lib (_ssl.c:4154)'),
    printed('PyMongo with PyOpenSSL', 'tlsCRLFile cannot be used with PyOpenSSL'),
    printed('openssl s_client', 'Verify return code: 3 (unable to get certificate CRL)'),
    printed('curl', 'curl: (60) SSL certificate problem: unable to get certificate CRL'),
    printed('curl (not PEM)', 'curl: (82) error loading CRL file: <f>'),
    printed('Node (ERR_CRYPTO_OPERATION_FAILED; not PEM)', 'Failed to parse CRL'),
    printed('Node (UNABLE_TO_GET_CRL)', 'unable to get certificate CRL'),
    printed('Node (CRL_HAS_EXPIRED)', 'CRL has expired'),
    printed('Node (CRL_NOT_YET_VALID)', 'CRL is not yet valid'),
    printed('Node (CRL_SIGNATURE_FAILURE)', 'CRL signature failure'),
    printed(
      'libmongoc on Windows',
      'SSL Certification verification failed: certificate does not include revocation check.',
    ),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const files = filesOf(facts);
    const points = pointsOf(facts);
    const seen = decidingVerification(facts);
    const troubles = seen.kind === 'missing' ? [] : problemsOf(seen.verification, ...crlTroubles);
    if (files.length === 0 && points.length === 0 && troubles.length === 0) {
      const isAsked = facts.crls !== undefined || (seen.kind === 'seen' && seen.verification.crls !== undefined);
      if (!isAsked) return notApplicable;
      return seen.kind === 'missing' ? undetermined(seen.missing) : ruledOut;
    }
    const [leaf] = facts.chain.kind === 'completed' ? facts.chain.value : [];
    const urls = (leaf?.crlUrls ?? []).filter((url) => url.startsWith('http://'));
    const isUntimely =
      files.length === 0 &&
      troubles.length > 0 &&
      troubles.every(({ kind }) => kind === 'crlExpired' || kind === 'crlNotYetValid');
    // No client fetches CRLs: that we could not, keeps nobody from connecting.
    const severity = files.length === 0 && troubles.length === 0 ? 'warning' : 'error';
    return found(
      { at: caseOf(facts), judgedAt: facts.at, files, points, troubles, urls },
      ['options-conflict', ...(isUntimely && isCausedByClock(facts) ? ['clock-skew'] : [])],
      severity,
    );
  },
  clientMessage: ({ at, files: [file] }, facts) => {
    if (file === undefined) return opensslMessage(facts, [3, 8, 11, 12, 15, 16, 35, 36, 44]);
    const { words } = facts.client;
    const missing = { code: 3, text: 'unable to get certificate CRL', depth: 0 };
    const said = words.crlFileUnusable(file.path, file.why);
    return said === null && file.why === 'certificatesOnly' ? words.verifyFailed(at, missing) : said;
  },
  example: {
    at: exampleCase,
    judgedAt: Date.UTC(2026, 10, 21),
    files: [],
    points: [],
    troubles: [
      {
        kind: 'crlExpired',
        depth: 0,
        subject: 'CN=db1.example.net',
        nextUpdate: Date.UTC(2026, 10, 14),
        crl: {
          issuer: 'CN=Example Issuing CA 2',
          number: '1f',
          thisUpdate: Date.UTC(2026, 10, 7),
          nextUpdate: Date.UTC(2026, 10, 14),
        },
      },
    ],
    urls: ['http://crl.example.net/issuing2.crl'],
  },
  en,
});

/** Files that the client cannot use as they are; what is not the driver's own option is only asked for what it holds. */
function filesOf({ crls, client }: Facts): CrlProblem['files'] {
  return (crls?.sources ?? []).flatMap(({ from, content }) => {
    if (from.kind === 'distributionPoint') return [];
    const file = { option: `--${from.kind}`, path: from.path };
    if (content.kind === 'failed') {
      const { problem } = content;
      const why = faultOf(problem);
      return [{ ...file, why, code: 'code' in problem ? problem.code : why === 'unreadable' ? problem.kind : null }];
    }
    if (content.kind !== 'completed') return [];
    const isDriver = from.kind === 'tlsCRLFile';
    const faults: readonly CrlFileFault[] = [
      ...(isDriver && client.verifies.crlCheck === 'none' ? (['notSupported'] as const) : []),
      ...(isDriver && content.value.form === 'der' ? (['der'] as const) : []),
      ...(content.value.broken.length > 0 ? (['broken'] as const) : []),
    ];
    const why = faults.find((fault) => client.words.crlFileUnusable(from.path, fault) !== null);
    return why === undefined ? [] : [{ ...file, why, code: null }];
  });
}

function faultOf(problem: CrlSourceProblem): CrlFileFault {
  if (problem.kind === 'fileNotFound') return 'missing';
  if (problem.kind !== 'noCrl') return 'unreadable';
  if (problem.broken.length > 0) return 'broken';
  return problem.certificates > 0 ? 'certificatesOnly' : 'noCrl';
}

/** Addresses that gave nothing, where no other address of the same certificate did. */
function pointsOf({ crls }: Facts): CrlProblem['points'] {
  const points = (crls?.sources ?? []).flatMap(({ from, content }) =>
    from.kind === 'distributionPoint' ? [{ ...from, content }] : [],
  );
  const served = new Set(points.filter(({ content }) => content.kind === 'completed').map(({ of }) => of));
  return points.flatMap(({ url, of, content }) =>
    content.kind !== 'failed' || served.has(of) ? [] : [{ url, of, why: content.problem }],
  );
}
