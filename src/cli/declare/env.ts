import { flag } from './declaration.ts';
import type { CommandDeclaration } from './declaration.ts';
import { color, failOn, json, lang, output, quiet, format } from './shared.ts';

/** `whytls env`: this machine. */
export const env: CommandDeclaration = {
  name: 'env',
  positional: null,
  about: {
    en: 'show this machine as a TLS client sees it: trust stores, variables, versions, the clock; no connection is made',
    zh: '显示 TLS 客户端眼中的本机：信任库、环境变量、版本、时钟；不建立连接',
  },
  options: [
    flag(
      'run',
      'input',
      {
        en: 'ask openssl, python, node, java and go on PATH for their versions (on; --no-run runs none of them)',
        zh: '询问 PATH 中 openssl、python、node、java 和 go 的版本（默认开启；用 --no-run 则一个都不运行）',
      },
      { on: true },
    ),
    failOn,
    format,
    json,
    output,
    lang,
    color,
    quiet,
  ],
};
