/** References of a remedy, as a reader of the language writes them. */
import type { Language } from '../../diagnose/define.ts';

/** An address stays what it is; `RFC 5280, section 6.1.1` is `RFC 5280 第 6.1.1 节` in Chinese. */
export const citation = (reference: string, language: Language): string =>
  language === 'zh' ? reference.replace(/^RFC (\d+), section (\S+)$/, 'RFC $1 第 $2 节') : reference;

/** Several of them in a row. */
export const citations = (references: readonly string[], language: Language): string =>
  references.map((reference) => citation(reference, language)).join(language === 'zh' ? '；' : '; ');
