import { describe, expect, it } from 'vitest';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { pymongo } from '../../src/clients/profiles/pymongo.ts';
import { alert, answered, closed, ended, healthy, refused, unreached } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('protocol-version', () => {
  const asked = (version: number) => ({ kind: 'acceptsVersion', version }) as const;
  const oldServer = [
    refused(asked(0x0304), alert(70)),
    refused(asked(0x0303), alert(70)),
    answered(asked(0x0302), 0x0302, 0xc013),
    answered(asked(0x0301), 0x0301, 0xc013),
  ];

  it('names the versions of both sides, and is the only cause', () => {
    const facts = ended(alert(70), {}, oldServer);
    expect(causesOf(facts)).toStrictEqual(['protocol-version']);
    const finding = findingOf('protocol-version', facts);
    expect(finding.summary).toBe(
      'This server takes only TLS 1.1 and TLS 1.0, while PyMongo on Python 3.10 or later offers TLS 1.3 and TLS 1.2.',
    );
    expect(finding.clientErrors[0]?.message).toBe(
      'SSL handshake failed: db1.example.net:27017: [SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:…)',
    );
    expect(finding.remedies[0]?.side).toBe('server');
    // What an interpreter does elsewhere has nothing to do with a client that is none.
    const other = findingOf('protocol-version', { ...facts, client: openssl });
    expect(other.remedies.map(({ side }) => side)).toStrictEqual(['server']);
    expect(commandsOf(other).join('\n')).not.toContain('howsmyssl');
  });

  it.each([
    ['handshake_failure', alert(40)],
    ['internal_error', alert(80)],
    ['FIN', closed('fin')],
    ['RST', closed('rst')],
  ])('is proved by experiments where the server answers with %s', (_, problem) => {
    expect(causesOf(ended(problem, {}, oldServer))).toStrictEqual(['protocol-version']);
  });

  it('tells a refused fallback for what it is, whatever else the server takes', () => {
    const facts = ended(alert(86), {}, [answered(asked(0x0304), 0x0304, 0x1301)]);
    expect(causesOf(facts)).toStrictEqual(['protocol-version']);
    const finding = findingOf('protocol-version', facts);
    expect(finding.summary).toContain('as a fallback: the ClientHello is marked as a second try');
    expect(finding.remedies.map(({ side }) => side)).toStrictEqual(['client']);
    expect(findingOf('protocol-version', facts, 'zh').summary).toContain('TLS_FALLBACK_SCSV');
  });

  it('is found where the server answers with a version that was not offered', () => {
    const facts = ended({ kind: 'illegalChoice', what: 'protocol', value: 0x0301, waitingFor: 'serverHello' });
    expect(causesOf(facts)).toStrictEqual(['protocol-version']);
    expect(findingOf('protocol-version', facts).summary).toContain('takes only TLS 1.0');
  });

  it('sends a client that is too old to its OpenSSL', () => {
    const { offer } = pymongo;
    const old = { ...offer, versions: [0x0301], serverName: null, alpn: [] };
    const facts = ended(alert(70), { offered: old }, [answered(asked(0x0303), 0x0303, 0xc02f)]);
    const finding = findingOf('protocol-version', facts);
    expect(finding.summary).toContain('offers at most TLS 1.0');
    expect(finding.remedies[0]?.side).toBe('client');
  });

  it('shows the commands of the PyMongo page in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const commands = commandsOf(findingOf('protocol-version', ended(alert(70)), language));
      expect(commands).toContain('openssl version');
      expect(commands).toContain('python -c "import ssl; print(ssl.OPENSSL_VERSION)"');
      expect(commands).toContain(
        `python -c "import requests; print(requests.get('https://www.howsmyssl.com/a/check', verify=False).json()['tls_version'])"`,
      );
    }
  });

  it('is not found where a version is in common', () => {
    expect(judgementOf('protocol-version', healthy()).kind).toBe('ruledOut');
    const shared = ended(alert(40), {}, [answered(asked(0x0303), 0x0303, 0xc02f)]);
    expect(judgementOf('protocol-version', shared).kind).toBe('ruledOut');
  });

  it('is not claimed where the same offer was accepted the second time', () => {
    const flaky = [...oldServer, answered({ kind: 'answersAgain' }, 0x0304, 0x1301)];
    expect(causesOf(ended(closed('fin'), {}, flaky))).toStrictEqual(['unexpected-eof']);
  });

  it('is open where no experiment tells', () => {
    expect(judgementOf('protocol-version', ended(alert(40)))).toMatchObject({ missing: 'experiment' });
    expect(judgementOf('protocol-version', ended(closed('fin')))).toMatchObject({ missing: 'experiment' });
    expect(judgementOf('protocol-version', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });

  it('names a server of SSL 2.0 by its SERVER-HELLO', () => {
    const hello = `801e0400010002000000030010010080${'5a'.repeat(16)}`;
    const facts = ended(closed('fin'), {}, [
      refused({ kind: 'answersAgain' }, closed('fin')),
      refused({ kind: 'acceptsVersion', version: 0x0303 }, closed('fin')),
      { question: { kind: 'acceptsSsl2' }, result: { kind: 'octets', octets: hello, ended: 'fin' }, durationMs: 1 },
    ]);
    expect(causesOf(facts)).toStrictEqual(['protocol-version']);
    expect(findingOf('protocol-version', facts).summary).toContain('takes only SSL 2.0');
  });

  it('does not take other octets for SSL 2.0', () => {
    for (const octets of ['801e', '15030300020228', `801e0400010003${'00'.repeat(25)}`, '8003000001aa00']) {
      const facts = ended(closed('fin'), {}, [
        { question: { kind: 'acceptsSsl2' }, result: { kind: 'octets', octets, ended: 'fin' }, durationMs: 1 },
      ]);
      const isError = octets.startsWith('800300');
      expect(causesOf(facts)).toStrictEqual([isError ? 'protocol-version' : 'unexpected-eof']);
    }
  });
});
