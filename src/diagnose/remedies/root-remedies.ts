/** Which remedies fit a trust store that lacks a root, in order, with their commands: the same in every language. */
import { unreachable } from '../../base/never.ts';
import type { Machine } from '../../observe/observation.ts';
import type { Case } from '../case.ts';
import type { StoreName } from '../reading/chain-facts.ts';
import { page, pymongoTls, reference } from '../sources.ts';
import {
  addOwnRoot,
  certifiForPypy,
  installRoots,
  installRootsInImage,
  macPythonCertificates,
  shellWord,
  updateRoots,
  type ByDistribution,
} from './commands.ts';
import { packageIn, pythonProgram } from './python-here.ts';

/** What the remedies depend on. */
export interface LackingStore {
  readonly at: Case;
  readonly store: StoreName;
  /** It holds something, and lacks this one root. */
  readonly lacksOne: boolean;
  /** Whether lists of public roots have the root; null: no other store was asked. */
  readonly isPublic: boolean | null;
  /** Stores in which the path reaches a root. */
  readonly accepting: readonly StoreName[];
  /** Stores in which it does not either. */
  readonly refusing: readonly StoreName[];
  /** The client's operating system; null: not known, so that every system's commands are shown. */
  readonly machine: Machine | null;
}

export type RootRemedy =
  | 'unsetVariable'
  | 'linkBundle'
  | 'installRoots'
  | 'updateRoots'
  | 'addOwnRoot'
  | 'macPython'
  | 'pypy'
  | 'node'
  | 'java'
  | 'certifi'
  | 'windows'
  | 'lookAtVariables';

/** A remedy without its words. */
export interface RootRemedyPlan {
  readonly kind: RootRemedy;
  readonly commands: readonly string[];
  readonly references: readonly string[];
}

/** The remedies for a store, the likeliest first. */
export const rootRemedies = (lacking: LackingStore): readonly RootRemedyPlan[] =>
  kindsFor(lacking).map((kind) => ({
    kind,
    commands: commandsOf(kind, lacking),
    references: references[kind] ?? [],
  }));

function kindsFor(lacking: LackingStore): readonly RootRemedy[] {
  const { store, isPublic } = lacking;
  switch (store.name) {
    case 'node':
    case 'nodeExtra':
      return ['node'];
    case 'java':
      return ['java'];
    case 'certifi':
      return isPublic === false ? ['addOwnRoot'] : ['certifi'];
    case 'windows':
      return ['windows'];
    default:
      return kindsForOpenssl(lacking);
  }
}

function kindsForOpenssl({
  at,
  store,
  lacksOne,
  isPublic,
  accepting,
  refusing,
  machine,
}: LackingStore): readonly RootRemedy[] {
  const platform = machine?.platform ?? null;
  const isSet = store.name === 'sslCertFile' || store.name === 'sslCertDir';
  const isBundled = accepting.some(({ name }) => name === 'systemBundle');
  const systemHasRoots = [...accepting, ...refusing].some(
    ({ name, certificates }) => (name === 'system' || name === 'systemBundle') && (certificates ?? 0) > 0,
  );
  const kinds: RootRemedy[] = [];
  if (isSet) kinds.push('unsetVariable');
  if (isBundled && !isSet) kinds.push('linkBundle');
  if (lacksOne ? isPublic !== false && !isSet : !systemHasRoots) {
    const isLinux = platform === null || platform === 'linux';
    if (isLinux && !isBundled) kinds.push(lacksOne ? 'updateRoots' : 'installRoots');
    kinds.push(...ofPython(at, platform));
  }
  if (isPublic === false) kinds.push('addOwnRoot');
  return isSet || lacksOne ? kinds : [...kinds, 'lookAtVariables'];
}

/** The Python of the guide: that of python.org on macOS, and one that brings no roots along. Not known: both. */
export function ofPython(
  { clientId, python }: Pick<Case, 'clientId' | 'python'>,
  platform: string | null,
): readonly ('macPython' | 'pypy')[] {
  if (!clientId.startsWith('pymongo')) return [];
  const isMac = platform === null || platform === 'darwin';
  if (python === undefined) return isMac ? ['macPython', 'pypy'] : ['pypy'];
  return isMac && python.isPythonOrgMac ? ['macPython'] : ['pypy'];
}

/** What installs the roots of the Python of python.org, by its version where that is known. */
export const macPythonCommand = ({ python }: Pick<Case, 'python'>): string =>
  macPythonCertificates.replace(
    '<YOUR PYTHON VERSION>',
    /^\d+\.\d+/.exec(python?.version ?? '')?.[0] ?? '<YOUR PYTHON VERSION>',
  );

/** What gives an interpreter the roots of certifi, by its name where that is known; certifi itself where it is not there. */
export function certifiCommands(at: Pick<Case, 'python'>): readonly string[] {
  if (at.python === undefined) return certifiForPypy;
  const commands = certifiForPypy.map((command) => command.replace('pypy', pythonProgram(at)));
  return packageIn(at.python, 'certifi') === null ? commands : commands.slice(1);
}

function commandsOf(kind: RootRemedy, { at, store, accepting, isPublic, machine }: LackingStore): readonly string[] {
  switch (kind) {
    case 'unsetVariable':
      return ['env | grep SSL_CERT', 'unset SSL_CERT_FILE SSL_CERT_DIR', at.check];
    case 'linkBundle': {
      const bundle = accepting.find(({ name }) => name === 'systemBundle')?.path ?? '';
      return ['sudo update-ca-certificates --fresh', `export SSL_CERT_FILE=${shellWord(bundle)}`, at.check];
    }
    case 'installRoots': {
      const inImage = machine === null || machine.isContainer ? forDistribution(installRootsInImage, machine) : [];
      return [...forDistribution(installRoots, machine), ...inImage, at.check];
    }
    case 'updateRoots':
      return [...forDistribution(updateRoots, machine), at.check];
    case 'addOwnRoot': {
      const { darwin, win32, ...linux } = addOwnRoot;
      const own =
        machine === null
          ? [...new Set(Object.values(addOwnRoot))]
          : machine.platform === 'darwin'
            ? [darwin]
            : machine.platform === 'win32'
              ? [win32]
              : forDistribution(linux, machine);
      return [...own, `${at.check} --tlsCAFile ca.pem`];
    }
    case 'macPython':
      return [macPythonCommand(at)];
    case 'pypy':
      return certifiCommands(at);
    case 'node':
      return isPublic === true ? ['node --version'] : ['export NODE_EXTRA_CA_CERTS=/path/to/ca.pem', at.check];
    case 'java': {
      const keystore = store.path === null ? '-cacerts' : `-keystore ${shellWord(store.path)}`;
      return [`keytool -importcert ${keystore} -alias own-ca -file ca.pem`, `keytool -list ${keystore}`];
    }
    case 'certifi':
      return ['python -m pip install --upgrade certifi', at.check];
    case 'windows':
      return ['certutil -generateSSTFromWU roots.sst', addOwnRoot.win32];
    case 'lookAtVariables':
      return ['env | grep SSL_CERT', 'openssl version -d'];
    default:
      return unreachable(kind);
  }
}

/** The command of this machine's distribution; all of them where it is not known. */
const forDistribution = (commands: ByDistribution, machine: Machine | null): readonly string[] =>
  machine?.distribution == null ? [...new Set(Object.values(commands))] : [commands[machine.distribution]];

/** CPython's issue about root certificates on macOS (S1.54 of the page on TLS). */
export const python29065 = page('Python issue 29065', 'https://bugs.python.org/issue29065', '2026-11-21');
/** The issue of portable-pypy about the same (S1.57). */
export const portablePypy15 = page(
  'portable-pypy issue 15',
  'https://github.com/squeaky-pl/portable-pypy/issues/15',
  '2026-11-21',
);

const references: Partial<Record<RootRemedy, readonly string[]>> = {
  installRoots: [reference(pymongoTls)],
  updateRoots: [reference(pymongoTls)],
  macPython: [reference(python29065)],
  pypy: [reference(portablePypy15)],
};
