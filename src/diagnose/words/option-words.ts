/** Options of drivers in the words of both languages. */
import { unreachable } from '../../base/never.ts';
import type { GivenOption, TlsReason, UriWarning } from '../fact-types.ts';
import { listed, listedZh, shown } from './names.ts';

/** Why a client speaks TLS, or does not, as a clause that stands behind "because" or a colon. */
export function tlsReasonEn(reason: TlsReason, client: string): string {
  switch (reason.kind) {
    case 'target':
      return 'nothing says otherwise';
    case 'option':
      return `${shown(reason.option)}=${shown(reason.value)} says so`;
    case 'srv':
      return 'mongodb+srv:// switches it on';
    case 'implied':
      return `${shown(reason.option)} switches it on in ${client}`;
    case 'notImplied':
      return `${listed(reason.options.map(shown))} alone ${reason.options.length === 1 ? 'does' : 'do'} not switch TLS on in ${client}`;
    case 'ignoredValue':
      return `${client} takes no notice of ${shown(reason.option)} with a value other than true or false`;
    case 'notAsked':
      return 'nothing in the connection string switches TLS on, and mongodb:// does without';
    default:
      return unreachable(reason);
  }
}

/** The same in Chinese. */
export function tlsReasonZh(reason: TlsReason, client: string): string {
  switch (reason.kind) {
    case 'target':
      return '没有其他要求';
    case 'option':
      return `${shown(reason.option)}=${shown(reason.value)} 这样要求`;
    case 'srv':
      return 'mongodb+srv:// 会启用 TLS';
    case 'implied':
      return `在 ${client} 中，${shown(reason.option)} 会启用 TLS`;
    case 'notImplied':
      return `在 ${client} 中，仅有 ${listedZh(reason.options.map(shown))} 不会启用 TLS`;
    case 'ignoredValue':
      return `${shown(reason.option)} 的值不是 true 或 false，${client} 会忽略它`;
    case 'notAsked':
      return '连接字符串没有启用 TLS，而 mongodb:// 默认不使用 TLS';
    default:
      return unreachable(reason);
  }
}

/** `tlsInsecure=true, --tlsCAFile=ca.pem`; of a secret the name alone. */
export const givenText = (given: readonly GivenOption[]): string =>
  given
    .filter(({ name }) => name !== null)
    .map(({ typed, from, value, name }) => {
      const option = from === 'flag' ? `--${typed}` : typed;
      return `${shown(option)}=${name === 'tlsCertificateKeyFilePassword' ? '***' : shown(value)}`;
    })
    .join(', ');

/** What a driver is to warn of, as a sentence without its full stop. */
export function warningEn(warning: UriWarning): string {
  switch (warning.kind) {
    case 'unknownOption':
      return `no driver specification has an option ${shown(warning.option)}: it is ignored, or refused by the Node driver`;
    case 'removedOption':
      return `${shown(warning.option)} was an option of PyMongo 3 and is ignored today: use ${warning.now}`;
    case 'badValue':
      return `the value of ${shown(warning.option)} is not valid and counts for nothing: give ${{ boolean: 'true or false', integer: 'a whole number from 0', serviceName: 'a service name' }[warning.expected]}`;
    case 'legacyBoolean':
      return `the value of ${shown(warning.option)} is an old spelling that most drivers ignore or refuse: write true or false`;
    case 'emptyValue':
      return `${shown(warning.option)} has no value and counts for nothing`;
    case 'repeatedOption':
      return `${shown(warning.option)} is given more than once: the last one counts, in some drivers`;
    case 'badPercent':
      return `the value of ${shown(warning.option)} holds a % that begins no octet: write %25 for the sign itself`;
    case 'plusSign':
      return `the value of ${shown(warning.option)} holds a +: PyMongo, Node and Go read it as a space, Java does not; write %2B for a plus sign, %20 for a space`;
    case 'semicolon':
      return 'the options are joined by ;, which only some drivers read: use &';
    default:
      return unreachable(warning);
  }
}

/** The same in Chinese. */
export function warningZh(warning: UriWarning): string {
  switch (warning.kind) {
    case 'unknownOption':
      return `驱动规范中没有选项 ${shown(warning.option)}：会被忽略，Node 驱动则会拒绝`;
    case 'removedOption':
      return `${shown(warning.option)} 是 PyMongo 3 的选项，现在会被忽略：请用 ${warning.now}`;
    case 'badValue':
      return `${shown(warning.option)} 的值无效，不起作用：请给出${{ boolean: ' true 或 false', integer: '非负整数', serviceName: '服务名' }[warning.expected]}`;
    case 'legacyBoolean':
      return `${shown(warning.option)} 的值是旧写法，多数驱动会忽略或拒绝：请写 true 或 false`;
    case 'emptyValue':
      return `${shown(warning.option)} 没有值，不起作用`;
    case 'repeatedOption':
      return `${shown(warning.option)} 出现多次：在部分驱动中以最后一个为准`;
    case 'badPercent':
      return `${shown(warning.option)} 的值中有不成对的 %：百分号本身请写 %25`;
    case 'plusSign':
      return `${shown(warning.option)} 的值中有 +：PyMongo、Node 和 Go 把它当作空格，Java 则不会；加号请写 %2B，空格请写 %20`;
    case 'semicolon':
      return '选项以 ; 连接，只有部分驱动支持：请用 &';
    default:
      return unreachable(warning);
  }
}
