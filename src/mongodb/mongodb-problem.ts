/** What can be wrong with a connection string: it cannot be read, its options contradict each other, or a value is not taken. */
import type { ReadOption } from './option-names.ts';

/** The string cannot be read. Texts of the user's that may hold a secret are left out. */
export type UriProblem =
  | { readonly kind: 'badScheme' }
  | { readonly kind: 'controlCharacter' }
  /** Nothing, or an empty place between commas, where a host must stand. */
  | { readonly kind: 'noHost' }
  | { readonly kind: 'badHost'; readonly host: string }
  | { readonly kind: 'badPort'; readonly port: string }
  | { readonly kind: 'unclosedBracket' }
  /** An IPv6 address without brackets. */
  | { readonly kind: 'bareIpv6'; readonly host: string }
  /** The path of a socket, its slashes as they are: they end the hosts. */
  | { readonly kind: 'unescapedPath' }
  /** A `:`, `@`, `/`, `?`, `#`, `[` or `]` in user name or password, or a `%` that begins no octet. */
  | { readonly kind: 'unescapedUserInfo' }
  | { readonly kind: 'noUserName' }
  | { readonly kind: 'badDatabase' }
  | { readonly kind: 'optionWithoutValue'; readonly option: string }
  | { readonly kind: 'mixedSeparators' };

/** Where an option was written. */
export type OptionSource = 'uri' | 'flag';

/** Rules that the options, together with hosts and credentials, break: a driver refuses to begin. */
export type OptionsConflict =
  /** Two options that may not both be there, whatever they say; names as typed. */
  | { readonly kind: 'exclude'; readonly options: readonly [NamedOption, NamedOption] }
  /** `tls` and `ssl`, or one of them twice, with different values. */
  | { readonly kind: 'tlsDiffers'; readonly options: readonly [NamedOption, NamedOption] }
  /** The connection string says one thing and the flag another. */
  | { readonly kind: 'flagDiffers'; readonly option: ReadOption }
  /** PyMongo: `tls=false` beside options that switch TLS on. */
  | { readonly kind: 'tlsOffWith'; readonly options: readonly NamedOption[] }
  /** PyMongo: `tlsCRLFile` beside an option that switches the check off. */
  | { readonly kind: 'crlWith'; readonly option: NamedOption }
  | { readonly kind: 'crlWithPyopenssl' }
  /** PyMongo: an `&` with nothing behind it, or a second `=` in an option. */
  | { readonly kind: 'oddPairs' }
  /** Drivers that take no other booleans than `true` and `false`. */
  | { readonly kind: 'notBoolean'; readonly option: NamedOption; readonly value: string }
  /** The Node driver: options that it does not have. */
  | { readonly kind: 'unsupported'; readonly options: readonly string[] }
  | { readonly kind: 'emptyValue'; readonly option: string }
  | { readonly kind: 'repeated'; readonly option: string }
  | { readonly kind: 'directConnectionHosts'; readonly hosts: number }
  | { readonly kind: 'directConnectionSrv' }
  | { readonly kind: 'loadBalancedHosts'; readonly hosts: number }
  | { readonly kind: 'loadBalancedReplicaSet' }
  | { readonly kind: 'loadBalancedDirectConnection' }
  /** `srvServiceName` or `srvMaxHosts` without `mongodb+srv://`. */
  | {
      readonly kind: 'srvOptionWithoutSrv';
      readonly option: 'srvServiceName' | 'srvMaxHosts';
      readonly value: string;
    }
  | { readonly kind: 'srvMaxHostsReplicaSet' }
  | { readonly kind: 'srvMaxHostsLoadBalanced' }
  | { readonly kind: 'srvPort' }
  | { readonly kind: 'srvHosts'; readonly hosts: number }
  /** An address has no SRV records. */
  | { readonly kind: 'srvAddress' }
  | { readonly kind: 'x509Password' }
  | { readonly kind: 'x509AuthSource'; readonly source: string };

/** An option as the user spelled it, and its canonical name. */
export interface NamedOption {
  readonly name: ReadOption;
  readonly typed: string;
}

/** Something that the specification has a driver warn of, and go on without it. */
export type UriWarning =
  | { readonly kind: 'unknownOption'; readonly option: string }
  /** PyMongo 3 had it. */
  | { readonly kind: 'removedOption'; readonly option: string; readonly now: string }
  | { readonly kind: 'badValue'; readonly option: string; readonly expected: 'boolean' | 'integer' | 'serviceName' }
  /** `1`, `yes`, `0`, … for `true` and `false`. */
  | { readonly kind: 'legacyBoolean'; readonly option: string }
  | { readonly kind: 'emptyValue'; readonly option: string }
  | { readonly kind: 'repeatedOption'; readonly option: string }
  /** A `%` that begins no octet, in a value. */
  | { readonly kind: 'badPercent'; readonly option: string }
  /** A `+`: the specification takes it as it is, most drivers for a space. */
  | { readonly kind: 'plusSign'; readonly option: string }
  /** `;` between options: legacy. */
  | { readonly kind: 'semicolon' };
