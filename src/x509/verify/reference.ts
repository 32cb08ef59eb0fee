import type { Reference } from './host-name.ts';

/**
 * What a user wrote as a host, in the form that certificates are compared with: a name in lower case, in A-labels (IDNA), without
 * its trailing dot; or an address, shortened forms written out, an IPv6 zone kept. Brackets may stand around an IPv6 address. Null
 * where it is neither. Underscores are let through: they occur in the names of container networks.
 */
export function readReference(text: string): Reference | null {
  const inBrackets = /^\[(.*)\]$/s.exec(text)?.[1];
  if (inBrackets !== undefined || text.split(':').length > 2) {
    const address = readIpv6(inBrackets ?? text);
    return address === null ? null : { kind: 'ip', address };
  }
  if (text === '' || forbidden.test(text)) return null;
  const host = urlHost(text)?.replace(/\.$/, '') ?? '';
  if (/^\d+(?:\.\d+){3}$/.test(host)) return { kind: 'ip', address: host };
  const isSound = host.length <= 253 && host.split('.').every((label) => label.length <= 63 && plainLabel.test(label));
  return isSound ? { kind: 'dns', name: host } : null;
}

/** Canonical text of an IPv6 address, zone kept (`fe80::1%eth0`); null if it is none. */
export function readIpv6(text: string): string | null {
  const [, address = '', zone = ''] = /^([0-9a-f:.]+)(%[a-z0-9._~-]+)?$/i.exec(text) ?? [];
  const host = urlHost(`[${address}]`);
  return host === null ? null : host.slice(1, -1) + zone;
}

/** The host as the URL standard normalises it: lower case, IDNA, shortened addresses written out. */
function urlHost(text: string): string | null {
  return URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`).hostname : null;
}

/** What a URL gives a meaning of its own, and what cannot be seen. */
const forbidden = /[\0-\x20%\\^|<>"'`{}[\]/?#@:\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/;
const plainLabel = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;
