import { describe, expect, it } from 'vitest';
import { parseConnectionString } from '../../src/mongodb/connection-string.ts';
import type { ConnectionString } from '../../src/mongodb/connection-string.ts';
import fc from '../support/fc.ts';
import { value } from '../support/result.ts';

const parse = (uri: string): ConnectionString => value(parseConnectionString(uri)).string;
const problem = (uri: string): unknown => {
  const parsed = parseConnectionString(uri);
  return parsed.ok ? null : parsed.problem;
};

describe('a connection string', () => {
  it('names hosts in their order: names, addresses, sockets, with and without port', () => {
    expect(
      parse('mongodb://DB1.example.net,192.0.2.7:27018,[2001:db8::7]:1,[fe80::1%25eth0],%2Frun%2Fm.sock/').hosts,
    ).toEqual([
      { kind: 'hostname', host: 'db1.example.net', port: null },
      { kind: 'ipv4', host: '192.0.2.7', port: 27018 },
      { kind: 'ipLiteral', host: '2001:db8::7', port: 1 },
      { kind: 'ipLiteral', host: 'fe80::1%eth0', port: null },
      { kind: 'unix', host: '/run/m.sock', port: null },
    ]);
  });

  it('is percent-decoded in user name, database and options', () => {
    const string = parse('mongodb://a%40b:p%40ss@h/my%2Ddb?tlsCAFile=%2Fetc%2Fca%20file.pem&replicaSet=rs%260');
    expect(string).toMatchObject({ username: 'a@b', hasPassword: true, database: 'my-db' });
    expect(string.values).toEqual({ tlsCAFile: '/etc/ca file.pem', replicaSet: 'rs&0' });
  });

  it('keeps what other URLs would end or change: #, @, = and ? in an option, a plus sign', () => {
    const string = parse('mongodb://h/?tlsCAFile=a#b@c=d?e+f.pem&authSource=$external');
    expect(string.values).toEqual({ tlsCAFile: 'a#b@c=d?e+f.pem', authSource: '$external' });
    expect(string.given[0]?.asForm).toBe('a#b@c=d?e f.pem');
    expect(string.warnings).toEqual([{ kind: 'plusSign', option: 'tlsCAFile' }]);
  });

  it('takes options in any case, by ; as well as by &, and without the slash', () => {
    expect(parse('mongodb+srv://h.example.com?TLSINSECURE=true;SrvMaxHosts=3')).toMatchObject({
      srv: true,
      values: { tlsInsecure: true, srvMaxHosts: 3 },
      warnings: [{ kind: 'semicolon' }],
    });
  });

  it.each([
    ['tls=yes', { tls: true }, 'legacyBoolean'],
    ['tls=-1', { tls: false }, 'legacyBoolean'],
    ['tls=maybe', {}, 'badValue'],
    ['tls=', {}, 'emptyValue'],
    ['srvMaxHosts=-1', {}, 'badValue'],
    ['srvServiceName=a.b', {}, 'badValue'],
    ['nonsense=1', {}, 'unknownOption'],
    ['=true', {}, 'unknownOption'],
    ['ssl_ca_certs=ca.pem', {}, 'removedOption'],
    ['tlsCAFile=a&tlsCAFile=b', { tlsCAFile: 'b' }, 'repeatedOption'],
    ['tlsCAFile=%zz', { tlsCAFile: '%zz' }, 'badPercent'],
  ])('warns of %s and goes on', (query, values, kind) => {
    const string = parse(`mongodb://h/?${query}`);
    expect(string.values).toEqual(values);
    expect(string.warnings).toMatchObject([{ kind }]);
  });

  it('knows the options that are not its business, and leaves them alone', () => {
    const string = parse(
      'mongodb://h/?retryWrites=true&w=majority&appName=x&readPreferenceTags=dc:ny&readPreferenceTags=',
    );
    expect(string).toMatchObject({ values: {}, warnings: [] });
  });

  it.each([
    ['http://h/', { kind: 'badScheme' }],
    ['mongodb:/h', { kind: 'badScheme' }],
    ['MONGODB://h/', { kind: 'badScheme' }],
    ['mongodb://', { kind: 'noHost' }],
    ['mongodb://?tls=true', { kind: 'noHost' }],
    ['mongodb://a,,b', { kind: 'noHost' }],
    ['mongodb://a,', { kind: 'noHost' }],
    ['mongodb://:27017', { kind: 'noHost' }],
    ['mongodb://u:p@', { kind: 'noHost' }],
    ['mongodb:///tmp/mongodb-27017.sock', { kind: 'unescapedPath' }],
    ['mongodb://h:0', { kind: 'badPort', port: '0' }],
    ['mongodb://h:65536', { kind: 'badPort', port: '65536' }],
    ['mongodb://h:', { kind: 'badPort', port: '' }],
    ['mongodb://u:s3cret', { kind: 'badPort', port: '***' }],
    ['mongodb://::1', { kind: 'bareIpv6', host: '::1' }],
    ['mongodb://[::1', { kind: 'unclosedBracket' }],
    ['mongodb://[h]', { kind: 'badHost', host: '[h]' }],
    ['mongodb://h%zz', { kind: 'badHost', host: 'h%zz' }],
    ['mongodb://h h', { kind: 'badHost', host: 'h h' }],
    ['mongodb://@h', { kind: 'noUserName' }],
    ['mongodb://:p@h', { kind: 'noUserName' }],
    ['mongodb://u:p@ss@h', { kind: 'unescapedUserInfo' }],
    ['mongodb://u:p:ss@h', { kind: 'unescapedUserInfo' }],
    ['mongodb://u:p/ss@h', { kind: 'unescapedUserInfo' }],
    ['mongodb://u:p?ss@h', { kind: 'unescapedUserInfo' }],
    ['mongodb://u:p#ss@h', { kind: 'unescapedUserInfo' }],
    ['mongodb://u:p%ss@h', { kind: 'unescapedUserInfo' }],
    ['mongodb://h/a%2Fb', { kind: 'badDatabase' }],
    ['mongodb://h/$a', { kind: 'badDatabase' }],
    ['mongodb://h/?tls', { kind: 'optionWithoutValue', option: 'tls' }],
    ['mongodb://u:12?34@h', { kind: 'optionWithoutValue', option: '***' }],
    ['mongodb://u:12/34@h', { kind: 'unescapedUserInfo' }],
    ['mongodb://h/?tls=true;ssl=true&w=1', { kind: 'mixedSeparators' }],
    ['mongodb://h\u0007/', { kind: 'controlCharacter' }],
  ])('that cannot be read: %j', (uri, expected) => {
    expect(problem(uri)).toEqual(expected);
  });

  it('S1.38 holds no secret, wherever one was written', () => {
    const parsed = value(
      parseConnectionString(
        'mongodb://app:s3cret@h/?tlsCertificateKeyFilePassw%6Frd=s3cret&proxyPassword=s3cret&unknown=s3cret&authMechanismProperties=AWS_SESSION_TOKEN:s3cret',
      ),
    );
    expect(parsed.keyFilePassword).toBe('s3cret');
    expect(JSON.stringify(parsed.string)).not.toContain('s3cret');
    expect(parsed.string.shown).toBe(
      'mongodb://app:***@h/?tlsCertificateKeyFilePassword=***&proxyPassword=***&unknown=***&authMechanismProperties=***',
    );
  });

  it('is read or refused, whatever it is, and a refusal tells no password', () => {
    const part = fc.string({ unit: fc.constantFrom(...Array.from('ab:@/?#[]%,&=;+.$\\ \u00e4\u0000')), maxLength: 12 });
    fc.assert(
      fc.property(part, part, part, (before, middle, after) => {
        const parsed = parseConnectionString(`mongodb://${before}s3cret${middle}@h/${after}`);
        if (parsed.ok && before.includes(':'))
          expect(JSON.stringify(parsed.value.string.shown)).not.toContain(':s3cret');
        if (!parsed.ok) expect(JSON.stringify(parsed.problem)).not.toContain(':s3cret');
      }),
      { numRuns: 2000 },
    );
  });
});
