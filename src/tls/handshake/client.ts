import { unreachable } from '../../base/never.ts';
import { HandshakeDeframer, RecordDeframer, maxMessageLength } from '../wire/deframer.ts';
import type { RecordProblem } from '../wire/deframer.ts';
import type { Record } from '../wire/record.ts';
import { alertDescriptions } from '../wire/registries/alert.ts';
import { contentTypes } from '../wire/registries/content-type.ts';
import { nameOf } from '../wire/registry.ts';
import { processKeyPair } from '../crypto/key-exchange.ts';
import { goodbye } from './afterwards.ts';
import type { Capture } from './capture.ts';
import type { Command } from './command.ts';
import type { Event } from './event.ts';
import { receiveAlert } from './receive-alert.ts';
import { helloMessage } from './hello-message.ts';
import { Machine } from './machine.ts';
import { clientHelloOf, helloSeed } from './offer.ts';
import type { Plan } from './plan.ts';
import type { Resumable } from './resumption.ts';
import type { State } from './state.ts';
import { receiveMessage, waitingFor } from './step.ts';
import { receiveChangeCipherSpec } from './tls12/change-cipher-spec.ts';

/**
 * Our TLS client: events in, commands out, no socket, no clock. It goes on where a stricter client would stop, and writes
 * down what it saw; it never accepts a signature or a Finished that does not check out.
 *
 * After a `done` command the capture is final and further events are ignored.
 */
export class ClientHandshake {
  readonly #machine: Machine;
  readonly #records = new RecordDeframer();
  readonly #messages = new HandshakeDeframer();
  #state: State | null = null;
  #over = false;
  #emptyRecords = 0;

  constructor(plan: Plan) {
    this.#machine = new Machine(plan);
  }

  /** Handles one event and tells what to do. */
  handle(event: Event): readonly Command[] {
    if (this.#over) return [];
    const m = this.#machine;
    m.nowMs = event.atMs;
    switch (event.kind) {
      case 'connected':
        this.#start();
        break;
      case 'octets':
        this.#receive(event.octets);
        break;
      case 'ended':
        this.#ended(event.how);
        break;
      case 'timedOut':
        this.#timedOut(event.atMs);
        break;
      case 'aborted':
        m.fail({ kind: 'aborted', waitingFor: m.waitingFor });
        break;
      default:
        unreachable(event);
    }
    const commands = m.takeCommands();
    if (commands.some(({ kind }) => kind === 'done')) this.#over = true;
    return commands;
  }

  /** Everything seen so far; final once `done` was commanded. */
  capture(): Capture {
    return this.#machine.recorder.finish();
  }

  /** What resumes this session, once the server has sent a ticket of TLS 1.3 and the plan waited for it. Secret. */
  resumable(): Resumable | null {
    return this.#machine.resumable;
  }

  #start(): void {
    const m = this.#machine;
    const seed = helloSeed(m.plan);
    const pairs = m.plan.keyShares.map(processKeyPair).filter((pair) => pair !== null);
    const hello = clientHelloOf(m.plan, seed, { pairs, cookie: null, isRetry: false });
    m.sendHandshake(helloMessage(m, hello));
    this.#enter({ kind: 'expectServerHello', seed, pairs, retriedWith: null });
  }

  #enter(state: State | null): void {
    this.#state = state;
    if (state !== null) this.#machine.waitingFor = waitingFor(state);
    else this.#over = true;
  }

  #receive(octets: Uint8Array): void {
    const m = this.#machine;
    m.recorder.values.octetsReceived += octets.length;
    if (m.recorder.values.octetsReceived > maxTotalOctets) {
      this.#tooMuch('totalOctets', maxTotalOctets);
      return;
    }
    this.#records.push(octets);
    while (!this.#over) {
      const next = this.#records.next();
      if (next === null) return;
      if ('kind' in next) this.#badRecord(next);
      else this.#receiveRecord(next);
    }
  }

  #receiveRecord(record: Record): void {
    const m = this.#machine;
    const { change_cipher_spec, alert, handshake, application_data, heartbeat } = contentTypes.codes;
    if (record.version < 0x0300 || record.version > 0x0304)
      m.recorder.violation({ kind: 'recordVersion', version: record.version });
    // TLS 1.3 sends change_cipher_spec in the clear for middleboxes (RFC 8446 appendix D.4); up to 1.2 it is the first key change.
    const inClear =
      m.opener === null ||
      (record.type === change_cipher_spec && record.fragment.length === 1) ||
      isClearAlert(record, m);
    const opened = inClear ? { type: record.type, plaintext: record.fragment } : m.opener?.open(record);
    if (opened === null || opened === undefined) {
      m.fail({ kind: 'checkFailed', what: 'record', waitingFor: m.waitingFor }, alertDescriptions.codes.bad_record_mac);
      this.#enter(null);
      return;
    }
    this.#emptyRecords = opened.plaintext.length === 0 ? this.#emptyRecords + 1 : 0;
    if (this.#emptyRecords > maxEmptyRecords) return this.#tooMuch('emptyRecords', maxEmptyRecords);
    switch (opened.type) {
      case handshake:
        this.#messages.push(opened.plaintext);
        return this.#receiveMessages();
      case alert:
        return this.#enter(receiveAlert(m, this.#expect(), opened.plaintext));
      case change_cipher_spec:
        m.recorder.message('server', nameOf(contentTypes, change_cipher_spec), opened.plaintext.length, m.nowMs);
        if (m.recorder.messageCount > maxMessages) return this.#tooMuch('messages', maxMessages);
        return this.#enter(receiveChangeCipherSpec(m, this.#expect()));
      case application_data:
      case heartbeat:
        return this.#receiveData(opened.type, opened.plaintext);
      default:
        m.fail(
          { kind: 'unexpected', what: 'record', type: opened.type, waitingFor: m.waitingFor },
          alertDescriptions.codes.unexpected_message,
        );
        return this.#enter(null);
    }
  }

  #receiveMessages(): void {
    const m = this.#machine;
    while (!this.#over) {
      const message = this.#messages.next();
      if (message === null) return;
      if ('kind' in message) return this.#tooMuch('messageOctets', maxMessageLength);
      const opener = m.opener;
      this.#enter(receiveMessage(m, this.#expect(), message));
      if (m.recorder.messageCount > maxMessages) return this.#tooMuch('messages', maxMessages);
      // RFC 8446 section 5.1: no message may span a key change.
      if (!this.#over && m.opener !== opener && this.#messages.heldLength > 0) {
        m.fail(
          { kind: 'unexpected', what: 'handshake', type: message.type, waitingFor: m.waitingFor },
          alertDescriptions.codes.unexpected_message,
        );
        this.#enter(null);
      }
    }
  }

  /** Application data is welcome once the handshake is complete: the server has accepted us. */
  #receiveData(type: number, plaintext: Uint8Array): void {
    const m = this.#machine;
    if (this.#state?.kind === 'expectApplicationData') {
      if (plaintext.length === 0) return;
      m.recorder.message('server', nameOf(contentTypes, type), plaintext.length, m.nowMs);
      const received = m.recorder.applicationData(plaintext);
      const { afterwards } = m.plan;
      if (afterwards.kind === 'exchange' && !afterwards.isEnough(received)) {
        if (m.recorder.messageCount > maxMessages) this.#tooMuch('messages', maxMessages);
        return;
      }
      goodbye(m);
    } else {
      m.fail(
        { kind: 'unexpected', what: 'record', type, waitingFor: m.waitingFor },
        alertDescriptions.codes.unexpected_message,
      );
    }
    this.#enter(null);
  }

  #badRecord(problem: RecordProblem): void {
    const m = this.#machine;
    switch (problem.kind) {
      case 'notTls':
        m.keepFirstOctets(this.#records.held());
        m.fail({ kind: 'notTls' });
        break;
      case 'badType':
        m.undecodable({
          kind: 'illegalValue',
          path: 'TLSPlaintext.type',
          offset: problem.offset,
          actual: problem.type,
          expected: '20..24',
        });
        break;
      case 'badVersion':
        m.undecodable({
          kind: 'illegalValue',
          path: 'TLSPlaintext.legacy_record_version',
          offset: problem.offset,
          actual: problem.version,
          expected: '0x0300..0x0304',
        });
        break;
      case 'tooLong':
        m.undecodable({
          kind: 'lengthOutOfRange',
          path: 'TLSPlaintext.length',
          offset: problem.offset,
          actual: problem.length,
          expected: 'at most 18432 octets',
        });
        break;
      default:
        unreachable(problem);
    }
    this.#enter(null);
  }

  #ended(how: 'fin' | 'rst'): void {
    const m = this.#machine;
    const octets = m.recorder.values.octetsReceived;
    // A server that answered and closes has done its part.
    const answered = this.#state?.kind === 'expectApplicationData' && m.recorder.hasApplicationData;
    if (answered) m.command({ kind: 'done' });
    else m.fail({ kind: 'closed', how, waitingFor: m.waitingFor, octets });
    this.#enter(null);
  }

  #timedOut(afterMs: number): void {
    const m = this.#machine;
    if (this.#state?.kind === 'expectApplicationData') {
      goodbye(m);
    } else {
      m.fail({ kind: 'timedOut', waitingFor: m.waitingFor, octets: m.recorder.values.octetsReceived, afterMs });
    }
    this.#enter(null);
  }

  #tooMuch(limit: 'totalOctets' | 'messageOctets' | 'emptyRecords' | 'messages', bound: number): void {
    const m = this.#machine;
    m.fail({ kind: 'tooMuch', limit, bound, waitingFor: m.waitingFor }, alertDescriptions.codes.unexpected_message);
    this.#enter(null);
  }

  #expect(): State {
    if (this.#state === null) throw new Error('octets before connected');
    return this.#state;
  }
}

/**
 * Whether a record is an alert in the clear although keys are in use: a TLS 1.3 server that fails before it has keys, or that
 * cannot read our flight, sends one.
 */
const isClearAlert = (record: Record, m: Machine): boolean =>
  record.type === contentTypes.codes.alert && record.fragment.length === 2 && m.recorder.values.protocol === 0x0304;

/** A whole honest handshake, a chain of 200 certificates included, stays far below. Octets. */
const maxTotalOctets = 0x200000;

const maxEmptyRecords = 32;

const maxMessages = 128;
