import type { Signal } from '../../base/signal.ts';
import type { Milliseconds } from '../../base/time.ts';
import { ok } from '../../base/result.ts';
import { wayTo } from './way.ts';
import { attemptFailed, completed, notTried } from '../attempt.ts';
import { isHybrid, loadHybridGroups } from '../../tls/crypto/hybrid.ts';
import { userNameOf } from '../../mongodb/user-name.ts';
import { readCertificate } from '../../x509/pki/certificate.ts';
import type { Capture } from '../../tls/handshake/capture.ts';
import type { Plan } from '../../tls/handshake/plan.ts';
import { extrasFor } from './offers.ts';
import type { EndpointObservation, Experiment, HandshakeObservation } from '../observation.ts';
import type { Errand } from './errand.ts';
import { driveHandshake } from './drive-handshake.ts';
import type { DriveOptions, Driven } from './drive-handshake.ts';
import { Bench } from './experiments/bench.ts';
import { outOfTime } from './experiments/time-trials.ts';
import { helloTrial } from './experiments/hello-trial.ts';
import { explore } from './experiments/decide.ts';
import type { Situation, Trial } from './experiments/trial.ts';
import { followIssuers } from './follow-issuers.ts';
import { followResponders } from './follow-responders.ts';
import { listenPlaintext } from './listen-plaintext.ts';
import { clientPlan, logsInByCertificate } from './plan.ts';

/**
 * One address from connection to conclusion: the client's handshake, and where it fails the experiments that tell why.
 * `connectSignal` ends only the waiting for a connection.
 */
export async function probeAddress(
  errand: Errand,
  address: string,
  connectSignal?: Signal,
): Promise<EndpointObservation> {
  const { target, options, ports, hooks, deadlineMs } = errand;
  const place = { host: target.host, address, port: target.port };
  hooks.progress?.({ kind: 'connecting', address, port: target.port });
  const leftMs = Math.max(deadlineMs - ports.clock.monotonicMs(), 1);
  const drive: DriveOptions = {
    address,
    port: target.port,
    connectTimeoutMs: options.connectTimeoutMs,
    timeoutMs: Math.max(leftMs - reserveMs(leftMs), 1),
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  };
  if (options.client.offer.groups.some(isHybrid)) await loadHybridGroups();
  const plan = clientPlan(target, options, ports.random, await extrasFor(options.offers));
  const inPlaintext = options.plaintext === true ? askPlaintext(ports, drive) : null;
  const driven = await driveHandshake(ports, plan, connectSignal === undefined ? drive : { ...drive, connectSignal });
  if (driven.kind === 'noConnection') {
    return {
      ...place,
      tcp: attemptFailed(driven.problem),
      handshake: notTried('tcp'),
      fetchedIssuers: [],
      experiments: [],
    };
  }
  const plaintext = await inPlaintext;
  const { certificates, staples } = driven.capture;
  const fetching = once(errand.fetched, certificates.join(), () => followIssuers(errand, certificates));
  const [direct, experiments, fetchedIssuers, ocspLookup] = await Promise.all([
    options.proxy === null ? null : probeDirect(errand, plan),
    once(errand.explored, errand.scope + wayOfFailing(driven), async () => {
      const bench = new Bench(ports, target, drive, deadlineMs);
      if (driven.capture.problem !== null) hooks.progress?.({ kind: 'experimenting', connections: bench.left });
      const experimental = planOfExperiments(plan, driven.capture);
      const time = timeOf(errand, driven.capture);
      // Once the hellos are out, as far as the first connection tells how long that takes: whatever keeps us busy holds up none.
      const meanwhile = {
        inMs: driven.tcpMs + sendingMs,
        act: () => {
          // What is wrong above the leaf may not be so for another store.
          const isOfPath = time !== undefined && outOfTime(driven.capture, time.now).some((index) => index > 0);
          hooks.amiss?.(isOfPath ? 'path' : undefined);
        },
      };
      const beside = (answers: readonly Experiment[]): Trial | null => {
        const hello = helloTrial(plan, driven.capture, target, answers);
        if (hello !== null) hooks.amiss?.('nothingInCommon');
        return hello;
      };
      await explore(bench, experimental, driven.capture, {
        meanwhile,
        beside,
        ...(time === undefined ? {} : { time }),
      });
      if (driven.resumable !== null) {
        const again: Plan = { ...plan, resume: driven.resumable, afterwards: { kind: 'close' } };
        await bench.make({ question: { kind: 'resumes' }, says: { kind: 'handshake', plan: again } });
      }
      return bench.experiments;
    }),
    fetching,
    once(errand.asked, `${certificates.join()} ${staples.map(({ certificate }) => certificate).join()}`, () =>
      followResponders(errand, driven.capture, fetching),
    ),
  ]);
  return {
    ...place,
    tcp: completed({ durationMs: driven.tcpMs }),
    handshake: completed({
      capture: driven.capture,
      ...(plan.afterwards.kind === 'exchange' && driven.capture.completed ? whatWasAsked(target, options) : {}),
      ...(driven.preludes.length === 0 ? {} : { preludes: driven.preludes }),
      firstByteMs: driven.firstByteMs,
      handshakeMs: driven.handshakeMs,
    }),
    fetchedIssuers,
    experiments:
      plaintext === null
        ? experiments
        : [plaintext, ...experiments.filter(({ question }) => !isSame(question, plaintext.question))],
    ...(ocspLookup === null ? {} : { ocspLookup }),
    ...(direct === null ? {} : { direct }),
  };
}

/** What a client that speaks no TLS would say first. */
async function askPlaintext(ports: Errand['ports'], drive: DriveOptions): Promise<Experiment> {
  const startedMs = ports.clock.monotonicMs();
  const result = await listenPlaintext(ports, 'mongodb', drive);
  return {
    question: { kind: 'answersPlaintext', protocol: 'mongodb' },
    result,
    durationMs: ports.clock.monotonicMs() - startedMs,
  };
}

const isSame = (a: Experiment['question'], b: Experiment['question']): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function whatWasAsked(
  target: Errand['target'],
  { clientCredential }: Errand['options'],
): Pick<HandshakeObservation, 'asked' | 'user'> {
  if (clientCredential === null || !logsInByCertificate(target, clientCredential)) return { asked: 'hello' };
  const certificate = readCertificate(clientCredential.chain[0]);
  return { asked: 'helloAndAuthenticate', ...(certificate.ok ? { user: userNameOf(certificate.value) } : {}) };
}

/** Experiments end with the handshake, unless what comes behind it is the very thing that failed. */
const planOfExperiments = (plan: Plan, { problem }: Capture): Plan =>
  problem !== null && 'waitingFor' in problem && problem.waitingFor === 'applicationData'
    ? plan
    : { ...plan, afterwards: { kind: 'close' } };

/** A driver has the server's clock from its hello; who speaks plain text first, or may be MongoDB, is not asked over HTTP. */
function timeOf({ target, options, ports }: Errand, { applicationOctets }: Capture): Situation['time'] {
  if (applicationOctets !== '') return undefined;
  return { now: ports.clock.now(), byHttp: options.client.speaks !== 'mongodb' && target.starttls === null };
}

/** The same handshake without the proxy, where the name can be looked up from here. */
async function probeDirect(
  { target, options, straight, hooks, deadlineMs }: Errand,
  plan: Plan,
): Promise<NonNullable<EndpointObservation['direct']>> {
  const signal = hooks.signal === undefined ? {} : { signal: hooks.signal };
  const timeoutMs = Math.min(Math.max(deadlineMs - straight.clock.monotonicMs(), 1), directTimeoutMs);
  const isAddress = target.referenceIdentity.kind === 'ip' || options.ip !== null;
  const found = isAddress
    ? ok([options.ip ?? target.host] as const)
    : await straight.dns.addresses(target.host, { timeoutMs, ...signal });
  if (!found.ok) return attemptFailed(found.problem);
  const tcp = await wayTo(target, { ...options, proxy: null }, straight);
  const drive = { address: found.value[0], port: target.port, connectTimeoutMs: timeoutMs, timeoutMs, ...signal };
  const driven = await driveHandshake({ ...straight, tcp }, { ...plan, afterwards: { kind: 'close' } }, drive);
  return driven.kind === 'handshake' ? completed(driven.capture) : attemptFailed(driven.problem);
}

/** Making a dozen hellos, and sending them. */
const sendingMs: Milliseconds = 10;

const directTimeoutMs: Milliseconds = 3000;

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const making = make();
  made.set(key, making);
  return making;
}

/** Two addresses that fail in the same way need no second exploration: most likely the same software is behind both. */
function wayOfFailing({ capture }: Extract<Driven, { kind: 'handshake' }>): string {
  const { problem, protocol, cipherSuite } = capture;
  return JSON.stringify([problem === null ? null : { ...problem, afterMs: 0 }, protocol, cipherSuite]);
}

/** The part of the time that is kept for experiments when the handshake itself hangs. */
const reserveMs = (leftMs: Milliseconds): Milliseconds => Math.min(leftMs * 0.4, 3500);
