/** Strings that a peer may choose to do harm, and a report that has one of them wherever a peer's words can stand. */
import type { Report } from '../../src/report/report.ts';
import { details } from './facts.ts';
import {
  accepted,
  capture,
  certificate,
  endpoint,
  facts,
  finding,
  observation,
  report,
  target,
} from './report-fixture.ts';

/** Escape sequences, forged lines, bidirectional marks, half characters, Markdown, HTML, and 64 KiB of anything. */
export const hostile: readonly string[] = [
  'CN=\u001b[2J\u001b[1;1Hok',
  'CN=a\n✔ PyMongo connects',
  'CN=\u202egnp.exe',
  'CN=\u2028x',
  'CN=\ud800',
  `CN=${'x'.repeat(65_536)}`,
  `CN=${'中'.repeat(65_536)}`,
  'CN=a\r\tb\u0000c\u009bd',
  '# heading',
  '- item\n\n1. item',
  '**bold** __bold__ ~~gone~~ *a*',
  '[link](https://attacker.example/) ![image](https://attacker.example/x.png)',
  '[a]: https://attacker.example/ "title"',
  'https://attacker.example/ www.attacker.example a@attacker.example',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</details></summary><details open>',
  '<!-- comment --> &lt;b&gt; &#60;',
  '| a | b |\n| --- | --- |',
  '`code` ``more`` ``` fence',
  '```\nout of the fence\n```',
  '`'.repeat(300),
  'a\\|b \\` \\\\',
  '@everyone #1 GH-1 owner/repository#1 :bomb: $a$ $$b$$',
  '    indented\n===\n---',
  '*\u0300a*\u00a0_b_',
];

/** The report on a server that has this text in its certificate, and sends it wherever else it can. */
export const everywhere = (text: string): Report =>
  report({
    observation: observation({
      target: target({ input: text }),
      endpoints: [
        endpoint({
          handshake: {
            kind: 'completed',
            value: {
              capture: capture({
                alpn: text,
                certificateRequest: { certificateAuthorities: ['3000'], signatureSchemes: [], certificateTypes: [] },
                firstOctets: Buffer.from(text.slice(0, 200)).toString('hex'),
              }),
              firstByteMs: 1,
              handshakeMs: 1,
            },
          },
          fetchedIssuers: [{ url: text, result: { kind: 'failed', problem: { kind: 'other', code: text } } }],
        }),
      ],
    }),
    facts: [
      facts({
        chain: {
          kind: 'completed',
          value: [certificate({ subject: text, issuer: text, subjectAltName: [{ kind: 'dns', value: text }] })],
        },
        staples: {
          kind: 'completed',
          value: [
            {
              certificate: 0,
              status: null,
              problems: [{ kind: 'foreignSigner', responder: text }],
              details: details(null, []),
            },
          ],
        },
        verification: { kind: 'completed', value: accepted },
      }),
    ],
    verdict: {
      verdict: 'fail',
      findings: [
        finding({
          summary: text,
          evidence: [{ what: text, value: text }],
          clientErrors: [{ client: text, message: text }],
          remedies: [{ side: 'server', text, commands: [], references: [text] }],
        }),
        finding({
          id: 'cert-expiring-soon',
          severity: 'warning',
          summary: text,
          evidence: [{ what: text, value: text }],
          remedies: [],
        }),
      ],
    },
  });
