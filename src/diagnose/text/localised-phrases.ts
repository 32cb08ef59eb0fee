/**
 * What people say of certificates in other languages than English: a ticket rarely quotes the message alone. As in phrases.ts each
 * entry is a thing and what befell it, a few words apart; Chinese, Japanese and Korean have no words to count, but letters.
 */
import { alertWords } from './alerts.ts';
import { anyVerifyFault, issuerUnknown } from './rule.ts';
import { near, phrase } from './phrases.ts';
import type { Phrase } from './phrases.ts';

/** German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian and Turkish, by the beginnings of words. */
const certificate = [
  '(?:[^ ]{0,12})zertifikat[^ ]{0,6}',
  'certificats?',
  'certificados?',
  'certificat[oi]',
  'certificaat',
  'certyfikat[^ ]{0,4}',
  'сертификат[^ ]{0,4}',
  'sertifika[^ ]{0,6}',
].join('|');

/** A certificate and what befell it: words in Latin or Cyrillic letters, and what stands in Chinese, Japanese or Korean. */
const befell = (
  words: readonly string[],
  cjk: RegExp,
  means: readonly string[],
  more: Partial<Phrase> = {},
): Phrase[] => [phrase(near(certificate, words.join('|'), 5), means, more), phrase(cjk, means, more)];

/** Schannel's events 36887 and 36888 in the language of the machine: `… TLS … 40`. */
const alerted =
  /alerte fatale|schwerwiegende[nr]? warnung|alerta (?:irrecuperable|grave|fatal)|avviso (?:irreversibile|di errore)|严重警告|嚴重警示|неустранимой|致命的な ?(?:アラート|警告)/;

export const localisedPhrases: readonly Phrase[] = [
  ...alertWords.map(({ code, toClient, toServer }) =>
    phrase(new RegExp(` tls(?: [^ ]{1,40}){0,10} ${code} `), toClient, {
      grade: 'alert',
      onServer: toServer,
      needs: alerted,
    }),
  ),
  ...befell(
    [
      'widerrufen',
      'gesperrt',
      'révoqué[^ ]{0,2}',
      'revocado',
      'revogado',
      'revocato',
      'ingetrokken',
      'отозван[^ ]{0,2}',
    ],
    /证书[^ ]{0,10}(?:吊销|撤销)|憑證[^ ]{0,10}撤銷|証明書[^ ]{0,8}失効|인증서[^ ]{0,8}(?:해지|폐기)/,
    ['cert-revoked'],
  ),
  ...befell(
    [
      'noch nicht g[üu]ltig',
      'pas encore valide',
      'aún no es válido',
      'ainda não é válido',
      'non ancora valido',
      'ещ[её] не[^ ]{0,12}',
    ],
    /证书[^ ]{0,8}(?:尚未|还未|未)生效|憑證[^ ]{0,8}尚未生效|証明書[^ ]{0,10}まだ有効/,
    ['cert-not-yet-valid', 'clock-skew'],
  ),
  ...befell(
    [
      'l(?:ä|ae)uft (?:bald|demnächst|in|am)',
      'expire(?:ra)? (?:dans|bientôt|le)',
      '(?:caduca|vence|expira)(?:rá)? (?:en|pronto|el)',
      '(?:vence|expira)(?:rá)? (?:em|logo|daqui)',
      '(?:scade|scadrà) (?:tra|fra|il|presto)',
      'verloopt (?:over|op|binnen)',
      'wygasa',
      'истека(?:ет|ют)',
      'истеч[её]т',
    ],
    /证书[^ ]{0,10}(?:将|即将|快|马上)[^ ]{0,6}(?: [0-9]{1,4} ?)?[^ ]{0,6}(?:过期|到期|失效)|证书[^ ]{0,6}(?:还有|剩余)[^ ]{0,2} ?[0-9]{1,4} ?天|憑證[^ ]{0,8}(?:即將|將在)|証明書[^ ]{0,10}(?:まもなく|間もなく|あと)|인증서[^ ]{0,8} ?곧 ?만료/,
    ['cert-expiring-soon', 'cert-expired'],
  ),
  ...befell(
    [
      'abgelaufen[^ ]{0,2}',
      'ist abgelaufen',
      'expir(?:é|e|ée|ado|ou|ó|ato)[^ ]{0,2}',
      'a expiré',
      'arrivée? à (?:expiration|échéance)',
      'périmé[^ ]{0,2}',
      'plus valable',
      'plus valide',
      'caduc[^ ]{0,5}',
      'venci(?:do|ó|mento|da)',
      'scadut[oi]',
      'verlopen',
      'wygasł[^ ]{0,2}',
      'истек[^ ]{0,3}',
      'просроч[^ ]{0,6}',
      'süresi doldu',
    ],
    /证书[^ ]{0,12}(?:过期|失效|到期)|过期[^ ]{0,4}证书|憑證[^ ]{0,10}(?:過期|到期)|証明書[^ ]{0,12}(?:期限切れ|期限が切れ|切れて)|인증서[^ ]{0,10}만료/,
    ['cert-expired', 'clock-skew', 'cert-not-yet-valid'],
  ),
  ...befell(
    [
      'selbst ?signiert[^ ]{0,3}',
      'auto ?signé[^ ]{0,2}',
      'autofirmado',
      'auto ?assinado',
      'auto ?firmato',
      'zelfondertekend',
      'самоподписан[^ ]{0,4}',
    ],
    /自签名?[^ ]{0,6}证书|证书[^ ]{0,8}自签|自簽[^ ]{0,6}憑證|自己署名[^ ]{0,4}証明書|자체 ?서명[^ ]{0,4}인증서/,
    ['self-signed-leaf', 'untrusted-root'],
  ),
  ...befell(
    [
      'stimmt[^ ]{0,2} nicht',
      'passt nicht',
      'anderen? (?:domain|namen|host)',
      'ne correspond(?: pas)?',
      'mauvais (?:domaine|nom)',
      'no coincide',
      'no corresponde',
      'não corresponde',
      'não coincide',
      'non corrisponde',
      'komt niet overeen',
      'не (?:соответствует|совпадает)',
    ],
    /证书[^ ]{0,14}(?:不匹配|不一致|不符)|(?:域名|主机名|主機名稱)[^ ]{0,10}(?:不匹配|不一致|不符)|証明書[^ ]{0,14}一致し(?:ない|ません)|ホスト名[^ ]{0,10}一致し/,
    ['hostname-mismatch', 'san-missing'],
  ),
  ...befell(
    [
      'nicht vertrau[^ ]{0,10}',
      'keine[rsm]? vertrauensw[^ ]{0,8}',
      'pas (?:approuvé|de confiance|fiable)',
      'non (?:approuvé|fiable|reconnu)[^ ]{0,2}',
      'no (?:es )?(?:de )?confia(?:nza|ble)',
      'não (?:é )?(?:de )?confi(?:ança|ável)',
      'non (?:è )?attendibile',
      'niet vertrouwd',
      'недоверенн[^ ]{0,4}',
      'не (?:является )?доверен[^ ]{0,6}',
      'unbekannte[^ ]{0,2}',
      'inconnu[^ ]{0,2}',
      'desconocid[oa]',
      'desconhecid[oa]',
    ],
    /证书[^ ]{0,12}(?:不受信任|不可信|不信任|不被信任)|憑證[^ ]{0,12}(?:不受信任|不信任)|証明書[^ ]{0,12}信頼(?:され|でき)|인증서[^ ]{0,10}신뢰/,
    issuerUnknown,
  ),
  ...befell(
    [
      'ung[üu]ltig[^ ]{0,3}',
      'nicht g[üu]ltig',
      '(?:est )?invalide[^ ]{0,2}',
      '(?:non|pas) valide',
      'inv[áa]lido',
      'no (?:es )?v[áa]lido',
      'não (?:é )?v[áa]lido',
      'non (?:è )?valido',
      'ongeldig',
      'недействител[^ ]{0,6}',
      'nicht (?:überprüft|verifiziert|validiert)',
    ],
    /证书[^ ]{0,10}(?:无效|错误|验证失败|校验失败|有问题|异常)|憑證[^ ]{0,10}(?:無效|錯誤)|証明書[^ ]{0,10}(?:無効|エラー)|인증서[^ ]{0,10}(?:유효하지|오류)/,
    anyVerifyFault,
    { grade: 'wrapper' },
  ),
];
