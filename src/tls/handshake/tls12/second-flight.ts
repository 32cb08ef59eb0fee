import { dheShared, encryptPremaster, generateKeyPair, sharedSecret } from '../../crypto/key-exchange.ts';
import { extendedMasterSecret, keyBlock, masterSecret, prfHashOf, verifyData12 } from '../../crypto/prf.ts';
import { tls12Opener, tls12Sealer } from '../../crypto/record-protection.ts';
import { concat } from '../../../base/octets.ts';
import { handshakeMessage } from '../../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { Writer } from '../../wire/writer.ts';
import { sendClientCertificate12 } from '../client-authentication.ts';
import type { Machine } from '../machine.ts';
import { highestVersion } from '../offer.ts';
import type { ExpectServerHelloDone, KeyAgreement, State } from '../state.ts';

const { client_key_exchange, finished } = handshakeTypes.codes;

/** Our share of the premaster secret and how it travels in ClientKeyExchange (RFC 5246 section 7.4.7, RFC 8422 section 5.7). */
interface Contribution {
  readonly premaster: Uint8Array;
  readonly clientKeyExchange: Uint8Array;
}

/** [Certificate], ClientKeyExchange, [CertificateVerify], ChangeCipherSpec, Finished: RFC 5246 section 7.3. */
export function sendSecondFlight(m: Machine, state: ExpectServerHelloDone): State | null {
  const { suite, protocol, clientRandom, serverRandom } = state;
  const proveClient = state.certificateRequested ? sendClientCertificate12(m, protocol) : () => true;
  const ours = contribute(m, state.agreement, state.suiteCode);
  if (ours === null) return null;
  m.sendHandshake(handshakeMessage(client_key_exchange, ours.clientKeyExchange));
  const prfHash = prfHashOf(suite, protocol);
  const secret = state.extendedMasterSecret
    ? extendedMasterSecret(prfHash, ours.premaster, m.transcript.hash(prfHash))
    : masterSecret(prfHash, ours.premaster, clientRandom, serverRandom);
  if (proveClient() === null) return null;
  const keys = keyBlock(suite, secret, clientRandom, serverRandom, protocol);
  const options = { encryptThenMac: state.encryptThenMac };
  const sealer = tls12Sealer(state.suiteCode, protocol, keys.client, options);
  const opener = tls12Opener(state.suiteCode, protocol, keys.server, options);
  if (sealer === null || opener === null) return m.cannotComplete('cipher', state.suiteCode);
  m.sendChangeCipherSpec();
  m.sealer = sealer;
  const verifyData = verifyData12(prfHash, secret, 'client', m.transcript.hash(prfHash));
  m.sendHandshake(handshakeMessage(finished, verifyData));
  return { ...state, kind: 'expectFinished12', masterSecret: secret, pendingOpener: opener };
}

function contribute(m: Machine, agreement: KeyAgreement, suiteCode: number): Contribution | null {
  switch (agreement.kind) {
    case 'ecdhe': {
      const pair = generateKeyPair(agreement.group);
      if (pair === null) return m.cannotComplete('keyExchange', agreement.group);
      const premaster = sharedSecret(pair, agreement.publicValue);
      return premaster === null
        ? m.checkFailed('sharedSecret')
        : { premaster, clientKeyExchange: prefixed(1, pair.publicValue) };
    }
    case 'dhe': {
      const shared = dheShared(agreement.p, agreement.g, agreement.publicValue);
      if (shared === null) return m.checkFailed('sharedSecret');
      return { premaster: shared.secret, clientKeyExchange: prefixed(2, shared.publicValue) };
    }
    case 'rsa': {
      // RFC 5246 section 7.4.7.1: the version offered first, against rollback, then 46 random octets.
      const version = Math.min(highestVersion(m.plan), 0x0303);
      const premaster = concat([Uint8Array.of(version >> 8, version & 0xff), m.plan.random.octets(46)]);
      const encrypted = encryptPremaster(agreement.leafKey, premaster);
      if (encrypted === null) return m.cannotComplete('keyExchange', suiteCode);
      return { premaster, clientKeyExchange: prefixed(2, encrypted) };
    }
    default:
      return agreement satisfies never;
  }
}

function prefixed(prefix: 1 | 2, octets: Uint8Array): Uint8Array {
  const w = new Writer();
  w.opaque(prefix, octets);
  return w.finish();
}
