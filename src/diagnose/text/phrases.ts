/**
 * Words near one another: what is said of TLS in sentences that no table holds. Every program has its own words around the same
 * few things (`the certificate for … is out of date`), so each entry here is a thing and what befell it, at most a few words
 * apart, in either order. They count less than the texts of programs, and are asked only where those do not decide.
 */
import { anyVerifyFault, issuerUnknown } from './rule.ts';
import type { Grade } from './rule.ts';

export interface Phrase {
  /** On a line as {@link wordsOf} gives it. Bounded: a limited number of limited words. */
  readonly pattern: RegExp;
  readonly means: readonly string[];
  readonly onServer?: readonly string[];
  readonly grade: Grade;
  /** This stands somewhere in the line as well. */
  readonly needs?: RegExp;
}

/** A line as lower-case words with single spaces: `CertificateExpired("db1")` becomes ` certificate expired db1 `. */
export const wordsOf = (line: string): string =>
  ` ${line
    .replaceAll(/(?<=[a-z])(?=[A-Z][a-z])(?!(?<=Open)Ssl)/g, ' ')
    .toLowerCase()
    .replaceAll(/['’](?=t\b)/g, '')
    .replaceAll(/[^\p{L}\p{N}]{1,}/gu, ' ')
    .trim()} `;

/** Lines without any of these say nothing of what follows. */
export const phraseWords =
  /\bEOF\b|cert|ssl|tls|x\.?509|ocsp|\bcrl|handshake|рукопож|negoci|négoci|negozi|aushandl|schlüssel|\bclé|\bclave|\bchave|chiave|ключ|anahtar|sperrlist|révocation|revocación|revogação|отзыв|私钥|密钥|私鑰|秘密鍵|개인 ?키|吊销|protokoll|protocol[eol]|протокол|协议|プロトコル|加密套件|密码套件|暗号|шифр|verbindung|conexi|conexão|соединен|connession|ハンドシェイク|핸드셰이크|握手|\bkey|keystore|truststore|zertifi|сертифи|sertifi|证书|憑證|凭证|証明書|인증서|域名|主机名|cipher|proxy|host|resol|connect|\bdns\b|alpn|\bsni\b|negotiat|http\/?2|trust|clock|revo|encrypt|plain|whitelist|allow ?list|not allowed|diffie|renegotiat/i;

/** Nor those without any of these. */
export const phraseEvents =
  /fail|err|not |n['’]t\b|invalid|unable|cannot|expir|revok|refus|reset|tim(?:ed|e) ?out|deadline|clos|eof|match|miss|unknown|trust|requir|must|only|weak|small|support|reject|denied|abort|insecure|bad|wrong|self.?sign|lapsed|valid|violat|block|list|skew|sync|incomplete|broken|order|decrypt|passw|passphrase|stapl|terminat|unencrypted|plain|drop|lost|wrong|behind|ahead|problem|corrupt|malformed|407|unsafe|legacy|none|no |abgelauf|läuft|laeuft|fatal|fehlge|schl[aä]gt fehl|unterst|verlangt|erforder|benöt|fehlt|zurückge|échec|échou|requis|exig|charge|fall[oóai]|falh|pudo|puede|común|comum|riuscit|ошибк|удал|сбой|требу|поддерж|сброш|нет общ|başar|eşleş|缺|无法|未能|不能|失败|失敗|失効|没有|無|できま|必要|要求|실패|못|일치|필요|schwerwiegend|irrec|irrevers|严重|嚴重|неустраним|致命的|until|expire|vence|caduca|expira|scad|verloop|wygas|истека|correspon|coincid|corrispon|overeen|passt|mauvais|autofirm|auto.?sign|zelfonder|ltig|stimm|nicht|keine|vertrau|caduc|venci|scadut|verlop|confi|fiable|attendib|rim[eé]|plus va|widerruf|gesperrt|rifi|不|过期|過期|失效|到期|错误|錯誤|异常|自签|自簽|吊销|撤|生效|切れ|無効|エラー|信頼|一致|自己署名|失効|истек|просроч|недейств|довер|соответ|совпад|самоподп|отозван|만료|유효|신뢰|오류/i;

/** `first` and `second`, in either order, with at most `apart` words between. */
export function near(first: string, second: string, apart: number): RegExp {
  const between = `(?: [^ ]{1,60}){0,${apart}}`;
  return new RegExp(` (?:${first})${between} (?:${second}) | (?:${second})${between} (?:${first}) `);
}

/** Somewhere in the line. */
const has = (words: string): RegExp => new RegExp(` (?:${words}) `);

/** As {@link near}, in this order alone. */
const then = (first: string, second: string, apart: number): RegExp =>
  new RegExp(` (?:${first})(?: [^ ]{1,60}){0,${apart}} (?:${second}) `);

const not = String.raw`(?:not|no|isnt|doesnt|dont|didnt|cannot|cant|couldnt|could not|can not|unable to|failed to|failure to|does not|did not|was not|is not|were not|never)`;
const failing = String.raw`(?:fail(?:ed|s|ure|ing)?|errors?|invalid|unable|cannot|cant|could not|couldnt|bad|wrong|missing|no such|not found|problem|denied|refused|rejected|unexpected)`;
const certificate = String.raw`(?:certificates?|certs?|crt|x509|x 509)`;
const tls = String.raw`(?:tls|ssl|https|tlsv1|sslv3|starttls|mtls)`;
/** As `tls`, of the protocol alone: the scheme of a URL says nothing about a handshake. */
const protocol = String.raw`(?:tls|ssl|tlsv1|sslv3)`;
const clientCertificate = String.raw`(?:client(?: side)?(?: tls| ssl)? cert(?:ificate)?s?|user cert(?:ificate)?|client cert(?:ificate)? auth(?:entication)?|mutual tls|mtls|client authentication)`;

/** A host is named or meant: builds also fail to resolve dependencies, modules and symbols. */
const namesHost =
  /^(?!.* (?:files|dependenc\w{1,4}|artifacts?|modules?|plugins?|symbols?|imports?|packages?|classpath|promises?|conflicts?|variables?|types?|references?|paths?) ).* (?:hosts?|host ?names?|dns|domains?|address(?:es)?|server|servers|srv|name resolution|names?|look ?up|getaddrinfo|(?:com|net|org|io|dev|local|internal|svc|lan|cn|de|fr|ru|eu|co|app|cloud)(?: [0-9]{1,5})? $)/;

/** The special before the general: of two that fit equally well, the first one wins. */
export const phrases: readonly Phrase[] = [
  // Revocation.
  phrase(
    near(
      String.raw`ocsp(?: must)? stapl\w+|stapled?(?: ocsp)?(?: response)?|must stapl\w+`,
      String.raw`missing|no|not (?:sent|provided|received|included|present)|required|without|absent`,
      4,
    ),
    ['ocsp-staple-missing', 'ocsp-staple-invalid'],
  ),
  phrase(
    near(
      String.raw`ocsp(?: response| server)?|stapled response`,
      String.raw`invalid|expired|bad|wrong|malformed|unauthorized|not authorized|does not (?:include|contain|match)|too old|outdated|not yet valid|no status|unsigned|signature|verif\w+|unknown`,
      6,
    ),
    ['ocsp-staple-invalid', 'ocsp-endpoint-failure'],
  ),
  phrase(
    near(
      String.raw`ocsp(?: responder| server| request| check)?`,
      String.raw`${failing}|timed out|timeout|unreachable|unavailable|try ?later|offline|no response`,
      6,
    ),
    ['ocsp-endpoint-failure', 'ocsp-staple-invalid'],
  ),
  phrase(
    near(
      String.raw`crls?|revocation lists?|revocation(?: status| check\w*| information| server)?`,
      String.raw`${failing}|expired|offline|unavailable|download|undetermined|unreachable|outdated|timed out|unknown|not (?:be )?(?:checked|determined|verified)`,
      6,
    ),
    ['crl-problem', 'ocsp-endpoint-failure'],
  ),

  // Certificates.
  phrase(
    near(
      certificate,
      String.raw`will expire|expires in|expiring|expires soon|about to expire|near(?:ing)? expir\w+|due to expire|renew(?:al)? (?:is )?due`,
      4,
    ),
    ['cert-expiring-soon', 'cert-expired'],
  ),
  phrase(
    near(
      certificate,
      String.raw`expired|has lapsed|out of date|outdated|no longer valid|only valid until|past (?:its )?expir\w+|not within (?:its )?valid\w*`,
      7,
    ),
    ['cert-expired', 'clock-skew', 'client-roots-missing'],
  ),
  phrase(
    near(
      certificate,
      String.raw`not yet valid|not valid yet|not yet active|not valid until|not valid before|in the future|valid from`,
      5,
    ),
    ['cert-not-yet-valid', 'clock-skew'],
  ),
  phrase(
    near(
      String.raw`clock|system time|system date|date and time|date time|time of (?:the|your) (?:device|system|computer)`,
      String.raw`skew|wrong|incorrect|out of sync|not synchroni[sz]ed|drift|behind|ahead|synchroni[sz]e|not set|inaccurate`,
      4,
    ),
    ['clock-skew', 'cert-not-yet-valid', 'cert-expired'],
  ),
  phrase(
    near(
      String.raw`host ?names?|common name|domain(?: name)?|subject alt(?:ernative|ernate)?(?: names?)?|subjectaltnames?|server name|name|cn|sans?|dns names?|ip(?: address)?|identity|host`,
      String.raw`(?:does|do|did|is|are) ?(?:not|nt) (?:\w{1,12} )?match(?:ing)?|not match(?:ed|ing)?|doesnt match|didnt match|dont match|mismatch(?:ed|es)?|not valid for|not listed|not contained|not included|not present|not found in|could not be matched`,
      7,
    ),
    ['hostname-mismatch', 'san-missing'],
    { needs: has(`${certificate}|${tls}|verif\\w+|altnames|san|cn|peer`) },
  ),
  phrase(
    near(
      certificate,
      String.raw`issued (?:to|for) (?:another|a different|the wrong)|valid only for|only valid for|not valid for|wrong host|different (?:host|domain|name|site)|not (?:issued|meant) for|doesnt (?:cover|include)|does not (?:cover|include|contain)(?: the)? (?:host|domain|name)\w*`,
      5,
    ),
    ['hostname-mismatch', 'san-missing'],
  ),
  phrase(
    near(
      String.raw`subject ?alt(?:ernative|ernate)?(?: ?names?)?|subjectaltnames?|sans?`,
      String.raw`missing|absent|no|without|lacks?|lacking|empty|does not (?:have|contain)|required`,
      3,
    ),
    ['san-missing', 'hostname-mismatch'],
    { needs: has(`${certificate}|${tls}`) },
  ),
  phrase(near(certificate, String.raw`revoked`, 8), ['cert-revoked'], {
    onServer: ['client-cert-rejected', 'cert-revoked'],
  }),
  phrase(near(certificate, String.raw`self ?signed`, 4), ['self-signed-leaf', 'untrusted-root']),
  phrase(
    near(
      String.raw`intermediates?(?: cert\w*)?|(?:certificate )?chain`,
      String.raw`incomplete|missing|broken|partial|not complete|not (?:sent|provided|included)`,
      4,
    ),
    ['missing-intermediate', 'untrusted-root'],
    { needs: has(`${certificate}|${tls}|chain`) },
  ),
  phrase(
    near(
      String.raw`(?:certificate )?chain|${certificate}`,
      String.raw`(?:wrong|bad|incorrect|invalid|out of) order|order (?:is )?(?:wrong|incorrect)|not (?:in|properly) order(?:ed)?`,
      4,
    ),
    ['chain-order', 'missing-intermediate'],
  ),
  phrase(
    near(
      String.raw`(?:extended )?key ?usages?|extendedkeyusages?|eku|purposes?|basic ?constraints?|not a ca|server ?auth|client ?auth`,
      String.raw`${not}|invalid|incompatible|unsupported|missing|mismatch|violat\w+|wrong|unsuitable|inappropriate|lacks?|fail\w*`,
      4,
    ),
    ['certificate-usage', 'x509-client-usage'],
    {
      needs: has(`${certificate}|${tls}|x509`),
      onServer: ['client-cert-rejected', 'x509-client-usage', 'certificate-usage'],
    },
  ),
  phrase(
    near(
      String.raw`name ?constraints?`,
      String.raw`violat\w+|not permitted|excluded|fail\w*|invalid|error|unsupported|exceed\w*`,
      4,
    ),
    ['name-constraints'],
  ),
  phrase(
    near(
      String.raw`(?:public )?keys?|signature|rsa|sha ?1|md5|digest|algorithms?|modulus|hash`,
      String.raw`too (?:weak|small|short)|weak|insecure|not secure|less than (?:1024|2048)|deprecated|disabled`,
      4,
    ),
    ['weak-certificate', 'no-shared-group-or-sigalg'],
    { needs: has(certificate) },
  ),
  phrase(near(String.raw`dh|dhe|diffie hellman|ephemeral`, String.raw`too (?:small|short|weak)|weak|insecure`, 4), [
    'dh-too-small',
  ]),
  phrase(
    near(
      String.raw`(?:certificate )?issuer|(?:certificate |root |unknown )?ca|certificate authority|authority|root(?: certificate)?|chain|trust anchor|signer`,
      String.raw`unknown|untrusted|not trusted|isnt trusted|not a trusted|unrecogni[sz]ed|not recogni[sz]ed|not known|not be trusted|no trusted|untrusted`,
      4,
    ),
    issuerUnknown,
    { needs: has(`${certificate}|${tls}|issuer|x509`), onServer: ['client-cert-rejected', ...issuerUnknown] },
  ),
  phrase(
    near(
      certificate,
      String.raw`untrusted|not trusted|isnt trusted|not a trusted|cannot be trusted|not be trusted|distrusted|unknown|unrecogni[sz]ed|not recogni[sz]ed`,
      4,
    ),
    issuerUnknown,
    { onServer: ['client-cert-rejected', ...issuerUnknown] },
  ),
  phrase(
    near(
      certificate,
      String.raw`malformed|corrupt\w*|unparse?able|cannot be parsed|bad (?:encoding|format)|invalid (?:format|encoding|der|structure)`,
      4,
    ),
    ['certificate-malformed', 'client-cert-file'],
  ),

  // Client certificates, keys and files.
  phrase(
    near(
      String.raw`(?:private )?key`,
      String.raw`(?:does|do|did) not match|doesnt match|mismatch\w*|not match\w*|not correspond|does not (?:correspond|belong)|inconsistent|dont match`,
      6,
    ),
    ['client-key-mismatch'],
    { needs: has(`${certificate}|public key|${tls}`) },
  ),
  phrase(
    near(
      String.raw`pass ?phrases?|passwords?|decrypt\w*`,
      String.raw`private keys?|key ?stores?|trust ?stores?|pkcs ?12|p12|pfx|pem(?: file)?|key ?file|encrypted key|keys?`,
      5,
    ),
    ['client-key-password', 'client-cert-file'],
    { needs: has(`${failing}|incorrect|required|needed|not provided|must|wrong|tampered`) },
  ),
  phrase(
    near(
      clientCertificate,
      String.raw`required|requires|missing|not (?:provided|sent|presented|supplied|given|found|available)|no|needs?|needed|must|did not|didnt|without|none|absent|empty|expected`,
      3,
    ),
    ['client-cert-required', 'client-cert-rejected'],
  ),
  phrase(
    near(
      clientCertificate,
      String.raw`rejected|refused|invalid|not (?:accepted|trusted|valid|verified)|bad|unacceptable|denied|expired|untrusted|unauthori[sz]ed|verif\w+ (?:failed|error)|failed|unknown`,
      4,
    ),
    ['client-cert-rejected', 'client-cert-required'],
  ),
  phrase(
    near(
      String.raw`root cert\w*|ca cert\w*|cacerts?|ca bundles?|ca files?|cafile|trust(?:ed)? ?stores?|truststores?|cert(?:ificate)? stores?|system roots?|trust anchors?|root store|cert(?:ificate)? bundle|ca`,
      String.raw`empty|${not} (?:be )?(?:found|find|load\w*|read|open\w*|exist|set|configured|available|parse\w*)|missing|${failing} (?:to )?(?:load|loading|read|reading|open|opening|parse|parsing|set|setting)|no such file|does not exist|(?:load|loading|read|reading|open|opening|parse|parsing|set|setting)(?: \w{1,20}){0,3} (?:fail\w*|error)`,
      5,
    ),
    ['ca-file-unreadable', 'client-roots-missing'],
    { needs: has(`${certificate}|${tls}|cacerts?|cafile|truststores?|trust|ca`) },
  ),
  phrase(
    near(
      String.raw`${certificate}|private key|key ?file|key ?pair|pem(?: file)?|key ?stores?|pkcs ?12|p12|pfx|client key|ssl key|tls key`,
      String.raw`${not} (?:be )?(?:found|find|load\w*|read|open\w*|exist|parse\w*|import\w*|decode\w*|set|use[d]?)|${failing} (?:to )?(?:load|loading|read|reading|open|opening|parse|parsing|import|importing|decode|decoding|use|using|set|setting)|no such file|does not exist|(?:load|loading|read|reading|open|opening|parse|parsing|import|importing|use|using)(?: \w{1,20}){0,3} (?:fail\w*|error)|permission denied|missing`,
      5,
    ),
    ['client-cert-file', 'ca-file-unreadable', 'client-key-password'],
  ),

  // Negotiation.
  phrase(
    near(
      String.raw`ciphers?(?: ?suites?)?|ciphersuites?|encryption algorithms?`,
      String.raw`no (?:shared|common|supported|matching|suitable|mutual|overlapping|compatible)|in common|mismatch|not supported|unsupported|could not (?:agree|negotiate|be negotiated)|none of|incompatible|no overlap|not (?:allowed|enabled|available)`,
      5,
    ),
    ['no-shared-cipher', 'no-shared-group-or-sigalg', 'protocol-version'],
  ),
  phrase(
    near(
      String.raw`(?:elliptic )?curves?|groups?|key (?:share|exchange)|signature (?:algorithms?|schemes?)|sigalgs?`,
      String.raw`no (?:shared|common|supported|matching|suitable|mutual)|in common|mismatch|not supported|unsupported|none of|incompatible`,
      4,
    ),
    ['no-shared-group-or-sigalg', 'no-shared-cipher'],
    { needs: has(`${tls}|handshake|${certificate}|alert`) },
  ),
  phrase(
    near(
      String.raw`${tls}(?: ?v?1(?: [0123])?)?(?: protocol)?(?: versions?)?|protocol versions?|(?:tls|ssl|security) protocol|tls ?1(?: [0123])?|sslv[23]`,
      String.raw`unsupported(?: versions?)?|not supported|mismatch|too (?:old|low|high)|disabled|deprecated|obsolete|no longer supported|not (?:enabled|allowed|accepted)|incompatible|outdated|no (?:common|shared|supported)(?: protocols?)?|version (?:unsupported|mismatch|error)`,
      4,
    ),
    ['protocol-version', 'no-shared-cipher'],
    { needs: has(String.raw`versions?|protocols?|tls ?v?1|tlsv1|sslv[23]|1 [0123]`) },
  ),
  phrase(
    near(
      String.raw`renegotiation`,
      String.raw`unsafe|insecure|legacy|not (?:allowed|supported|permitted)|disabled|fail\w*|refused|denied`,
      3,
    ),
    ['legacy-renegotiation'],
  ),
  phrase(
    near(
      String.raw`sni|server name indication|server ?name`,
      String.raw`unrecogni[sz]ed|unknown|not (?:found|recogni[sz]ed|provided|configured|supported|sent)|missing|no match\w*|required|mismatch|invalid`,
      4,
    ),
    ['sni-unrecognized', 'hostname-mismatch'],
    { needs: has(`${tls}|sni|handshake|${certificate}`) },
  ),
  phrase(
    near(
      String.raw`alpn|application(?: layer)? protocols?|next protocols?|npn`,
      String.raw`no|fail\w*|mismatch|unsupported|not|unexpected|error|none|missing`,
      4,
    ),
    ['alpn-mismatch'],
    { needs: has(`${tls}|alpn|handshake|h2|http2`) },
  ),
  phrase(
    near('protocols?', String.raw`(?:was |is |were )?not (?:selected|negotiated)|no supported|did not negotiate`, 3),
    ['alpn-mismatch', 'protocol-version'],
    { needs: has(String.raw`http 2|http2|h2|nghttp2|not negotiated|was negotiated|grpc`) },
  ),
  phrase(
    near(
      String.raw`decrypt\w*|record mac|mac check|message authentication|integrity check|signature`,
      String.raw`fail\w*(?! to (?:retrieve|fetch|get|download|load|find) )|bad|invalid|mismatch|incorrect`,
      3,
    ),
    ['decrypt-error', 'server-protocol-error'],
    { needs: has(`${tls}|handshake|record`) },
  ),

  // TLS at one end only.
  phrase(
    near(
      String.raw`plain ?text|unencrypted|clear ?text|non ?(?:tls|ssl)|insecure|unsecured|plain http`,
      String.raw`not (?:allowed|permitted|accepted|supported)|refused|rejected|prohibited|disallowed|forbidden|disabled|on (?:an? )?(?:https|ssl|tls)(?: \w{1,20})?`,
      5,
    ),
    ['tls-required'],
    { needs: has(`connections?|clients?|transport|requests?|${tls}|http|traffic|authentication|login`) },
  ),
  phrase(
    then(
      String.raw`(?:${tls}|encryption|encrypted connections?|secure connections?|secure transport)`,
      String.raw`(?:is |are )?(?:required|mandatory|enforced|must be (?:used|enabled)|only)`,
      1,
    ),
    ['tls-required', 'options-conflict'],
  ),
  phrase(
    then(
      String.raw`requires?|must (?:use|be)|please use|only (?:accepts?|allows?|supports?)|expects?|expected|needs|enforces?`,
      String.raw`(?:an? )?(?:${tls}|encrypted|secure|encryption)(?: connections?| transport)?`,
      2,
    ),
    ['tls-required', 'options-conflict'],
  ),
  phrase(
    then(
      String.raw`(?:does not|doesnt|not|isnt|no|without|never)`,
      String.raw`(?:support(?:s|ing|ed)?|speak(?:s|ing)?|us(?:e|es|ing)|offer(?:s|ed|ing)?|enabled?|advertis(?:e|ed|ing)|have|configured(?: for)?|listening(?: for)?) (?:${tls}|encryption|secure connections?)`,
      1,
    ),
    ['plaintext-server', 'starttls-refused'],
  ),
  phrase(
    then(
      String.raw`not (?:an? )?(?:valid )?`.trim(),
      String.raw`(?:ssl|tls|https)(?: ssl| tls)? (?:record|message|packet|connection|server|port|handshake|data|protocol|enabled)`,
      1,
    ),
    ['plaintext-server', 'tls-required'],
    { onServer: ['tls-required', 'plaintext-server'] },
  ),
  phrase(
    near(
      String.raw`http (?:request|response)|plain http|http`,
      String.raw`(?:to|on|over|from|against) (?:an? )?(?:https|ssl|tls)(?: \w{1,16})?`,
      3,
    ),
    ['tls-required', 'plaintext-server'],
    { needs: has(String.raw`sent|received|got|gave|speaking|plain|instead|non|error|bad`) },
  ),

  // How it ended.
  phrase(
    near(
      String.raw`(?:${protocol} )?handshake|${protocol}(?: connection| negotiation| setup)?`,
      String.raw`timed out|time ?out|timing out|deadline exceeded|took too long|timeouts?`,
      3,
    ),
    ['handshake-timeout', 'connect-timeout'],
    // Source in a traceback names the argument twice: ssl_handshake_timeout=ssl_handshake_timeout
    { needs: /^(?!.* handshake timeout ssl handshake timeout )/ },
  ),
  phrase(
    near(
      String.raw`(?:${protocol} )?handshake|${protocol}(?: connection| session| socket| stream)?`,
      String.raw`reset|forcibly closed`,
      5,
    ),
    ['connection-reset', 'unexpected-eof'],
    { grade: 'end' },
  ),
  phrase(
    near(
      String.raw`(?:${protocol} )?handshake|${protocol}(?: connection| session| socket| stream)?`,
      String.raw`closed|eof|aborted|terminated|shut ?down|disconnected|hang up|dropped|end of file|lost|broken`,
      5,
    ),
    ['unexpected-eof', 'connection-reset'],
    { grade: 'end' },
  ),
  phrase(
    near(
      String.raw`prox(?:y|ies)`,
      String.raw`refused|denied|407|authentication|forbidden|fail\w*|unreachable|could not|unable|rejected|tunnel`,
      4,
    ),
    ['proxy-refused'],
    { grade: 'end' },
  ),
  phrase(
    near(
      String.raw`ips?(?: address(?:es)?)?|client|host|source`,
      String.raw`not (?:allowed|permitted|authori[sz]ed|allow ?listed)(?: to (?:access|connect))?|not (?:in|on) (?:the|your) (?:allow|white|access) ?list|not whitelisted|whitelist\w*|allow ?list\w*|access list|is blocked|blocked by|firewall rules?|ip restrictions?|not an allowed`,
      5,
    ),
    ['ip-not-allowed', 'connect-timeout'],
    { grade: 'end', needs: has(String.raw`ips?|address|access|connect\w*|server|database|cluster|host`) },
  ),
  phrase(
    near(
      String.raw`(?:could|can) ?not|cannot|cant|couldnt|unable to|failed to|failure|fail(?:ed|ing)?|error|temporary failure`,
      String.raw`resolv(?:e|ed|ing)(?: host\w*| the host\w*| address| name| dns)?|name resolution|dns (?:lookup|resolution|query)|look ?up(?: host| address| name)|host ?name lookup`,
      3,
    ),
    ['dns-failure'],
    { grade: 'end', needs: namesHost },
  ),
  phrase(
    near(
      String.raw`hosts?|host ?name|domain|name or service|server`,
      String.raw`unknown host|not known|nxdomain|could not be (?:found|resolved)|cannot be resolved|does not resolve|no such host|not be resolved`,
      3,
    ),
    ['dns-failure'],
    { grade: 'end' },
  ),
  phrase(near(String.raw`connections?|connect(?:ing)?`, String.raw`refused`, 3), ['connection-refused'], {
    grade: 'end',
  }),
  phrase(
    near(String.raw`connections?|socket`, String.raw`(?:was |been |forcibly )?reset|forcibly closed|aborted`, 3),
    ['connection-reset', 'unexpected-eof'],
    { grade: 'end' },
  ),
  phrase(
    near(String.raw`connect(?:ion|ing)?(?: attempts?)?`, String.raw`timed out|time ?out|timeouts?`, 2),
    ['connect-timeout', 'handshake-timeout'],
    { grade: 'end' },
  ),

  phrase(/ eof $/, ['unexpected-eof', 'connection-reset'], { grade: 'end' }),

  // What only says that verification or the handshake failed.
  phrase(
    near(
      certificate,
      String.raw`${not} (?:be )?(?:verif\w+|validate?\w*|accept\w*)|(?:verif\w+|validation|check) (?:fail\w*|error)|${failing}(?: to)? (?:verif\w+|validat\w+)|invalid|problem|rejected|not valid|not accepted|verify (?:failed|error)`,
      4,
    ),
    anyVerifyFault,
    { grade: 'wrapper', onServer: ['client-cert-rejected', ...anyVerifyFault] },
  ),
  phrase(
    near(
      String.raw`(?:${tls} )?handshake|${tls} negotiation|secure (?:connection|channel)|${tls} connection`,
      String.raw`${failing}|aborted|unsuccessful|could not be (?:established|completed)`,
      3,
    ),
    ['protocol-version', 'untrusted-root', 'no-shared-cipher', 'handshake-refused'],
    // A handshake of WebSocket is one of HTTP.
    { grade: 'hint', needs: /^(?!.* web ?socket handshake )/ },
  ),
];

type More = Partial<Pick<Phrase, 'grade' | 'onServer' | 'needs'>>;

/** An entry; a line that fits counts as `phrase` unless said otherwise. */
export function phrase(pattern: RegExp, means: readonly string[], more: More = {}): Phrase {
  return { pattern, means, grade: 'phrase', ...more };
}
