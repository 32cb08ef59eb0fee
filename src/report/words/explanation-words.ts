/** The words of `explain` beyond those of the diagnoses, in both languages. */
import type { Language, RemedySide } from '../../diagnose/define.ts';
import type { Side } from '../../diagnose/text/side.ts';

export interface ExplanationWords {
  readonly language: Language;
  readonly colon: string;
  /** First line. `isClear`: nothing else comes near it. */
  readonly headline: (title: string, isClear: boolean) => string;
  readonly noTls: string;
  readonly noTlsMore: string;
  readonly unknown: string;
  readonly percent: (confidence: number) => string;
  readonly sure: (confidence: number) => string;
  readonly printedBy: (name: string, version: string | null, side: Side) => string;
  readonly whatTold: string;
  readonly why: string;
  readonly whatElse: string;
  readonly howToDecide: string;
  /** Which diagnoses a command tells apart. */
  readonly decides: (ids: readonly string[]) => string;
  readonly whatToDo: string;
  readonly worked: string;
  /** What people do instead of a remedy. */
  readonly notToDo: string;
  readonly comma: string;
  readonly searchFor: string;
  readonly sources: string;
  readonly see: string;
  readonly sides: Readonly<Record<RemedySide, string>>;
}

const percent = (confidence: number): string => `${Math.round(confidence * 100)} %`;

export const explanationWords: Readonly<Record<Language, ExplanationWords>> = {
  en: {
    language: 'en',
    colon: ': ',
    headline: (title, isClear) => (isClear ? `${title}.` : `${title}, most likely; the text fits other causes too.`),
    noTls: 'No TLS problem in this text.',
    noTlsMore:
      'Nothing in it speaks of TLS, or what does is no fault. If the connection fails all the same, probe it: whytls HOST:PORT',
    unknown: 'A TLS error that whytls does not know.',
    percent,
    sure: (confidence) => `${percent(confidence)} sure, by the text alone`,
    printedBy: (name, version, side) =>
      `printed by ${name}${version === null ? '' : ` ${version}`}${side === 'server' ? ", in the server's log" : ''}`,
    whatTold: 'What told it',
    why: 'Why',
    whatElse: 'What else it could be',
    howToDecide: 'How to find out',
    decides: (ids) => `decides ${ids.join(', ')}`,
    whatToDo: 'What to do',
    worked: 'It worked when this no longer reports it:',
    notToDo: 'What is no remedy',
    comma: ', ',
    searchFor: 'Words to search for',
    sources: 'Sources',
    see: 'See',
    sides: { server: 'Server', client: 'Client', network: 'Network' },
  },
  zh: {
    language: 'zh',
    colon: '：',
    headline: (title, isClear) => (isClear ? `${title}。` : `最可能是：${title}；这段文字也符合其他原因。`),
    noTls: '这段文字里没有 TLS 问题。',
    noTlsMore: '其中没有提到 TLS，或者提到的并不是故障。如果连接仍然失败，请直接探测：whytls HOST:PORT',
    unknown: '这是 whytls 尚不认识的 TLS 错误。',
    percent,
    sure: (confidence) => `仅凭文字判断，把握 ${percent(confidence)}`,
    printedBy: (name, version, side) =>
      `由 ${name}${version === null ? '' : ` ${version}`} 输出${side === 'server' ? '（服务器日志）' : ''}`,
    whatTold: '依据',
    why: '原因',
    whatElse: '其他可能',
    howToDecide: '如何确认',
    decides: (ids) => `可判定 ${ids.join('、')}`,
    whatToDo: '解决办法',
    worked: '以下命令不再报告此问题，即已解决：',
    notToDo: '不要这样做',
    comma: '、',
    searchFor: '可搜索的关键词',
    sources: '来源',
    see: '参见',
    sides: { server: '服务器', client: '客户端', network: '网络' },
  },
};
