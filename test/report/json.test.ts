import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../support/fc.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { renderJson } from '../../src/report/json.ts';
import { reportJsonSchema } from '../../src/report/schema/output.ts';
import { reportSchema } from '../../src/report/schema/probe.ts';
import { capture, certificate, endpoint, facts, finding, observation, report } from '../support/report-fixture.ts';
import { details } from '../support/facts.ts';

const published = join(import.meta.dirname, '..', '..', 'schema', 'report.json');

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);

const everything = () =>
  report({
    observation: observation({
      endpoints: [
        endpoint({
          handshake: {
            kind: 'completed',
            value: {
              capture: capture({
                completed: false,
                problem: { kind: 'closed', how: 'rst', waitingFor: 'finished', octets: 4000 },
                alerts: [{ from: 'server', level: 2, description: 200, waitingFor: 'finished', atMs: 1.23456 }],
                certificateRequest: {
                  certificateAuthorities: ['3000'],
                  signatureSchemes: [0x0403],
                  certificateTypes: [],
                },
                helloRetryRequest: { group: 23, cookie: true },
                violations: [{ kind: 'recordVersion', version: 0x0a0a }],
                staples: [{ certificate: 0, response: '3000' }],
              }),
              firstByteMs: null,
              handshakeMs: 3,
            },
          },
          fetchedIssuers: [{ url: 'http://x', result: { kind: 'completed', value: { certificates: ['3000'] } } }],
          experiments: [
            {
              question: { kind: 'answersAgain' },
              result: { kind: 'noConnection', problem: { kind: 'refused' } },
              durationMs: 1,
            },
          ],
        }),
        endpoint({
          tcp: { kind: 'failed', problem: { kind: 'refused' } },
          handshake: { kind: 'notTried', because: 'tcp' },
        }),
      ],
      otherAddresses: [{ address: '192.0.2.8', problem: null }],
    }),
    facts: [
      facts({
        chain: { kind: 'completed', value: [certificate(), certificate({ publicKey: { kind: 'rsa', bits: 2048 } })] },
        fetchedIssuers: [{ url: 'http://x', certificates: [certificate()] }],
        staples: {
          kind: 'completed',
          value: [
            {
              certificate: 0,
              status: {
                status: 'revoked',
                revokedAt: 0,
                reason: 'keyCompromise',
                producedAt: 0,
                thisUpdate: 0,
                nextUpdate: null,
              },
              problems: [{ kind: 'stale', nextUpdate: 1e300 }],
              details: details('revoked', []),
            },
          ],
        },
      }),
      facts({ chain: { kind: 'failed', problem: { kind: 'undecodable', index: 0, path: 'Certificate.tbs' } } }),
    ],
    verdict: { verdict: 'fail', findings: [finding()], undetermined: [{ id: 'cert-expired', missing: 'certificate' }] },
  });

describe('the JSON report', () => {
  it('is valid against the published schema, with everything in it', () => {
    for (const of of [report(), everything(), report({ observation: observation({ endpoints: [] }), facts: [] })]) {
      expect(() => validate.parse(JSON.parse(renderJson(of)))).not.toThrow();
    }
  });

  it('holds no field that the schema does not describe', () => {
    expect(reportSchema.parse(everything())).toEqual(everything());
  });

  it('is refused by the schema when a field of the contract is missing', () => {
    const { verdict: _, ...rest } = everything();
    expect(validate.safeParse(rest).success).toBe(false);
    expect(validate.safeParse({ ...everything(), verdict: 'fine' }).success).toBe(false);
  });

  it('names code points, the last message before the end, and the alert that ended it', () => {
    const [seen] = everything().endpoints;
    expect(seen?.handshake).toMatchObject({
      completed: false,
      stoppedAt: 'server_hello',
      protocol: 'TLSv1.3',
      cipherSuite: 'TLS_AES_256_GCM_SHA384',
      group: 'x25519',
      signatureScheme: 'ecdsa_secp256r1_sha256',
      alert: { level: 'fatal', description: '0xc8', code: 200, from: 'server', atMs: 1.235 },
      certificateRequest: { certificateAuthorities: ['CN=Client CA'], signatureSchemes: ['ecdsa_secp256r1_sha256'] },
    });
    expect(seen?.ocsp).toMatchObject({ stapled: true, status: 'revoked', valid: false, reason: 'keyCompromise' });
    expect(seen?.chain[1]?.publicKey).toBe('RSA 2048');
    expect(everything().endpoints[1]?.chainProblem?.kind).toBe('undecodable');
  });

  it('does not call a certificate accepted or a staple absent where it did not come to that', () => {
    const notSeen = report({
      facts: [
        facts({
          verification: { kind: 'notTried', because: 'certificate' },
          staples: { kind: 'notTried', because: 'certificate' },
        }),
      ],
    });
    expect(notSeen.endpoints[0]?.verification.accepted).toBeNull();
    expect(notSeen.endpoints[0]?.ocsp.stapled).toBeNull();
  });

  it('keeps a refusal right after the handshake', () => {
    const problem = { kind: 'alertReceived', level: 2, description: 116, waitingFor: 'applicationData' } as const;
    const alerts = [{ from: 'server', level: 2, description: 116, waitingFor: 'applicationData', atMs: 30 }] as const;
    const handshake = {
      kind: 'completed',
      value: { capture: capture({ problem, alerts }), firstByteMs: 1, handshakeMs: 2 },
    } as const;
    const [seen] = report({ observation: observation({ endpoints: [endpoint({ handshake })] }) }).endpoints;
    expect(seen?.handshake).toMatchObject({ completed: true, alert: { description: 'certificate_required' } });
    expect(seen?.reached).toContain('certificate_required (116)');
  });

  it('can be printed on a terminal without moving its cursor, and still says the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const printed = renderJson({ text });
        expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(printed)).toEqual({ text });
      }),
    );
  });

  // The build writes it; where it has not run there is nothing to compare.
  it.skipIf(!existsSync(published))('is published as it is', () => {
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
  });
});
