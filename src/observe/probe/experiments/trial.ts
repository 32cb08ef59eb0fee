import type { Milliseconds, UnixMs } from '../../../base/time.ts';
import type { Capture } from '../../../tls/handshake/capture.ts';
import type { Plan } from '../../../tls/handshake/plan.ts';
import { protocolVersions } from '../../../tls/wire/registries/protocol-version.ts';
import type { Question, SignatureFamily } from '../../observation.ts';
import type { Target } from '../../target.ts';
import type { Opening } from '../listen-plaintext.ts';
import { everythingPlan } from '../plan.ts';
import {
  commonAlpn,
  largeHello,
  minimalHello,
  withEveryCipherSuite,
  withEveryGroup,
  withEverySignatureScheme,
  withSignatureFamily,
  withSingleGroup,
  withoutDhe,
  withoutTls13,
} from './plans.ts';

/** One further connection that is to be made: the question that it answers, and what is said on it. */
export interface Trial {
  readonly question: Question;
  readonly says:
    { readonly kind: 'handshake'; readonly plan: Plan } | { readonly kind: 'plaintext'; readonly opening: Opening };
  /** How long to wait for the answer, where that is less than for others. */
  readonly timeoutMs?: Milliseconds;
}

/** A handshake that failed, or that its client would not have gone on with, and what led to it. */
export interface Situation {
  readonly target: Target;
  readonly plan: Plan;
  readonly capture: Capture;
  /** Where the server's clock is of interest: this machine's, and whether the server may be asked over HTTP. */
  readonly time?: { readonly now: UnixMs; readonly byHttp: boolean };
}

const asks = (question: Question, plan: Plan): Trial => ({ question, says: { kind: 'handshake', plan } });
const says = (question: Question, opening: Opening): Trial => ({ question, says: { kind: 'plaintext', opening } });

/**
 * As far as an answer is needed: where the client did not get a ServerHello, one is answer enough, and whoever has been given
 * nothing more is not kept waiting. After a HelloRetryRequest it is the second answer that counts.
 */
function asFarAs({ capture }: Situation, plan: Plan): Plan {
  const { problem, helloRetryRequest } = capture;
  const isEarly = problem !== null && problem.kind !== 'notTls' && problem.waitingFor === 'serverHello';
  return isEarly && helloRetryRequest === null ? { ...plan, until: 'serverHello' } : plan;
}

/**
 * As far as the server tells everything that it chose: group and signature scheme stand behind the ServerHello, and so does ALPN in
 * TLS 1.3.
 */
const toTheChoice = (plan: Plan): Plan => ({ ...plan, until: 'serverFlight' });

/** A trial, or none where the offer gives no occasion for it. */
type Perhaps = readonly Trial[];

const ifAny = (question: Question, plan: Plan | null): Perhaps => (plan === null ? [] : [asks(question, plan)]);

/** The same offer once more: is the failure steady? Asked of every failure. */
export const again = ({ plan }: Situation): Perhaps => [asks({ kind: 'answersAgain' }, plan)];

/** One version alone, with everything that we can name. */
export const versionTrials = (
  { target, plan: { random } }: Situation,
  versions: readonly (keyof typeof protocolVersions.codes)[],
): Perhaps =>
  versions.map((name) => {
    const version = protocolVersions.codes[name];
    return asks({ kind: 'acceptsVersion', version }, everythingPlan(target, version, [], random));
  });

/** A server of SSL 2.0 does not understand any other hello than its own. It is older than STARTTLS. */
export const ssl2Trial = ({ target }: Situation): Perhaps =>
  target.starttls === null ? [says({ kind: 'acceptsSsl2' }, 'ssl2')] : [];

/**
 * Who is there, if not a TLS server? One that speaks first has spoken by the time that it closes on us: silence is for silence.
 * After STARTTLS we know whose plaintext it is.
 */
export const plaintextTrials = ({ target }: Situation, alsoInSilence: boolean): Perhaps =>
  target.starttls !== null
    ? []
    : [
        ...(alsoInSilence ? [says({ kind: 'speaksFirst' }, 'silence')] : []),
        ...(['mongodb', 'http', 'postgresql'] as const).map((protocol) => {
          return says({ kind: 'answersPlaintext', protocol }, protocol);
        }),
      ];

/** Without server_name; where none was offered, with the name of the target if it has one. */
export function nameTrials(situation: Situation): Perhaps {
  const { target, plan } = situation;
  if (plan.serverName !== null) {
    return [asks({ kind: 'withoutServerName' }, asFarAs(situation, { ...plan, serverName: null }))];
  }
  const { referenceIdentity } = target;
  return referenceIdentity.kind === 'ip' ? [] : withServerName(situation, referenceIdentity.name);
}

/** Another name beside the one that was offered: nobody's, but one that a wildcard would cover. */
export const otherNameTrial = (situation: Situation): Perhaps =>
  situation.plan.serverName === null ? [] : withServerName(situation, siblingOf(situation.plan.serverName));

const withServerName = (situation: Situation, name: string): Perhaps => [
  asks({ kind: 'withServerName', name }, asFarAs(situation, { ...situation.plan, serverName: name })),
];

/** A name under the same parent that nobody has; under the name itself where its parent is a top-level domain. */
export function siblingOf(name: string): string {
  const labels = name.split('.');
  return [nobodysLabel, ...(labels.length > 2 ? labels.slice(1) : labels)].join('.');
}

/** Without ALPN. */
export const withoutAlpnTrial = (situation: Situation): Perhaps =>
  situation.plan.alpn.length === 0
    ? []
    : [asks({ kind: 'withoutAlpn' }, asFarAs(situation, { ...situation.plan, alpn: [] }))];

/** With every application protocol that is common: which does the server choose? */
export const whichAlpnTrial = ({ plan }: Situation): Perhaps => [
  asks({ kind: 'whichAlpn', offered: commonAlpn }, toTheChoice({ ...plan, alpn: commonAlpn })),
];

/** The client's offer with more in one place: what then gets an answer was what they lacked in common. */
export const widerTrials = (situation: Situation): Perhaps => [
  asks({ kind: 'withEveryCipherSuite' }, asFarAs(situation, withEveryCipherSuite(situation.plan))),
  asks({ kind: 'withEveryGroup', without: [] }, toTheChoice(withEveryGroup(situation.plan, []))),
  asks({ kind: 'withEverySignatureScheme', without: [] }, toTheChoice(withEverySignatureScheme(situation.plan, []))),
];

/** Every group but those that the server has been seen to take: does it take others? */
export const otherGroupsTrial = ({ plan }: Situation, without: readonly number[]): Perhaps => [
  asks({ kind: 'withEveryGroup', without }, toTheChoice(withEveryGroup(plan, without))),
];

/** Every signature scheme but those that the server has been seen to use: does it use others? */
export const otherSchemesTrial = ({ plan }: Situation, without: readonly number[]): Perhaps => [
  asks({ kind: 'withEverySignatureScheme', without }, toTheChoice(withEverySignatureScheme(plan, without))),
];

/** Each of the client's first groups alone. */
export const singleGroupTrials = ({ plan }: Situation, most: number): Perhaps =>
  plan.groups.length < 2
    ? []
    : plan.groups.slice(0, most).map((group) => asks({ kind: 'singleGroup', group }, withSingleGroup(plan, group)));

/** The client's signature schemes, family by family. */
export const signatureFamilyTrials = ({ plan }: Situation): Perhaps =>
  (['ecdsa', 'rsaPss', 'rsaPkcs1'] satisfies SignatureFamily[]).flatMap((family) =>
    ifAny({ kind: 'signatureFamily', family }, withSignatureFamily(plan, family)),
  );

/** Without TLS 1.3, where the client offers older versions as well. */
export function withoutTls13Trial(situation: Situation): Perhaps {
  const older = withoutTls13(situation.plan);
  return older === null ? [] : [asks({ kind: 'withoutTls13' }, asFarAs(situation, older))];
}

/** Without ephemeral finite-field Diffie-Hellman, where the client offers more. */
export const withoutDheTrial = ({ plan }: Situation): Perhaps => ifAny({ kind: 'withoutDhe' }, withoutDhe(plan));

/** Without the client's certificate, where one was sent. */
export const withoutClientCertificateTrial = ({ plan, capture }: Situation): Perhaps =>
  capture.clientCertificate?.kind === 'sent'
    ? [asks({ kind: 'withoutClientCertificate' }, { ...plan, clientCredential: null })]
    : [];

/** The shortest hello; and where the client's own is a long one, the shortest made as long. */
export function sizeTrials(situation: Situation): Perhaps {
  const { plan, capture } = situation;
  const octets = clientHelloOctets(capture);
  return [
    asks({ kind: 'minimalHello' }, asFarAs(situation, minimalHello(plan))),
    ...(octets < longHelloOctets
      ? []
      : [asks({ kind: 'largeHello', octets }, asFarAs(situation, largeHello(plan, octets)))]),
  ];
}

/** Octets of the first ClientHello; 0 where none was sent. */
export const clientHelloOctets = (capture: Capture): number =>
  capture.messages.find(({ from, name }) => from === 'client' && name === 'client_hello')?.bytes ?? 0;

/**
 * From here on a hello is long: with the headers of record, TCP and IP it no longer fits one packet of an ordinary path (1500
 * octets, less in tunnels). A post-quantum key share alone has 1216.
 */
export const longHelloOctets = 1200;

/** No registry would give it away, and no administrator. */
const nobodysLabel = 'whytls-probe-of-another-name';
