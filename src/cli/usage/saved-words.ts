/** What is wrong with a file that should hold an observation, after its name, and what to do. */
import { unreachable } from '../../base/never.ts';
import type { SavedProblem } from '../../observe/stored/saved.ts';

/** In English, without full stop. */
export function savedEn(problem: SavedProblem): string {
  switch (problem.kind) {
    case 'notJson':
      return 'is no JSON, or was cut off: give the file that --save wrote, as it is';
    case 'notOurs':
      return 'is no observation of whytls: give the file that --save wrote';
    case 'otherVersion':
      return `is an observation of another version (${problem.schema}): read it with the whytls that wrote it, or a newer one`;
    case 'damaged':
      return `is a damaged observation (${problem.path}): ask for the file again, as --save wrote it`;
    case 'tooLarge':
      return 'is larger than any observation: give the file that --save wrote';
    default:
      return unreachable(problem);
  }
}

/** In Chinese. */
export function savedZh(problem: SavedProblem): string {
  switch (problem.kind) {
    case 'notJson':
      return '不是 JSON，或已被截断：请原样给出 --save 写出的文件';
    case 'notOurs':
      return '不是 whytls 的观察数据：请给出 --save 写出的文件';
    case 'otherVersion':
      return `是另一个版本的观察数据（${problem.schema}）：请用写出它的 whytls 或更新的版本读取`;
    case 'damaged':
      return `是已损坏的观察数据（${problem.path}）：请重新索取 --save 写出的原文件`;
    case 'tooLarge':
      return '比任何观察数据都大：请给出 --save 写出的文件';
    default:
      return unreachable(problem);
  }
}
