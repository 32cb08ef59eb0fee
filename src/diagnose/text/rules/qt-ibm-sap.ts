/** Programs with words of their own: Qt, IBM (JSSE2, GSKit, MQ), SAP (CommonCryptoLib), Oracle, Windows' WinHTTP and MSXML, Delphi. */
import { anyVerifyFault, issuerUnknown, rule } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const enterpriseRules: readonly Rule[] = [
  // Qt: QSslError in English and in the languages of its translations.
  rule(
    [
      'The root CA certificate is not trusted for this purpose',
      'The issuer certificate could not be found',
      'The issuer certificate of a locally looked up certificate could not be found',
      'No certificates could be verified',
      'Zertifikatstelle ist für diesen Fall nicht vertrauenswürdig',
      'Zertifizierungsstelle ist für diesen Zweck nicht vertrauenswürdig',
      'Das Zertifikat des Ausstellers konnte nicht gefunden werden',
      "Le certificat de l'émetteur est introuvable",
      'No se pudo encontrar el certificado del emisor',
      'Сертификат издателя не найден',
      '找不到颁发者证书',
      '无法找到颁发者证书',
    ],
    issuerUnknown,
  ),
  rule(
    [
      'The root certificate of the certificate chain is self-signed, and untrusted',
      'Das oberste Zertifikat der Kette ist selbstsigniert',
    ],
    ['untrusted-root', 'self-signed-leaf', 'client-roots-missing'],
  ),
  rule(
    [
      'The certificate is self-signed, and untrusted',
      'Das Zertifikat ist selbstsigniert und daher nicht vertrauenswürdig',
      'Le certificat est auto-signé et non fiable',
      'El certificado está autofirmado y no es de confianza',
      'Самоподписанный сертификат не является заверенным',
      '证书是自签名的，并且不受信任',
    ],
    ['self-signed-leaf', 'untrusted-root'],
  ),
  rule(
    [
      'The host name did not match any of the valid hosts for this certificate',
      'Der Name des Hosts ist keiner aus der Liste der für dieses Zertifikat gültigen Hosts',
      "Le nom d'hôte ne correspond à aucun des hôtes valides pour ce certificat",
      'El nombre de la máquina no coincide con ninguna de las máquinas válidas para este certificado',
      'Имя хоста не совпадает ни с одним из допустимых для данного сертификата',
      '主机名不匹配此证书的任何有效主机',
    ],
    ['hostname-mismatch', 'san-missing'],
  ),
  rule(
    ['The peer did not present any certificate'],
    ['client-cert-required', 'no-shared-cipher', 'server-protocol-error'],
  ),
  rule(
    [
      'The supplied certificate is unsuitable for this purpose',
      'The basicConstraints path length parameter has been exceeded',
      'The root CA certificate is marked to reject the specified purpose',
      'One of the CA certificates is invalid',
    ],
    ['certificate-usage'],
  ),
  rule(
    [
      'The signature of the certificate is invalid',
      'The certificate signature could not be decrypted',
      'The public key in the certificate could not be read',
      "The certificate's notBefore field contains an invalid time",
      "The certificate's notAfter field contains an invalid time",
    ],
    ['certificate-malformed', 'untrusted-root'],
  ),
  rule(['The peer certificate is blacklisted'], ['cert-revoked', 'untrusted-root']),
  rule(
    ["The response's status is unknown", 'No OCSP status response found'],
    ['ocsp-staple-missing', 'ocsp-staple-invalid'],
  ),

  // IBM: JSSE2, GSKit, MQ.
  rule(
    [
      'No appropriate protocol, may be no appropriate cipher suite specified or protocols are deactivated',
      'protocols are deactivated',
      'TLS protocol version mismatch',
    ],
    ['protocol-version', 'no-shared-cipher'],
  ),
  rule(
    ['could not negotiate the desired level'],
    ['no-shared-cipher', 'client-cert-required', 'no-shared-group-or-sigalg'],
  ),
  rule(
    ['IBMCertPathBuilderException', 'AMQ9633', 'GSK_ERROR_BAD_CERT', 'GSK_ERR_BAD_CERT', 'GSK_ERROR_UNKNOWN_CA'],
    issuerUnknown,
    {
      grade: 'alert',
    },
  ),
  rule(
    ['GSK_ERROR_CERT_EXPIRED', 'GSK_ERR_CERT_EXPIRED', 'GSK_ERR_CERT_DATE', 'GSK_ERROR_CERT_VALIDATION'],
    ['cert-expired', 'untrusted-root'],
  ),
  rule(
    [
      'GSK_ERROR_BAD_KEYFILE_LABEL',
      'GSK_ERROR_BAD_KEYFILE_PASSWORD',
      'GSK_KEYFILE_BAD_LABEL',
      'GSK_KEYFILE_BAD_PASSWORD',
      'GSK_ERROR_KEYRING_OPEN',
      'GSK_KEYRING_OPEN_ERROR',
      'GSK_ERROR_NO_CERTIFICATE',
      'AMQ9660',
      'AMQ9661',
      'AMQ9657',
      'AMQ9642',
      'password stash file absent or unusable',
    ],
    ['client-cert-file', 'client-key-password', 'ca-file-unreadable'],
  ),
  rule(
    ['GSK_ERROR_NO_CIPHERS', 'GSK_ERR_NO_CIPHERS', 'AMQ9631', 'AMQ9635', 'AMQ9641', 'AMQ9616'],
    ['no-shared-cipher', 'protocol-version'],
  ),
  rule('does not match the required CipherSpec', ['no-shared-cipher', 'options-conflict']),
  rule(
    ['GSK_ERROR_SOCKET_CLOSED', 'GSK_ERROR_IO', 'GSK_ERR_SOCKET_CLOSED', 'AMQ9665'],
    ['unexpected-eof', 'connection-reset'],
    {
      grade: 'end',
    },
  ),
  rule(['AMQ9637', 'Channel is lacking a certificate', 'AMQ9702'], ['client-cert-required', 'client-cert-rejected']),
  rule(
    ['AMQ9636', 'MQRC_SSL_PEER_NAME_MISMATCH', 'SSL distinguished name does not match peer name'],
    ['hostname-mismatch', 'client-cert-rejected'],
  ),
  rule(['MQRC_SSL_CERTIFICATE_REVOKED', 'AMQ9634'], ['cert-revoked']),
  rule(['AMQ9716', 'Remote SSL certificate revocation status check failed'], ['ocsp-endpoint-failure', 'crl-problem']),
  rule(['MQRC_KEY_REPOSITORY_ERROR', 'MQRC_SSL_KEY_RESET_ERROR'], ['client-cert-file', 'ca-file-unreadable']),
  rule(
    ['MQRC_UNSUPPORTED_CIPHER_SUITE', 'MQRC_SSL_NOT_ALLOWED', 'MQRC_CIPHER_SPEC_NOT_SUITE_B'],
    ['no-shared-cipher', 'options-conflict'],
  ),
  rule(['MQRC_SSL_INITIALIZATION_ERROR', 'AMQ9771'], ['untrusted-root', 'no-shared-cipher', 'client-cert-file'], {
    grade: 'wrapper',
  }),

  // WebSphere.
  rule(['CWPKI0022E', 'CWPKI0823E', 'The signer might need to be added to local trust'], issuerUnknown),

  // SAP.
  rule(['SSSLERR_PEER_CERT_UNTRUSTED'], issuerUnknown),
  rule(['SSSLERR_SERVER_CERT_MISMATCH'], ['hostname-mismatch', 'san-missing']),
  rule(['SSSLERR_NO_SSL_RESPONSE', 'SSSLERR_NO_SSL_REQUEST'], ['plaintext-server', 'tls-required']),
  rule(['SSSLERR_CONN_CLOSED', 'SSSLERR_CONNECTION_LOST'], ['unexpected-eof', 'connection-reset'], { grade: 'end' }),
  rule(
    ['SSSLERR_PSE_ERROR', 'SSSLERR_PSE_LOCKED', 'SSSLERR_NO_DEFAULT_PSE'],
    ['client-cert-file', 'ca-file-unreadable'],
  ),
  rule(['SSSLERR_PEER_CERT_REVOKED', 'SSSLERR_PEER_CERT_EXPIRED'], ['cert-expired', 'cert-revoked'], {
    grade: 'alert',
  }),

  // Oracle.
  rule(['ORA-28791', 'ORA-29223', 'ORA-29113'], issuerUnknown, { grade: 'alert' }),
  rule(
    ['ORA-28788', 'ORA-28797', 'ORA-28790', 'ORA-29248', 'ORA-28757', 'ORA-28768', 'ORA-28793'],
    ['client-cert-file', 'ca-file-unreadable', 'client-key-password'],
  ),
  rule(['ORA-28857', 'ORA-28861', 'ORA-28863'], ['protocol-version', 'no-shared-cipher', 'server-protocol-error'], {
    grade: 'alert',
  }),
  rule(['ORA-28865', 'ORA-28864'], ['unexpected-eof'], { grade: 'end' }),
  rule(['ORA-28859', 'ORA-28853', 'ORA-28855'], ['no-shared-cipher', 'protocol-version']),
  rule(['ORA-28751', 'ORA-28752', 'ORA-28786', 'ORA-29192'], ['certificate-malformed', 'client-cert-file'], {
    grade: 'alert',
  }),

  // WinHTTP, WinINet, MSXML, OLE.
  rule(
    [
      'A security error has occurred',
      'A security problem occurred',
      '安全频道支持出错',
      '在安全频道支持中出现错误',
      '安全通道支持出错',
    ],
    ['protocol-version', 'untrusted-root', 'no-shared-cipher'],
    {
      grade: 'alert',
      with: [
        'WinHttp~',
        'msxml~',
        'specified resource',
        'XMLHTTP',
        '12175',
        '80072f~',
        'WinHTTP',
        '安全频道',
        '安全通道',
      ],
    },
  ),
  rule(
    ['An error occurred in the secure channel support', '0x80072F7D', '80072F7D'],
    ['protocol-version', 'no-shared-cipher', 'untrusted-root'],
  ),
  rule(['0x80072746', 'Error code 0x2746'], ['connection-reset', 'protocol-version'], {
    grade: 'end',
  }),
  rule(['0x80090318', 'SEC_E_INCOMPLETE_MESSAGE'], ['unexpected-eof', 'server-protocol-error'], { grade: 'end' }),
  rule(['0x80090305', 'SEC_E_SECPKG_NOT_FOUND'], ['options-conflict', 'protocol-version'], { grade: 'wrapper' }),

  // Delphi (Indy), BouncyCastle, libtls.
  rule(['Could not load SSL library', 'Could not load OpenSSL library'], ['options-conflict', 'protocol-version'], {
    grade: 'hint',
  }),
  rule(['not present in server certificate', 'not present in the certificate'], ['hostname-mismatch', 'san-missing']),
  rule('TlsFatalAlert: internal_error', ['server-protocol-error', 'no-shared-cipher', 'untrusted-root'], {
    grade: 'alert',
  }),
  rule(
    ['TlsFatalAlert: certificate_unknown', 'TlsFatalAlert: bad_certificate', 'TlsFatalAlert: unknown_ca'],
    anyVerifyFault,
    { grade: 'alert' },
  ),
];
