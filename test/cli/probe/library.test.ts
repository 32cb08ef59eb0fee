/** `probe` of the library, against servers of the lab. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../../../src/cli/lab/session.ts';
import type { LabSession } from '../../../src/cli/lab/session.ts';
import { probe, ProbeRequestError } from '../../../src/index.ts';
import type { ProbeRequest, ProbeStep, Report } from '../../../src/index.ts';
import { faultById } from '../../../src/lab/lab.ts';

let lab: LabSession;
beforeAll(async () => {
  lab = await startLab(['healthy', 'protocol-version'].map(faultById).filter((fault) => fault !== null));
});
afterAll(() => lab.stop());

const probeFault = (id: string, request: ProbeRequest = {}): Promise<Report> => {
  const up = lab.entries.find(({ fault }) => fault.id === id)?.up;
  return probe(`localhost:${up?.port ?? 0}`, { tlsCAFile: up?.caFile ?? '', ...request });
};
const causesOf = ({ findings }: Report): readonly string[] =>
  findings.filter(({ rootCause }) => rootCause).map(({ id }) => id);

describe('probe', () => {
  it('reports a sound server as the client asked for sees it, and tells each step', async () => {
    const steps: ProbeStep[] = [];
    const report = await probeFault('healthy', { client: 'pymongo', onProgress: (step) => steps.push(step) });
    expect(report).toMatchObject({ verdict: 'ok', client: { id: 'pymongo' } });
    expect(steps.map(({ kind }) => kind)).toContain('connecting');
  });

  it('judges at another time, in another language', async () => {
    const report = await probeFault('healthy', { at: new Date('2099-01-01'), language: 'zh' });
    expect(causesOf(report)).toContain('cert-expired');
    expect(report.language).toBe('zh');
  });

  it('offers what it is told to', async () => {
    const report = await probeFault('healthy', {
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      sni: null,
      alpn: ['h2'],
    });
    expect(report.endpoints[0]?.handshake?.protocol).toBe('TLSv1.2');
    expect(report.target.sni).toBeNull();
  });

  it('begins with STARTTLS where it is told to', async () => {
    const report = await probeFault('healthy', { starttls: 'smtp', timeoutMs: 1000 });
    expect(report.target.starttls).toBe('smtp');
    expect(report.verdict).toBe('fail');
  });

  it('ends early by a signal, and says so', async () => {
    const report = await probeFault('protocol-version', { signal: AbortSignal.abort() });
    expect(report.findings.map(({ id }) => id)).toContain('probe-stopped');
  });

  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['no such client', { client: 'netscape' }, /netscape/],
    ['an option that there is not', { tlsCaFile: 'ca.pem' }, /tlsCaFile.*tlsCAFile/],
    ['no time', { at: new Date('never') }, /at/],
    ['options that exclude each other', { ocsp: true, tlsDisableOCSPEndpointCheck: true }, /ocsp/],
    ['a proxy of another kind', { proxy: 'gopher://user:hunter2@proxy.example' }, /proxy/],
    ['a file that is not there', { tlsCertificateKeyFile: '/nowhere/client.pem' }, /nowhere/],
  ])('throws for %s', async (_, request, said) => {
    const refused = await probe('localhost:1', request).catch((problem: unknown) => problem);
    expect(refused).toBeInstanceOf(ProbeRequestError);
    expect(String(refused)).toMatch(said);
    expect(String(refused)).not.toContain('hunter2');
  });

  it('gives what the schema describes', async () => {
    const { reportSchema } = await import('../../../src/report/schema/probe.ts');
    const report = await probeFault('healthy');
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toStrictEqual(JSON.parse(JSON.stringify(report)));
  });
});
