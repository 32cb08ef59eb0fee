import type { Certificate } from '../pki/certificate.ts';
import { ipOctets, ipText } from '../pki/general-name.ts';

/** What a certificate is compared with: RFC 9525 section 6.1. */
export type Reference =
  { readonly kind: 'dns'; readonly name: string } | { readonly kind: 'ip'; readonly address: string };

/** How clients differ in comparing names. */
export interface HostNameRules {
  /** Take the subject's CN where there is no DNS name in subjectAltName: OpenSSL, Python and Node do, Go does not. */
  readonly usesCommonName: boolean;
  /** Let `*` stand for a part of a label (`db*.example.net`): the openssl program does, Python does not. */
  readonly partialWildcards: boolean;
  /** Take the CN for an address, letter for letter, where subjectAltName holds neither name nor address: curl does; default: never. */
  readonly addressByCommonName?: boolean;
}

/** The outcome of comparing: what the certificate presents of the kind asked for, and whether one of it matches. */
export interface HostNameMatch {
  readonly matches: boolean;
  readonly presented: readonly string[];
  readonly usedCommonName: boolean;
}

/**
 * Compares a leaf with the name or address that the user asked for, as OpenSSL's X509_check_host and X509_check_ip do.
 * Names are compared in A-label form and without regard to ASCII case, octet for octet otherwise: a trailing dot counts.
 */
export function matchReference(leaf: Certificate, reference: Reference, rules: HostNameRules): HostNameMatch {
  const names = leaf.subjectAltName ?? [];
  if (reference.kind === 'ip') {
    if (rules.addressByCommonName === true && !names.some(({ kind }) => kind === 'dns' || kind === 'ip')) {
      const presented = commonNames(leaf);
      return { matches: presented.includes(reference.address), presented, usedCommonName: true };
    }
    const presented = names.filter(({ kind }) => kind === 'ip').map(({ value }) => value);
    const octets = ipOctets(reference.address);
    const asked = octets === null ? null : ipText(octets);
    return { matches: asked !== null && presented.includes(asked), presented, usedCommonName: false };
  }
  const dnsNames = names.filter(({ kind }) => kind === 'dns').map(({ value }) => value);
  const usedCommonName = dnsNames.length === 0 && rules.usesCommonName;
  const presented = usedCommonName ? commonNames(leaf) : dnsNames;
  const matches = presented.some((pattern) => matchesName(pattern, reference.name, rules.partialWildcards));
  return { matches, presented, usedCommonName };
}

/** The subject's common names, in order. */
export function commonNames({ subject }: Certificate): string[] {
  return subject.rdns.flat().flatMap(({ type, value }) => (type === '2.5.4.3' ? [value] : []));
}

/** Whether a presented name, maybe with a wildcard in its first label, stands for a host (RFC 9525 section 6.3). */
export function matchesName(pattern: string, host: string, partialWildcards: boolean): boolean {
  const star = pattern.indexOf('*');
  if (star < 0 || !isLegalWildcard(pattern, star, partialWildcards)) return isSameText(pattern, host);
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  if (host.length < before.length + after.length) return false;
  if (!isSameText(before, host.slice(0, before.length))) return false;
  if (!isSameText(after, host.slice(host.length - after.length))) return false;
  const matched = host.slice(before.length, host.length - after.length);
  const isWholeLabel = before === '' && after.startsWith('.');
  if (isWholeLabel && matched === '') return false;
  // A-labels are not split by a partial wildcard (RFC 9525 section 6.3).
  if (!isWholeLabel && /^xn--/i.test(host)) return false;
  return matched === '*' || /^[a-z0-9-]*$/i.test(matched);
}

/**
 * A wildcard counts where it is the only one, begins or ends the first label, and two labels follow at least; that label
 * must be no A-label, and every label a plain host name's. Anything else is compared as it stands.
 */
function isLegalWildcard(pattern: string, star: number, partialWildcards: boolean): boolean {
  const labels = pattern.split('.');
  const [first = '', ...others] = labels;
  if (others.length < 2 || star >= first.length || pattern.includes('*', star + 1)) return false;
  if (star !== 0 && star !== first.length - 1) return false;
  if (first !== '*' && !partialWildcards) return false;
  if (/^xn--/i.test(first)) return false;
  // Beside the star a hyphen may stand only right after it, in `*-x`.
  const isPlain = star === 0 ? plainAfterStar.test(first) : plainLabel.test(first.slice(0, -1));
  return isPlain && others.every((label) => plainLabel.test(label));
}

function isSameText(a: string, b: string): boolean {
  // A NUL in a presented name never matches: it was the trick to be certified for `good.example\0.evil.example`.
  return a.length === b.length && !a.includes('\0') && asciiLower(a) === asciiLower(b);
}

const asciiLower = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

const plainLabel = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const plainAfterStar = /^\*(?:[a-z0-9-]*[a-z0-9])?$/i;
