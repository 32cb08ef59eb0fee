import { describe, expect, it } from 'vitest';
import { openssl } from '../../../../src/clients/profiles/openssl.ts';
import { maxExperiments } from '../../../../src/observe/probe/experiments/bench.ts';
import { firstRound } from '../../../../src/observe/probe/experiments/first-round.ts';
import { nextRound } from '../../../../src/observe/probe/experiments/later-rounds.ts';
import { siblingOf } from '../../../../src/observe/probe/experiments/trial.ts';
import type { Situation, Trial } from '../../../../src/observe/probe/experiments/trial.ts';
import type { Experiment, Question } from '../../../../src/observe/observation.ts';
import type { Capture } from '../../../../src/tls/handshake/capture.ts';
import type { HandshakeProblem, Waiting } from '../../../../src/tls/handshake/handshake-problem.ts';
import type { Plan } from '../../../../src/tls/handshake/plan.ts';
import { buildChain } from '../../../../src/lab/chain-builder.ts';
import { alert, answered, capture, closed, healthy, now, refused, timedOut } from '../../../support/facts.ts';
import { plan as anyPlan } from '../../../support/plans.ts';

const { target } = healthy();

function situation(
  problem: HandshakeProblem | null,
  change: { readonly plan?: Partial<Plan>; readonly capture?: Partial<Capture>; readonly starttls?: 'smtp' } = {},
): Situation {
  const plan = anyPlan({ ...openssl.offer, serverName: 'db1.example.net', ...change.plan });
  const { versions, cipherSuites, groups, signatureSchemes, serverName, alpn } = plan;
  const offered = { versions, cipherSuites, groups, signatureSchemes, serverName, alpn };
  const failed = problem === null ? {} : { completed: false, protocol: null, cipherSuite: null, group: null };
  return {
    target: { ...target, starttls: change.starttls ?? null },
    plan,
    capture: capture({ ...failed, problem, offered, ...change.capture }),
  };
}

const kinds = (trials: readonly Trial[]): readonly Question['kind'][] => trials.map(({ question }) => question.kind);
const planOf = (trials: readonly Trial[], kind: Question['kind']): Plan => {
  const says = trials.find(({ question }) => question.kind === kind)?.says;
  return says?.kind === 'handshake' ? says.plan : expect.unreachable(`no handshake for ${kind}`);
};

const allWaiting: readonly Waiting[] = ['serverHello', 'certificate', 'finished', 'applicationData'];

const everyProblem: readonly HandshakeProblem[] = [
  ...allWaiting.flatMap((waitingFor) => [
    ...Array.from({ length: 121 }, (_, description) => alert(description, waitingFor)),
    closed('fin', waitingFor),
    closed('rst', waitingFor, 90),
    timedOut(0, waitingFor),
    { kind: 'undecodable', problem: decodeProblem(), waitingFor } as const,
    { kind: 'unexpected', what: 'handshake', type: 1, waitingFor } as const,
    { kind: 'tooMuch', limit: 'messages', bound: 1, waitingFor } as const,
    ...(['certificateVerify', 'serverKeyExchange', 'finished', 'record', 'leafKey', 'sharedSecret'] as const).map(
      (what) => ({ kind: 'checkFailed', what, waitingFor }) as const,
    ),
    ...(['protocol', 'cipherSuite', 'group', 'compression', 'retry', 'extension'] as const).map(
      (what) => ({ kind: 'illegalChoice', what, value: 1, waitingFor }) as const,
    ),
  ]),
  { kind: 'notTls' },
];

function decodeProblem() {
  return { kind: 'truncated', path: 'x', offset: 1, actual: 1, expected: 'y' } as const;
}

describe('the first round', () => {
  const longHello = { from: 'client', name: 'client_hello', bytes: 1600, atMs: 1 } as const;
  const largest = { plan: { alpn: ['h2'] }, capture: { messages: [longHello] } };

  it.each(everyProblem)('stays within the budget, and asks nothing twice: %o', (problem) => {
    for (const change of [{}, largest]) {
      const trials = firstRound(situation(problem, change));
      expect(trials.length).toBeLessThanOrEqual(maxExperiments);
      const questions = trials.map(({ question }) => JSON.stringify(question));
      expect(new Set(questions).size).toBe(questions.length);
    }
  });

  it('changes one point of the offer at a time, and leaves the rest as the client has it', () => {
    const first = situation(alert(40), { plan: { alpn: ['h2'] } });
    const trials = firstRound(first);
    const changed = (kind: Question['kind']): readonly string[] => {
      const other = planOf(trials, kind);
      const keys = Object.keys(other) as (keyof Plan)[];
      // How far it goes is no part of the offer.
      return keys.filter((key) => key !== 'until' && JSON.stringify(other[key]) !== JSON.stringify(first.plan[key]));
    };
    expect(changed('answersAgain')).toStrictEqual([]);
    expect(changed('withoutServerName')).toStrictEqual(['serverName']);
    expect(changed('withoutAlpn')).toStrictEqual(['alpn']);
    expect(changed('withEveryCipherSuite')).toStrictEqual(['cipherSuites']);
    expect(changed('withEveryGroup')).toStrictEqual(['groups']);
    expect(changed('withEverySignatureScheme')).toStrictEqual(['signatureSchemes']);
  });

  it('wants no more of a server than a ServerHello, where the client did not get one', () => {
    const trials = firstRound(situation(alert(40), { plan: { alpn: ['h2'] } }));
    for (const kind of ['withoutServerName', 'withoutAlpn', 'withEveryCipherSuite'] as const) {
      expect(planOf(trials, kind).until).toBe('serverHello');
    }
    expect(planOf(trials, 'answersAgain').until).toBe('finished');
    // After a HelloRetryRequest the second answer counts: the first comes before the server looks at everything.
    const retried = { helloRetryRequest: { group: 24, cookie: false }, protocol: 0x0304 };
    const afterRetry = firstRound(situation(alert(40), { capture: retried }));
    expect(planOf(afterRetry, 'withoutServerName').until).toBe('finished');
    expect(kinds(afterRetry)).toContain('withEverySignatureScheme');
  });

  it('asks nothing where the handshake is one that the client would have gone on with', () => {
    expect(firstRound(situation(null))).toStrictEqual([]);
    expect(firstRound(situation(null, { capture: { dhBits: 2048 } }))).toStrictEqual([]);
    expect(kinds(firstRound(situation(null, { capture: { dhBits: 1024 } })))).toStrictEqual(['withoutDhe']);
  });

  it('asks a name of a server that got none, if the target has one', () => {
    const [nameless] = firstRound(situation(alert(112), { plan: { serverName: null } })).slice(1);
    expect(nameless?.question).toStrictEqual({ kind: 'withServerName', name: 'db1.example.net' });
    const byAddress = situation(alert(112), { plan: { serverName: null } });
    const referenceIdentity = { kind: 'ip', address: '192.0.2.7' } as const;
    expect(kinds(firstRound({ ...byAddress, target: { ...target, referenceIdentity } }))).toStrictEqual([
      'answersAgain',
    ]);
  });

  it('tries without the client certificate where one was sent, and never where it was only asked for', () => {
    const certificateRequest = { certificateAuthorities: [], signatureSchemes: [], certificateTypes: [] };
    const clientCertificate = { kind: 'sent', certificates: 1, signatureScheme: 0x0403 } as const;
    const sent = { capture: { certificateRequest, clientCertificate, protocol: 0x0304 } };
    for (const problem of [alert(48, 'applicationData'), closed('fin', 'applicationData')]) {
      expect(kinds(firstRound(situation(problem, sent)))).toStrictEqual(['answersAgain', 'withoutClientCertificate']);
    }
    const asked = { capture: { certificateRequest, clientCertificate: { kind: 'none' }, protocol: 0x0304 } } as const;
    expect(firstRound(situation(alert(116, 'applicationData'), asked))).toStrictEqual([]);
  });

  it('sends a long hello and a short one where the own hello was long', () => {
    const trials = firstRound(situation(timedOut(), largest));
    expect(kinds(trials)).toContain('minimalHello');
    expect(planOf(trials, 'largeHello').extras.padTo).toBe(1600);
    expect(kinds(firstRound(situation(timedOut())))).not.toContain('largeHello');
  });

  it('does not speak plain text where STARTTLS came before', () => {
    const trials = firstRound(situation(closed('fin'), { starttls: 'smtp' }));
    expect(trials.filter(({ says }) => says.kind === 'plaintext')).toStrictEqual([]);
    expect(kinds(firstRound(situation(closed('fin'))))).toContain('answersPlaintext');
  });

  it('tries the groups one by one after trouble with a HelloRetryRequest', () => {
    const retried = { capture: { helloRetryRequest: { group: 24, cookie: false }, protocol: 0x0304 } };
    const trials = firstRound(situation(alert(47), retried));
    const groups = trials.flatMap(({ question }) => (question.kind === 'singleGroup' ? [question.group] : []));
    expect(groups).toStrictEqual(openssl.offer.groups.slice(0, 6));
    expect(planOf(trials, 'singleGroup')).toMatchObject({ groups: [groups[0]], keyShares: [groups[0]] });
  });
});

describe('the later rounds', () => {
  const again = refused({ kind: 'answersAgain' }, alert(40));
  const takes = (version: number, suite: number) => answered({ kind: 'acceptsVersion', version }, version, suite);
  const next = (answers: readonly Experiment[], problem: HandshakeProblem = alert(40)) =>
    nextRound(situation(problem), answers);

  it('stop at a server that is not steady, and at one that was reached', () => {
    expect(next([answered({ kind: 'answersAgain' }, 0x0304, 0x1301), takes(0x0303, 0x0004)])).toStrictEqual([]);
    expect(next([again, takes(0x0301, 0x0004)])).toStrictEqual([]);
    expect(nextRound(situation(null), [])).toStrictEqual([]);
  });

  it('list the suites of a version in common: all but the one seen, another key exchange, the rest of its kind', () => {
    const every = answered({ kind: 'withEveryCipherSuite' }, 0x0303, 0x0004);
    const second = next([again, takes(0x0303, 0x0004), every]);
    expect(second.map(({ question }) => question)).toStrictEqual([
      { kind: 'acceptsAnotherCipherSuite', version: 0x0303, without: [0x0004] },
      { kind: 'withoutKeyExchange', version: 0x0303, keyExchange: 'RSA' },
      { kind: 'acceptsSuitesOf', version: 0x0303, keyExchange: 'RSA', mode: 'aead', without: [0x0004] },
    ]);
    expect(planOf(second, 'acceptsAnotherCipherSuite').cipherSuites).not.toContain(0x0004);
    const another = { kind: 'acceptsAnotherCipherSuite', version: 0x0303, without: [0x0004] } as const;
    const third = next([again, takes(0x0303, 0x0004), every, answered(another, 0x0303, 0x0005)]);
    expect(third.map(({ question }) => question)).toStrictEqual([
      { kind: 'acceptsAnotherCipherSuite', version: 0x0303, without: [0x0004, 0x0005] },
    ]);
    expect(next([again, takes(0x0303, 0x0004), every, refused(another, alert(40))])).toStrictEqual([]);
  });

  it('try the hello without TLS 1.3 and a short one where version and suite would fit', () => {
    const answers = [again, takes(0x0303, 0xc02f), refused({ kind: 'withEveryCipherSuite' }, alert(40))];
    expect(kinds(next(answers))).toStrictEqual(['withoutTls13', 'minimalHello']);
    const plan = planOf(next(answers), 'minimalHello');
    expect(plan).toMatchObject({ versions: [0x0303], alpn: [], statusRequest: false, serverName: 'db1.example.net' });
    const without = planOf(next(answers), 'withoutTls13');
    expect(without.versions).toStrictEqual([0x0303]);
    expect(without.cipherSuites).not.toContain(0x1301);
    expect(without.keyShares).toStrictEqual([]);
  });

  it('ask whether what the server took of groups or schemes is all', () => {
    const group = answered({ kind: 'withEveryGroup', without: [] }, 0x0304, 0x1301);
    expect(next([again, group]).map(({ question }) => question)).toStrictEqual([
      { kind: 'withEveryGroup', without: [29] },
    ]);
    const scheme = answered({ kind: 'withEverySignatureScheme', without: [] }, 0x0304, 0x1301);
    expect(next([again, scheme]).map(({ question }) => question)).toStrictEqual([
      { kind: 'withEverySignatureScheme', without: [0x0403] },
    ]);
  });

  it('ask for another name where it goes through without one', () => {
    const name = answered({ kind: 'withoutServerName' }, 0x0304, 0x1301);
    expect(kinds(next([again, name]))).toStrictEqual(['withServerName']);
  });

  it('look for the oldest versions where nothing at all was answered', () => {
    const silent = refused({ kind: 'acceptsVersion', version: 0x0303 }, closed('fin'));
    const same = refused({ kind: 'answersAgain' }, closed('fin'));
    expect(next([same, silent], closed('fin')).map(({ question }) => question)).toStrictEqual([
      { kind: 'acceptsVersion', version: 0x0300 },
      { kind: 'acceptsSsl2' },
      { kind: 'minimalHello' },
    ]);
  });
});

describe('another name', () => {
  it.each([
    ['db1.example.net', 'example.net'],
    ['a.b.example.net', 'b.example.net'],
    ['example.net', 'example.net'],
    ['localhost', 'localhost'],
  ])('beside %s lies under %s', (name, parent) => {
    const sibling = siblingOf(name);
    expect(sibling).not.toBe(name);
    expect(sibling).toMatch(new RegExp(`^[a-z-]+\\.${parent.replaceAll('.', String.raw`\.`)}$`));
  });
});

describe('a certificate that is out of its time', () => {
  const asked = async (notAfter: number, byHttp: boolean) => {
    const { leaf } = await buildChain(now, { leaf: { notBefore: now - 9_000_000, notAfter } });
    const certificates = [Buffer.from(leaf.der).toString('hex')];
    return firstRound({ ...situation(null, { capture: { certificates } }), time: { now, byHttp } });
  };

  it('has the server asked for the time: by its Date, and by two hellos of TLS 1.2', async () => {
    const trials = await asked(now, true);
    expect(trials.map(({ question }) => question)).toStrictEqual([
      { kind: 'tellsTime', by: 'http' },
      { kind: 'tellsTime', by: 'serverHello' },
      { kind: 'tellsTime', by: 'serverHello' },
    ]);
    const [http, hello] = trials.map(({ says }) => (says.kind === 'handshake' ? says.plan : null));
    expect(http?.afterwards).toMatchObject({ kind: 'exchange' });
    expect(hello).toMatchObject({ versions: [0x0303], until: 'serverHello' });
  });

  it('has it not asked over HTTP where it may be no web server, and nothing asked in its time', async () => {
    expect(kinds(await asked(now, false))).toStrictEqual(['tellsTime', 'tellsTime']);
    expect(await asked(now + 1000, true)).toStrictEqual([]);
    expect(firstRound(situation(null))).toStrictEqual([]);
  });
});
