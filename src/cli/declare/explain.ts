import { flag, text } from './declaration.ts';
import type { CommandDeclaration } from './declaration.ts';
import { color, json, lang, quiet, format } from './shared.ts';

/** `whytls explain`: the diagnosis of a pasted text. */
export const explain: CommandDeclaration = {
  name: 'explain',
  positional: {
    name: 'text',
    many: true,
    about: {
      en: 'the error, stack trace or log (default: standard input); or the id of a diagnosis, whose page is printed',
      zh: '错误信息、堆栈或日志（默认读取标准输入）；也可以是诊断的 id，此时输出它的说明页',
    },
  },
  about: {
    en: 'name the diagnosis of a pasted error, without network; exit code 0 whatever it is, 2 if nothing can be read',
    zh: '说出所粘贴错误的诊断，不需要网络；无论结果如何退出码均为 0，无法读取时为 2',
  },
  options: [
    text('file', 'FILE', 'input', {
      en: 'read the text from a file; - is standard input',
      zh: '从文件读取；- 表示标准输入',
    }),
    text('batch', 'FILE', 'input', {
      en: 'explain many texts, one JSON object {"id", "text"} a line; - is standard input',
      zh: '批量解释，每行一个 JSON 对象 {"id", "text"}；- 表示标准输入',
    }),
    flag('list', 'output', { en: 'name the diagnoses and end', zh: '只列出诊断' }),
    format,
    json,
    text('output', 'FILE', 'output', { en: 'write the explanation to a file', zh: '将解释写入文件' }),
    lang,
    color,
    quiet,
  ],
};
