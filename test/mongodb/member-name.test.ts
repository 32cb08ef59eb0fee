import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareMembership, isSameMembership, membershipOf } from '../../src/mongodb/member-name.ts';
import { readNameString } from '../../src/mongodb/name-string.ts';
import { createUserCommand, isTooLongForSessions, userNameOf } from '../../src/mongodb/user-name.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { NamePlan } from '../../src/x509/pki/issue/issue.ts';
import { inFolder, opensslSays } from '../support/peers/openssl-verify.ts';
import { hasPeer } from '../support/peers.ts';
import { problem, value } from '../support/result.ts';

const membership = (name: string) => membershipOf({ rdns: value(readNameString(name)) });
const issue = (subject: NamePlan) => issueCertificate({ subject, notBefore: 0, notAfter: 4_000_000_000_000 });

describe('membership', () => {
  it('S2.36 S2.37 S2.38: order, spaces, CN and ST do not matter, and DC may be absent in both', () => {
    const first = membership('CN=host1,OU=Dept1,O=MongoDB,ST=NY,C=US');
    const second = membership('C=US, ST=CA, O=MongoDB, OU=Dept1, CN=host2');
    expect(isSameMembership(first, second)).toBe(true);
  });

  it('S2.39: two OU values against one do not match, and the extra one is named', () => {
    const first = membership('CN=host1,OU=Dept1,OU=Sales,O=MongoDB');
    const second = membership('CN=host2,OU=Dept1,O=MongoDB');
    expect(isSameMembership(first, second)).toBe(false);
    expect(compareMembership(first, second)).toMatchObject({
      onlyFirst: [{ type: 'OU', shown: 'Sales' }],
      onlySecond: [],
    });
  });

  it('S2.43: three hosts of one department match', () => {
    const members = [1, 2, 3].map((n) =>
      membership(`CN=<myhostname${n}>,OU=Dept1,O=MongoDB,ST=NY,C=US`.replaceAll(/[<>]/g, '\\$&')),
    );
    for (const member of members) expect(isSameMembership(member, members[0] ?? [])).toBe(true);
  });

  it('S2.33: names without O, OU and DC match nothing, not even each other', () => {
    expect(isSameMembership(membership('CN=host1,C=US'), membership('CN=host2,C=US'))).toBe(false);
  });

  it('is case-sensitive, and blind to the kind of string', async () => {
    expect(isSameMembership(membership('O=MongoDB'), membership('O=mongodb'))).toBe(false);
    const printable = await issue([
      ['O', 'MongoDB', 'printable'],
      ['CN', 'a'],
    ]);
    const unicode = await issue([
      ['CN', 'b'],
      ['O', 'MongoDB'],
    ]);
    const [first, second] = [printable, unicode].map(({ certificate }) => membershipOf(certificate.subject));
    expect(isSameMembership(first ?? [], second ?? [])).toBe(true);
  });

  it('sees multi-valued relative names as their attributes', () => {
    expect(isSameMembership(membership('OU=A+OU=B,O=X'), membership('OU=B,O=X,OU=A'))).toBe(true);
  });

  it('maps other spaces to a space, drops what is invisible, and composes', () => {
    expect(isSameMembership(membership('O=Ex\u00a0ample'), membership('O=Ex ample'))).toBe(true);
    expect(isSameMembership(membership('O=Exam\u200bple'), membership('O=Example'))).toBe(true);
    expect(isSameMembership(membership('O=Zoe\u0308'), membership('O=Zo\u00eb'))).toBe(true);
    expect(isSameMembership(membership('O=Ex  ample'), membership('O=Ex ample'))).toBe(false);
  });
});

describe('names as people write them', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['O=#0403', 'encodedValue'],
    ['Org=x', 'unknownType'],
    ['O', 'missingEquals'],
    ['O=a,', 'missingEquals'],
    ['O=a"b', 'badCharacter'],
    ['O=a\\', 'badCharacter'],
    ['O=a\\x', 'badCharacter'],
  ])('%j is refused as %s', (text, kind) => {
    expect(problem(readNameString(text)).kind).toBe(kind);
  });

  it('are read with escapes, hexadecimal pairs and spaces', () => {
    const rdns = value(readNameString(String.raw`CN=\#hash\;\<x\>=y\\z\ , O = \ lead# + OU=Zo\C3\AB`));
    expect(rdns.flat().map(({ shortName, value: text }) => [shortName, text])).toStrictEqual([
      ['O', ' lead#'],
      ['OU', 'Zoë'],
      ['CN', '#hash;<x>=y\\z '],
    ]);
  });
});

describe('user names', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((one) => !one.includes('\0'));
  const plan = fc.array(fc.tuple(fc.constantFrom('CN', 'O', 'OU', 'DC', 'L', 'emailAddress'), text), {
    minLength: 1,
    maxLength: 5,
  });

  it.skipIf(!hasPeer('openssl'))(
    'are what openssl prints, and are read back as the same members',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(plan, async (subject) => {
          const { certificate, pem } = await issue(subject.map(([type, one]) => [type, one]));
          const name = userNameOf(certificate);
          const printed = await inFolder((file) =>
            opensslSays(['x509', '-in', file('c.pem', pem), '-noout', '-subject', '-nameopt', 'RFC2253']),
          );
          expect(printed).toBe(`subject=${name}\n`);
          const back = readNameString(name);
          // What begins with `#` alone is printed bare by OpenSSL, and is no name that anybody could type.
          if (back.ok) expect(membershipOf({ rdns: back.value })).toStrictEqual(membershipOf(certificate.subject));
          else expect(back.problem.kind).toBe('encodedValue');
        }),
        { numRuns: 40 },
      );
    },
  );

  it('S2.22: with $external they must stay below 10,000 octets', () => {
    const longest = 10_000 - '@$external'.length - 1;
    expect(isTooLongForSessions('x'.repeat(longest))).toBe(false);
    expect(isTooLongForSessions('x'.repeat(longest + 1))).toBe(true);
    expect(isTooLongForSessions('ë'.repeat(longest / 2 + 1))).toBe(true);
  });

  it('S2.18: make a createUser command that a shell of JavaScript reads as they are', () => {
    const name = String.raw`CN=Zo\C3\AB \"x\",O=Ex\, Inc.`;
    const command = createUserCommand(name);
    const sent: unknown[] = [];
    const getSiblingDB = (database: string) => ({ runCommand: (document: unknown) => sent.push(database, document) });
    runInNewContext(command, { db: { getSiblingDB } });
    expect(sent).toMatchObject(['$external', { createUser: name }]);
  });
});
