/** What every diagnosis of a rule of MongoDB's x.509 authentication does, in one place. */
import { describe, expect, it } from 'vitest';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { deployment, findingsOf, judgementOf } from './deployment.ts';

/** A rule, as far as tests need it. */
export interface RuleUnderTest {
  readonly role: 'client' | 'member';
  readonly problem: X509Problem;
  /** Part of the English summary. */
  readonly says: string;
  /** Where the rule does not apply. Default: where certificates of the other role alone are given. */
  readonly nowhere?: ReturnType<typeof deployment>;
}

/** Found with its own problem and nothing else, ruled out without it or with another's, and nothing to say where it does not apply. */
export function ruleContract(id: string, { role, problem, says, nowhere }: RuleUnderTest): void {
  describe(id, () => {
    it('is found, and says what follows from it in both languages', () => {
      const [finding, ...others] = findingsOf(deployment(role, problem));
      expect(finding).toMatchObject({ id, rootCause: true, family: 'mongodb-x509' });
      expect(finding?.summary).toContain(says);
      expect(others).toStrictEqual([]);
      expect(findingsOf(deployment(role, problem), 'zh')[0]?.summary).toMatch(/\p{Script=Han}/u);
    });

    it('is ruled out where the rule is kept, whatever others are broken', () => {
      expect(judgementOf(id, deployment(role)).kind).toBe('ruledOut');
      const others = strangers.filter(({ kind }) => kind !== problem.kind);
      expect(judgementOf(id, deployment(role, ...others)).kind).toBe('ruledOut');
    });

    it('does not arise where no such certificate is given', () => {
      const elsewhere = nowhere ?? deployment(role === 'client' ? 'member' : 'client');
      expect(judgementOf(id, elsewhere).kind).toBe('notApplicable');
    });
  });
}

const strangers: readonly X509Problem[] = [
  { kind: 'sharedSubject', labels: ['app1.pem', 'app2.pem'], subject: 'CN=app' },
  { kind: 'userNameTooLong', label: 'app.pem', octets: 10_000 },
  { kind: 'memberWithoutName', label: 'db1.pem', subject: 'CN=db1' },
];
