/** Certificates that belong to one MongoDB deployment, and what they break together: what a diagnosis of a deployment sees. */
import type { UnixMs } from '../base/time.ts';
import type { Hello } from '../mongodb/hello.ts';
import type { MembershipAttribute } from '../mongodb/member-name.ts';
import type { X509Certificate, X509Problem } from '../mongodb/x509-rules.ts';
import type { Certificate } from '../x509/pki/certificate.ts';

/** The certificates of a deployment as one, for the diagnoses of it. */
export interface Deployment {
  /** The time that everything is judged at. */
  readonly at: UnixMs;
  readonly certificates: readonly X509Certificate[];
  readonly problems: readonly X509Problem[];
  /** A command that judges the same again, word by word. */
  readonly check: readonly string[];
  /**
   * The certificates were seen on connections, and not in files. `together`: as things are, the members accept each other.
   * Absent: they were files.
   */
  readonly presented?: { readonly together: boolean };
}

/** One member, and the certificate that it showed. */
export interface PresentedMember {
  /** Place among the facts, and so among the observation's endpoints. */
  readonly endpoint: number;
  /** `host:port`, with the address where one host shows several certificates. */
  readonly label: string;
  readonly host: string;
  readonly port: number;
  readonly certificate: Certificate;
  /** O, OU and DC of its subject. */
  readonly attributes: readonly MembershipAttribute[];
  /** The self-signed certificate at which its path ends; null: it was not seen. */
  readonly root: Certificate | null;
  /** Null: it did not answer hello. */
  readonly hello: Hello | null;
}
