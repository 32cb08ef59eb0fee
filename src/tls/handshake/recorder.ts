import { concat, noOctets, toHex } from '../../base/octets.ts';
import type { Milliseconds } from '../../base/time.ts';
import type {
  AlertSeen,
  Capture,
  CertificateRequestSeen,
  ExtensionSeen,
  Hex,
  MessageSeen,
  Offered,
  Side,
  StapleSeen,
  TimestampSeen,
  Violation,
} from './capture.ts';
import type { HandshakeProblem } from './handshake-problem.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The part of a capture that is one value each. */
type Values = Mutable<
  Omit<
    Capture,
    | 'applicationOctets'
    | 'certificateTimestamps'
    | 'extensions'
    | 'certificates'
    | 'staples'
    | 'alerts'
    | 'messages'
    | 'violations'
    | 'offered'
  >
>;

/** Collects what a handshake shows, in the order in which it shows it. */
export class Recorder {
  readonly values: Values = {
    completed: false,
    problem: null,
    stoppedEarly: false,
    protocol: null,
    cipherSuite: null,
    group: null,
    dhBits: null,
    signatureScheme: null,
    alpn: null,
    serverNameAcknowledged: false,
    helloRetryRequest: null,
    extendedMasterSecret: false,
    secureRenegotiation: false,
    encryptThenMac: false,
    certificateCompression: null,
    recordSizeLimit: null,
    resumed: null,
    session: { idOctets: 0, tickets: 0, ticketLifetime: null },
    certificateRequest: null,
    clientCertificate: null,
    firstOctets: '',
    octetsReceived: 0,
  };
  readonly #offered: Offered;
  readonly #extensions: ExtensionSeen[] = [];
  readonly #staples: StapleSeen[] = [];
  readonly #timestamps: TimestampSeen[] = [];
  readonly #alerts: AlertSeen[] = [];
  readonly #messages: MessageSeen[] = [];
  readonly #violations: Violation[] = [];
  #certificates: readonly Hex[] = [];
  #application: Uint8Array = noOctets;

  constructor(offered: Offered) {
    this.#offered = offered;
  }

  message(from: Side, name: string, bytes: number, atMs: Milliseconds): void {
    this.#messages.push({ from, name, bytes, atMs });
  }

  alert(alert: AlertSeen): void {
    this.#alerts.push(alert);
  }

  extension(extension: ExtensionSeen): void {
    this.#extensions.push(extension);
  }

  certificates(chain: readonly Uint8Array[]): void {
    this.#certificates = chain.map(toHex);
  }

  staple(certificate: number, response: Uint8Array): void {
    this.#staples.push({ certificate, response: toHex(response) });
  }

  timestamp(timestamp: TimestampSeen): void {
    if (this.#timestamps.length < maxTimestamps) this.#timestamps.push(timestamp);
  }

  certificateRequest(request: CertificateRequestSeen): void {
    this.values.certificateRequest = request;
  }

  /** Notes a violation; the same kind is kept a few times only, since a peer may repeat it without end. */
  violation(violation: Violation): void {
    if (this.#violations.length < maxViolations) this.#violations.push(violation);
  }

  /** Keeps application data, up to a bound, and gives all of it so far. */
  applicationData(octets: Uint8Array): Uint8Array {
    const room = maxApplicationOctets - this.#application.length;
    if (room > 0) this.#application = concat([this.#application, octets.subarray(0, room)]);
    return this.#application;
  }

  /** The first problem stands: what follows it is its consequence. */
  problem(problem: HandshakeProblem): void {
    this.values.problem ??= problem;
  }

  get hasApplicationData(): boolean {
    return this.#application.length > 0;
  }

  get messageCount(): number {
    return this.#messages.length;
  }

  finish(): Capture {
    return {
      offered: this.#offered,
      ...this.values,
      extensions: this.#extensions,
      certificates: this.#certificates,
      staples: this.#staples,
      certificateTimestamps: this.#timestamps,
      alerts: this.#alerts,
      messages: this.#messages,
      violations: this.#violations,
      applicationOctets: toHex(this.#application),
    };
  }
}

const maxViolations = 16;

/** A certificate has two to five. */
const maxTimestamps = 64;

/** A driver's hello reply is a few hundred octets; a page more is enough to see who speaks. */
const maxApplicationOctets = 0x10000;
