import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { OptionsConflict } from '../src/diagnose/fact-types.ts';
import { found, notApplicable, ruledOut } from '../src/diagnose/judgement.ts';
import {
  printed,
  pymongoTls,
  reference,
  seedlistSpecification,
  uriOptionsSpecification,
} from '../src/diagnose/sources.ts';
import { ruleEn } from '../src/diagnose/words/option-rules.ts';
import { givenText } from '../src/diagnose/words/option-words.ts';

/** The options ask for what cannot be. */
export interface OptionsConflictFound {
  readonly at: Case;
  /** Rules that are broken, and no connection made; or what will not work once there is one. */
  readonly conflicts: readonly [OptionsConflict, ...OptionsConflict[]] | null;
  /** What the driver prints; null: this one does not mind. */
  readonly refusal: string | null;
  /** The options as given, secrets taken out. */
  readonly given: string;
}

const en: Words<OptionsConflictFound> = {
  title: 'Options that do not go together',
  summary: ({ at, conflicts, refusal }) => {
    if (conflicts === null) {
      return `MONGODB-X509 logs in with the client certificate of the TLS connection, and ${at.shortClient} makes none: it speaks plain text.`;
    }
    const rule = ruleEn(conflicts[0]);
    return refusal === null
      ? `${capital(rule)}. MongoDB's specification has drivers refuse it; ${at.shortClient} does not, and what it makes of it is its own affair.`
      : `${at.shortClient} refuses these options before it connects: ${rule}.`;
  },
  evidence: ({ conflicts, given }) => [
    ...(given === '' ? [] : [{ what: 'Given', value: given }]),
    ...(conflicts ?? []).map((conflict) => ({ what: 'Broken rule', value: ruleEn(conflict) })),
    { what: 'Connections', value: conflicts === null ? 'made in plain text' : 'none made' },
  ],
  remedies: ({ conflicts }) => [
    {
      side: 'client',
      text:
        conflicts === null
          ? 'Switch TLS on (tls=true) and give tlsCertificateKeyFile: MongoClient(..., tls=True, tlsCertificateKeyFile="client.pem", authMechanism="MONGODB-X509"), or …/?tls=true&tlsCertificateKeyFile=client.pem&authMechanism=MONGODB-X509. Then probe again with the same options.'
          : `Change the options: ${conflicts.map(ruleEn).join('; ')}. Then probe again with what is left.`,
      commands: [],
      references: [
        reference(
          conflicts?.some(({ kind }) => kind.startsWith('srv')) === true
            ? seedlistSpecification
            : uriOptionsSpecification,
        ),
      ],
    },
  ],
  explanation:
    'A driver refuses a connection string whose options contradict each other, before it opens any connection: two switches of which one contains the other (tlsInsecure and tlsAllowInvalidCertificates), tls and ssl with different values, SRV options without mongodb+srv://, a password for MONGODB-X509. The URI Options specification says which; single drivers add rules of their own. So the error has nothing to do with the server.',
  howToCheck:
    'The finding names the rule and shows the options as they were read from connection string and flags. It is mended when the same command no longer ends with exit code 2.',
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export default defineDiagnosis<OptionsConflictFound>({
  id: 'options-conflict',
  family: 'options',
  severity: 'error',
  sources: [uriOptionsSpecification, seedlistSpecification, pymongoTls],
  clientErrors: [
    printed('PyMongo', 'URI options tlsInsecure and tlsAllowInvalidCertificates cannot be specified simultaneously.'),
    printed('PyMongo', 'Can not specify conflicting values for URI options ssl and tls.'),
    printed(
      'PyMongo',
      'TLS has not been enabled but the following tls parameters have been set: tlscafile. Please set `tls=True` or remove.',
    ),
    printed('PyMongo', 'URI option tlsinsecure=True cannot be specified when CRL checking is enabled.'),
    printed('PyMongo with PyOpenSSL', 'tlsCRLFile cannot be used with PyOpenSSL'),
    printed('PyMongo', 'Passwords are not supported by MONGODB-X509'),
    printed('PyMongo', 'authentication source must be $external or None for MONGODB-X509'),
    printed('PyMongo', 'mongodb+srv:// URIs must not include a port number'),
    printed('PyMongo', 'mongodb+srv:// URIs must include one, and only one, hostname'),
    printed('Node driver', "The 'tlsInsecure' option cannot be used with the 'tlsAllowInvalidCertificates' option"),
    printed('Node driver', 'All values of tls/ssl must be the same.'),
    printed('Node driver', 'tls/ssl must be either "true" or "false"'),
    printed('Node driver', 'option tlsdisableocspendpointcheck is not supported'),
    printed('Node driver', 'Password not allowed for mechanism MONGODB-X509'),
    printed('Go driver', 'error parsing uri: tls and ssl options, when both specified, must be equivalent'),
    printed('Go driver', 'error parsing uri: invalid value for "tls": "1"'),
    printed('Java driver', 'Conflicting tls and ssl parameter values are not allowed'),
    printed(
      'Java driver',
      'tlsAllowInvalidHostnames or sslInvalidHostnameAllowed set along with tlsInsecure is not allowed',
    ),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const { options, target } = facts;
    if (options === undefined) return notApplicable;
    const [first, ...more] = options.conflicts;
    const told = { at: caseOf(facts), refusal: options.refusal, given: givenText(target.options?.given ?? []) };
    if (first !== undefined) return found({ ...told, conflicts: [first, ...more] as const });
    return options.loginWithoutTls ? found({ ...told, conflicts: null }) : ruledOut;
  },
  clientMessage: ({ refusal }) => refusal,
  example: {
    at: exampleCase,
    conflicts: [
      {
        kind: 'exclude',
        options: [
          { name: 'tlsInsecure', typed: 'tlsInsecure' },
          { name: 'tlsAllowInvalidCertificates', typed: 'tlsAllowInvalidCertificates' },
        ],
      },
    ],
    refusal: 'URI options tlsInsecure and tlsAllowInvalidCertificates cannot be specified simultaneously.',
    given: 'tlsInsecure=true, tlsAllowInvalidCertificates=true',
  },
  en,
});
