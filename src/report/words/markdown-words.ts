/** Words of the Markdown form beyond those that every form has. */
import type { Language } from '../../diagnose/define.ts';

export interface MarkdownWords {
  /** Titles of what is folded. */
  readonly details: string;
  readonly connection: string;
  /** Of a chain from files. */
  readonly chain: string;
  readonly messages: string;
  readonly run: string;
  /** Heads of columns. */
  readonly file: string;
  readonly subject: string;
  readonly valid: string;
  readonly key: string;
  readonly store: string;
  readonly accepts: string;
  readonly question: string;
  readonly did: string;
  readonly result: string;
  readonly yes: string;
  readonly no: string;
  readonly system: string;
  readonly observed: string;
  readonly judged: string;
  readonly command: string;
  /** Folded parts that were left out, so that the rest fits into a ticket. */
  readonly leftOut: (titles: readonly string[]) => string;
}

export const markdownWords: Readonly<Record<Language, MarkdownWords>> = {
  en: {
    details: 'Details',
    connection: 'Connection, certificates and trust',
    chain: 'Chain, path and trust',
    messages: 'Handshake, message by message',
    run: 'Versions and command line',
    file: 'File',
    subject: 'Subject',
    valid: 'Valid',
    key: 'Key',
    store: 'Trust store',
    accepts: 'Accepts',
    question: 'Question',
    did: 'Tried',
    result: 'Result',
    yes: 'yes',
    no: 'no',
    system: 'System',
    observed: 'Observed',
    judged: 'Judged as of',
    command: 'Command line',
    leftOut: (titles) =>
      `Left out, since a ticket takes no longer text: ${titles.join(', ')}. The JSON report has them.`,
  },
  zh: {
    details: '详情',
    connection: '连接、证书与信任',
    chain: '证书链、路径与信任',
    messages: '握手过程，逐条消息',
    run: '版本与命令行',
    file: '文件',
    subject: '主体',
    valid: '有效期',
    key: '密钥',
    store: '信任库',
    accepts: '接受',
    question: '问题',
    did: '做法',
    result: '结果',
    yes: '是',
    no: '否',
    system: '系统',
    observed: '观察时间',
    judged: '判断时间',
    command: '命令行',
    leftOut: (titles) => `因工单长度限制而省略：${titles.join('、')}。JSON 报告中有完整内容。`,
  },
};
