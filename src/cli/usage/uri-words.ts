/** One line for each thing that keeps a connection string from being read, and how to mend it. */
import { unreachable } from '../../base/never.ts';
import type { Language } from '../../diagnose/define.ts';
import type { TargetProblem } from '../../observe/parse-target.ts';

type UriProblem = Extract<TargetProblem, { readonly kind: 'connectionString' }>['problem'];

/** Without its full stop. */
export const uriWords = (problem: UriProblem, language: Language): string =>
  language === 'zh' ? inChinese(problem) : inEnglish(problem);

const encode = 'python3 -c "import urllib.parse as u; print(u.quote_plus(input()))"';

function inEnglish(problem: UriProblem): string {
  switch (problem.kind) {
    case 'badScheme':
      return 'a connection string begins with mongodb:// or mongodb+srv://, in lower case';
    case 'controlCharacter':
      return 'the connection string holds a control character, perhaps a line break that was pasted with it: remove it';
    case 'noHost':
      return 'the connection string lacks a host, or has a comma too many: write mongodb://host1:27017,host2:27017/';
    case 'badHost':
      return `"${problem.host}" in the connection string is no host name or address`;
    case 'badPort':
      return `"${problem.port}" in the connection string is no port: give a number from 1 to 65535; if it is part of a password, encode that (${encode})`;
    case 'unclosedBracket':
      return 'an IPv6 address in the connection string lacks its closing bracket: write [2001:db8::7]:27017';
    case 'bareIpv6':
      return `an IPv6 address stands in brackets in a connection string: write [${problem.host}]`;
    case 'unescapedPath':
      return 'the path of a socket must be percent-encoded (%2Ftmp%2F…), and there is no TLS on one: give a host';
    case 'unescapedUserInfo':
      return `user name and password must be percent-encoded where they hold : / ? # [ ] @ or %: ${encode} does it`;
    case 'noUserName':
      return 'the connection string has an @ and no user name before it: give one, or leave the @ out';
    case 'badDatabase':
      return 'the database behind the slash holds a character that no name may: / \\ " $ or a space';
    case 'optionWithoutValue':
      return `"${problem.option}" in the connection string has no value: options are key=value pairs, joined by &`;
    case 'mixedSeparators':
      return 'the options of the connection string are joined by & and by ;: use & alone';
    default:
      return unreachable(problem);
  }
}

function inChinese(problem: UriProblem): string {
  switch (problem.kind) {
    case 'badScheme':
      return '连接字符串以小写的 mongodb:// 或 mongodb+srv:// 开头';
    case 'controlCharacter':
      return '连接字符串中有控制字符，可能是粘贴时带入的换行：请删除';
    case 'noHost':
      return '连接字符串中缺少主机，或多了一个逗号：请写成 mongodb://host1:27017,host2:27017/';
    case 'badHost':
      return `连接字符串中的“${problem.host}”不是主机名或地址`;
    case 'badPort':
      return `连接字符串中的“${problem.port}”不是端口：请给出 1 到 65535 的数字；如果它属于密码，请先编码（${encode}）`;
    case 'unclosedBracket':
      return '连接字符串中的 IPv6 地址缺少右方括号：请写成 [2001:db8::7]:27017';
    case 'bareIpv6':
      return `连接字符串中的 IPv6 地址要放在方括号里：请写成 [${problem.host}]`;
    case 'unescapedPath':
      return '套接字路径必须做百分号编码（%2Ftmp%2F…），而且其上没有 TLS：请给出主机';
    case 'unescapedUserInfo':
      return `用户名和密码中的 : / ? # [ ] @ 和 % 必须做百分号编码：可用 ${encode}`;
    case 'noUserName':
      return '连接字符串中有 @，但前面没有用户名：请给出用户名，或去掉 @';
    case 'badDatabase':
      return '斜杠后的数据库名含有不允许的字符：/ \\ " $ 或空格';
    case 'optionWithoutValue':
      return `连接字符串中的“${problem.option}”没有值：选项应为 key=value，并以 & 连接`;
    case 'mixedSeparators':
      return '连接字符串的选项同时用了 & 和 ;：请只用 &';
    default:
      return unreachable(problem);
  }
}
