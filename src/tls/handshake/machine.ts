import { toHex } from '../../base/octets.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { RecordOpener, RecordSealer } from '../crypto/record-protection.ts';
import { Transcript } from '../crypto/transcript.ts';
import { alert as alertCodec } from '../wire/alert.ts';
import { decode, encode } from '../wire/codec.ts';
import type { Codec } from '../wire/codec.ts';
import type { DecodeProblem } from '../wire/decode-problem.ts';
import type { Extension } from '../wire/extensions/extension.ts';
import type { HandshakeMessage } from '../wire/messages/handshake-message.ts';
import { maxPlaintextLength, record } from '../wire/record.ts';
import { alertDescriptions, alertLevels } from '../wire/registries/alert.ts';
import { contentTypes } from '../wire/registries/content-type.ts';
import { handshakeTypes } from '../wire/registries/handshake-type.ts';
import { nameOf } from '../wire/registry.ts';
import type { ExtensionSeen } from './capture.ts';
import type { Command } from './command.ts';
import type { HandshakeProblem, Waiting } from './handshake-problem.ts';
import { offeredBy } from './offer.ts';
import type { Plan } from './plan.ts';
import { Recorder } from './recorder.ts';
import type { Resumable } from './resumption.ts';

const { alert, handshake, change_cipher_spec, application_data } = contentTypes.codes;

/**
 * What every state of the handshake works with: the record layer in both directions, the transcript, the recorder, and the
 * commands that go out. States decide; this carries out and writes down.
 */
export class Machine {
  readonly plan: Plan;
  readonly recorder: Recorder;
  readonly transcript = new Transcript();
  /** Protects what the peer sends from now on; null while it is in the clear. */
  opener: RecordOpener | null = null;
  /** Protects what we send from now on. */
  sealer: RecordSealer | null = null;
  /** What resumes this session, once there is a ticket. */
  resumable: Resumable | null = null;
  /** What should come next: goes into every problem. */
  waitingFor: Waiting = 'serverHello';
  /** The time of the event being handled. */
  nowMs: Milliseconds = 0;
  /** legacy_record_version of what we send in the clear. */
  recordVersion = 0x0301;
  readonly #commands: Command[] = [];

  constructor(plan: Plan) {
    this.plan = plan;
    this.recorder = new Recorder(offeredBy(plan));
  }

  /** Sends a handshake message and adds it to the transcript. */
  sendHandshake(message: HandshakeMessage): void {
    this.transcript.add(message.raw);
    this.recorder.message('client', nameOf(handshakeTypes, message.type), message.raw.length, this.nowMs);
    for (let at = 0; at < message.raw.length; at += maxPlaintextLength) {
      this.#sendRecord(handshake, message.raw.subarray(at, at + maxPlaintextLength));
    }
  }

  /** `change_cipher_spec`: a key change up to TLS 1.2, a courtesy to middleboxes in TLS 1.3. Always in the clear. */
  sendChangeCipherSpec(): void {
    this.recorder.message('client', nameOf(contentTypes, change_cipher_spec), 1, this.nowMs);
    this.#sendRecord(change_cipher_spec, Uint8Array.of(1));
  }

  /** Sends application data under the keys in use. */
  sendApplicationData(octets: Uint8Array): void {
    this.recorder.message('client', nameOf(contentTypes, application_data), octets.length, this.nowMs);
    for (let at = 0; at < octets.length; at += maxPlaintextLength) {
      this.#sendRecord(application_data, octets.subarray(at, at + maxPlaintextLength));
    }
  }

  /** Sends an alert. A fatal one is noted with the state; a close_notify is only a message. */
  sendAlert(level: number, description: number): void {
    this.recorder.message('client', 'alert', 2, this.nowMs);
    if (description !== alertDescriptions.codes.close_notify) {
      this.recorder.alert({ from: 'client', level, description, waitingFor: this.waitingFor, atMs: this.nowMs });
    }
    this.#sendRecord(alert, encode(alertCodec, { level, description }));
  }

  command(command: Command): void {
    this.#commands.push(command);
  }

  takeCommands(): readonly Command[] {
    return this.#commands.splice(0);
  }

  /**
   * Decodes a message's content and hands it to `use`. Octets that are not what the struct says end the handshake with a
   * decode_error alert.
   */
  decoded<T, S>(codec: Pick<Codec<T>, 'name' | 'read'>, octets: Uint8Array, use: (value: T) => S | null): S | null {
    const result = decode(codec, octets);
    if (result.ok) return use(result.value);
    return this.undecodable(result.problem);
  }

  undecodable(problem: DecodeProblem): null {
    return this.fail(
      { kind: 'undecodable', problem, waitingFor: this.waitingFor },
      alertDescriptions.codes.decode_error,
    );
  }

  /** Ends the handshake. With an alert where it is our place to send one. */
  fail(problem: HandshakeProblem, description?: number): null {
    this.recorder.problem(problem);
    if (description !== undefined) this.sendAlert(alertLevels.codes.fatal, description);
    this.command({ kind: 'done' });
    return null;
  }

  /** A message that has no place in this state ends the handshake (RFC 8446 section 4, "unexpected_message"). */
  unexpected(message: HandshakeMessage): null {
    return this.fail(
      { kind: 'unexpected', what: 'handshake', type: message.type, waitingFor: this.waitingFor },
      alertDescriptions.codes.unexpected_message,
    );
  }

  /** The server chose what it must not: RFC 8446 wants illegal_parameter. */
  illegal(what: Extract<HandshakeProblem, { kind: 'illegalChoice' }>['what'], value: number): null {
    return this.fail(
      { kind: 'illegalChoice', what, value, waitingFor: this.waitingFor },
      alertDescriptions.codes.illegal_parameter,
    );
  }

  /** The server chose what we offered only to see whether it would; the capture holds everything up to here. */
  cannotComplete(what: Extract<HandshakeProblem, { kind: 'cannotComplete' }>['what'], value: number): null {
    return this.fail(
      { kind: 'cannotComplete', what, value, waitingFor: this.waitingFor },
      alertDescriptions.codes.handshake_failure,
    );
  }

  /** A cryptographic check failed. */
  checkFailed(what: Extract<HandshakeProblem, { kind: 'checkFailed' }>['what']): null {
    return this.fail({ kind: 'checkFailed', what, waitingFor: this.waitingFor }, alertDescriptions.codes.decrypt_error);
  }

  /** Keeps the chain as sent. Null, and the end of the handshake, where it holds more than any honest server's. */
  noteCertificates(chain: readonly Uint8Array[]): true | null {
    this.recorder.certificates(chain.slice(0, maxCertificates));
    if (chain.length <= maxCertificates) return true;
    return this.fail(
      { kind: 'tooMuch', limit: 'certificates', bound: maxCertificates, waitingFor: this.waitingFor },
      alertDescriptions.codes.bad_certificate,
    );
  }

  /** Notes the extensions of a message, those that came twice and those that nobody asked for. */
  noteExtensions(
    message: ExtensionSeen['message'],
    extensions: readonly Extension[],
    solicited?: ReadonlySet<number>,
  ): void {
    const seen = new Set<number>();
    for (const { type, data } of extensions.slice(0, maxExtensionsNoted)) {
      this.recorder.extension({ message, type, bytes: data.length });
      if (seen.has(type)) this.recorder.violation({ kind: 'duplicateExtension', message, type });
      if (solicited !== undefined && !solicited.has(type)) {
        this.recorder.violation({ kind: 'unsolicitedExtension', message, type });
      }
      seen.add(type);
    }
  }

  /** Keeps the first octets of a peer that does not speak TLS. */
  keepFirstOctets(octets: Uint8Array): void {
    this.recorder.values.firstOctets = toHex(octets.subarray(0, maxFirstOctets));
  }

  #sendRecord(type: number, fragment: Uint8Array): void {
    const sealed = this.sealer !== null && type !== change_cipher_spec;
    const octets =
      sealed && this.sealer !== null
        ? this.sealer.seal(type, this.recordVersion, fragment)
        : encode(record, { type, version: this.recordVersion, fragment });
    this.command({ kind: 'send', octets });
  }
}

/** How many octets of a stranger's greeting are kept. */
export const maxFirstOctets = 512;

const maxExtensionsNoted = 64;

/** OpenSSL itself gives up at a path of 100. */
const maxCertificates = 512;
