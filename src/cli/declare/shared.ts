/** Options that several commands have. */
import { clients } from '../../clients/index.ts';
import { flag, text } from './declaration.ts';

export const clientIds = clients.map(({ id }) => id).join(', ');

export const json = flag('json', 'output', { en: 'same as --format json', zh: '等同于 --format json' });
export const lang = text('lang', 'LANG', 'output', { en: 'language of the report', zh: '报告语言' }, ['en', 'zh']);
export const color = text('color', 'WHEN', 'output', { en: 'colour (default auto)', zh: '颜色（默认 auto）' }, [
  'auto',
  'always',
  'never',
]);
export const verbose = flag(
  'verbose',
  'output',
  { en: 'message by message, with every certificate', zh: '逐条消息，并列出全部证书' },
  { short: 'v' },
);

export const client = text('client', 'ID', 'judgement', {
  en: `client whose eyes are used: ${clientIds}; list: what sets them apart (default: by scheme and port)`,
  zh: `以哪个客户端的角度判断：${clientIds}；list：列出它们的区别（默认由协议和端口决定）`,
});
export const at = text('at', 'TIME', 'judgement', {
  en: 'judge as of this time: 2026-01-31, 2026-01-31T12:00:00Z, or seconds since 1970 (default: now)',
  zh: '按此时间判断：2026-01-31、2026-01-31T12:00:00Z 或 1970 年以来的秒数（默认为现在）',
});
export const failOn = text(
  'fail-on',
  'SEVERITY',
  'judgement',
  { en: 'exit with 1 from this severity on (default error)', zh: '达到此严重程度时以 1 退出（默认 error）' },
  ['error', 'warning'],
);
/** Every command that reports has every form. */
export const format = text(
  'format',
  'FORMAT',
  'output',
  {
    en: 'form of the report (default text); markdown: for a ticket, details folded; html: one page with drawings',
    zh: '报告格式（默认 text）；markdown 适合贴到工单中，详情折叠；html 是带图的单个网页文件',
  },
  ['text', 'json', 'markdown', 'html'],
);
export const quiet = flag(
  'quiet',
  'output',
  { en: 'the verdict alone, in one line', zh: '只用一行给出结论' },
  { short: 'q' },
);

export const localPython = flag(
  'local-python',
  'judgement',
  {
    en: 'ask the Python on PATH for its roots, OpenSSL and packages (on; --no-local-python switches it off)',
    zh: '询问 PATH 中 Python 的根证书位置、OpenSSL 和软件包（默认开启；用 --no-local-python 关闭）',
  },
  { on: true },
);

export const redact = flag('redact', 'output', {
  en: 'placeholders for host names, addresses and names in certificates',
  zh: '用占位符代替主机名、地址和证书中的名称',
});

export const output = text('output', 'FILE', 'output', { en: 'write the report to a file', zh: '将报告写入文件' });
