/**
 * What people say of handshakes, keys and revocation lists in other languages than English, as localised-phrases.ts of
 * certificates. In front of those: `der Schlüssel passt nicht zum Zertifikat` is no wrong name.
 */
import { anyVerifyFault } from './rule.ts';
import { near, phrase } from './phrases.ts';
import type { Phrase } from './phrases.ts';

type Words = readonly string[];

/** A thing and what befell it, at most four words apart, and what stands in Chinese, Japanese or Korean. */
const both = (things: Words, events: Words, cjk: RegExp, means: Words, more: Partial<Phrase> = {}): Phrase[] => {
  const { needs: _needs, ...ofCjk } = more;
  return [phrase(near(things.join('|'), events.join('|'), 4), means, more), phrase(cjk, means, ofCjk)];
};

const failed: Words = [
  'fehlgeschlagen',
  'gescheitert',
  'schl[aä]gt fehl',
  'schlug fehl',
  'nicht möglich',
  '(?:a )?échoué',
  'échec',
  'impossible',
  'fall(?:ó|o|a|ido|ida)',
  'no se (?:pudo|puede|ha podido|logró)',
  'falh(?:a|ou)',
  'não foi possível',
  '(?:non )?riuscit[ao]',
  'fallit[ao]',
  'impossibile',
  'ошибк[^ ]{0,2}',
  'сбой',
  'не (?:удал|прош|выполн)[^ ]{0,5}',
  'başarısız[^ ]{0,5}',
  'mislukt',
  'nie powiodł[^ ]{0,4}',
];

const namesCertificate = /zertifi|certifi|certyf|сертиф|sertif/;

export const localisedHandshakes: readonly Phrase[] = [
  ...both(
    [
      'schlüssel',
      'clé(?: privée)?',
      'clave(?: privada)?',
      'chave(?: privada)?',
      'chiave(?: privata)?',
      'ключ[^ ]{0,2}',
      'anahtar[^ ]{0,3}',
    ],
    [
      'passt nicht',
      'passen nicht',
      'stimm(?:t|en) nicht',
      'gehört nicht',
      'ne correspond(?:ent)?(?: pas)?',
      'no (?:coincide|corresponde)n?',
      'não (?:coincide|corresponde)m?',
      'non corrispond[^ ]{1,4}',
      'не (?:соответствует|совпадает|подходит)',
      'eşleşmiyor',
    ],
    /(?:私钥|密钥|私鑰|金鑰)[^ ]{0,10}(?:不匹配|不一致|不符|不对应)|秘密鍵[^ ]{0,12}一致し|개인 ?키[^ ]{0,10}일치하지/,
    ['client-key-mismatch'],
    { needs: namesCertificate },
  ),
  ...both(
    [
      '[^ ]{0,12}sperrlisten?',
      'listes? de révocation',
      'lista de (?:revocación|revogação|revoche)',
      'спис[^ ]{1,3} отзыва?[^ ]{0,2}',
    ],
    [
      ...failed,
      'abgelaufen',
      'nicht (?:abruf|erreich|verfüg)[^ ]{0,5}',
      'expirée?',
      'indisponibles?',
      'caducad[ao]',
      'expirad[ao]',
      'scadut[ao]',
      'истек[^ ]{0,2}',
      'недоступ[^ ]{0,3}',
    ],
    /吊销列表[^ ]{0,8}(?:过期|失效|无法|不可用|失败)|失効リスト[^ ]{0,10}(?:切れ|でき|失敗)|해지 ?목록[^ ]{0,8}(?:만료|실패)/,
    ['crl-problem', 'ocsp-endpoint-failure'],
  ),
  ...both(
    [
      'client ?zertifikat[^ ]{0,2}',
      'certificat (?:du )?client',
      'certificado (?:de |del |do )?cliente',
      'certificato (?:del )?client',
      'клиентск[^ ]{0,3} сертификат[^ ]{0,2}',
      'istemci sertifika[^ ]{0,5}',
    ],
    [
      'verlangt',
      'erforderlich',
      'benötigt',
      'fehlt',
      'requi(?:s|ert|ere|ere)',
      'exig[^ ]{1,3}',
      'manquant',
      'requerido',
      'falta',
      'neces[^ ]{3,6}',
      'obrigatório',
      'richiesto',
      'mancante',
      'требу[^ ]{2,5}',
      'отсутств[^ ]{2,5}',
      'не предоставлен[^ ]{0,2}',
      'gerekli',
    ],
    /(?:客户端|用户端)证书[^ ]{0,8}(?:缺失|缺少|未提供|没有|必需|必须)|(?:要求|需要|缺少|未提供)[^ ]{0,4}客户端证书|用戶端憑證[^ ]{0,8}(?:必要|缺少)|クライアント ?証明書[^ ]{0,8}(?:必要|要求|ありません|提示され)|클라이언트 ?인증서[^ ]{0,8}(?:필요|요구|없)/,
    ['client-cert-required', 'client-cert-rejected'],
  ),
  ...both(
    [
      'protokollversion',
      '(?:tls|ssl) version',
      'version du protocole',
      'versi[óo]n (?:de|del) protocolo',
      'versão do protocolo',
      'versione del protocollo',
      'верси[^ ]{1,2} протокола',
    ],
    [
      'nicht unterstützt',
      '(?:non|pas) prise en charge',
      'no (?:es )?(?:compatible|admitida|soportada)',
      'não (?:é )?(?:suportada|compatível)',
      'non supportata',
      'не поддерживается',
      'desteklenmiyor',
    ],
    /不支持[^ ]{0,6} ?(?:协议版本|的协议|tls|ssl)|(?:协议|tls|ssl) ?[0-9]{0,2} ?[0-9]?(?:版本)?[^ ]{0,4}(?:不支持|不兼容|过低)|プロトコル ?バージョン[^ ]{0,8}(?:サポートされて|対応して)/,
    ['protocol-version', 'plaintext-server'],
  ),
  ...both(
    [
      'cipher ?suites?',
      'verschlüsselungs[^ ]{0,14}',
      'suites? de chiffrement',
      'conjuntos? de cifrado',
      'шифр[^ ]{0,4}',
    ],
    ['keine gemeinsame[^ ]{0,2}', 'aucune', 'commune?s?', 'ningún', 'en común', 'comum', 'нет общ[^ ]{0,3}', 'общих'],
    /(?:没有|无|無)[^ ]{0,4}(?:共同|共有|匹配)[^ ]{0,4}(?:加密套件|密码套件|密碼套件)|共通の暗号スイート[^ ]{0,8}(?:ない|ありません)/,
    ['no-shared-cipher', 'protocol-version'],
  ),
  phrase(
    /(?:无法|不能|未能) ?(?:读取|打开|加载|找到)[^ ]{0,4} ?(?:ca|根|受信)[^ ]{0,4}证书/,
    ['ca-file-unreadable', 'client-cert-file'],
    {},
  ),

  // What only says that verification or the handshake failed.
  ...both(
    [
      '[^ ]{0,14}zertifikats?(?:prüfung|überprüfung|validierung|verifizierung)',
      '(?:über)?prüfung',
      'verifi[^ ]{3,9}',
      'vérifi[^ ]{2,7}',
      'valid(?:ar|ación|ação|ierung|er|ation)',
      'verifica',
      'convalida',
      'провер[^ ]{1,4}',
      'doğrula[^ ]{1,8}',
      'weryfikacj[^ ]{1,2}',
    ],
    failed,
    /证书[^ ]{0,6}(?:验证|校验|核验)[^ ]{0,4}(?:失败|不通过|未通过|错误)|憑證[^ ]{0,6}驗證[^ ]{0,2}失敗|証明書[^ ]{0,6}(?:検証|確認)[^ ]{0,6}(?:失敗|エラー|できま)|인증서[^ ]{0,4} ?(?:확인|검증)[^ ]{0,4} ?(?:실패|못|수 없)/,
    anyVerifyFault,
    { grade: 'wrapper', onServer: ['client-cert-rejected', ...anyVerifyFault], needs: namesCertificate },
  ),
  ...both(
    ['handshakes?', 'рукопожати[^ ]{1,2}', 'négociation', 'negociación', 'negociação', 'negoziazione', 'aushandlung'],
    failed,
    /(?:ssl|tls|安全) ?(?:握手|连接|連線|ハンドシェイク|接続|핸드셰이크|연결)[^ ]{0,4} ?(?:失败|失敗|错误|出错|に失敗|エラー|실패|오류)/,
    ['protocol-version', 'untrusted-root', 'no-shared-cipher', 'handshake-refused'],
    { grade: 'hint', needs: /ssl|tls|https/ },
  ),
  phrase(
    near(
      'verbindung|conexión|conexão|соединение|connessione',
      'zurückgesetzt|restablecida|redefinida|сброшено|reimpostata',
      3,
    ),
    ['connection-reset', 'unexpected-eof'],
    { grade: 'end' },
  ),
];
