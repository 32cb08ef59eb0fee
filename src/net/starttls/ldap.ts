import { concat, fromHex, fromUtf8, utf8 } from '../../base/octets.ts';
import { notThisProtocol, octets, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';

/** The StartTLS operation of LDAP, RFC 4511 section 4.14. */
export function* ldap(): Script {
  yield* say(startTlsRequest);
  const [tag = 0, first = 0] = yield* octets(2, 'StartTLS');
  if (tag !== sequence) return notThisProtocol;
  let length = first;
  if (first >= 0x80) {
    // Active Directory writes four octets of length whatever the length is.
    if (first === 0x80 || first > 0x84) return notThisProtocol;
    length = (yield* octets(first & 0x7f, 'StartTLS')).reduce((sum, octet) => sum * 256 + octet, 0);
  }
  const message = elements(yield* octets(length, 'StartTLS'));
  const response = elements(message?.[1]?.tag === extendedResponse ? message[1].value : null);
  const [resultCode, , diagnosticMessage] = response ?? [];
  if (resultCode?.tag !== enumerated || resultCode.value.length !== 1) return notThisProtocol;
  const status = resultCode.value[0] ?? 0;
  if (status === 0) return ready();
  const said = [resultCodes[status] ?? `resultCode ${status}`, fromUtf8(diagnosticMessage?.value ?? new Uint8Array(0))];
  return refused({ status, said: said.filter((text) => text !== '').join(': ') });
}

interface Element {
  readonly tag: number;
  readonly value: Uint8Array;
}

/** The elements of a constructed BER value with definite lengths (all that LDAP allows, RFC 4511 5.1); null if it is none. */
function elements(value: Uint8Array | null): readonly Element[] | null {
  if (value === null) return null;
  const found: Element[] = [];
  for (let at = 0; at < value.length;) {
    const tag = value[at++] ?? 0;
    const first = value[at++] ?? 0x80;
    const octetsOfLength = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80 || octetsOfLength > 4) return null;
    let length = octetsOfLength === 0 ? first : 0;
    for (let i = 0; i < octetsOfLength; i++) length = length * 256 + (value[at++] ?? 0);
    if (at + length > value.length) return null;
    found.push({ tag, value: value.subarray(at, at + length) });
    at += length;
  }
  return found;
}

const sequence = 0x30;
const enumerated = 0x0a;
/** `[APPLICATION 24]`, constructed. */
const extendedResponse = 0x78;

/** LDAPMessage { messageID 1, ExtendedRequest { requestName 1.3.6.1.4.1.1466.20037 } } */
const startTlsRequest = concat([fromHex('301d 020101 7718 8016'), utf8('1.3.6.1.4.1.1466.20037')]);

/** Those of RFC 4511 section 4.1.9 and appendix A that a server may answer here. */
const resultCodes: Readonly<Record<number, string>> = {
  1: 'operationsError',
  2: 'protocolError',
  3: 'timeLimitExceeded',
  8: 'strongerAuthRequired',
  10: 'referral',
  11: 'adminLimitExceeded',
  13: 'confidentialityRequired',
  50: 'insufficientAccessRights',
  51: 'busy',
  52: 'unavailable',
  53: 'unwillingToPerform',
  80: 'other',
};
