/** The words of `env` beyond those of every report, in both languages. */
import type { Language } from '../../diagnose/define.ts';
import type { EnvironmentReport } from '../environment-report.ts';

type Store = EnvironmentReport['trustStores'][number];
type Program = EnvironmentReport['programs'][number];
type Places = EnvironmentReport['variables'][number]['places'];

export interface EnvironmentWords {
  /** First line where nothing is wrong. */
  readonly fine: string;
  readonly container: string;
  readonly stores: string;
  readonly store: (store: Store) => string;
  readonly variables: string;
  readonly variable: (value: string, places: Places) => string;
  readonly notSet: (names: readonly string[]) => string;
  readonly programs: string;
  readonly program: (program: Program) => string;
  readonly runtime: (version: string, runtime: EnvironmentReport['runtime']) => string;
  readonly configuration: (configuration: NonNullable<EnvironmentReport['openssl']>) => string;
  readonly clock: string;
  readonly clockSays: (clock: EnvironmentReport['clock']) => string;
  readonly notFound: (names: readonly string[]) => string;
}

const joined = (parts: readonly (string | null)[], by = '; '): string =>
  parts.filter((part) => part !== null && part !== '').join(by);

/** The path stands there already. */
const withoutPath = (problem: Places[number]['problem'], path: string): string | null =>
  problem === null ? null : problem.text.startsWith(`${path} `) ? problem.text.slice(path.length + 1) : problem.text;

const day = (time: string): string => time.slice(0, 10);

const packagesOf = ({ packages }: Program): string | null =>
  packages.length === 0 ? null : packages.map(({ name, version }) => `${name} ${version}`).join(', ');

export const environmentWords: Readonly<Record<Language, EnvironmentWords>> = {
  en: {
    fine: 'Nothing on this machine keeps TLS clients from verifying servers.',
    container: 'in a container',
    stores: 'Trust stores',
    store: ({ path, folders, certificates, newest, oldest, expired, problem, usedBy }) =>
      joined([
        joined(
          [
            path,
            certificates === null ? null : `${certificates} ${certificates === 1 ? 'certificate' : 'certificates'}`,
          ],
          ', ',
        ),
        problem?.text ?? null,
        newest === null || oldest === null
          ? null
          : `from ${day(oldest.notBefore)} to ${day(newest.notBefore)} (${newest.subject})`,
        expired === null || expired === 0 ? null : `${expired} expired`,
        folders.length === 0 || folders.includes(path ?? '') ? null : `then the folder ${folders.join(', ')}`,
        usedBy.length === 0 ? null : `used by ${usedBy.join(', ')}`,
      ]),
    variables: 'Variables',
    variable: (value, places) =>
      joined([
        value,
        ...places.map(({ path, certificates, problem }) =>
          joined(
            [
              places.length > 1 ? path : null,
              withoutPath(problem, path) ?? (certificates === null ? 'is there' : `${certificates} certificates`),
            ],
            ': ',
          ),
        ),
      ]),
    notSet: (names) => `not set: ${names.join(', ')}`,
    programs: 'Programs',
    program: (program) =>
      joined([
        joined([program.path, program.version], ': '),
        program.problem?.text ?? null,
        program.library,
        program.minVersion === null ? null : `from ${program.minVersion.replace('_', '.')} on`,
        program.securityLevel === null ? null : `security level ${program.securityLevel}`,
        packagesOf(program),
      ]),
    runtime: (version, { node, openssl }) => `${version}, running on Node ${node} with OpenSSL ${openssl}`,
    configuration: ({ path, minProtocol, maxProtocol, cipherString, problem }) =>
      joined([
        path,
        problem?.text ?? null,
        minProtocol === null ? null : `MinProtocol ${minProtocol}`,
        maxProtocol === null ? null : `MaxProtocol ${maxProtocol}`,
        cipherString === null ? null : `CipherString ${cipherString}`,
        problem === null && minProtocol === null && maxProtocol === null && cipherString === null
          ? 'says nothing of TLS'
          : null,
      ]),
    clock: 'clock',
    clockSays: ({ now, notBefore }) =>
      `${now}; cannot be right before ${day(notBefore.at)} (${notBefore.what === 'root' ? `the root ${notBefore.name}` : `${notBefore.name} was ${notBefore.what === 'whytls' ? 'written' : 'built'}`})`,
    notFound: (names) => `not on PATH: ${names.join(', ')}`,
  },
  zh: {
    fine: '本机没有妨碍 TLS 客户端校验服务器的问题。',
    container: '在容器中',
    stores: '信任库',
    store: ({ path, folders, certificates, newest, oldest, expired, problem, usedBy }) =>
      joined(
        [
          joined([problem === null ? path : null, certificates === null ? null : `${certificates} 个证书`], '，'),
          problem?.text ?? null,
          newest === null || oldest === null
            ? null
            : `自 ${day(oldest.notBefore)} 至 ${day(newest.notBefore)}（${newest.subject}）`,
          expired === null || expired === 0 ? null : `${expired} 个已过期`,
          folders.length === 0 || folders.includes(path ?? '') ? null : `其次是目录 ${folders.join('、')}`,
          usedBy.length === 0 ? null : `使用者：${usedBy.join('、')}`,
        ],
        '；',
      ),
    variables: '环境变量',
    variable: (value, places) =>
      joined(
        [
          value,
          ...places.map(({ path, certificates, problem }) =>
            joined(
              [
                places.length > 1 ? path : null,
                withoutPath(problem, path) ?? (certificates === null ? '存在' : `${certificates} 个证书`),
              ],
              '：',
            ),
          ),
        ],
        '；',
      ),
    notSet: (names) => `未设置：${names.join('、')}`,
    programs: '程序',
    program: (program) =>
      joined(
        [
          joined([program.path, program.version], '：'),
          program.problem?.text ?? null,
          program.library,
          program.minVersion === null ? null : `最低 ${program.minVersion.replace('_', '.')}`,
          program.securityLevel === null ? null : `安全级别 ${program.securityLevel}`,
          packagesOf(program),
        ],
        '；',
      ),
    runtime: (version, { node, openssl }) => `${version}，运行于 Node ${node}，OpenSSL ${openssl}`,
    configuration: ({ path, minProtocol, maxProtocol, cipherString, problem }) =>
      joined(
        [
          path,
          problem?.text ?? null,
          minProtocol === null ? null : `MinProtocol ${minProtocol}`,
          maxProtocol === null ? null : `MaxProtocol ${maxProtocol}`,
          cipherString === null ? null : `CipherString ${cipherString}`,
          problem === null && minProtocol === null && maxProtocol === null && cipherString === null
            ? '没有关于 TLS 的设置'
            : null,
        ],
        '；',
      ),
    clock: '时钟',
    clockSays: ({ now, notBefore }) =>
      `${now}；不可能早于 ${day(notBefore.at)}（${notBefore.what === 'root' ? `根证书 ${notBefore.name}` : `${notBefore.name} 的构建时间`}）`,
    notFound: (names) => `PATH 中没有：${names.join('、')}`,
  },
};
