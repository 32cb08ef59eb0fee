/** Options of MongoDB's drivers, beside any kind of target. Loaded only where there are some. */
import type { Configuration } from '../mongodb/conflicts.ts';
import type { Driver } from '../mongodb/driver.ts';
import { readOptions } from '../mongodb/read-options.ts';
import type { OptionsRead } from '../mongodb/read-options.ts';
import type { ReadOption } from '../mongodb/option-names.ts';
import { flagOption, valuesOf } from '../mongodb/uri-options.ts';
import type { GivenOption } from '../mongodb/uri-options.ts';
import type { DriverFlag } from './read-target.ts';
import type { Target } from './target.ts';

export { driverOf } from '../mongodb/driver.ts';

/** A target that is no connection string, with flags of drivers. */
export function withDriverFlags(target: Target, flags: readonly DriverFlag[]): Target {
  const { host, port, referenceIdentity } = target;
  const kind = referenceIdentity.kind === 'dns' ? 'hostname' : host.includes(':') ? 'ipLiteral' : 'ipv4';
  const nothing = {
    uri: false,
    srv: false,
    username: null,
    hasPassword: false,
    database: null,
    warnings: [],
    oddPairs: false,
    given: [],
  };
  return { ...target, options: withFlags({ ...nothing, hosts: [{ kind, host, port }] }, flags) };
}

/** Flags come after what the string says. */
export function withFlags(configuration: Omit<Configuration, 'values'>, flags: readonly DriverFlag[]): Configuration {
  const given = [...configuration.given, ...flags.map(({ name, value }) => flagOption(name, value))];
  return { ...configuration, given, values: valuesOf(given) };
}

/** What a probe takes from options, as the driver does. Files are as written: relative to where we are. */
export interface DriverSettings {
  readonly read: OptionsRead;
  readonly tlsCAFile: string | null;
  readonly tlsCertificateKeyFile: string | null;
  readonly tlsCRLFile: string | null;
}

/** Reads the settings that options make, for one driver. */
export function driverSettings(configuration: Configuration, driver: Driver): DriverSettings {
  const file = (name: ReadOption): string | null => pathOf(configuration.given, name, driver);
  return {
    read: readOptions(configuration, driver),
    tlsCAFile: file('tlsCAFile'),
    tlsCertificateKeyFile: file('tlsCertificateKeyFile'),
    tlsCRLFile: file('tlsCRLFile'),
  };
}

/** PyMongo, Node and Go read a plus sign as a space; the specification and Java do not. */
function pathOf(given: readonly GivenOption[], name: ReadOption, driver: Driver): string | null {
  const option = given.findLast((one) => one.name === name && !one.isEmpty);
  if (option === undefined) return null;
  return driver === 'specification' || driver === 'java' ? option.value : option.asForm;
}
