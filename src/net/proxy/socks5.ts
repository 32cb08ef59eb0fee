import { concat, utf8 } from '../../base/octets.ts';
import type { Dialogue } from '../starttls/dialogue.ts';
import { notThisProtocol, octets, ready, refused, say, scripted } from '../starttls/script.ts';
import type { Script } from '../starttls/script.ts';
import { addressOctets } from './address-octets.ts';
import type { TunnelEnd } from './http-connect.ts';
import { withoutCredentials } from './proxy-plan.ts';
import type { Credentials } from './proxy-plan.ts';

/**
 * SOCKS protocol version 5, RFC 1928, CONNECT alone, with the user name and password of RFC 1929. A proxy says no in numbers:
 * `said` is their name in the RFC.
 */
export const socks5 = (end: TunnelEnd, credentials: Credentials | null): Dialogue =>
  scripted(socksScript(end, credentials), (said) => withoutCredentials(said, credentials));

function* socksScript(end: TunnelEnd, credentials: Credentials | null): Script {
  yield* say(
    Uint8Array.of(version, ...(credentials === null ? [1, noAuthentication] : [2, noAuthentication, password])),
  );
  const [spoken, method = 0] = yield* octets(2, 'method selection');
  if (spoken !== version) return notThisProtocol;
  if (method === password && credentials !== null) {
    yield* say(concat([Uint8Array.of(1), withLength(credentials.user), withLength(credentials.password)]));
    const [, status = 0] = yield* octets(2, 'user name and password');
    if (status !== 0) return refused({ status, said: 'user name or password not accepted' });
  } else if (method !== noAuthentication) {
    return refused({ status: method, said: credentials === null ? 'authentication required' : 'no acceptable method' });
  }

  const numeric = addressOctets(end.address);
  const address = numeric === null ? withLength(end.address) : numeric;
  const type = numeric === null ? domainName : numeric.length === 4 ? ipv4 : ipv6;
  yield* say(
    concat([Uint8Array.of(version, connect, 0, type), address, Uint8Array.of(end.port >> 8, end.port & 0xff)]),
  );
  const [again, status = 0, , boundType = 0] = yield* octets(4, 'CONNECT');
  if (again !== version) return notThisProtocol;
  if (status !== 0) return refused({ status, said: replies[status] ?? `reply ${status}` });
  // BND.ADDR and BND.PORT: where the tunnel begins is of no use to us, but has to be read.
  const boundLength = boundType === domainName ? (yield* octets(1, 'CONNECT'))[0] : lengths[boundType];
  if (boundLength === undefined) return notThisProtocol;
  yield* octets(boundLength + 2, 'CONNECT');
  return ready();
}

/** Behind one octet of length. Longer texts do not get here: host names have 253 at most, and `parseProxyUrl` sees to the others. */
const withLength = (text: string): Uint8Array => {
  const value = utf8(text).subarray(0, 255);
  return concat([Uint8Array.of(value.length), value]);
};

const version = 5;
const noAuthentication = 0;
const password = 2;
const connect = 1;
const ipv4 = 1;
const domainName = 3;
const ipv6 = 4;

const lengths: Readonly<Record<number, number>> = { [ipv4]: 4, [ipv6]: 16 };

/** RFC 1928 section 6, field REP. */
const replies: Readonly<Record<number, string>> = {
  1: 'general SOCKS server failure',
  2: 'connection not allowed by ruleset',
  3: 'Network unreachable',
  4: 'Host unreachable',
  5: 'Connection refused',
  6: 'TTL expired',
  7: 'Command not supported',
  8: 'Address type not supported',
};
