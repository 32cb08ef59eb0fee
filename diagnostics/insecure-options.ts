import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { TlsReason } from '../src/diagnose/fact-types.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { plaintextAnswer } from '../src/diagnose/reading/plaintext-answer.ts';
import { printed, pymongoTls, reference, uriOptionsSpecification } from '../src/diagnose/sources.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';
import { tlsReasonEn } from '../src/diagnose/words/option-words.ts';

/** Options switch off what protects the connection. */
export interface InsecureOptions {
  readonly at: Case;
  /** The options, as typed. */
  readonly options: readonly string[];
  /** What is no longer checked. `plaintext`: there is no TLS at all, and why. */
  readonly off: 'certificates' | 'hostNames' | 'nothing' | 'plaintext';
  readonly because: TlsReason;
  /** Options that would switch checks off elsewhere; this driver does not know them. */
  readonly withoutEffect: readonly string[];
  /** What would have failed without the options, by id; null: the certificate was not seen. */
  readonly hidden: readonly string[] | null;
}

const en: Words<InsecureOptions> = {
  title: 'Options that switch off the protection of TLS',
  summary: ({ at, options, off, because, hidden }) => {
    if (off === 'plaintext') {
      return `${at.shortClient} speaks plain text with this server, neither encrypted nor authenticated: ${tlsReasonEn(because, at.shortClient)}.`;
    }
    const names = listed(options.map(shown));
    if (off === 'nothing')
      return `${names} would switch checks off, but ${at.shortClient} does not know ${options.length === 1 ? 'it' : 'them'} and checks everything.`;
    const unchecked = off === 'certificates' ? 'the certificate nor the host name' : 'the host name';
    const effect = `with ${names} ${at.shortClient} checks ${off === 'certificates' ? `neither ${unchecked}` : `the certificate, but not ${unchecked}`}: the connection is encrypted, but not authenticated`;
    return hidden === null || hidden.length === 0
      ? `${capital(effect)}.`
      : `${capital(effect)}. That hides ${hidden.length === 1 ? 'a fault' : `${hidden.length} faults`}: ${listed(hidden)}.`;
  },
  evidence: ({ at, off, hidden, withoutEffect }) => [
    ...(off === 'certificates' || off === 'hostNames'
      ? [
          {
            what: `Not checked by ${at.shortClient}`,
            value:
              off === 'certificates'
                ? 'who issued the certificate, its dates, its purpose, its revocation, and whether it names this host'
                : 'whether the certificate names this host',
          },
          {
            what: 'Would fail without the options',
            value:
              hidden === null
                ? 'not known: the certificate was not seen'
                : hidden.length === 0
                  ? 'nothing, they are not needed'
                  : listed(hidden),
          },
        ]
      : []),
    ...(off === 'plaintext' ? [{ what: 'Asked in plain text (hello)', value: 'the server answers' }] : []),
    ...(withoutEffect.length === 0
      ? []
      : [{ what: `Without effect in ${at.shortClient}`, value: listed(withoutEffect.map(shown)) }]),
  ],
  remedies: ({ at, options, off, hidden }) => [
    {
      side: 'client',
      text:
        off === 'plaintext'
          ? 'Outside of tests on one machine: switch TLS on, MongoClient(..., tls=True), or …/?tls=true in the connection string, and net.tls.mode: requireTLS on the server.'
          : `Leave ${listed(options.map(shown))} out${hidden !== null && hidden.length > 0 ? ' once what it hides is mended: each fault is told here with its remedy' : ''}. In production all of tlsInsecure, tlsAllowInvalidCertificates and tlsAllowInvalidHostnames must be false: with them anybody on the way can pose as the server and read and change everything, and an expired certificate goes unnoticed. Then probe again.`,
      commands: off === 'plaintext' ? [] : [at.check],
      references: [reference(pymongoTls), reference(uriOptionsSpecification)],
    },
  ],
  explanation:
    'tlsInsecure, tlsAllowInvalidCertificates and tlsAllowInvalidHostnames make a driver accept what it would refuse. What exactly differs: in PyMongo and Node tlsAllowInvalidCertificates switches the host name check off, too; in Java tlsInsecure allows wrong host names alone; Go knows tlsInsecure and overlooks the other two. The traffic stays encrypted, for whoever answers. None of them switches TLS on. MongoDB drivers say nothing of it when they connect.',
  howToCheck:
    'The finding names what is not checked and what that hides. It is mended when the same probe without the options finds nothing.',
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export default defineDiagnosis<InsecureOptions>({
  id: 'insecure-options',
  family: 'options',
  severity: 'warning',
  sources: [pymongoTls, uriOptionsSpecification],
  clientErrors: [
    printed(
      'curl -v -k',
      'SSL certificate verify result: unable to get local issuer certificate (20), continuing anyway.',
    ),
    printed(
      'Node, NODE_TLS_REJECT_UNAUTHORIZED=0',
      "Warning: Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections and HTTPS requests insecure by disabling certificate verification.",
    ),
    printed(
      'Python requests, urllib3',
      "InsecureRequestWarning: Unverified HTTPS request is being made to host '<h>'. Adding certificate verification is strongly advised.",
    ),
  ],
  consequenceOf: [],
  judge: (facts, excused) => {
    const { options } = facts;
    if (options === undefined || options.conflicts.length > 0) return notApplicable;
    const { tls, checks } = options;
    const common = { at: caseOf(facts), because: tls.because, withoutEffect: checks.withoutEffect };
    if (!tls.tls) {
      if (facts.tcp.kind !== 'completed') return undetermined(facts.endpoint === null ? 'address' : 'connection');
      return plaintextAnswer(facts) === 'answered'
        ? found({ ...common, options: [], off: 'plaintext', hidden: [] })
        : ruledOut;
    }
    const hidden = facts.chain.kind === 'completed' ? excused : null;
    if (!checks.certificates) return found({ ...common, options: checks.by, off: 'certificates', hidden });
    if (!checks.hostNames) return found({ ...common, options: checks.by, off: 'hostNames', hidden });
    return checks.withoutEffect.length === 0
      ? ruledOut
      : found({ ...common, options: checks.withoutEffect, off: 'nothing', hidden: [], withoutEffect: [] }, [], 'info');
  },
  clientMessage: () => null,
  example: {
    at: exampleCase,
    options: ['tlsInsecure'],
    off: 'certificates',
    because: { kind: 'option', option: 'tls', value: 'true' },
    withoutEffect: [],
    hidden: ['cert-expired', 'hostname-mismatch'],
  },
  en,
});
