/** The words of the pages of documentation beyond those of the diagnoses, in both languages. */
import type { Family, Language, RemedySide, Severity } from '../../diagnose/define.ts';

export interface PageWords {
  readonly sections: Readonly<Record<'happened' | 'why' | 'toDo' | 'notToDo' | 'check' | 'errors' | 'sources', string>>;
  readonly noErrors: string;
  readonly printedBy: string;
  readonly text: string;
  readonly colon: string;
  /** Between switches. */
  readonly comma: string;
  /** Between references. */
  readonly semicolon: string;
  readonly see: (references: string) => string;
  /** How to see that a remedy worked. */
  readonly worked: (command: string) => string;
  readonly read: (source: string, day: string) => string;
  readonly section: (rfc: number, section: string) => string;
  readonly sides: Readonly<Record<RemedySide, string>>;
  /** Below the list of all. */
  readonly listed: (count: number) => string;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly families: Readonly<Record<Family, string>>;
  readonly index: {
    readonly title: string;
    readonly lead: string;
    /** The same page in the other language: its words, and where it is from this one. */
    readonly otherLanguage: string;
    readonly bySymptom: string;
    readonly bySymptomLead: string;
    readonly symptom: string;
    readonly textHas: string;
    readonly mayBe: string;
    readonly byClient: string;
    readonly byClientLead: string;
    readonly others: string;
    readonly all: string;
  };
}

export const pageWords: Readonly<Record<Language, PageWords>> = {
  en: {
    sections: {
      happened: 'What happened',
      why: 'Why',
      toDo: 'What to do',
      notToDo: 'What is no remedy',
      check: 'How to check',
      errors: 'Client errors',
      sources: 'Sources',
    },
    noErrors: 'No client prints a text of its own for this.',
    printedBy: 'printed by',
    text: 'text',
    colon: ': ',
    comma: ', ',
    semicolon: '; ',
    see: (references) => `See ${references}.`,
    worked: (command) => `It worked when \`${command}\` no longer reports this.`,
    read: (source, day) => `${source}, read ${day}`,
    section: (rfc, section) => `RFC ${rfc}, section ${section}`,
    sides: { server: 'Server', client: 'Client', network: 'Network' },
    listed: (count) =>
      `${count} diagnoses. whytls explain <id> prints the page of one; whytls explain with an error, a stack trace or a log says which is yours.`,
    severities: { error: 'error', warning: 'warning', info: 'info' },
    families: {
      certificate: 'Certificate',
      revocation: 'Revocation',
      negotiation: 'Negotiation',
      'client-certificate': 'Client certificate',
      transport: 'Transport',
      options: 'Options',
      'mongodb-x509': 'MongoDB x.509',
    },
    index: {
      title: 'Diagnoses',
      lead: 'What whytls can find: what it means, how it shows, what to do. `whytls explain <id>` prints a page, `whytls explain --list` this list, and `whytls explain` with an error, a stack trace or a log says which page is yours. These pages are written from the code by `npm run docs`.',
      otherLanguage: '[中文](zh/index.md)',
      bySymptom: 'By symptom',
      bySymptomLead:
        'What the text says, whoever prints it. Where several diagnoses share a text, `whytls host:port` tells them apart.',
      symptom: 'you see',
      textHas: 'the text has',
      mayBe: 'it may be',
      byClient: 'By client',
      byClientLead:
        'Texts as the programs print them; `<h>`, `<p>`, `<ip>`, `<t>` stand for host, port, address and time.',
      others: 'Others',
      all: 'All',
    },
  },
  zh: {
    sections: {
      happened: '现象',
      why: '原因',
      toDo: '解决办法',
      notToDo: '不要这样做',
      check: '如何确认',
      errors: '客户端报错',
      sources: '来源',
    },
    noErrors: '没有客户端会为此输出专门的报错。',
    printedBy: '输出者',
    text: '报错文字',
    colon: '：',
    comma: '、',
    semicolon: '；',
    see: (references) => `参见 ${references}。`,
    worked: (command) => `\`${command}\` 不再报告此问题，即已解决。`,
    read: (source, day) => `${source}（${day} 查阅）`,
    section: (rfc, section) => `RFC ${rfc} 第 ${section} 节`,
    sides: { server: '服务器', client: '客户端', network: '网络' },
    listed: (count) =>
      `共 ${count} 个诊断。whytls explain <id> 输出其中一个的说明页；把报错、堆栈或日志交给 whytls explain，它会指出是哪一个。`,
    severities: { error: '错误', warning: '警告', info: '提示' },
    families: {
      certificate: '证书',
      revocation: '吊销',
      negotiation: '协商',
      'client-certificate': '客户端证书',
      transport: '传输',
      options: '选项',
      'mongodb-x509': 'MongoDB x.509',
    },
    index: {
      title: '诊断一览',
      lead: 'whytls 能查出的全部问题：含义、表现、解决办法。`whytls explain <id>` 显示某一页，`whytls explain --list` 列出全部，把报错、堆栈或日志交给 `whytls explain`，它会指出对应哪一页。本目录由 `npm run docs` 根据代码生成。',
      otherLanguage: '[English](../index.md)',
      bySymptom: '按现象查找',
      bySymptomLead: '按报错内容查找，不论由谁输出。同一段文字对应多个诊断时，用 `whytls host:port` 区分。',
      symptom: '现象',
      textHas: '报错包含',
      mayBe: '可能的诊断',
      byClient: '按客户端查找',
      byClientLead: '各程序输出的原文；`<h>`、`<p>`、`<ip>`、`<t>` 分别代表主机、端口、地址和时间。',
      others: '其他',
      all: '全部诊断',
    },
  },
};
