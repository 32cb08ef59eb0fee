import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { width } from '../../../src/report/text/layout.ts';
import type { Facts } from '../../../src/observe/facts.ts';
import type { Report } from '../../../src/report/report.ts';
import { plainPaint } from '../../../src/report/text/style.ts';
import type { TextStyle } from '../../../src/report/text/style.ts';
import { renderQuiet, renderText } from '../../../src/report/text/text.ts';
import { renderHtml } from '../../../src/report/html/html.ts';
import { renderMarkdown } from '../../../src/report/markdown/markdown.ts';
import { en } from '../../../src/report/words/en.ts';
import { zh } from '../../../src/report/words/zh.ts';
import type { Verification } from '../../../src/x509/verify/verification.ts';
import { expectGolden } from '../../support/golden.ts';
import { everywhere, hostile } from '../../support/hostile.ts';
import {
  accepted,
  capture,
  certificate,
  endpoint,
  facts,
  finding,
  observation,
  report,
} from '../../support/report-fixture.ts';

const style: TextStyle = { columns: 100, unicode: true, paint: plainPaint, verbose: false };

const refused: Verification = {
  accepted: false,
  opensslError: {
    code: 20,
    name: 'X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    text: 'unable to get local issuer certificate',
    depth: 0,
  },
  problems: [{ kind: 'issuerNotFound', depth: 0, subject: 'CN=db1.example.net', issuer: 'CN=Example Issuing CA 2' }],
  path: [{ certificate: certificate(), from: 'leaf' }],
};

const refusedFacts = facts({
  verification: { kind: 'completed', value: refused },
  stores: [
    {
      name: 'tlsCAFile',
      path: 'ca.pem',
      decides: true,
      certificates: 1,
      verification: { kind: 'completed', value: refused },
    },
    {
      name: 'system',
      path: '/etc/ssl/certs',
      decides: false,
      certificates: 140,
      verification: { kind: 'completed', value: refused },
    },
    {
      name: 'node',
      path: null,
      decides: false,
      certificates: null,
      verification: { kind: 'failed', problem: { kind: 'other', code: 'EIO' } },
    },
  ],
});

const refusedChain = (words = en): Report =>
  report({
    words,
    facts: [refusedFacts],
    observation: observation({
      endpoints: [
        endpoint({
          fetchedIssuers: [
            {
              url: 'http://ca.example.net/issuing2.crt',
              result: { kind: 'failed', problem: { kind: 'timedOut', afterMs: 3000 } },
            },
          ],
        }),
      ],
      otherAddresses: [{ address: '2001:db8::7', problem: { kind: 'unreachable', code: 'ENETUNREACH' } }],
    }),
    verdict: {
      verdict: 'fail',
      findings: [
        finding(),
        finding({
          id: 'cert-expiring-soon',
          severity: 'warning',
          summary: 'CN=db1.example.net expires on 2026-12-03, in 12 days.',
          evidence: [],
          clientErrors: [],
          remedies: [],
        }),
        finding({ id: 'untrusted-root', rootCause: false, summary: 'The path ends in no root.' }),
      ],
      undetermined: [{ id: 'cert-revoked', missing: 'issuerCertificate' }],
    },
  });

const refusedHandshake = (): Report => {
  const refusedCapture = capture({
    completed: false,
    problem: { kind: 'alertReceived', level: 2, description: 40, waitingFor: 'serverHello' },
    protocol: null,
    cipherSuite: null,
    group: null,
    signatureScheme: null,
    certificates: [],
    extensions: [],
    alerts: [{ from: 'server', level: 2, description: 40, waitingFor: 'serverHello', atMs: 24.5 }],
    messages: [
      { from: 'client', name: 'client_hello', bytes: 512, atMs: 11.25 },
      { from: 'server', name: 'alert', bytes: 2, atMs: 24.5 },
    ],
  });
  const tls12 = capture({ protocol: 0x0303, cipherSuite: 0x009d, stoppedEarly: true });
  return report({
    observation: observation({
      endpoints: [
        endpoint({
          handshake: { kind: 'completed', value: { capture: refusedCapture, firstByteMs: 24.5, handshakeMs: 24.6 } },
          experiments: [
            {
              question: { kind: 'acceptsVersion', version: 0x0303 },
              result: { kind: 'handshake', capture: refusedCapture },
              durationMs: 30,
            },
            {
              question: { kind: 'acceptsVersion', version: 0x0301 },
              result: { kind: 'handshake', capture: refusedCapture },
              durationMs: 30,
            },
            {
              question: { kind: 'acceptsAnyCipherSuite', version: 0x0303 },
              result: { kind: 'handshake', capture: tls12 },
              durationMs: 31,
            },
            {
              question: { kind: 'answersPlaintext', protocol: 'http' },
              result: {
                kind: 'octets',
                octets: Buffer.from('HTTP/1.1 400 \u001b[2J\r\nX: y').toString('hex'),
                ended: 'fin',
              },
              durationMs: 12,
            },
          ],
        }),
      ],
    }),
    facts: [
      facts({
        chain: { kind: 'notTried', because: 'handshake' },
        verification: { kind: 'notTried', because: 'certificate' },
        stores: [],
        staples: { kind: 'notTried', because: 'certificate' },
      }),
    ],
    verdict: {
      verdict: 'fail',
      findings: [
        finding({
          id: 'no-shared-cipher',
          family: 'negotiation',
          summary: 'Python 3.10 and later share no cipher suite with this server.',
          evidence: [{ what: 'Everything that the server takes with TLS 1.2 and less', value: '1 suite, static RSA' }],
        }),
      ],
    },
  });
};

describe('the text report', () => {
  it('shows trust stores that agree in one line, and those that do not in a table', () => {
    const text = (stores: typeof refusedFacts.stores) =>
      renderText(report({ facts: [{ ...refusedFacts, stores }] }), en, style);
    const stores = refusedFacts.stores.slice(0, 2);
    expect(text(stores)).toContain('Trusted  tlsCAFile ✖ · system ✖ (unable to get local issuer certificate)');
    const java = { name: 'java', path: '/cacerts', decides: false, certificates: 98 } as const;
    const table = text([...stores, { ...java, verification: { kind: 'completed', value: accepted } }]);
    expect(table).not.toContain('Trusted  ');
    const rows = table.slice(table.indexOf('Trust stores of this machine')).split('\n').slice(1, 4);
    expect(rows.map((row) => row.trim().replaceAll(/ {2,}/g, ' | '))).toEqual([
      '✖ tlsCAFile | ca.pem, 1 certificate; unable to get local issuer certificate',
      '✖ system | /etc/ssl/certs, 140 certificates; used by OpenSSL, Python, PyMongo',
      '✔ Java | /cacerts, 98 certificates; used by Java',
    ]);
  });

  it('does not say that the server sent a RST, which whoever is on the way may have sent', () => {
    const ended = (how: 'fin' | 'rst', words = en): string => {
      const problem = { kind: 'closed', how, waitingFor: 'serverHello', octets: 0 } as const;
      const value = { capture: capture({ completed: false, problem }), firstByteMs: null, handshakeMs: 2 };
      const seen = observation({ endpoints: [endpoint({ handshake: { kind: 'completed', value } })] });
      return renderText(report({ observation: seen, words }), words, { ...style, columns: 160 });
    };
    expect(ended('fin')).toContain('the server closed the connection instead of sending');
    expect(ended('rst')).toContain('the connection was reset when ServerHello was due');
    expect(ended('rst', zh)).toContain('应收到 ServerHello，连接却被重置');
  });

  it('sets several servers apart by a blank line, and says of one that it has no role', () => {
    const two = ['192.0.2.7', '192.0.2.8'].map((address) => endpoint({ address }));
    const hello = {
      maxWireVersion: 21,
      minWireVersion: 0,
      release: '7.0',
      role: 'other',
      setName: 'rs0',
      me: null,
      primary: null,
      hosts: [],
      hostCount: 0,
      localTime: null,
    } as const;
    const seen = { hello: { kind: 'answered', value: hello }, authentication: { kind: 'none' } } as const;
    const each = facts({ mongodb: { kind: 'completed', value: seen } });
    const text = (words = en): string =>
      renderText(report({ observation: observation({ endpoints: two }), facts: [each, each], words }), words, style);
    expect(text()).toContain('MongoDB 7.0 (wire 21), replica set rs0, neither primary nor secondary\n\n    192.0.2.8');
    expect(text(zh)).toContain('副本集 rs0，既非 primary 也非 secondary\n');
  });

  it('keeps the address of a reference whole in a narrow terminal, where a name is cut', () => {
    const narrow = { ...style, columns: 40 };
    const text = renderText(report({ verdict: { verdict: 'fail', findings: [finding()] } }), en, narrow);
    expect(text).toMatch(/^ +https:\/\/www\.mongodb\.com\/docs\/manual\/tutorial\/configure-ssl\/;?$/m);
    expect(text).toContain('RFC 8446, section 4.4.2');
  });

  it('counts one octet as one', () => {
    const messages = [1, 2].map((bytes) => ({ from: 'client' as const, name: 'change_cipher_spec', bytes, atMs: 1 }));
    const value = { capture: capture({ messages }), firstByteMs: 1, handshakeMs: 2 };
    const seen = observation({ endpoints: [endpoint({ handshake: { kind: 'completed', value } })] });
    const text = renderText(report({ observation: seen }), en, { ...style, verbose: true });
    expect(text).toMatch(/change_cipher_spec +1 octet\n.*change_cipher_spec +2 octets\n/);
  });

  it('says whether a server that asks for a client certificate names CAs', () => {
    const asking = (certificateAuthorities: readonly string[], words = en): string => {
      const certificateRequest = { certificateAuthorities, signatureSchemes: [0x0403], certificateTypes: [] };
      const value = { capture: capture({ certificateRequest }), firstByteMs: 1, handshakeMs: 2 };
      const seen = observation({ endpoints: [endpoint({ handshake: { kind: 'completed', value } })] });
      return renderText(report({ observation: seen, words }), words, style);
    };
    expect(asking([])).toContain('Client certificate  the server asks for one, and names no CA that it should be of');
    expect(asking(['30'])).toContain('Client certificate  the server asks for one, of one of these CAs: CN=Client CA');
    expect(asking(['30'], zh)).toContain('客户端证书  服务器要求出示，须由以下 CA 之一签发：CN=Client CA');
  });

  it('does not say of a handshake that the client completes it where it is what the client refuses', () => {
    const findings = [finding({ id: 'dh-too-small', family: 'negotiation', summary: 'Too small.' })];
    const text = (words = en): string =>
      renderText(report({ verdict: { verdict: 'fail', findings }, words }), words, style);
    expect(text()).toContain('TLSv1.3 completed by whytls, but not by PyMongo');
    expect(text(zh)).toContain('whytls 完成了 TLSv1.3 握手，PyMongo 则不会');
    // The same in every form, and in every place of a form.
    const shown = report({ verdict: { verdict: 'fail', findings } });
    const forms = [renderMarkdown(shown, en), renderHtml(shown, en, () => new Uint8Array(32))];
    for (const form of forms) expect(form).not.toContain('completed, certificate accepted');
  });

  it('shows where an issuer was found on a path that other verifiers take', () => {
    const chain = [
      certificate(),
      certificate({ subject: 'CN=Example Issuing CA 2', issuer: 'CN=Example Root' }),
    ] as const;
    const root = {
      certificate: certificate({ subject: 'CN=Example Root', issuer: 'CN=Example Root' }),
      from: 'trustStore',
    } as const;
    const path = [
      { certificate: chain[0], from: 'leaf' as const },
      { certificate: chain[1], from: 'sent' as const },
      root,
    ];
    const seen = { ...refusedFacts, chain: { kind: 'completed', value: chain } } as const;
    const shown = (otherPaths: Facts['otherPaths']): string =>
      renderText(report({ facts: [otherPaths === undefined ? seen : { ...seen, otherPaths }] }), en, style);
    expect(shown(undefined)).toMatch(/CN=Example Root +not sent/);
    const byGo = [{ client: 'go', path, because: [] }] as const;
    expect(shown({ accepted: byGo, tried: [], isComplete: true })).toMatch(/CN=Example Root +tlsCAFile/);
  });

  it('tells a refused chain', () => {
    expectGolden('refused-chain.txt', renderText(refusedChain(), en, style));
  });

  it('tells a refused chain in Chinese', () => {
    expectGolden('refused-chain.zh.txt', renderText(refusedChain(zh), zh, style));
  });

  it('tells a refused chain without Unicode', () => {
    const text = renderText(refusedChain(), en, { ...style, unicode: false });
    expectGolden('refused-chain.ascii.txt', text);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('tells a refused handshake with its experiments', () => {
    expectGolden('refused-handshake.txt', renderText(refusedHandshake(), en, style));
  });

  it('tells every message and certificate when it is verbose', () => {
    expectGolden('verbose.txt', renderText(refusedChain(), en, { ...style, verbose: true }));
  });

  it('says in its first line that nothing is wrong', () => {
    expectGolden('nothing-wrong.txt', renderText(report(), en, style));
  });

  it('says why there is no address', () => {
    const nameNotFound = { kind: 'failed', problem: { kind: 'nameNotFound', name: 'db1.example.net' } } as const;
    const text = renderText(
      report({
        observation: observation({ endpoints: [], resolution: nameNotFound }),
        facts: [facts({ endpoint: null, resolution: nameNotFound })],
        verdict: { verdict: 'fail' },
      }),
      en,
      style,
    );
    expect(text.split('\n')[0]).toContain('PyMongo cannot connect to db1.example.net:27017');
    expect(text).toContain('db1.example.net:27017 · the name db1.example.net has no address\n');
  });

  it('never says that all is well where nothing was verified', () => {
    const unseen = report({
      verdict: { verdict: 'fail' },
      facts: [facts({ verification: { kind: 'notTried', because: 'certificate' } })],
    });
    expect(renderQuiet(unseen, en, style)).toMatch(/^✖ /);
  });

  it('is one line when it is quiet, however long the summary is', () => {
    const long = report({ verdict: { verdict: 'fail', findings: [finding({ summary: 'word '.repeat(100) })] } });
    expect(renderQuiet(long, en, style).match(/\n/g)).toHaveLength(1);
  });

  it('marks a certificate that is out of date', () => {
    const old = certificate({ notAfter: Date.parse('2026-11-01T00:00:00Z') });
    const text = renderText(report({ facts: [facts({ chain: { kind: 'completed', value: [old] } })] }), en, style);
    expect(text).toMatch(/2026-09-04 to 2026-11-01 {3}✖ expired/);
  });

  it('breaks no command', () => {
    const command = `openssl s_client ${'-x '.repeat(60)}end`;
    const remedies = [{ side: 'server', text: 'Run it.', commands: [command], references: [] }] as const;
    const text = renderText(report({ verdict: { verdict: 'fail', findings: [finding({ remedies })] } }), en, style);
    expect(text.split('\n').map((line) => line.trim())).toContain(command);
  });

  it('prints a here-document so that a shell understands it when it is pasted', () => {
    const command = "cat > a.pem <<'END'\nMIIB\nEND";
    const remedies = [{ side: 'server', text: 'Run it.', commands: [command], references: [] }] as const;
    const text = renderText(report({ verdict: { verdict: 'fail', findings: [finding({ remedies })] } }), en, style);
    expect(text).toContain(`\n${command}\n`);
  });

  it.each([40, 60, 80, 100, 250])('keeps within its columns (%i), and within 100', (columns) => {
    const whole = finding().remedies.flatMap(({ commands, references }) => [...commands, ...references]);
    const isWhole = (line: string): boolean => whole.includes(line.trim().replace(/[;；]$/, ''));
    for (const words of [en, zh]) {
      for (const of of [refusedChain(words), refusedHandshake(), report()]) {
        for (const line of renderText(of, words, { ...style, columns }).split('\n')) {
          if (!isWhole(line)) expect(width(line), line).toBeLessThanOrEqual(Math.min(columns, 100));
        }
      }
    }
  });
});

describe('strings that a peer chose', () => {
  it.each(hostile.map((text) => [JSON.stringify(text.slice(0, 30)), text]))('cannot move the cursor: %s', (_, text) => {
    for (const verbose of [false, true]) {
      const printed = renderText(everywhere(text), en, { ...style, verbose });
      expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
      expect(printed.split('\n').filter((line) => /^[✔✖⚠]/u.test(line))).toHaveLength(1);
      for (const line of printed.split('\n')) expect(width(line)).toBeLessThanOrEqual(100);
      expect(printed.length).toBeLessThan(200_000);
    }
  });

  it('cannot move the cursor, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const printed = renderText(everywhere(text), en, style);
        expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        for (const line of printed.split('\n')) expect(width(line)).toBeLessThanOrEqual(100);
      }),
      { numRuns: 200 },
    );
  });
});
