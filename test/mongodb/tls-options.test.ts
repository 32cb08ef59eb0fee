/** What options mean, beside what the drivers did with the very strings: PyMongo 4.20, Node driver 7.9, Go driver 2.9, Java driver 5.5. */
import { describe, expect, it } from 'vitest';
import { conflictsOf } from '../../src/mongodb/conflicts.ts';
import { parseConnectionString } from '../../src/mongodb/connection-string.ts';
import { firstMessage } from '../../src/mongodb/driver-messages.ts';
import { driverOf } from '../../src/mongodb/driver.ts';
import type { Driver } from '../../src/mongodb/driver.ts';
import { checksOf, effectiveTls } from '../../src/mongodb/tls-options.ts';
import { flagOption, valuesOf } from '../../src/mongodb/uri-options.ts';
import { value } from '../support/result.ts';

const parse = (uri: string) => ({ ...value(parseConnectionString(uri)).string, uri: true });

/** TLS, plain text, or what the driver prints and refuses with. */
function outcome(uri: string, driver: Driver): string {
  const string = parse(uri);
  const refusal = firstMessage(conflictsOf(string, driver), driver);
  return refusal ?? (effectiveTls(string.given, string.srv, driver).tls ? 'TLS' : 'plain');
}

/** Columns: what was done with `mongodb://h/?…`; `-`: not measured. */
const measured: readonly (readonly [query: string, pymongo: string, node: string, go: string, java: string])[] = [
  ['', 'plain', 'plain', 'plain', 'plain'],
  ['tls=true', 'TLS', 'TLS', 'TLS', 'TLS'],
  ['ssl=true', 'TLS', 'TLS', 'TLS', 'TLS'],
  ['tlsCAFile=x', 'TLS', 'plain', 'TLS', 'plain'],
  ['tlsCertificateKeyFile=x', 'TLS', 'plain', 'TLS', 'plain'],
  ['tlsCertificateKeyFilePassword=x', 'TLS', 'plain', 'plain', 'plain'],
  ['tlsCRLFile=x', 'TLS', 'plain', 'plain', 'plain'],
  ['tlsInsecure=true', 'plain', 'plain', 'plain', 'plain'],
  ['tlsInsecure=false', 'TLS', 'plain', 'plain', 'plain'],
  ['tlsAllowInvalidCertificates=true', 'plain', 'plain', 'plain', 'plain'],
  ['tlsAllowInvalidCertificates=false', 'TLS', 'plain', 'plain', 'plain'],
  ['tlsAllowInvalidHostnames=true', 'plain', 'plain', 'plain', 'plain'],
  ['tlsAllowInvalidHostnames=false', 'TLS', 'plain', 'plain', 'plain'],
  ['tlsDisableOCSPEndpointCheck=true', 'plain', 'option tlsdisableocspendpointcheck is not supported', 'TLS', 'plain'],
  ['tlsDisableOCSPEndpointCheck=false', 'TLS', 'option tlsdisableocspendpointcheck is not supported', 'TLS', 'plain'],
  [
    'tlsDisableCertificateRevocationCheck=true',
    'plain',
    'option tlsdisablecertificaterevocationcheck is not supported',
    'TLS',
    'plain',
  ],
  [
    'tls=1',
    'plain',
    'tls/ssl must be either "true" or "false"',
    'error parsing uri: invalid value for "tls": "1"',
    'TLS',
  ],
  [
    'tls=',
    'plain',
    'URI option "tls" cannot be specified with no value',
    'error parsing uri: invalid value for "tls": ""',
    'plain',
  ],
  [
    'tls=TRUE',
    'plain',
    'tls/ssl must be either "true" or "false"',
    'error parsing uri: invalid value for "tls": "TRUE"',
    'TLS',
  ],
  [
    'tls=true&ssl=false',
    'Can not specify conflicting values for URI options ssl and tls.',
    'All values of tls/ssl must be the same.',
    'error parsing uri: tls and ssl options, when both specified, must be equivalent',
    'Conflicting tls and ssl parameter values are not allowed',
  ],
  ['tls=false&tlsInsecure=true', 'plain', 'plain', 'plain', 'plain'],
  [
    'tls=false&tlsInsecure=false',
    'TLS has not been enabled but the following tls parameters have been set: tlsallowinvalidcertificates, tlsallowinvalidhostnames, tlsdisableocspendpointcheck. Please set `tls=True` or remove.',
    'plain',
    'plain',
    'plain',
  ],
  [
    'tls=false&tlsCAFile=x',
    'TLS has not been enabled but the following tls parameters have been set: tlscafile. Please set `tls=True` or remove.',
    'plain',
    'TLS',
    'plain',
  ],
  ['tlsCAFile=x&tls=false', '-', 'plain', 'plain', 'plain'],
  [
    'tls=true&tlsCRLFile=x&tlsInsecure=true',
    'URI option tlsinsecure=True cannot be specified when CRL checking is enabled.',
    'TLS',
    'TLS',
    'TLS',
  ],
  [
    'tls=true&tlsCRLFile=x&tlsDisableOCSPEndpointCheck=true',
    'URI option tlsdisableocspendpointcheck=True cannot be specified when CRL checking is enabled.',
    'option tlsdisableocspendpointcheck is not supported',
    'TLS',
    'TLS',
  ],
  [
    'TLSINSECURE=true&tlsAllowInvalidHostNames=true',
    'URI options TLSINSECURE and tlsAllowInvalidHostNames cannot be specified simultaneously.',
    "The 'tlsInsecure' option cannot be used with the 'tlsAllowInvalidHostnames' option",
    'plain',
    'tlsAllowInvalidHostnames or sslInvalidHostnameAllowed set along with tlsInsecure is not allowed',
  ],
  [
    'tls=true&tlsAllowInvalidCertificates=false&tlsDisableOCSPEndpointCheck=false',
    'URI options tlsallowinvalidcertificates and tlsDisableOCSPEndpointCheck cannot be specified simultaneously.',
    'option tlsdisableocspendpointcheck is not supported',
    'TLS',
    'TLS',
  ],
  [
    'tls=true&tlsInsecure=true&tlsDisableOCSPEndpointCheck=true',
    'URI options tlsInsecure and tlsDisableOCSPEndpointCheck cannot be specified simultaneously.',
    'option tlsdisableocspendpointcheck is not supported',
    'error validating uri: the sslInsecure/tlsInsecure URI option cannot be provided along with tlsDisableOCSPEndpointCheck ',
    'TLS',
  ],
  [
    'tls=true&tlsDisableCertificateRevocationCheck=true&tlsDisableOCSPEndpointCheck=true',
    'TLS',
    'options tlsdisablecertificaterevocationcheck, tlsdisableocspendpointcheck are not supported',
    'error validating uri: tlsDisableOCSPEndpointCheck cannot be used with tlsDisableCertificateRevocationCheck',
    'TLS',
  ],
  [
    'tls=true&tlsInsecure=yes',
    'TLS',
    'tlsInsecure must be either "true" or "false"',
    'error parsing uri: invalid value for "tlsInsecure": "yes"',
    'TLS',
  ],
  ['tls=true&', 'MongoDB URI options are key=value pairs', 'TLS', 'TLS', 'TLS'],
  ['tlsCAFile=a=b', 'MongoDB URI options are key=value pairs', 'plain', 'TLS', 'plain'],
  ['foo=bar', 'plain', 'option foo is not supported', 'plain', 'plain'],
  [
    'authSource=',
    'the authSource database cannot be an empty string',
    'URI option "authSource" cannot be specified with no value',
    'error parsing uri: authSource must be non-empty when supplied in a URI',
    'authSource can not be an empty string',
  ],
  ['authMechanism=MONGODB-X509', 'plain', 'plain', 'plain', 'plain'],
  [
    'authMechanism=MONGODB-X509&authSource=admin',
    'authentication source must be $external or None for MONGODB-X509',
    "authMechanism MONGODB-X509 requires an authSource of '$external'",
    'error parsing uri: auth source must be $external',
    "Invalid authSource for MONGODB-X509, it must be '$external'",
  ],
  [
    'loadBalanced=true&replicaSet=x',
    'Cannot specify replicaSet with loadBalanced=true',
    'loadBalanced option not supported with a replicaSet option',
    'error validating uri: loadBalanced cannot be set to true if a replica set name is specified',
    'replicaSet can not be specified with loadBalanced=true',
  ],
  [
    'loadBalanced=true&directConnection=true',
    'Cannot specify directConnection=true with loadBalanced=true',
    'loadBalanced option not supported when directConnection is provided',
    'error validating uri: loadBalanced cannot be set to true if the direct connection option is specified',
    'directConnection=true can not be specified with loadBalanced=true',
  ],
  [
    'srvMaxHosts=1',
    "The srvMaxHosts option is only allowed with 'mongodb+srv://' URIs",
    'Cannot use srvMaxHosts with a non-srv connection string',
    'error parsing uri: cannot specify srvMaxHosts on non-SRV URI',
    'srvMaxHosts can only be specified with mongodb+srv protocol',
  ],
  [
    'srvMaxHosts=0',
    'plain',
    'Cannot use srvMaxHosts with a non-srv connection string',
    'error parsing uri: cannot specify srvMaxHosts on non-SRV URI',
    'srvMaxHosts can only be specified with mongodb+srv protocol',
  ],
];

describe('options, as a driver takes them', () => {
  it.each(measured)('S1.46 ?%s', (query, pymongo, node, go, java) => {
    for (const [driver, expected] of Object.entries({ pymongo, node, go, java })) {
      if (expected !== '-')
        expect([driver, outcome(`mongodb://h/?${query}`, driver as Driver)]).toEqual([driver, expected]);
    }
  });

  it.each([
    ['mongodb://a,b/?directConnection=true', 'Cannot specify multiple hosts with directConnection=true'],
    ['mongodb://a,b/?loadBalanced=true', 'Cannot specify multiple hosts with loadBalanced=true'],
    ['mongodb://u:p@h/?authMechanism=MONGODB-X509', 'Passwords are not supported by MONGODB-X509'],
    ['mongodb://u:@h/?authMechanism=MONGODB-X509', 'plain'],
    ['mongodb+srv://a.b.c:27017/', 'mongodb+srv:// URIs must not include a port number'],
    ['mongodb+srv://a.b.c,d.b.c/', 'mongodb+srv:// URIs must include one, and only one, hostname'],
    ['mongodb+srv://a.b.c/?directConnection=true', 'Cannot specify directConnection=true with mongodb+srv:// URIs'],
    ['mongodb+srv://a.b.c/', 'TLS'],
    ['mongodb+srv://a.b.c/?tls=false', 'plain'],
  ])('S1.09 S2.05 S2.19 PyMongo: %s', (uri, expected) => expect(outcome(uri, 'pymongo')).toBe(expected));

  it('S1.30 a CRL with PyOpenSSL', () => {
    expect(outcome('mongodb://h/?tls=true&tlsCRLFile=x', 'pymongo-ocsp')).toBe(
      'tlsCRLFile cannot be used with PyOpenSSL',
    );
    expect(outcome('mongodb://h/?tls=true&tlsCRLFile=x', 'pymongo')).toBe('TLS');
  });

  it('say why', () => {
    const because = (uri: string, driver: Driver = 'pymongo') => {
      const { given, srv } = parse(uri);
      return effectiveTls(given, srv, driver).because;
    };
    expect(because('mongodb://h/')).toEqual({ kind: 'notAsked' });
    expect(because('mongodb://h/?ssl=false')).toEqual({ kind: 'option', option: 'ssl', value: 'false' });
    expect(because('mongodb+srv://a.b.c/')).toEqual({ kind: 'srv' });
    expect(because('mongodb://h/?tlsCAFILE=x')).toEqual({ kind: 'implied', option: 'tlsCAFILE' });
    expect(because('mongodb://h/?tlsCAFile=x', 'node')).toEqual({ kind: 'notImplied', options: ['tlsCAFile'] });
    expect(because('mongodb://h/?tlsInsecure=true')).toEqual({ kind: 'notImplied', options: ['tlsInsecure'] });
    expect(because('mongodb://h/?tls=1')).toEqual({ kind: 'ignoredValue', option: 'tls' });
  });

  it('agree between connection string and flags, or they are in conflict', () => {
    const string = parse('mongodb://h/?tls=true&tlsCAFile=a.pem');
    const conflicts = (...flags: readonly Parameters<typeof flagOption>[]) => {
      const given = [...string.given, ...flags.map((flag) => flagOption(...flag))];
      return conflictsOf({ ...string, given, values: valuesOf(given) }, 'pymongo');
    };
    expect(conflicts(['tls', 'true'], ['tlsCAFile', 'a.pem'], ['tlsCertificateKeyFile', 'b.pem'])).toEqual([]);
    expect(conflicts(['tls', 'false'])[0]).toMatchObject({ kind: 'tlsDiffers' });
    expect(conflicts(['tlsCAFile', 'b.pem'])).toEqual([{ kind: 'flagDiffers', option: 'tlsCAFile' }]);
    const insecure = parse('mongodb://h/?tls=true&tlsInsecure=false');
    const given = [...insecure.given, flagOption('tlsAllowInvalidHostnames', 'true')];
    expect(conflictsOf({ ...insecure, given, values: valuesOf(given) }, 'pymongo')).toMatchObject([
      { kind: 'exclude' },
    ]);
  });
});

const all = 'certificates names ocsp';

describe('checks that are switched off', () => {
  /** Certificates, host names, OCSP responder: which are made. */
  const made = (query: string, driver: Driver): string => {
    const { certificates, hostNames, ocspEndpoint } = checksOf(parse(`mongodb://h/?tls=true&${query}`).given, driver);
    return [certificates && 'certificates', hostNames && 'names', ocspEndpoint && 'ocsp'].filter(Boolean).join(' ');
  };

  it.each([
    ['tlsInsecure=true', '', '', '', 'certificates ocsp'],
    ['tlsInsecure=false', all, all, all, all],
    ['tlsAllowInvalidCertificates=true', '', '', all, all],
    ['tlsAllowInvalidHostnames=true', 'certificates ocsp', 'certificates ocsp', all, 'certificates ocsp'],
    [
      'tlsDisableOCSPEndpointCheck=true',
      'certificates names',
      'certificates names',
      'certificates names',
      'certificates names',
    ],
    ['tlsAllowInvalidCertificates=yes', all, all, all, all],
  ])('S1.46 S1.47 ?%s', (query, pymongo, node, go, java) => {
    for (const [driver, expected] of Object.entries({ pymongo, node, go, java })) {
      expect([driver, made(query, driver as Driver)]).toEqual([driver, expected]);
    }
  });

  it('are named with the option as it was typed, and so is an option that does nothing', () => {
    expect(checksOf(parse('mongodb://h/?TLSInsecure=true').given, 'pymongo')).toMatchObject({ by: ['TLSInsecure'] });
    expect(checksOf(parse('mongodb://h/?tlsAllowInvalidCertificates=true').given, 'go')).toMatchObject({
      by: [],
      withoutEffect: ['tlsAllowInvalidCertificates'],
    });
  });
});

it('a client profile stands for its driver', () => {
  expect(
    ['pymongo', 'pymongo-ocsp', 'python-3.9', 'node-20', 'mongosh', 'go', 'java-17', 'openssl', 'golden'].map(driverOf),
  ).toEqual(['pymongo', 'pymongo-ocsp', 'pymongo', 'node', 'node', 'go', 'java', 'specification', 'specification']);
});
