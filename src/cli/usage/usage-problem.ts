/** What is wrong with a command line, and the one line that says so and how to mend it. */
import { withoutSecrets } from '../../base/redact.ts';
import { visible } from '../../base/escape.ts';
import { unreachable } from '../../base/never.ts';
import type { Language } from '../../diagnose/define.ts';
import type { ProxyUrlProblem } from '../../net/proxy/proxy-plan.ts';
import type { TargetProblem } from '../../observe/parse-target.ts';
import type { SavedProblem } from '../../observe/stored/saved.ts';
import type { CredentialProblem } from '../../x509/pki/key-files/credential-problem.ts';
import { ruleEn, ruleZh } from '../../diagnose/words/option-rules.ts';
import { credentialWords } from './credential-words.ts';
import type { Refusal } from '../probe/driver-settings.ts';
import { savedEn, savedZh } from './saved-words.ts';
import { uriWords } from './uri-words.ts';

/** Why a command cannot do what it was asked: wrong usage, or an input that cannot be read. */
export type UsageProblem =
  | { readonly kind: 'noTarget' }
  | { readonly kind: 'noChain' }
  | { readonly kind: 'noCertificates' }
  | { readonly kind: 'noText' }
  | { readonly kind: 'noObservation' }
  | { readonly kind: 'observation'; readonly path: string; readonly problem: SavedProblem }
  | { readonly kind: 'severalTargets'; readonly count: number }
  | { readonly kind: 'unknownCommand'; readonly word: string; readonly meant: string }
  | { readonly kind: 'unexpectedWord'; readonly word: string }
  | { readonly kind: 'laterCommand'; readonly command: string }
  | { readonly kind: 'unknownOption'; readonly option: string; readonly meant: string | null }
  | { readonly kind: 'repeated'; readonly option: string }
  | { readonly kind: 'valueMissing'; readonly option: string; readonly value: string }
  | { readonly kind: 'flagWithValue'; readonly option: string }
  | { readonly kind: 'badValue'; readonly option: string; readonly value: string; readonly expected: string }
  | { readonly kind: 'exclude'; readonly options: readonly [string, string] }
  | { readonly kind: 'unknownFault'; readonly fault: string; readonly meant: string | null }
  | { readonly kind: 'unknownDiagnosis'; readonly word: string; readonly meant: string | null }
  | { readonly kind: 'unreadable'; readonly option: string; readonly path: string; readonly code: string }
  | { readonly kind: 'noCrl'; readonly option: string; readonly path: string }
  | { readonly kind: 'unwritable'; readonly option: string; readonly path: string; readonly code: string }
  | { readonly kind: 'proxyUrl'; readonly problem: ProxyUrlProblem }
  | { readonly kind: 'credential'; readonly option: string; readonly path: string; readonly problem: CredentialProblem }
  /** Options that a driver refuses. `client`: whose words `message` are. */
  | ({ readonly kind: 'options'; readonly client: string } & Refusal)
  | { readonly kind: 'other'; readonly message: string }
  | { readonly kind: 'target'; readonly problem: TargetProblem };

/** One line for standard error, secrets removed, without line feed. */
export const usageLine = (problem: UsageProblem, language: Language): string =>
  `whytls: ${visible(withoutSecrets(language === 'zh' ? inChinese(problem) : inEnglish(problem)), 1024)}`;

function inEnglish(problem: UsageProblem): string {
  switch (problem.kind) {
    case 'noTarget':
      return 'which server? Give host:port, for example: whytls db1.example.net:27017 (whytls --help shows more)';
    case 'noChain':
      return 'which chain? Give its file, for example: whytls verify --chain chain.pem --ca ca.pem --host db1.example.net (or --batch -)';
    case 'noCertificates':
      return 'which certificates? Give their files, for example: whytls x509 --client app.pem --member db1.pem db2.pem --ca ca.pem';
    case 'noText':
      return 'which text? Give it as an argument, as a file or by a pipe, for example: whytls explain --file error.log (whytls explain --help shows more)';
    case 'noObservation':
      return 'which observation? Give the file that --save wrote, for example: whytls replay observation.json';
    case 'observation':
      return `${problem.path} ${savedEn(problem.problem)}`;
    case 'severalTargets':
      return `${problem.count} targets were given, but one is probed at a time: run whytls once for each`;
    case 'unknownCommand':
      return `there is no command "${problem.word}": did you mean ${problem.meant}?`;
    case 'unexpectedWord':
      return `"${problem.word}" is not expected here; whytls --help shows what is`;
    case 'laterCommand':
      return `the command ${problem.command} is not in this version; to probe a host of that name, write ${problem.command}:443`;
    case 'unknownOption':
      return `there is no option ${problem.option}${problem.meant === null ? '; whytls --help lists them' : `: did you mean ${problem.meant}?`}`;
    case 'repeated':
      return `${problem.option} was given more than once: keep one`;
    case 'valueMissing':
      return `${problem.option} needs a value: ${problem.option} ${problem.value}`;
    case 'flagWithValue':
      return `${problem.option} takes no value: write it alone, or leave it out`;
    case 'badValue':
      return `${problem.option} cannot be "${problem.value}": give ${problem.expected}`;
    case 'exclude':
      return `${problem.options[0]} and ${problem.options[1]} exclude each other: keep one`;
    case 'unknownFault':
      return `there is no fault "${problem.fault}"${problem.meant === null ? '; whytls lab --list names them' : `: did you mean ${problem.meant}?`}`;
    case 'unknownDiagnosis':
      return `there is no diagnosis "${problem.word}"${problem.meant === null ? '; whytls explain --list names them' : `: did you mean ${problem.meant}?`}`;
    case 'unreadable':
      return `${problem.option}: ${problem.path} cannot be read (${problem.code}): check the path and its permissions`;
    case 'noCrl':
      return `${problem.option}: ${problem.path} holds no CRL that can be read: give one in PEM ("BEGIN X509 CRL") or DER`;
    case 'unwritable':
      return `${problem.option}: ${problem.path} cannot be written (${problem.code}): check the folder and its permissions`;
    case 'proxyUrl':
      return `--proxy: ${proxyWordsEn(problem.problem)}: give http://host:port, https://host:port or socks5://host:port`;
    case 'credential':
      return `${problem.option}: ${problem.path}: ${credentialWords(problem.problem, 'en')}`;
    case 'options':
      return `${ruleEn(problem.conflict)} (options-conflict)${problem.message === null ? '' : `; ${problem.client} prints: ${problem.message}`}`;
    case 'other':
      return problem.message;
    case 'target':
      return targetInEnglish(problem.problem);
    default:
      return unreachable(problem);
  }
}

function targetInEnglish(problem: TargetProblem): string {
  switch (problem.kind) {
    case 'empty':
      return inEnglish({ kind: 'noTarget' });
    case 'tooLong':
      return `the target is longer than ${problem.limit} characters: give host:port`;
    case 'badHost':
      return `"${problem.host}" is no host name or address: give host:port, for example db1.example.net:27017`;
    case 'badPort':
      return `"${problem.port}" is no port: give a number from 1 to 65535 after the colon`;
    case 'unclosedBracket':
      return `"${problem.input}" lacks the closing bracket: write [2001:db8::7]:443`;
    case 'unknownScheme':
      return `${problem.scheme}:// is no scheme that whytls knows: give host:port, or https://, ldaps://, imaps://, mongodb://, …`;
    case 'connectionString':
      return uriWords(problem.problem, 'en');
    case 'unixSocket':
      return `${problem.path} is a socket of one machine, and nobody speaks TLS on one: give a host`;
    case 'badServerName':
      return `--sni cannot be "${problem.name}": give a host name (addresses are not allowed there), or none`;
    default:
      return unreachable(problem);
  }
}

function inChinese(problem: UsageProblem): string {
  switch (problem.kind) {
    case 'noTarget':
      return '要检查哪台服务器？请给出 host:port，例如：whytls db1.example.net:27017（whytls --help 有更多说明）';
    case 'noChain':
      return '要判断哪条证书链？请给出文件，例如：whytls verify --chain chain.pem --ca ca.pem --host db1.example.net（或 --batch -）';
    case 'noCertificates':
      return '要检查哪些证书？请给出文件，例如：whytls x509 --client app.pem --member db1.pem db2.pem --ca ca.pem';
    case 'noText':
      return '要解释哪段文字？请用参数、文件或管道给出，例如：whytls explain --file error.log（whytls explain --help 有更多说明）';
    case 'noObservation':
      return '要回放哪份观察数据？请给出 --save 写出的文件，例如：whytls replay observation.json';
    case 'observation':
      return `${problem.path} ${savedZh(problem.problem)}`;
    case 'severalTargets':
      return `给出了 ${problem.count} 个目标，但每次只探测一个：请分别运行 whytls`;
    case 'unknownCommand':
      return `没有命令“${problem.word}”：是不是 ${problem.meant}？`;
    case 'unexpectedWord':
      return `此处不应有“${problem.word}”；请看 whytls --help`;
    case 'laterCommand':
      return `此版本没有命令 ${problem.command}；若要探测同名主机，请写 ${problem.command}:443`;
    case 'unknownOption':
      return `没有选项 ${problem.option}${problem.meant === null ? '；whytls --help 会列出全部选项' : `：是否想用 ${problem.meant}？`}`;
    case 'repeated':
      return `${problem.option} 出现了不止一次：请只保留一个`;
    case 'valueMissing':
      return `${problem.option} 需要一个值：${problem.option} ${problem.value}`;
    case 'flagWithValue':
      return `${problem.option} 不带值：请单独写，或去掉它`;
    case 'badValue':
      return `${problem.option} 不能是“${problem.value}”：请给出 ${problem.expected}`;
    case 'exclude':
      return `${problem.options[0]} 与 ${problem.options[1]} 互相排斥：请只保留一个`;
    case 'unknownFault':
      return `没有故障“${problem.fault}”${problem.meant === null ? '；whytls lab --list 会列出全部故障' : `：是否想用 ${problem.meant}？`}`;
    case 'unknownDiagnosis':
      return `没有名为“${problem.word}”的诊断${problem.meant === null ? '；whytls explain --list 列出全部诊断' : `：是否想用 ${problem.meant}？`}`;
    case 'unreadable':
      return `${problem.option}：无法读取 ${problem.path}（${problem.code}）：请检查路径和权限`;
    case 'noCrl':
      return `${problem.option}：${problem.path} 中没有可读取的 CRL：请给出 PEM（“BEGIN X509 CRL”）或 DER`;
    case 'unwritable':
      return `${problem.option}：无法写入 ${problem.path}（${problem.code}）：请检查目录和权限`;
    case 'proxyUrl':
      return `--proxy：${proxyWordsZh(problem.problem)}：请给出 http://host:port、https://host:port 或 socks5://host:port`;
    case 'credential':
      return `${problem.option}：${problem.path}：${credentialWords(problem.problem, 'zh')}`;
    case 'options':
      return `${ruleZh(problem.conflict)}（options-conflict）${problem.message === null ? '' : `；${problem.client} 打印：${problem.message}`}`;
    case 'other':
      return problem.message;
    case 'target':
      return targetInChinese(problem.problem);
    default:
      return unreachable(problem);
  }
}

function targetInChinese(problem: TargetProblem): string {
  switch (problem.kind) {
    case 'empty':
      return inChinese({ kind: 'noTarget' });
    case 'tooLong':
      return `目标超过 ${problem.limit} 个字符：请给出 host:port`;
    case 'badHost':
      return `“${problem.host}”不是主机名或地址：请给出 host:port，例如 db1.example.net:27017`;
    case 'badPort':
      return `“${problem.port}”不是端口：请在冒号后给出 1 到 65535 的数字`;
    case 'unclosedBracket':
      return `“${problem.input}”缺少右方括号：请写成 [2001:db8::7]:443`;
    case 'unknownScheme':
      return `whytls 不认识 ${problem.scheme}://：请给出 host:port，或 https://、ldaps://、imaps://、mongodb:// 等`;
    case 'connectionString':
      return uriWords(problem.problem, 'zh');
    case 'unixSocket':
      return `${problem.path} 是本机套接字，其上没有 TLS：请给出主机`;
    case 'badServerName':
      return `--sni 不能是“${problem.name}”：请给出主机名（不能是地址）或 none`;
    default:
      return unreachable(problem);
  }
}

function proxyWordsEn(problem: ProxyUrlProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'no proxy is named';
    case 'tooLong':
      return `the URL is longer than ${problem.limit} characters`;
    case 'unknownScheme':
      return `${problem.scheme}:// is no kind of proxy that whytls knows`;
    case 'badHost':
      return 'the host is no name or address';
    case 'badPort':
      return 'the port is no number from 1 to 65535';
    case 'credentialsTooLong':
      return `user name and password may have ${problem.limit} octets each`;
    default:
      return unreachable(problem);
  }
}

function proxyWordsZh(problem: ProxyUrlProblem): string {
  switch (problem.kind) {
    case 'empty':
      return '没有给出代理';
    case 'tooLong':
      return `URL 超过 ${problem.limit} 个字符`;
    case 'unknownScheme':
      return `whytls 不认识 ${problem.scheme}:// 这种代理`;
    case 'badHost':
      return '主机既不是名称也不是地址';
    case 'badPort':
      return '端口不是 1 到 65535 的数字';
    case 'credentialsTooLong':
      return `用户名和密码各自最多 ${problem.limit} 个字节`;
    default:
      return unreachable(problem);
  }
}
