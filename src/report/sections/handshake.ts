/** One handshake as the report tells it: code points by their names. */
import { fromHex } from '../../base/octets.ts';
import { alertDescriptions, alertLevels } from '../../tls/wire/registries/alert.ts';
import { certificateCompressionAlgorithms } from '../../tls/wire/registries/certificate-compression.ts';
import { extensionTypes } from '../../tls/wire/registries/extension-type.ts';
import { nameOf } from '../../tls/wire/registry.ts';
import { groupName, schemeName, suiteName } from '../../diagnose/words/names.ts';
import type { ReportEndpoint, ReportTools } from '../report.ts';
import { versionName } from '../words/names.ts';
import type { Capture, ReportWords } from '../words/words.ts';
import { rounded, timeOrNull } from './values.ts';

type Handshake = ReportEndpoint['handshake'];

/** The handshake part of an endpoint; `null`: there was none. */
export function reportHandshake(capture: Capture | null, words: ReportWords, tools: ReportTools): Handshake {
  if (capture === null) return noHandshake;
  const alerts = capture.alerts.map(({ level, description, from, atMs }) => ({
    level: nameOf(alertLevels, level),
    description: nameOf(alertDescriptions, description),
    code: description,
    from,
    atMs: rounded(atMs),
  }));
  const messages = capture.messages.map(({ from, name, bytes, atMs }) => {
    return { from, name, bytes, atMs: rounded(atMs) };
  });
  return {
    completed: capture.completed,
    stoppedAt: hasEnded(capture) ? (messages.at(-1)?.name ?? null) : null,
    problem: capture.problem && { kind: capture.problem.kind, text: words.handshake(capture.problem) },
    protocol: nameOrNull(versionName, capture.protocol),
    cipherSuite: nameOrNull(suiteName, capture.cipherSuite),
    group: nameOrNull(groupName, capture.group),
    signatureScheme: nameOrNull(schemeName, capture.signatureScheme),
    alpn: capture.alpn,
    alert: !hasEnded(capture) ? null : (alerts.findLast(({ code }) => code !== closeNotify) ?? null),
    alerts,
    messages,
    certificateRequest: capture.certificateRequest && {
      certificateAuthorities: capture.certificateRequest.certificateAuthorities.map(
        (der) => tools.distinguishedName(fromHex(der)) ?? `#${der}`,
      ),
      signatureSchemes: capture.certificateRequest.signatureSchemes.map(schemeName),
    },
    offered: {
      versions: capture.offered.versions.map(versionName),
      cipherSuites: capture.offered.cipherSuites.map(suiteName),
      groups: capture.offered.groups.map(groupName),
      signatureSchemes: capture.offered.signatureSchemes.map(schemeName),
      serverName: capture.offered.serverName,
      alpn: capture.offered.alpn,
    },
    serverNameAcknowledged: capture.serverNameAcknowledged,
    helloRetryRequest: capture.helloRetryRequest && {
      group: nameOrNull(groupName, capture.helloRetryRequest.group),
      cookie: capture.helloRetryRequest.cookie,
    },
    extendedMasterSecret: capture.extendedMasterSecret,
    secureRenegotiation: capture.secureRenegotiation,
    extensions: capture.extensions.map(({ message, type, bytes }) => {
      return { message, name: nameOf(extensionTypes, type), bytes };
    }),
    violations: capture.violations.map((seen) => ({ kind: seen.kind, text: words.violation(seen) })),
    dhBits: capture.dhBits,
    encryptThenMac: capture.encryptThenMac,
    clientCertificate: capture.clientCertificate && {
      sent: capture.clientCertificate.kind === 'sent',
      kind: capture.clientCertificate.kind,
      signatureScheme:
        capture.clientCertificate.kind === 'sent'
          ? nameOrNull(schemeName, capture.clientCertificate.signatureScheme)
          : null,
    },
    session: { ...capture.session, resumed: capture.resumed },
    certificateTimestamps: capture.certificateTimestamps.map(({ certificate, logId, timestamp }) => {
      return { certificate, logId, timestamp: timeOrNull(timestamp) };
    }),
    certificateCompression: capture.certificateCompression && {
      ...capture.certificateCompression,
      algorithm: nameOf(certificateCompressionAlgorithms, capture.certificateCompression.algorithm),
    },
    recordSizeLimit: capture.recordSizeLimit,
    firstOctets: capture.firstOctets,
  };
}

/** It ended in a problem: before the handshake was done, or by a refusal right after it. */
const hasEnded = ({ completed, problem }: Capture): boolean => !completed || problem !== null;

const closeNotify = alertDescriptions.codes.close_notify;

const nameOrNull = (name: (code: number) => string, code: number | null): string | null =>
  code === null ? null : name(code);

const noHandshake: Handshake = {
  completed: false,
  stoppedAt: null,
  problem: null,
  protocol: null,
  cipherSuite: null,
  group: null,
  signatureScheme: null,
  alpn: null,
  alert: null,
  alerts: [],
  messages: [],
  certificateRequest: null,
  offered: null,
  serverNameAcknowledged: false,
  helloRetryRequest: null,
  extendedMasterSecret: false,
  secureRenegotiation: false,
  extensions: [],
  violations: [],
  dhBits: null,
  encryptThenMac: false,
  clientCertificate: null,
  session: null,
  certificateTimestamps: [],
  certificateCompression: null,
  recordSizeLimit: null,
  firstOctets: '',
};
