/** The program reads connection strings by Node's URL class where its sources have that of a package: both must read the same. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConnectionString } from '../../src/observe/connection-string-target.ts';
import fc from '../support/fc.ts';

const bundle = new URL('../../dist/cli/observe-connection-string-target.cjs', import.meta.url);

describe.skipIf(!existsSync(bundle))('the program as built', () => {
  const built = existsSync(bundle)
    ? (createRequire(import.meta.url)(fileURLToPath(bundle)) as {
        readonly readConnectionString: typeof readConnectionString;
      })
    : null;
  const same = (uri: string): void => {
    expect(built?.readConnectionString(uri, null, [])).toEqual(readConnectionString(uri, null, []));
  };

  it.each([
    'mongodb://u:p%40ss@DB1.example.net:27018,192.0.2.7,[2001:DB8::7]:1/my%2Ddb?tls=true&tlsCAFile=a+b%20c#d@e',
    'mongodb+srv://c0.example.net/?srvServiceName=x',
    'mongodb://h/some,db?readPreferenceTags=dc:ny',
    'mongodb://münchen.example/',
    'mongodb://u:p@ss@h/',
    'mongodb://h/a\\b',
    'mongodb://CN%3Dx%2COU%3Dä@h/?authMechanism=MONGODB-X509',
  ])('reads %s as its sources do', same);

  it('reads whatever comes as its sources do', () => {
    const part = fc.string({ unit: fc.constantFrom(...Array.from('ab%4:@/?[],&=. \\^|"<>ä\u00ad')), maxLength: 16 });
    fc.assert(
      fc.property(part, part, (host, rest) => same(`mongodb://${host}/${rest}`)),
      { numRuns: 500 },
    );
  });
});
