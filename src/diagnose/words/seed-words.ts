/** Why records behind mongodb+srv:// cannot be used, in the words of both languages. */
import { unreachable } from '../../base/never.ts';
import type { IoProblem, SeedProblem } from '../fact-types.ts';
import { listed, listedZh, shown } from './names.ts';
import { ruleEn, ruleZh } from './option-rules.ts';

/** Whether it is the records that are at fault, and not the way to them. */
export const isSeedProblem = (problem: SeedProblem | IoProblem): problem is SeedProblem =>
  (seedKinds as readonly string[]).includes(problem.kind);

const seedKinds = [
  'noRecords',
  'foreignHost',
  'tooFewLabels',
  'severalTxt',
  'txtOptions',
  'txtUnreadable',
  'txtWithoutValue',
  'conflict',
] as const satisfies readonly SeedProblem['kind'][];

/** A clause, without full stop. */
export function seedProblemEn(problem: SeedProblem): string {
  switch (problem.kind) {
    case 'noRecords':
      return `${shown(problem.name)} has no SRV record`;
    case 'foreignHost':
      return `the SRV records name ${hostOr(problem.host)}, which does not lie in ${shown(problem.domain)}`;
    case 'tooFewLabels':
      return `the SRV records name ${shown(problem.host)}, which has not one label more than ${shown(problem.asked)}`;
    case 'severalTxt':
      return `there are ${problem.count} TXT records, and one at most is allowed`;
    case 'txtOptions':
      return `the TXT record sets ${listed(problem.options.map(shown))}, and may set authSource, replicaSet and loadBalanced alone`;
    case 'txtUnreadable':
      return 'the TXT record is no list of key=value pairs';
    case 'txtWithoutValue':
      return `the TXT record gives ${shown(problem.option)} no value`;
    case 'conflict':
      return `with the TXT record's options a rule is broken: ${ruleEn(problem.conflicts[0])}`;
    default:
      return unreachable(problem);
  }
}

/** The same in Chinese. */
export function seedProblemZh(problem: SeedProblem): string {
  switch (problem.kind) {
    case 'noRecords':
      return `${shown(problem.name)} 没有 SRV 记录`;
    case 'foreignHost':
      return `SRV 记录中的 ${hostOr(problem.host)} 不在 ${shown(problem.domain)} 域中`;
    case 'tooFewLabels':
      return `SRV 记录中的 ${shown(problem.host)} 没有比 ${shown(problem.asked)} 多一级`;
    case 'severalTxt':
      return `有 ${problem.count} 条 TXT 记录，而最多只允许一条`;
    case 'txtOptions':
      return `TXT 记录设置了 ${listedZh(problem.options.map(shown))}，而只允许设置 authSource、replicaSet 和 loadBalanced`;
    case 'txtUnreadable':
      return 'TXT 记录不是 key=value 的列表';
    case 'txtWithoutValue':
      return `TXT 记录中的 ${shown(problem.option)} 没有值`;
    case 'conflict':
      return `加上 TXT 记录中的选项后违反了规则：${ruleZh(problem.conflicts[0])}`;
    default:
      return unreachable(problem);
  }
}

/** The root of DNS, which a record may name to say that the service is not offered (RFC 2782). */
const hostOr = (host: string): string => (host === '' ? '"."' : shown(host));
