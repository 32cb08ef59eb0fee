/** The words of `verify` beyond those of every report, in both languages: nothing here was sent over a connection. */
import { clientZh } from '../../diagnose/words/names.ts';
import type { Language } from '../../diagnose/define.ts';

export interface ChainWords {
  /** First line where nothing is wrong. `file`: as shown; null: it did not come in one. `days`: until the leaf expires. */
  readonly accepts: (what: {
    readonly client: string;
    readonly file: string | null;
    readonly host: string | null;
    readonly until: string | null;
    readonly days: number | null;
  }) => string;
  /** First line where it is accepted, with a warning. */
  readonly acceptsBut: (client: string, file: string | null, summary: string) => string;
  /** First line where it is refused and no diagnosis says why. */
  readonly refusesUnexplained: (client: string, file: string | null, why: string | null) => string;
  /** The line under the verdict. */
  readonly judged: (client: string, at: string, host: string | null) => string;
  readonly serverPrints: string;
  readonly whatWasJudged: string;
  readonly chain: string;
  readonly path: string;
  readonly certificates: string;
  readonly ocsp: string;
  readonly trusted: string;
  /** `name`: of a store without a path; null: certificates that were handed over. */
  readonly store: (name: string | null, path: string | null, certificates: number | null) => string;
}

export const chainWords: Readonly<Record<Language, ChainWords>> = {
  en: {
    accepts: ({ client, file, host, until, days }) =>
      `${client} accepts ${file ?? 'the chain'}${host === null ? '' : ` for ${host}`}${
        until === null ? '' : `: valid until ${until}${days === null ? '' : ` (${count(days, 'day')})`}`
      }.`,
    acceptsBut: (client, file, summary) => `${client} accepts ${file ?? 'the chain'}, but: ${summary}`,
    refusesUnexplained: (client, file, why) =>
      `${client} refuses ${file ?? 'the chain'}, and no diagnosis that we know explains it${why === null ? '.' : `: ${why}.`}`,
    judged: (client, at, host) =>
      `judged as ${client} does, ${host === null ? 'for no particular name' : `for ${host}`}, at ${at}`,
    serverPrints: 'What the server logs',
    whatWasJudged: 'What was judged',
    chain: 'Chain as given',
    path: 'Path',
    certificates: 'Certificates',
    ocsp: 'OCSP',
    trusted: 'Trusted',
    store: (name, path, certificates) =>
      `${path ?? name ?? 'the CA certificates given'}${
        certificates === null ? '' : ` (${count(certificates, 'certificate')})`
      }`,
  },
  zh: {
    accepts: ({ client, file, host, until, days }) =>
      `${client} 接受${file === null ? '该证书链' : ` ${file}`}${host === null ? '' : `（用于 ${host}）`}${
        until === null ? '' : `：有效期至 ${until}${days === null ? '' : `（还有 ${days} 天）`}`
      }。`,
    acceptsBut: (client, file, summary) => `${client} 接受${file === null ? '该证书链' : ` ${file}`}，但是：${summary}`,
    refusesUnexplained: (client, file, why) =>
      `${client} 拒绝${file === null ? '该证书链' : ` ${file}`}，而已知的诊断都无法解释${why === null ? '。' : `：${why}。`}`,
    judged: (client, at, host) =>
      `按 ${clientZh(client)} 的规则，${host === null ? '不核对名称' : `用于 ${host}`}，时间 ${at}`,
    serverPrints: '服务器的日志',
    whatWasJudged: '判断的内容',
    chain: '给出的证书链',
    path: '路径',
    certificates: '证书',
    ocsp: 'OCSP',
    trusted: '信任库',
    store: (name, path, certificates) =>
      `${path ?? name ?? '给出的 CA 证书'}${certificates === null ? '' : `（${certificates} 个证书）`}`,
  },
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
