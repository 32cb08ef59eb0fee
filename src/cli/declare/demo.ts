import type { CommandDeclaration } from './declaration.ts';
import { color, lang, verbose } from './shared.ts';

/** `whytls demo`. */
export const demo: CommandDeclaration = {
  name: 'demo',
  positional: null,
  about: {
    en: 'start a few lab faults, probe each and print the reports; no network needed',
    zh: '启动几个实验室故障，逐个探测并打印报告；不需要网络',
  },
  options: [lang, color, verbose],
};
