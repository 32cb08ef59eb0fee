/** `--client list`: the clients through whose eyes whytls can look, and what sets them apart. */
import { clients } from '../../clients/index.ts';
import type { ClientSummary } from '../../clients/summary.ts';
import { summaryOf } from '../../clients/summary.ts';
import type { Language } from '../../diagnose/define.ts';
import { renderJson } from '../../report/json.ts';
import type { ClientList } from '../../report/report.ts';
import { padded, width } from '../../report/text/layout.ts';
import { exitCodes } from '../exit-code.ts';
import type { Io } from '../terminal/io.ts';
import type { Arguments } from '../usage/args.ts';

/** Prints the list and gives the exit code. */
export function runClients({ values }: Arguments, language: Language, io: Io): number {
  const all = clients.map(summaryOf);
  const asJson = values.get('json') === true || values.get('format') === 'json';
  const list: ClientList = { schema: 'whytls.clients/1', clients: all };
  io.out.write(asJson ? renderJson(list) : listText(all, language));
  return exitCodes.ok;
}

function listText(all: readonly ClientSummary[], language: Language): string {
  const words = clientWords[language];
  const rows = [words.columns, ...all.map((client) => cells(client, language))];
  const widths = words.columns.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const idFor = (targets: ClientSummary['defaultFor']): string =>
    all.find(({ defaultFor }) => defaultFor === targets)?.id ?? '';
  const defaults = words.defaults(idFor('mongodb'), idFor('others'));
  return `${[...lines, '', defaults, ...words.legend].join('\n')}\n`;
}

/** One line of the table, but for the id as short as can be: it has to fit a terminal. */
function cells({ id, name, offers, verifies }: ClientSummary, language: Language): readonly string[] {
  const words = clientWords[language];
  const [newest = '', oldest = newest] = [offers.versions[0], offers.versions.at(-1)].map((version) =>
    version?.replace(/^TLSv1$/, 'TLSv1.0').replace('TLSv', ''),
  );
  return [
    id,
    name,
    `${oldest}-${newest}`,
    String(offers.cipherSuites.length),
    verifies.engine === 'openssl' ? `${verifies.securityLevel}${verifies.strict ? words.strict : ''}` : words.own,
    verifies.commonName ? words.yes : words.no,
    verifies.ocsp === 'none' || verifies.ocsp === 'java' ? words.no : words.yes,
    verifies.crl === 'none' ? words.no : words.crl[verifies.crl],
  ];
}

const clientWords = {
  en: {
    columns: ['ID', 'CLIENT', 'TLS', 'SUITES', 'LEVEL', 'CN', 'OCSP', 'CRL'],
    yes: 'yes',
    no: 'no',
    strict: ' strict',
    own: 'own',
    crl: { leaf: 'leaf', chain: 'chain' },
    defaults: (mongodb: string, others: string) =>
      `Where nobody chooses: ${mongodb} for MongoDB, ${others} for the rest.`,
    legend: [
      'LEVEL: the security level of its OpenSSL (2: RSA of 2048 bits and SHA-256 at least); strict: RFC 5280',
      '  to the letter; own: it verifies by code of its own. CN: a common name counts where there is no',
      '  subjectAltName. OCSP: a staple or a responder decides. CRL: whom it looks up in a file of lists.',
      'Everything that it offers: --json. What it prints, and how that was measured: docs/clients.md.',
    ],
  },
  zh: {
    columns: ['ID', '客户端', 'TLS', '套件数', '级别', 'CN', 'OCSP', 'CRL'],
    yes: '是',
    no: '否',
    strict: '，严格',
    own: '自有',
    crl: { leaf: '仅叶证书', chain: '整条链' },
    defaults: (mongodb: string, others: string) => `未指定时：MongoDB 目标用 ${mongodb}，其他目标用 ${others}。`,
    legend: [
      '级别：其 OpenSSL 的安全级别（2：RSA 至少 2048 位，摘要至少 SHA-256）；严格：严格按 RFC 5280 校验；自有：由自己的代码校验。',
      '  CN：没有 subjectAltName 时是否使用 CN。OCSP：装订响应或响应服务器能否决定结果。',
      '  CRL：用吊销列表文件检查哪些证书。',
      '它发送的全部内容：--json。它会输出什么、如何测得：docs/clients.md。',
    ],
  },
} as const satisfies Record<Language, unknown>;
