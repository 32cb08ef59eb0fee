/** Which program printed a text, and its version where it says so. */

export interface Printer {
  /** As sentences name it: `PyMongo`. */
  readonly name: string;
  readonly version: string | null;
  /** The client profile whose words for remedies fit best. */
  readonly profile: 'pymongo' | 'openssl';
  readonly speaksMongodb: boolean;
  /** What its server speaks before TLS, as `--starttls` names it; null: nothing. */
  readonly starttls: 'postgres' | 'mysql' | null;
}

/** The first program, from the special to the general, that the text shows signs of; null: none. Looks at 64 KiB. */
export function printerOf(text: string): Printer | null {
  const head = text.slice(0, 1 << 16);
  const mongodb = /mongo/i.test(head);
  for (const { name, shows, version, profile, starttls } of printers) {
    if (!shows.test(head)) continue;
    return {
      name,
      version: version?.exec(head)?.[1] ?? null,
      profile: profile ?? 'openssl',
      speaksMongodb: mongodb,
      starttls: starttls ?? null,
    };
  }
  return null;
}

const printers: readonly {
  readonly name: string;
  readonly shows: RegExp;
  readonly version?: RegExp;
  readonly profile?: 'pymongo';
  readonly starttls?: 'postgres' | 'mysql';
}[] = [
  { name: 'mongod', shows: /"c":"(?:NETWORK|CONTROL|ACCESS|ASIO|-)"|\b[IWEF] (?:NETWORK|CONTROL|ACCESS) {1,3}\[/ },
  {
    name: 'PyMongo',
    shows: /pymongo|ServerSelectionTimeoutError/,
    version: /pymongo[ =/-]{1,3}v?(\d+\.\d+(?:\.\d+)?)/i,
    profile: 'pymongo',
  },
  { name: 'mongosh', shows: /\bmongosh\b/, version: /mongosh[ /:]{1,3}v?(\d+\.\d+\.\d+)/ },
  { name: 'Compass', shows: /MongoDB Compass/, version: /Compass[ /]v?(\d+\.\d+\.\d+)/ },
  {
    name: 'nginx',
    shows: /nginx|while SSL handshaking|\*\d+ SSL_(?:do_handshake|read)/,
    version: /nginx\/(\d+\.\d+\.\d+)/,
  },
  { name: 'HAProxy', shows: /haproxy/i, version: /HAProxy version (\d+\.\d+(?:\.\d+)?)/i },
  { name: 'PostgreSQL', shows: /\bpsql:|psycopg|libpq|could not accept SSL connection/, starttls: 'postgres' },
  { name: 'MySQL', shows: /ERROR 20\d\d \(HY000\)|\bmysql\b|mariadb/i, starttls: 'mysql' },
  { name: 'curl', shows: /\bcurl: \(\d+\)|cURL error/, version: /curl[ /](\d+\.\d+\.\d+)/ },
  { name: 'git', shows: /fatal: unable to access/ },
  { name: 'wget', shows: /--no-check-certificate|\bwget\b/i, version: /Wget[ /](\d+\.\d+(?:\.\d+)?)/i },
  { name: 'docker', shows: /\bdocker\b|Error response from daemon/, version: /Docker version (\d+\.\d+\.\d+)/i },
  { name: 'kubectl', shows: /\bkubectl\b|Unable to connect to the server/ },
  {
    name: 'Node',
    shows:
      /node:internal|\(_tls_wrap\.js|\(tls\.js:|npm (?:ERR!|error)|at TLSSocket|ERR_TLS_|errno: -?\d+,|Mongo(?:ServerSelection|Network)?Error/,
    version: /node(?:\.js)?[ /:]{0,2}v(\d+\.\d+\.\d+)/i,
  },
  {
    name: 'Python',
    shows: /Traceback \(most recent call last\)|_ssl\.c|\[SSL: |urllib3|requests\.exceptions|File "[^"\n]{1,300}\.py"/,
    version: /python[ /]?(\d+\.\d+(?:\.\d+)?)/i,
    profile: 'pymongo',
  },
  {
    name: 'Java',
    shows: /javax\.net\.ssl|java\.(?:net|io|security)\.|sun\.security|^[ \t]{1,40}at [\w.$]+\([\w.]+\.java/m,
    version: /(?:java|jdk|openjdk)[ -/](?:version )?"?(1\.\d|\d{1,2})/i,
  },
  {
    name: '.NET',
    shows: /System\.(?:Net|Security|IO|AggregateException)|--->|AuthenticationException/,
    version: /\.NET (?:Core |Framework )?(\d+\.\d+)/,
  },
  { name: 'Go', shows: /\bx509: |\btls: |dial tcp|remote error: |net\/http: /, version: /\bgo(1\.\d+(?:\.\d+)?)/ },
  { name: 'Rust', shows: /rustls|InvalidCertificate\(|invalid peer certificate|reqwest|error sending request for url/ },
  { name: 'Ruby', shows: /OpenSSL::SSL|SSL_connect returned=|\.rb:\d+:in/, version: /ruby[ -](\d+\.\d+(?:\.\d+)?)/i },
  {
    name: 'PHP',
    shows: /\bPHP (?:Fatal|Warning)|MongoDB\\Driver|stream_socket|file_get_contents/,
    version: /PHP[ /](\d+\.\d+(?:\.\d+)?)/,
  },
  { name: 'GnuTLS', shows: /gnutls|The certificate is NOT trusted/i },
  { name: 'Chrome', shows: /net::ERR_|NET::ERR_/ },
  { name: 'Firefox', shows: /SEC_ERROR_|SSL_ERROR_|MOZILLA_PKIX|PR_[A-Z_]+_ERROR/ },
  { name: 'Windows (Schannel)', shows: /schannel|SEC_E_|CRYPT_E_|0x800[89]/i },
  {
    name: 'OpenSSL',
    shows: /error:[0-9A-Fa-f]{8}:|SSL routines|s_client|Verify return code/,
    version: /OpenSSL[ /](\d+\.\d+\.\d+[a-z]?)/,
  },
];
