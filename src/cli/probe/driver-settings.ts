/** Options of MongoDB's drivers on the command line and in connection strings, as settings of a probe. */
import type { ClientProfile } from '../../clients/profile.ts';
import type { DriverSettings } from '../../observe/mongodb-target.ts';
import type { DriverFlag } from '../../observe/read-target.ts';
import type { Target } from '../../observe/target.ts';
import type { Arguments } from '../usage/args.ts';

/** The flags that a driver knows as options. Of a password it is only told that there is one. */
export function driverFlags(values: Arguments['values']): readonly DriverFlag[] {
  return names.flatMap((name): DriverFlag[] => {
    const value = values.get(name);
    if (value === undefined) return [];
    return [{ name, value: name === 'tlsCertificateKeyFilePassword' ? '' : String(value) }];
  });
}

const names = [
  'tls',
  'tlsCAFile',
  'tlsCertificateKeyFile',
  'tlsCertificateKeyFilePassword',
  'tlsCRLFile',
  'tlsInsecure',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'tlsDisableOCSPEndpointCheck',
  'tlsDisableCertificateRevocationCheck',
  'authMechanism',
  'authSource',
] as const;

/** What options come to in a client; null: there are none but files, which mean the same everywhere. */
export async function driverSettingsFor(
  { options }: Target,
  { id }: Pick<ClientProfile, 'id'>,
): Promise<DriverSettings | null> {
  if (options === undefined) return null;
  const { driverOf, driverSettings } = await import('../../observe/mongodb-target.ts');
  return driverSettings(options, driverOf(id));
}

/** Why a driver would not begin. */
export interface Refusal {
  readonly conflict: DriverSettings['read']['conflicts'][number];
  /** What the driver prints; null: this one does not mind, though the specification does. */
  readonly message: string | null;
}

/** The first rule that is broken; null: none. */
export function refusalOf({ conflicts, refusal }: DriverSettings['read']): Refusal | null {
  const [conflict] = conflicts;
  return conflict === undefined ? null : { conflict, message: refusal };
}
