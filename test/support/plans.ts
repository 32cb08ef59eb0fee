import { randomFillSync } from 'node:crypto';
import { importPublicKey } from '../../src/tls/crypto/public-key.ts';
import { noExtras } from '../../src/tls/handshake/extras.ts';
import type { Plan } from '../../src/tls/handshake/plan.ts';
import { cipherSuites, suiteFacts } from '../../src/tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../src/tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../src/tls/wire/registries/protocol-version.ts';
import { signatureSchemes } from '../../src/tls/wire/registries/signature-scheme.ts';
import { readCertificate } from '../../src/x509/pki/certificate.ts';

const { x25519, secp256r1, secp384r1, x448, secp521r1 } = namedGroups.codes;
const schemes = signatureSchemes.codes;

/** The suites of these names. */
export const suites = (...names: (keyof typeof cipherSuites.codes)[]): number[] =>
  names.map((name) => cipherSuites.codes[name]);

/** An offer of TLS 1.2 and 1.3 with everything that our client completes; tests narrow it. */
export const plan = (narrowed: Partial<Plan> = {}): Plan => ({
  versions: [protocolVersions.codes['TLSv1.3'], protocolVersions.codes['TLSv1.2']],
  cipherSuites: Object.values(cipherSuites.codes).filter((code) => {
    const facts = suiteFacts(code);
    if (facts === null || facts.export || facts.mode === 'stream' || facts.mode === 'null') return false;
    return (
      facts.tls13 ||
      (['RSA', 'DHE', 'ECDHE'].includes(facts.keyExchange) && ['RSA', 'ECDSA'].includes(facts.authentication))
    );
  }),
  groups: [x25519, secp256r1, secp384r1, x448, secp521r1],
  keyShares: [x25519],
  signatureSchemes: [
    schemes.ecdsa_secp256r1_sha256,
    schemes.ecdsa_secp384r1_sha384,
    schemes.ecdsa_secp521r1_sha512,
    schemes.ed25519,
    schemes.ed448,
    schemes.rsa_pss_rsae_sha256,
    schemes.rsa_pss_rsae_sha384,
    schemes.rsa_pss_rsae_sha512,
    schemes.rsa_pss_pss_sha256,
    schemes.rsa_pkcs1_sha256,
    schemes.rsa_pkcs1_sha384,
    schemes.rsa_pkcs1_sha512,
  ],
  serverName: 'localhost',
  alpn: [],
  statusRequest: true,
  clientCredential: null,
  extras: noExtras,
  resume: null,
  afterwards: { kind: 'close' },
  until: 'finished',
  random: { octets: (length) => randomFillSync(new Uint8Array(length)) },
  publicKeyOf: (certificate) => {
    const decoded = readCertificate(certificate);
    return decoded.ok ? importPublicKey(decoded.value.spki) : null;
  },
  ...narrowed,
});
