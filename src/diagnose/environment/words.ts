/** The words of what `env` finds, beyond those of the diagnoses, in both languages. */
import { isoTime } from '../../base/time.ts';
import type { ProgramSeen } from '../../observe/environment.ts';
import type { Language } from '../define.ts';
import { faultEn, faultZh, repairedFile, type FileFault } from '../remedies/ca-file.ts';
import { shown, spacedZh, span, spanZh } from '../words/names.ts';
import type { ClockWitness } from './judge.ts';

interface VariableNamed {
  readonly name: string;
  readonly path: string;
  readonly fault: FileFault;
}

export interface EnvironmentWords {
  readonly variableTitle: string;
  readonly variable: (found: VariableNamed) => string;
  readonly variableEvidence: (fault: FileFault) => string;
  readonly variableRemedy: (found: VariableNamed) => string;
  readonly insecureTitle: string;
  readonly insecure: (name: string) => string;
  readonly insecureRemedy: (name: string) => string;
  readonly clockTitle: string;
  readonly clock: (behindMs: number) => string;
  readonly thisClock: string;
  readonly madeLater: string;
  readonly witness: (witness: ClockWitness) => string;
  readonly clockRemedy: string;
  readonly oldTitle: string;
  readonly old: (program: ProgramSeen['name'], library: string) => string;
  readonly oldRemedies: readonly [string, string];
}

export const environmentWords: Readonly<Record<Language, EnvironmentWords>> = {
  en: {
    variableTitle: 'A variable points to nothing that can be used',
    variable: ({ name, path, fault }) =>
      `${name} names ${shown(path)}, which ${faultEn(fault)}${effectsEn[name] ?? ''}.`,
    variableEvidence: faultEn,
    variableRemedy: ({ name, path, fault }) =>
      fault.why === 'noCertificate' && fault.holds !== null && fault.holds !== 'nothing'
        ? `Make a PEM file of what is there (${repairedFile(path)}), and name that one; or unset ${name}.`
        : `Correct ${name}, or unset it. It may be set in a profile of the shell, in a unit of systemd, in a Dockerfile, or in the settings of an IDE.`,
    insecureTitle: 'Verification is switched off',
    insecure: (name) =>
      `${name}=0 is set: Node verifies no certificate, of any server, so that anybody on the way can read along.`,
    insecureRemedy: (name) =>
      `Unset ${name}. Where it was set because of a private CA, name its certificate in NODE_EXTRA_CA_CERTS instead.`,
    clockTitle: 'The clock is wrong',
    clock: (behindMs) =>
      `The clock of this machine is at least ${span(behindMs)} behind: things are here that were made later.`,
    thisClock: 'Clock of this machine',
    madeLater: 'Made later',
    witness: ({ what, name, at }) =>
      what === 'whytls'
        ? `whytls was written after ${isoTime(at)}`
        : what === 'root'
          ? `valid since ${isoTime(at)}: ${shown(name)}`
          : `${name} was built at ${isoTime(at)}`,
    clockRemedy:
      'Look whether the clock is kept in step (Linux with systemd, with chrony, Windows: one line each), set it by the second three, then look again. In a container or a virtual machine the clock is that of the host.',
    oldTitle: 'TLS library without TLS 1.2',
    old: (program, library) =>
      `${names[program]} has ${shown(library)}, which knows no TLS 1.2: most servers refuse it today.`,
    oldRemedies: [
      'Nothing has to change in the application: the OpenSSL under it decides which versions there are. TLS 1.2 needs OpenSSL 1.0.1, TLS 1.3 needs 1.1.1: upgrade it, or ask the vendor of the operating system. The second command shows the OpenSSL of Python, which may be another.',
      'On macOS 10.12 (Sierra) or earlier install Python from python.org, Homebrew, MacPorts or similar: the OpenSSL of the system stays old.',
    ],
  },
  zh: {
    variableTitle: '环境变量指向无法使用的位置',
    variable: ({ name, path, fault }) => `${name} 指定的 ${shown(path)} ${faultZh(fault)}${effectsZh[name] ?? ''}。`,
    variableEvidence: faultZh,
    variableRemedy: ({ name, path, fault }) =>
      fault.why === 'noCertificate' && fault.holds !== null && fault.holds !== 'nothing'
        ? `请用现有内容生成 PEM 文件（${repairedFile(path)}）并让变量指向它，或取消设置 ${name}。`
        : `请改正 ${name}，或取消设置。它可能设在 shell 的配置文件、systemd 单元、Dockerfile 或 IDE 的设置中。`,
    insecureTitle: '校验已被关闭',
    insecure: (name) => `设置了 ${name}=0：Node 不校验任何服务器的证书，途中任何人都能窃听。`,
    insecureRemedy: (name) =>
      `请取消设置 ${name}。如果当初是因为私有 CA 而设置，请改用 NODE_EXTRA_CA_CERTS 指定其证书。`,
    clockTitle: '时钟不准',
    clock: (behindMs) => `${spacedZh('本机时钟至少慢了', spanZh(behindMs))}：这里有在那之后才产生的东西。`,
    thisClock: '本机时钟',
    madeLater: '之后产生',
    witness: ({ what, name, at }) =>
      what === 'whytls'
        ? `whytls 写于 ${isoTime(at)} 之后`
        : what === 'root'
          ? `自 ${isoTime(at)} 起有效：${shown(name)}`
          : `${name} 构建于 ${isoTime(at)}`,
    clockRemedy:
      '请查看时钟是否保持同步（使用 systemd 的 Linux、使用 chrony 的 Linux、Windows，各一行），用后三行校准，然后再看一次。容器或虚拟机中的时钟来自宿主机。',
    oldTitle: 'TLS 库不支持 TLS 1.2',
    old: (program, library) =>
      `${names[program]} 使用的 ${shown(library)} 不支持 TLS 1.2：如今大多数服务器都会拒绝它。`,
    oldRemedies: [
      '应用程序无需改动：支持哪些版本由其底层的 OpenSSL 决定。TLS 1.2 需要 OpenSSL 1.0.1，TLS 1.3 需要 1.1.1：请升级，或询问操作系统的供应商。第二条命令显示 Python 所用的 OpenSSL，可能与命令行的不同。',
      '在 macOS 10.12（Sierra）或更早版本上，请从 python.org、Homebrew、MacPorts 等处安装 Python：系统自带的 OpenSSL 不会更新。',
    ],
  },
};

/** What follows from a variable that cannot be used. */
const effectsEn: Readonly<Record<string, string>> = {
  SSL_CERT_FILE: '; OpenSSL and Python go on with the other half of their store, without a word',
  SSL_CERT_DIR: '; OpenSSL and Python go on with the other half of their store, without a word',
  NODE_EXTRA_CA_CERTS: '; Node goes on without it, with a warning',
  REQUESTS_CA_BUNDLE: ', so Python requests fails before it connects',
  CURL_CA_BUNDLE: ', so curl and Python requests fail',
  OPENSSL_CONF: '; OpenSSL goes on with its defaults, without a word',
};

const effectsZh: Readonly<Record<string, string>> = {
  SSL_CERT_FILE: '；OpenSSL 和 Python 只用信任库的另一半',
  SSL_CERT_DIR: '；OpenSSL 和 Python 只用信任库的另一半',
  NODE_EXTRA_CA_CERTS: '；Node 给出警告后不使用它',
  REQUESTS_CA_BUNDLE: '，Python requests 在连接之前就会失败',
  CURL_CA_BUNDLE: '，curl 和 Python requests 会失败',
  OPENSSL_CONF: '；OpenSSL 直接使用默认设置',
};

const names: Readonly<Record<ProgramSeen['name'], string>> = {
  openssl: 'openssl',
  python: 'Python',
  node: 'Node',
  java: 'Java',
  go: 'Go',
};
