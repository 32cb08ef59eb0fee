import { fromHex, toHex } from '../../base/octets.ts';
import { isoTime } from '../../base/time.ts';
import { toPem } from '../../diagnose/remedies/commands.ts';
import type { Chain, Facts } from '../../observe/facts.ts';
import type { ReportEndpoint, ReportInput, ReportTools } from '../report.ts';

/** The certificates of a chain. */
export const reportChain = (chain: Chain, sha256: ReportTools['sha256']): ReportEndpoint['chain'] =>
  chain.map((certificate) => ({
    subject: certificate.subject.rfc4514,
    issuer: certificate.issuer.rfc4514,
    notBefore: isoTime(certificate.notBefore),
    notAfter: isoTime(certificate.notAfter),
    sha256: toHex(sha256(certificate.der)),
    san: (certificate.subjectAltName ?? []).map(({ kind, value }) => `${sanKinds[kind]}:${value}`),
    serial: certificate.serial,
    publicKey: keyWords(certificate.publicKey),
    signatureAlgorithm: certificate.signatureAlgorithm.name,
    pem: pem(certificate.der),
  }));

const sanKinds = {
  dns: 'DNS',
  ip: 'IP',
  email: 'email',
  uri: 'URI',
  directory: 'DirName',
  registeredId: 'RID',
  other: 'other',
} satisfies Record<NonNullable<Chain[number]['subjectAltName']>[number]['kind'], string>;

function keyWords(key: Chain[number]['publicKey']): string {
  if (key.kind === 'ec') return `EC ${key.curve}`;
  if (key.kind === 'ed25519' || key.kind === 'ed448') return `Ed${key.kind.slice(2)}`;
  return `${key.kind === 'other' ? key.oid : key.kind.toUpperCase()} ${key.bits}`;
}

/** PEM (RFC 7468) of one certificate, with the end of its last line. */
export const pem = (der: Uint8Array): string => `${toPem(der)}\n`;

/** Why there is no chain to look at, with the certificates that cannot be read (hexadecimal) as PEM. */
export function reportChainProblem(
  facts: Facts | undefined,
  certificates: readonly string[],
  { words, tools: { sha256 } }: Pick<ReportInput, 'words' | 'tools'>,
): ReportEndpoint['chainProblem'] {
  if (facts?.chain.kind !== 'failed') return null;
  const { problem } = facts.chain;
  return {
    kind: problem.kind,
    text: words.chain(problem),
    certificates: certificates.map(fromHex).map((der) => ({ sha256: toHex(sha256(der)), pem: pem(der) })),
  };
}
