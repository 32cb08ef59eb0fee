/** What is wrong with a line of a batch, in words. */
import { visible } from '../../base/escape.ts';
import { unreachable } from '../../base/never.ts';
import type { Language } from '../../diagnose/define.ts';
import type { Unread } from '../input/batch.ts';
import type { FieldRule, LineProblem } from './batch-line.ts';

/** What is wrong with the line, to stand in its answer. */
export const lineWords = (problem: LineProblem, language: Language): string =>
  language === 'zh' ? inChinese(problem) : inEnglish(problem);

/** The line on standard error where lines could not be read. */
export const unreadWords = ({ count, lines, first, why }: Unread, language: Language): string =>
  language === 'zh'
    ? `--batch：${lines} 行中有 ${count} 行无法读取，第一处在第 ${first} 行：${why}`
    : `--batch: ${count} of ${lines} lines could not be read, the first of them line ${first}: ${why}`;

function inEnglish(problem: LineProblem): string {
  switch (problem.kind) {
    case 'notJson':
      return 'it is no JSON';
    case 'notAnObject':
      return 'it is JSON, but no object';
    case 'tooNested':
      return 'it holds more lists and objects than a chain needs';
    case 'tooLong':
      return `it is longer than ${problem.limit} octets`;
    case 'badField':
      return `${visible(problem.field, 64)} should be ${ruleEn(problem.expected)}`;
    default:
      return unreachable(problem);
  }
}

function inChinese(problem: LineProblem): string {
  switch (problem.kind) {
    case 'notJson':
      return '不是 JSON';
    case 'notAnObject':
      return '是 JSON，但不是对象';
    case 'tooNested':
      return '其中的列表和对象多得不像是证书链';
    case 'tooLong':
      return `长度超过 ${problem.limit} 个字节`;
    case 'badField':
      return `${visible(problem.field, 64)} 应为${ruleZh(problem.expected)}`;
    default:
      return unreachable(problem);
  }
}

function ruleEn(rule: FieldRule): string {
  if (typeof rule === 'object')
    return 'oneOf' in rule ? rule.oneOf.join(' or ') : `a whole number from 0 to ${rule.upTo}`;
  return namesEn[rule];
}

function ruleZh(rule: FieldRule): string {
  if (typeof rule === 'object') return 'oneOf' in rule ? ` ${rule.oneOf.join(' 或 ')}` : ` 0 到 ${rule.upTo} 的整数`;
  return namesZh[rule];
}

type RuleName = Extract<FieldRule, string>;

const namesEn: Readonly<Record<RuleName, string>> = {
  id: 'a short text or a number',
  pemList: 'a list of PEM texts',
  certificate: 'a certificate in PEM',
  crl: 'a readable CRL in PEM',
  host: 'a host name or an IP address',
  time: 'a UTC time such as 2026-01-31T12:00:00Z, or seconds since 1970',
  boolean: 'true or false',
};

const namesZh: Readonly<Record<RuleName, string>> = {
  id: '短文本或数字',
  pemList: ' PEM 文本的列表',
  certificate: ' PEM 格式的证书',
  crl: '可读的 PEM 格式 CRL',
  host: '主机名或 IP 地址',
  time: ' UTC 时间，例如 2026-01-31T12:00:00Z，或 1970 年以来的秒数',
  boolean: ' true 或 false',
};
