/**
 * What the TLS options mean, which is not what their documentation says, nor the same in any two drivers. Measured with PyMongo
 * 4.20 (4.18 agrees), the Node driver 7.9, the Go driver 2.9 and the Java driver 5.5, all by what they do, not by what they say;
 * `specification` is the URI Options specification alone.
 */
import { isPymongo } from './driver.ts';
import type { Driver } from './driver.ts';
import { readBoolean } from './uri-options.ts';
import type { GivenOption } from './uri-options.ts';
import type { ReadOption } from './option-names.ts';

/** Whether a client speaks TLS, and why. Options as typed. */
export interface EffectiveTls {
  readonly tls: boolean;
  readonly because: TlsReason;
}

export type TlsReason =
  /** `host:port` without a connection string: TLS is what we look at. */
  | { readonly kind: 'target' }
  /** `tls` or `ssl` says so. */
  | { readonly kind: 'option'; readonly option: string; readonly value: string }
  /** mongodb+srv:// switches it on. */
  | { readonly kind: 'srv' }
  /** This driver takes it as switched on by another option. */
  | { readonly kind: 'implied'; readonly option: string }
  /** Options of TLS are there, and none of them switches it on in this driver. */
  | { readonly kind: 'notImplied'; readonly options: readonly string[] }
  /** `tls` has a value that this driver does not take, so that it counts for nothing. */
  | { readonly kind: 'ignoredValue'; readonly option: string }
  /** Nothing is said of TLS, and mongodb:// does without. */
  | { readonly kind: 'notAsked' };

/** Decides between TLS and plain text as a driver does. `srv`: the string begins with mongodb+srv://. */
export function effectiveTls(given: readonly GivenOption[], srv: boolean, driver: Driver): EffectiveTls {
  const asked = given.filter(({ name }) => name === 'tls');
  const said = lastValue(asked, driver);
  const implying = given.filter((one) => implies(one, driver));
  if (driver === 'go') return inOrder(given, srv);
  if (said !== null) return { tls: said.is, because: { kind: 'option', option: said.option, value: said.value } };
  if (srv) return { tls: true, because: { kind: 'srv' } };
  const [first] = implying;
  if (first !== undefined) return { tls: true, because: { kind: 'implied', option: first.typed } };
  const ignored = asked.at(-1);
  if (ignored !== undefined) return { tls: false, because: { kind: 'ignoredValue', option: ignored.typed } };
  const options = given.filter(isTlsOption).map(({ typed }) => typed);
  return { tls: false, because: options.length === 0 ? { kind: 'notAsked' } : { kind: 'notImplied', options } };
}

/** The Go driver goes from option to option: whichever comes last decides. */
function inOrder(given: readonly GivenOption[], srv: boolean): EffectiveTls {
  let result = effectiveTls([], srv, 'specification');
  for (const one of given) {
    if (one.name === 'tls')
      result = { tls: one.value === 'true', because: { kind: 'option', option: one.typed, value: one.value } };
    else if (implies(one, 'go')) result = { tls: true, because: { kind: 'implied', option: one.typed } };
  }
  const options = given.filter(isTlsOption).map(({ typed }) => typed);
  return result.because.kind === 'notAsked' && options.length > 0
    ? { tls: false, because: { kind: 'notImplied', options } }
    : result;
}

/** What `tls` and `ssl` come to. Drivers differ in what they take for a boolean. */
function lastValue(
  asked: readonly GivenOption[],
  driver: Driver,
): { readonly is: boolean; readonly option: string; readonly value: string } | null {
  const read = asked.flatMap(({ value, typed }) => {
    const is = booleanFor(value, driver);
    return is === null ? [] : [{ is, option: typed, value }];
  });
  return read.at(-1) ?? null;
}

/** A boolean as one driver reads it; null: it takes no notice of it (Node and Go refuse it: see `conflictsOf`). */
export function booleanFor(text: string, driver: Driver): boolean | null {
  const read = readBoolean(text);
  // The Java driver looks at no case, and takes the old spellings that the specification recommends.
  if (driver === 'java') return readBoolean(text.toLowerCase())?.is ?? null;
  return read === null || (read.legacy && driver !== 'specification') ? null : read.is;
}

/** Whether an option switches TLS on in a driver where `tls` is not given. */
export function implies({ name, value, isEmpty }: GivenOption, driver: Driver): boolean {
  if (name === null || isEmpty) return false;
  if (isPymongo(driver)) {
    // Files and the password by being there; switches by being false, and only then.
    return pymongoFiles.includes(name) || (pymongoSwitches.includes(name) && booleanFor(value, driver) === false);
  }
  return driver === 'go' && goSwitches.includes(name);
}

const pymongoFiles: readonly ReadOption[] = [
  'tlsCAFile',
  'tlsCertificateKeyFile',
  'tlsCertificateKeyFilePassword',
  'tlsCRLFile',
];

const pymongoSwitches: readonly ReadOption[] = [
  'tlsInsecure',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'tlsDisableOCSPEndpointCheck',
];

const goSwitches: readonly ReadOption[] = [
  'tlsCAFile',
  'tlsCertificateKeyFile',
  'tlsDisableOCSPEndpointCheck',
  'tlsDisableCertificateRevocationCheck',
];

const isTlsOption = ({ name }: GivenOption): boolean => name !== null && name !== 'tls' && name.startsWith('tls');

/** Which checks a driver makes. */
export interface Checks {
  /** Path, dates, purpose, revocation. */
  readonly certificates: boolean;
  readonly hostNames: boolean;
  /** OCSP by asking the responder. A staple is judged where certificates are. */
  readonly ocspEndpoint: boolean;
  /** The options that switched checks off, as typed. */
  readonly by: readonly string[];
  /** Options that would switch checks off, and that this driver does not know. */
  readonly withoutEffect: readonly string[];
}

/**
 * What the insecure options come to in a driver. `tlsAllowInvalidCertificates` turns the host-name check off too in PyMongo and
 * Node, whatever its name says; `tlsInsecure` is no more than `tlsAllowInvalidHostnames` in Java.
 */
export function checksOf(given: readonly GivenOption[], driver: Driver): Checks {
  const on = (name: ReadOption): string | null =>
    given.findLast((one) => one.name === name && booleanFor(one.value, driver) === true)?.typed ?? null;
  const insecure = on('tlsInsecure');
  const certificates = on('tlsAllowInvalidCertificates');
  const hostNames = on('tlsAllowInvalidHostnames');
  const endpoint = on('tlsDisableOCSPEndpointCheck') ?? on('tlsDisableCertificateRevocationCheck');
  const knowsCertificates = driver !== 'go' && driver !== 'java';
  const noCertificates = (driver === 'java' ? null : insecure) ?? (knowsCertificates ? certificates : null);
  const noHostNames = noCertificates ?? insecure ?? (driver === 'go' ? null : hostNames);
  const withoutEffect = [knowsCertificates ? null : certificates, driver === 'go' ? hostNames : null].filter(
    (option) => option !== null,
  );
  return {
    certificates: noCertificates === null,
    // By the specification each option does what its name says.
    hostNames: driver === 'specification' ? (insecure ?? hostNames) === null : noHostNames === null,
    ocspEndpoint: noCertificates === null && endpoint === null,
    by: [insecure, knowsCertificates ? certificates : null, driver === 'go' ? null : hostNames].filter(
      (option) => option !== null,
    ),
    withoutEffect,
  };
}
