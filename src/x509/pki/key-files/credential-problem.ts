/**
 * Why a file of client credentials does not serve. Nothing of a password or a key is ever in it. Labels, names and algorithms
 * come from the file as they are: show them escaped.
 */
export type CredentialProblem =
  /** Nothing but white space. */
  | { readonly kind: 'empty' }
  /** Neither PEM nor DER. `utf16`: PEM as PowerShell's `>` writes it; `javaKeyStore`: JKS or JCEKS. */
  | { readonly kind: 'garbage'; readonly form: 'text' | 'utf16' | 'javaKeyStore' | 'binary' }
  /** DER, where clients want PEM, and which holds only half of what is needed anyway. */
  | { readonly kind: 'derGiven'; readonly holds: 'certificate' | 'privateKey' | 'encryptedPrivateKey' | 'other' }
  /** PKCS #12, where the caller takes PEM alone. */
  | { readonly kind: 'pkcs12Given' }
  | ({ readonly kind: 'noKey'; readonly certificates: number } & Seen)
  | ({ readonly kind: 'noCertificate'; readonly keys: number } & Seen)
  /** The key is encrypted, and no password was given. */
  | { readonly kind: 'passwordNeeded'; readonly format: CredentialFormat }
  | { readonly kind: 'wrongPassword'; readonly format: CredentialFormat }
  /** The key (PEM: the first) belongs to no certificate of the file, or to another than the first, which is the leaf. */
  | {
      readonly kind: 'keyMismatch';
      /** Subject of the leaf, RFC 4514. */
      readonly leaf: string;
      /** The certificate that the key does belong to: its place in the file, from 1. */
      readonly owner: { readonly place: number; readonly subject: string } | null;
    }
  /** Several keys, of which clients take the first; it does not belong to the leaf, and one of the others does. */
  | { readonly kind: 'twoKeys'; readonly keys: number; readonly fitting: number }
  | {
      readonly kind: 'notReadable';
      readonly part: 'certificate' | 'privateKey' | 'pkcs12';
      /** Label of the PEM block, null outside PEM. */
      readonly label: string | null;
      /**
       * `damaged`: cut off, or octets that are not what they should be. `unsupportedEncryption` and `unsupportedKind`: sound
       * as far as can be told, but nothing that we (or, mostly, OpenSSL) can decrypt or use.
       */
      readonly why: 'damaged' | 'unsupportedEncryption' | 'unsupportedKind';
      /** Name or object identifier of the algorithm or kind, where it is known. */
      readonly detail: string | null;
    };

export type CredentialFormat = 'pem' | 'pkcs12';

interface Seen {
  readonly format: CredentialFormat;
  /** Labels of all PEM blocks, in order; empty for PKCS #12. */
  readonly labels: readonly string[];
}
