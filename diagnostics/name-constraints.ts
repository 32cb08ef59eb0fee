import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn } from '../src/diagnose/elsewhere.ts';
import type { VerifyProblem } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { ownerOf, showEach } from '../src/diagnose/parties.ts';
import { decidingVerification, opensslMessage, problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { opensslVerify, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';

type Violation = Extract<VerifyProblem, { readonly kind: 'nameConstraint' }>['violation'];

/** A name that a CA above was not allowed to certify. */
export interface NameConstraints {
  readonly at: Case;
  readonly names: readonly {
    readonly depth: number;
    readonly subject: string;
    readonly name: string;
    readonly violation: Violation;
    readonly constrainedBy: string;
    /** What that CA permits, or excludes, of this kind of name. */
    readonly bounds: readonly string[];
    /** Other names of the same certificate that it may not certify either. */
    readonly others: readonly string[];
  }[];
}

const rule: Readonly<Record<Violation, string>> = {
  notPermitted: 'is outside what it permits',
  excluded: 'is among what it excludes',
  bounds: 'cannot be compared: its constraints set a minimum or maximum, which RFC 5280 forbids',
  unsupportedType: 'cannot be compared: its constraints are of a kind that OpenSSL does not know',
  badNameSyntax: 'cannot be compared: the name or the constraint is not written as RFC 5280 wants it',
  tooMany: 'cannot be compared: there are more names and constraints than OpenSSL compares',
};

const en: Words<NameConstraints> = {
  title: 'Name is forbidden by name constraints',
  summary: ({ at, names: [first] }) =>
    first === undefined
      ? ''
      : `The CA ${shown(first.constrainedBy)} may not certify ${shown(first.name)}, so ${at.shortClient} refuses the certificate.`,
  evidence: ({ at, names }) => [
    ...names.map(({ depth, subject, name, violation, constrainedBy, bounds, others }) => ({
      what: depth === 0 ? 'Leaf' : `Depth ${depth}`,
      value: `${shown(subject)}: ${shown(name)} ${rule[violation]}${bounds.length === 0 ? '' : `, ${listed(bounds.map(shown))}`} (nameConstraints of ${shown(constrainedBy)})${others.length === 0 ? '' : `; so ${others.length === 1 ? 'is' : 'are'} ${listed(others.map(shown))}`}`,
    })),
    ...elsewhereEn(at),
  ],
  remedies: ({ at }) => [
    {
      side: ownerOf(at),
      text: 'Have the certificate issued with names that its CA is allowed to certify, or by a CA without that constraint. Every name in subjectAltName counts, and so does a CN that looks like a host name where there is no DNS name. Then check again.',
      commands: [...showEach(at, '-noout -subject -ext subjectAltName,nameConstraints'), at.check],
      references: [reference(rfc(5280, '4.2.1.10'))],
    },
  ],
  explanation:
    'A CA certificate can carry a list of the names that certificates below it may hold, or may not. Clients check every name of every certificate below it, and refuse the path when one is out of bounds, even if it is not the name that is connected to.',
  howToCheck:
    'The finding names the name, the CA with the constraint and the rule. It is mended when the same probe has no such finding.',
};

export default defineDiagnosis<NameConstraints>({
  id: 'name-constraints',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(5280, '4.2.1.10'), opensslVerify],
  clientErrors: [
    printed('OpenSSL', 'certificate verify failed: permitted subtree violation'),
    printed('OpenSSL', 'certificate verify failed: excluded subtree violation'),
    printed(
      'Go',
      'x509: a root or intermediate certificate is not authorized to sign for this name: DNS name "<h>" is not permitted by any constraint',
    ),
    printed(
      'Go',
      'x509: a root or intermediate certificate is not authorized to sign for this name: DNS name "<h>" is excluded by constraint',
    ),
    printed('Java', 'java.security.cert.CertPathValidatorException: name constraints check failed'),
    printed('GnuTLS', "The certificate is NOT trusted. The certificate chain violates the signer's constraints."),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const wrong = problemsOf(seen.verification, 'nameConstraint');
    if (wrong.length === 0) return ruledOut;
    const names = wrong.map(({ depth, subject, name, violation, constrainedBy, bounds = [], others = [] }) => ({
      depth,
      subject,
      name,
      violation,
      constrainedBy,
      bounds,
      others,
    }));
    return found({ at: caseOf(facts), names });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [1, 47, 48, 49, 51, 52, 53]),
  example: {
    at: exampleCase,
    names: [
      {
        depth: 0,
        subject: 'CN=db1.example.net',
        name: 'db1.example.net',
        violation: 'notPermitted',
        constrainedBy: 'CN=Example Department CA',
        bounds: ['department.example.net'],
        others: [],
      },
    ],
  },
  en,
});
