/** Whose log a line comes from. What a server writes about a handshake is the client's complaint, and the other way round. */

/** `server`: the line was written by who accepted the connection; `client`: by who opened it; null: it does not say. */
export type Side = 'server' | 'client' | null;

/** What one line says, or what stands around it. */
export function sideOf(line: string): Side {
  // A proxy is a server to its clients and a client to what stands behind it.
  if (outbound.test(line)) return 'client';
  return inbound.test(line) ? 'server' : null;
}

const outbound =
  /to upstream|upstream SSL|SSL_connect|"ctx":"(?:ReplNetwork|ReplicaSetMonitor|ReplCoord|TaskExecutor|thread)|\[(?:ReplicaSetMonitor|NetworkInterface|ASIO)|postfix\/smtp\[|TLS client:|remote server|while connecting to|Unable to connect to the server|tls_process_server_|ssl3_get_server_|getServer|ClientHandshaker|curl: \(\d|HTTPSConnectionPool|urlopen|requests\.exceptions|aiohttp\.client|httpx\.|ServerSelection(?:Timeout)?Error|MongoNetworkError|psql: |unable to access 'https|botocore|createConnection|wrap_socket\([^\n]{0,80}server_hostname|ClientConnection|HttpClient/;

const inbound =
  /SSL handshaking(?!\s+to\b)|SSL_accept|ssl_accept|TLS handshake error from|could not accept SSL|\[conn\d+\]|"ctx":"conn\d|"ctx":"listener|\[listener\]|tls_process_client_(?:hello|certificate)|tls_(?:early_)?post_process_client_hello|ssl3_get_client_(?:hello|certificate)|SSL23_GET_CLIENT_HELLO|received CLIENT ALERT|generated SERVER ALERT|TLS server:|postfix\/smtpd\[|(?:imap|pop3|submission|managesieve)-login|http client did not trust|https?-(?:jsse|nio|openssl)|SocketServer|ServerCnxn|Netty4Http|Netty4ServerTransport|exception caught on transport layer|TlsConnectionError|tlsClientError|server_side=True|ssl_error_log|\[ssl:(?:error|info|warn)|AH0[12]\d{3}|Error accepting a client|eap_tls|esp_https_server|radiusd|rlm_eap|ServerHandshaker|while accepting|accepting connection|failed to accept|accept failed|from client|client disconnected|for client|mod_ssl|remote client application|rejected connection|client SSL certificate|Client [\w.:<>-]{1,60} disconnected|ssl\.SSLSocket\.accept|in accept\b|process_request_thread|connection from [\d.:[\]a-f]{3,}|handshake with client|CheckPeerCertificate client|clientconn\/listener\.go|CONNECTION CLOSED|\] [\w.-]{1,60}(?:~ |\/[\w.-]{1,60}: SSL (?:handshake failure|client))/;
