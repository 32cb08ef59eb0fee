/**
 * The hosts that a deployment advertises. A driver leaves the name it was given as soon as it has heard them, and connects to
 * these: so they must resolve, answer, and show certificates that hold these very names.
 */
import { fromHex } from '../../base/octets.ts';
import { readAnswers } from '../../mongodb/hello.ts';
import { readReference } from '../../x509/verify/reference.ts';
import type { EndpointObservation } from '../observation.ts';
import type { HostTarget } from '../target.ts';

/** Those that are not probed yet, in the order in which they were first heard of. */
export function advertisedHosts(
  endpoints: readonly EndpointObservation[],
  known: readonly Pick<HostTarget, 'host' | 'port'>[],
  sni: 'none' | null,
): readonly HostTarget[] {
  const found: HostTarget[] = [];
  const isKnown = (host: string, port: number): boolean =>
    [...known, ...found].some((one) => one.host === host && one.port === port);
  for (const { host: seed, port: seedPort, handshake } of endpoints) {
    if (handshake.kind !== 'completed' || handshake.value.asked === undefined) continue;
    const { hello } = readAnswers(fromHex(handshake.value.capture.applicationOctets));
    if (hello.kind !== 'answered') continue;
    for (const text of hello.value.hosts) {
      const place = readPlace(text);
      if (place === null || isKnown(place.host, place.port)) continue;
      found.push({
        ...place,
        sni: sni === 'none' || place.referenceIdentity.kind === 'ip' ? null : place.host,
        advertised: {
          by: seed.includes(':') ? `[${seed}]:${seedPort}` : `${seed}:${seedPort}`,
          isPrimary: hello.value.primary === text,
        },
      });
    }
  }
  return found;
}

/** `host:port` as a server writes it; null where it is neither name nor address. */
function readPlace(text: string): Omit<HostTarget, 'sni' | 'advertised'> | null {
  const [, host = '', digits] = /^(.*?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = digits === undefined ? 27017 : Number(digits);
  const referenceIdentity = readReference(host);
  if (referenceIdentity === null || port < 1 || port > 65535) return null;
  const name = referenceIdentity.kind === 'dns' ? referenceIdentity.name : referenceIdentity.address;
  return { host: name, port, referenceIdentity };
}
