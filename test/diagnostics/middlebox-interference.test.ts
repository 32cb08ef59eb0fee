import { describe, expect, it } from 'vitest';
import { completed } from '../../src/observe/attempt.ts';
import type { Experiment, Question } from '../../src/observe/observation.ts';
import type { Capture, MessageSeen } from '../../src/tls/handshake/capture.ts';
import { answered, capture, closed, ended, refused, timedOut, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

const hello = (bytes: number, atMs: number): MessageSeen => ({ from: 'client', name: 'client_hello', bytes, atMs });
const rst = closed('rst');

/** A connection that opened after `openMs` and was reset `afterMs` after its ClientHello. `heldUp`: how busy the machine was. */
function cutOff(
  openMs: number,
  afterMs: number,
  secondMs = afterMs,
  secondOpenMs = openMs,
  heldUp: Pick<Experiment, 'heldUpMs'> = { heldUpMs: 0.4 },
) {
  const lost = { completed: false, problem: rst, protocol: null, cipherSuite: null, certificates: [] } as const;
  const again: Experiment = {
    question: { kind: 'answersAgain' },
    result: { kind: 'handshake', capture: capture({ ...lost, messages: [hello(300, secondOpenMs)] }) },
    durationMs: secondOpenMs + secondMs,
    ...heldUp,
  };
  const first = capture({ ...lost, messages: [hello(300, openMs)] });
  const handshake = completed({ capture: first, firstByteMs: null, handshakeMs: openMs + afterMs });
  return ended(rst, {}, [again], { tcp: completed({ durationMs: openMs }), handshake });
}

describe('middlebox-interference', () => {
  it('is proved by the clock: a RST that comes sooner than the server can answer, twice', () => {
    const facts = cutOff(40, 1.5);
    expect(causesOf(facts)).toStrictEqual(['middlebox-interference']);
    const finding = findingOf('middlebox-interference', facts);
    expect(finding.summary).toContain('1.5 ms after the ClientHello');
    expect(finding.summary).toContain('40 ms');
    expect(findingOf('middlebox-interference', facts, 'zh').summary).toContain('1.5 毫秒');
  });

  it.each([
    ['a RST after a whole round trip', cutOff(40, 41)],
    ['a way too short to tell', cutOff(0.3, 0.1)],
    ['one fast RST and one in time', cutOff(40, 1.5, 40)],
    ['a SYN that was sent twice, which makes the way look long', cutOff(1020, 20, 20, 20)],
    ['a machine so busy that it may have seen the open connection late', cutOff(40, 1.5, 1.5, 40, { heldUpMs: 38 })],
    ['a machine that nobody knows to have been free', cutOff(40, 1.5, 1.5, 40, {})],
  ])('is not claimed for %s', (_, facts) => {
    expect(causesOf(facts)).toStrictEqual(['connection-reset']);
  });

  it('is not claimed through a proxy, where opening takes more than one round trip', () => {
    const facts = cutOff(40, 1.5);
    if (facts.handshake.kind !== 'completed') throw new Error('a handshake was tried');
    const prelude = { protocol: 'http', durationMs: 30, said: 'HTTP/1.1 200', advertised: null, surplus: 0 };
    const through = { ...facts, handshake: completed({ ...facts.handshake.value, preludes: [prelude] }) };
    expect(causesOf(through)).toStrictEqual(['connection-reset']);
  });

  it.each([
    ['reset', rst],
    ['dropped', timedOut()],
  ])('is found where one name is %s and another answered', (_, problem) => {
    const facts = ended(problem, {}, [
      refused({ kind: 'answersAgain' }, problem),
      answered({ kind: 'withoutServerName' }, 0x0304, 0x1301),
      answered({ kind: 'withServerName', name: 'other.example.net' }, 0x0304, 0x1301),
    ]);
    expect(causesOf(facts)).toStrictEqual(['middlebox-interference']);
    expect(findingOf('middlebox-interference', facts).summary).toContain('db1.example.net');
  });

  const sized = (question: Question, bytes: number, change: Partial<Capture>): Experiment => ({
    question,
    result: { kind: 'handshake', capture: capture({ ...change, messages: [hello(bytes, 1)] }) },
    durationMs: 1,
  });
  const lost = { completed: false, problem: timedOut(), protocol: null, cipherSuite: null } as const;

  it('is found where a long hello is lost, a short one answered, and the short one made long is lost too', () => {
    const facts = ended(timedOut(), { messages: [hello(1500, 1)] }, [
      sized({ kind: 'answersAgain' }, 1500, lost),
      sized({ kind: 'minimalHello' }, 150, {}),
      sized({ kind: 'largeHello', octets: 1500 }, 1500, lost),
    ]);
    expect(causesOf(facts)).toStrictEqual(['middlebox-interference']);
    expect(findingOf('middlebox-interference', facts).summary).toContain('1500 octets');
  });

  it('is not the length where the short hello made long is answered', () => {
    const facts = ended(timedOut(), { messages: [hello(1500, 1)] }, [
      sized({ kind: 'answersAgain' }, 1500, lost),
      sized({ kind: 'minimalHello' }, 150, {}),
      sized({ kind: 'largeHello', octets: 1500 }, 1500, {}),
    ]);
    expect(causesOf(facts)).toStrictEqual(['server-protocol-error']);
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('middlebox-interference', unreached({ kind: 'refused' }))).toMatchObject({
      missing: 'connection',
    });
  });
});
