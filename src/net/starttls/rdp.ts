import { fromHex } from '../../base/octets.ts';
import { notThisProtocol, octets, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';

/**
 * The negotiation of RDP ([MS-RDPBCGR] 2.2.1.1 and 2.2.1.2): an X.224 Connection Request that asks for TLS, with or without
 * CredSSP, in a TPKT packet; TLS begins after the Connection Confirm. A server of before this negotiation leaves it out.
 */
export function* rdp(): Script {
  yield* say(connectionRequest);
  const [version, reserved, high = 0, low = 0] = yield* octets(4, 'X.224 Connection Request');
  const length = high * 256 + low;
  if (version !== 3 || reserved !== 0 || length < 11) return notThisProtocol;
  const packet = yield* octets(length - 4, 'X.224 Connection Request');
  if ((packet[1] ?? 0) >> 4 !== connectionConfirm) return notThisProtocol;

  // After length indicator, code, two references and class: RDP_NEG_RSP or RDP_NEG_FAILURE, whose number is little-endian.
  const [type, , , , value = 0] = packet.subarray(7);
  if (type === undefined) return refused({ said: standardSecurity, advertised: false });
  if (type === negotiationFailure) {
    return refused({ status: value, said: failureCodes[value] ?? `failureCode ${value}`, advertised: false });
  }
  if (type !== negotiationResponse) return notThisProtocol;
  return value === 0 ? refused({ said: standardSecurity, advertised: false }) : ready(true);
}

const connectionConfirm = 0xd;
const negotiationResponse = 2;
const negotiationFailure = 3;

/** TPKT of 19 octets; CR of 14; RDP_NEG_REQ asking for PROTOCOL_SSL (1) and PROTOCOL_HYBRID (2). */
const connectionRequest = fromHex('03000013 0ee00000000000 01000800 03000000');

/** What a server without TLS speaks, by its name in [MS-RDPBCGR] 5.3. */
const standardSecurity = 'Standard RDP Security';

/** [MS-RDPBCGR] 2.2.1.2.2. */
const failureCodes: Readonly<Record<number, string>> = {
  1: 'SSL_REQUIRED_BY_SERVER',
  2: 'SSL_NOT_ALLOWED_BY_SERVER',
  3: 'SSL_CERT_NOT_ON_SERVER',
  4: 'INCONSISTENT_FLAGS',
  5: 'HYBRID_REQUIRED_BY_SERVER',
  6: 'SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER',
};
