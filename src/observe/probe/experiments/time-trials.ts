import { fromLatin1, latin1 } from '../../../base/octets.ts';
import type { Milliseconds, UnixMs } from '../../../base/time.ts';
import type { Capture } from '../../../tls/handshake/capture.ts';
import { protocolVersions } from '../../../tls/wire/registries/protocol-version.ts';
import { decodeAll } from '../../interpret/decode-chain.ts';
import type { Target } from '../../target.ts';
import { everythingPlan } from '../plan.ts';
import type { Situation, Trial } from './trial.ts';

/**
 * A certificate that has ended, or not begun: that may be the certificate, or a clock. Two ServerHellos of TLS 1.2 tell whether
 * the server still puts its time into them (two alike are no accident), and a web server names its Date. No question of a
 * certificate that is in its time.
 */
export function timeTrials({ target, plan, capture, time }: Situation): readonly Trial[] {
  if (time === undefined) return [];
  const { now, byHttp } = time;
  if (outOfTime(capture, now).length === 0) return [];
  const hello: Trial = {
    question: { kind: 'tellsTime', by: 'serverHello' },
    says: { kind: 'handshake', plan: { ...everythingPlan(target, tls12, [], plan.random), until: 'serverHello' } },
  };
  return [...(byHttp ? [httpTrial(target, plan)] : []), hello, hello];
}

/** The places in the chain of certificates that have ended, or not begun; an outdated one beside its successor troubles nobody. */
export function outOfTime(capture: Capture, now: UnixMs): readonly number[] {
  const certificates = decodeAll(capture.certificates);
  const inTime = certificates.filter(({ notBefore, notAfter }) => notBefore <= now && now < notAfter);
  const names = new Set(inTime.map(({ subject }) => subject.rfc4514));
  return certificates.flatMap(({ subject }, place) => (names.has(subject.rfc4514) ? [] : [place]));
}

const httpTrial = (target: Target, plan: Situation['plan']): Trial => ({
  question: { kind: 'tellsTime', by: 'http' },
  says: {
    kind: 'handshake',
    plan: {
      ...plan,
      alpn: [],
      afterwards: {
        kind: 'exchange',
        send: fromLatin1(
          `HEAD / HTTP/1.1\r\nHost: ${target.host.includes(':') ? `[${target.host}]` : target.host}\r\nUser-Agent: whytls\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
        ),
        isEnough: (received) => received.length > mostOctets || latin1(received).includes('\r\n\r\n'),
      },
    },
  },
  // What is no web server may wait for more, and keep us waiting.
  timeoutMs: httpTimeoutMs,
});

const tls12 = protocolVersions.codes['TLSv1.2'];
const mostOctets = 16_384;
const httpTimeoutMs: Milliseconds = 1000;
