/** The one command that decides whether it is this diagnosis, in whytls's own form. */

/** `where`: host and port as a shell takes them. */
export function decidingCommand(id: string, where: string): string {
  const special = commands[id];
  return special === undefined ? `whytls ${where}` : special.replace('{where}', where);
}

const withClientCertificate = 'whytls {where} --tlsCertificateKeyFile client.pem';
const judgeClient = 'whytls verify --purpose client --chain client.pem --ca ca.pem';
const compareMembers = 'whytls x509 --client client.pem --member member.pem --ca ca.pem';

const commands: Readonly<Record<string, string>> = {
  'untrusted-root': 'whytls {where} --tlsCAFile ca.pem',
  'client-cert-required': withClientCertificate,
  'client-cert-rejected': withClientCertificate,
  'decrypt-error': 'whytls {where}',
  'client-key-mismatch': withClientCertificate,
  'client-key-password': withClientCertificate,
  'client-cert-file': withClientCertificate,
  'ca-file-unreadable': 'whytls {where} --tlsCAFile ca.pem',
  'cert-revoked': 'whytls {where} --client pymongo-ocsp',
  'ocsp-staple-invalid': 'whytls {where} --client pymongo-ocsp',
  'ocsp-staple-missing': 'whytls {where} --client pymongo-ocsp',
  'ocsp-endpoint-failure': 'whytls {where} --client pymongo-ocsp',
  'clock-skew': 'date -u; whytls {where}',
  'sni-unrecognized': 'whytls {where} --sni none',
  'alpn-mismatch': 'whytls {where} --alpn h2,http/1.1',
  'handshake-timeout': 'whytls {where} --timeout 60000',
  'connect-timeout': 'whytls {where} --connect-timeout 30000',
  'x509-client-usage': judgeClient,
  'x509-client-dn-clash': compareMembers,
  'x509-member-dn': compareMembers,
  'x509-member-mismatch': compareMembers,
  'x509-member-usage': compareMembers,
  'x509-single-ca': compareMembers,
  'x509-duplicate-subject': compareMembers,
  'x509-username-too-long': compareMembers,
};
