/** A configuration as one driver takes it: everything that diagnoses want to know of options, as plain data. */
import { conflictsOf } from './conflicts.ts';
import type { Configuration } from './conflicts.ts';
import type { Driver } from './driver.ts';
import { firstMessage } from './driver-messages.ts';
import type { OptionsConflict } from './mongodb-problem.ts';
import { checksOf, effectiveTls } from './tls-options.ts';
import type { Checks, EffectiveTls } from './tls-options.ts';

export interface OptionsRead {
  readonly driver: Driver;
  readonly tls: EffectiveTls;
  readonly checks: Checks;
  /** Rules that are broken. With any of them no connection is made. */
  readonly conflicts: readonly OptionsConflict[];
  /** What the driver prints for them; null: there are none, or this driver minds none of them. */
  readonly refusal: string | null;
  /** MONGODB-X509 over plain text: there is no certificate to log in with. The driver tries all the same. */
  readonly loginWithoutTls: boolean;
}

/** Reads options as a driver does. */
export function readOptions(configuration: Configuration, driver: Driver): OptionsRead {
  const { given, srv, uri, values } = configuration;
  const conflicts = conflictsOf(configuration, driver);
  const decided = effectiveTls(given, srv, driver);
  // `host:port` on our own command line means TLS, unless it is told otherwise.
  const isSaid = decided.because.kind === 'option';
  const tls: EffectiveTls = uri || isSaid ? decided : { tls: true, because: { kind: 'target' } };
  return {
    driver,
    tls,
    checks: checksOf(given, driver),
    conflicts,
    refusal: firstMessage(conflicts, driver),
    loginWithoutTls: values.authMechanism === 'MONGODB-X509' && !tls.tls,
  };
}
