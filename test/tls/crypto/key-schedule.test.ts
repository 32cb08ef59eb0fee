import { createHash, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, noOctets, toHex, utf8 } from '../../../src/base/octets.ts';
import { expandLabel, hkdfExtract, hashOctets } from '../../../src/tls/crypto/hkdf.ts';
import {
  exportKeyingMaterial,
  nextTrafficSecret,
  resumptionPsk,
  startKeySchedule,
} from '../../../src/tls/crypto/key-schedule.ts';
import type { HashName } from '../../../src/tls/wire/registries/cipher-suite.ts';
import { Transcript } from '../../../src/tls/crypto/transcript.ts';

/** HKDF-Expand-Label by node:crypto's HKDF, whose extract step is undone by what it is given: see below. */
function hkdfLabel(label: string, context: Uint8Array, length: number): Uint8Array {
  const full = utf8(`tls13 ${label}`);
  const info = [Uint8Array.of(length >> 8, length & 255, full.length), full, Uint8Array.of(context.length), context];
  return concat(info);
}

describe.each(['sha256', 'sha384'] as const)('HKDF with %s', (hash) => {
  // hkdfSync(ikm, salt) = Expand(Extract(salt, ikm)): extracting the same and expanding it must be the same.
  const [ikm, salt] = [utf8('input keying material'), utf8('salt')];
  const secret = hkdfExtract(hash, salt, ikm);

  it.each([1, 12, 16, 32, 48, 64, 100, 255])("expands %i octets as node:crypto's HKDF does", (length) => {
    const context = createHash(hash).update('context').digest();
    const theirs = new Uint8Array(hkdfSync(hash, ikm, salt, hkdfLabel('some label', context, length), length));
    expect(toHex(expandLabel(hash, secret, 'some label', context, length))).toBe(toHex(theirs));
  });
});

describe('KeySchedule', () => {
  // NIST ACVP, TLS-v1.3-KDF-RFC8446: the "randoms" are hashed one after the other in place of messages.
  it('gives the values of NIST for a schedule with PSK and DHE', () => {
    const schedule = startKeySchedule(
      'sha256',
      fromHex('56288B726C73829F7A3E47B103837C8139ACF552E7530C7A710B35ED41191698'),
    );
    const transcript = new Transcript();
    const hashWith = (hex: string): Uint8Array => {
      transcript.add(fromHex(hex));
      return transcript.hash('sha256');
    };
    const helloClient = hashWith('E9137679E582BA7C1DB41CF725F86C6D09C8C05F297BAD9A65B552EAF524FDE4');
    expect(toHex(schedule.clientEarlyTrafficSecret(helloClient))).toBe(
      '3272189698c3594d18f58efa3f12b638a249515099be7a2fa9836babe74f0111',
    );
    expect(toHex(schedule.earlyExporterMasterSecret(helloClient))).toBe(
      '88e078f562cdc930219f6a5e98a1ce8c6e5f3dac5ac516459a96f2ef8f114c66',
    );
    const handshake = schedule.handshakeSecrets(
      fromHex('EFFE9EC26AA29FD750DFA6A10B944D74071595B27EE88887D5E11C84590B5CC3'),
      hashWith('23ECCFD030790748C8F8D8A656FD98D717F1B62AF3712F97211D2070B499F98A'),
    );
    expect(toHex(handshake.clientSecret)).toBe('b32306c3ce9932c460a1fe6c0f060593974842036b96fa45049b7352e71c2ad2');
    expect(toHex(handshake.serverSecret)).toBe('22787f8ca269d34bc549ac8ba19f2040938a3aa370d7cc9d60f720882b88d01b');
    const finished = hashWith('C750EDA6696CD101B142BD79E00E6AC8C5F2C0ABC78DD64F4D991326659E9299');
    const application = schedule.applicationSecrets(finished);
    expect(toHex(application.clientSecret)).toBe('47d7ea08397b5871154b0fe85584bcc30a87c69e84d69b56007c5b21f76493ba');
    expect(toHex(application.serverSecret)).toBe('efbdb0c873c0480da57307083839a8984be25b9a8545e4fca029940fe2800565');
    expect(toHex(schedule.exporterMasterSecret(finished))).toBe(
      '8a43d787ee3804ead4a2a5b32972f9896b696295645d7222e1fd081ddd939834',
    );
    const clientFinished = hashWith('62A62FA75563ED4FDCAA0BC16567B314871C304ACF06B0FFC3F08C1797594D43');
    expect(toHex(schedule.resumptionMasterSecret(clientFinished))).toBe(
      '5f4c961329c91044011acbecb0b289282e0e3fed045cb3ea924dffe5fe654b3d',
    );
  });

  it('does not give a secret of a stage that it has not reached', () => {
    const schedule = startKeySchedule('sha384');
    expect(() => schedule.handshakeSecret).toThrow('not come this far');
    expect(() => schedule.applicationSecrets(noOctets)).toThrow('not come this far');
  });

  it.each(['sha256', 'sha384'] as const)('keeps what is derived as long as the hash: %s', (hash: HashName) => {
    const secret = new Uint8Array(hashOctets(hash)).fill(1);
    expect(nextTrafficSecret(hash, secret)).toHaveLength(hashOctets(hash));
    expect(resumptionPsk(hash, secret, Uint8Array.of(1))).toHaveLength(hashOctets(hash));
    expect(exportKeyingMaterial(hash, secret, 'EXPORTER-label', noOctets, 77)).toHaveLength(77);
  });
});
