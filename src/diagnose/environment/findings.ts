/** What is wrong with a machine as findings, under the ids and with the remedies that a probe has for the same causes. */
import { unreachable } from '../../base/never.ts';
import { isoTime } from '../../base/time.ts';
import type { EnvironmentObservation } from '../../observe/environment.ts';
import { repairCommand } from '../remedies/ca-file.ts';
import type { Case } from '../case.ts';
import type { StoreName } from '../reading/chain-facts.ts';
import { setClock, shellWord, showClock } from '../remedies/commands.ts';
import type { Family, Language, RemedyText, Words } from '../define.ts';
import type { Finding } from '../finding.ts';
import { shown } from '../words/names.ts';
import type { LackingStore } from '../remedies/root-remedies.ts';
import { pymongoTls, reference } from '../sources.ts';
import { storeUsers } from '../words/store-names.ts';
import { environmentWords } from './words.ts';
import { judgeEnvironment } from './judge.ts';
import type { EnvironmentFault } from './judge.ts';

/** The findings on a machine, in a language; `wordsOf`: those of the diagnosis `client-roots-missing`. */
export const environmentFindings = (
  seen: EnvironmentObservation,
  language: Language,
  wordsOf: (id: string) => Words,
): readonly Finding[] => judgeEnvironment(seen).map((fault) => toFinding(fault, seen, language, wordsOf));

type Said = Pick<Finding, 'id' | 'title' | 'summary' | 'evidence' | 'remedies'> & { readonly family: Family };

function toFinding(
  fault: EnvironmentFault,
  seen: EnvironmentObservation,
  language: Language,
  wordsOf: (id: string) => Words,
): Finding {
  const said = fault.kind === 'noRoots' ? noRoots(fault, seen, wordsOf) : others(fault, language);
  return { ...said, severity: fault.severity, rootCause: true, clientErrors: [], endpoints: [] };
}

/** In the words of the diagnosis: the same store, only that no server is in sight. */
function noRoots(
  { store, fault }: Extract<EnvironmentFault, { kind: 'noRoots' }>,
  seen: EnvironmentObservation,
  wordsOf: (id: string) => Words,
): Said {
  const words = wordsOf('client-roots-missing');
  const users = storeUsers[store.name];
  const client = users.includes('PyMongo') ? 'PyMongo' : (users[0] ?? '');
  const at: Case = {
    host: '',
    port: 0,
    address: null,
    client,
    shortClient: client,
    clientId: users.includes('PyMongo') ? 'pymongo' : '',
    caFile: null,
    check: 'whytls env',
  };
  const nameOf = ({ name, path, content }: (typeof seen.stores)[number]): StoreName => ({
    name,
    path,
    certificates: content.kind === 'completed' ? content.value.certificates : null,
  });
  const lacking: LackingStore = {
    at,
    store: nameOf(store),
    lacksOne: false,
    isPublic: null,
    accepting: [],
    refusing: seen.stores.filter((other) => other !== store).map(nameOf),
    machine: seen.machine,
  };
  const found = { ...lacking, fault, root: null, newestRootFrom: null };
  // No chain was looked up here, so that nothing was refused.
  const evidence = words.evidence({ ...found, refusing: [] });
  return {
    id: 'client-roots-missing',
    family: 'certificate',
    title: words.title,
    summary: words.summary(found),
    evidence,
    remedies: words.remedies(found),
  };
}

type FaultOf<K extends EnvironmentFault['kind']> = Extract<EnvironmentFault, { readonly kind: K }>;

type EnvironmentWords = (typeof environmentWords)[Language];

function others(fault: Exclude<EnvironmentFault, { kind: 'noRoots' }>, language: Language): Said {
  const words = environmentWords[language];
  switch (fault.kind) {
    case 'variable':
      return variable(fault, words);
    case 'insecure':
      return {
        id: 'insecure-options',
        family: 'options',
        title: words.insecureTitle,
        summary: words.insecure(fault.name),
        evidence: [{ what: fault.name, value: '0' }],
        remedies: [remedy(words.insecureRemedy(fault.name), [`unset ${fault.name}`, 'whytls env'])],
      };
    case 'clock':
      return clock(fault, words);
    case 'oldLibrary':
      return oldLibrary(fault, words);
    default:
      return unreachable(fault);
  }
}

const remedy = (text: string, commands: readonly string[], references: readonly string[] = []): RemedyText => ({
  side: 'client',
  text,
  commands,
  references,
});

/** What bears on OpenSSL's default store goes by the name of that store's diagnosis. */
function variable(fault: FaultOf<'variable'>, words: EnvironmentWords): Said {
  const { name, path } = fault;
  const repair = repairCommand(path, fault.fault);
  const commands = [`ls -l ${shellWord(path)}`, ...(repair === null ? [] : [repair]), `unset ${name}`, 'whytls env'];
  return {
    id: name.startsWith('SSL_CERT') ? 'client-roots-missing' : 'ca-file-unreadable',
    family: name.startsWith('SSL_CERT') ? 'certificate' : 'options',
    title: words.variableTitle,
    summary: words.variable(fault),
    evidence: [{ what: name, value: `${shown(path)}: ${words.variableEvidence(fault.fault)}` }],
    remedies: [remedy(words.variableRemedy(fault), commands)],
  };
}

const clock = ({ now, later }: FaultOf<'clock'>, words: EnvironmentWords): Said => ({
  id: 'clock-skew',
  family: 'certificate',
  title: words.clockTitle,
  summary: words.clock(later[0].at - now),
  evidence: [
    { what: words.thisClock, value: isoTime(now) },
    ...later.slice(0, 4).map((witness) => ({ what: words.madeLater, value: words.witness(witness) })),
  ],
  remedies: [remedy(words.clockRemedy, [...showClock, ...setClock, 'whytls env'])],
});

function oldLibrary({ program, library }: FaultOf<'oldLibrary'>, words: EnvironmentWords): Said {
  const [upgrade, mac] = words.oldRemedies;
  const versions = ['openssl version', 'python -c "import ssl; print(ssl.OPENSSL_VERSION)"'];
  return {
    id: 'protocol-version',
    family: 'negotiation',
    title: words.oldTitle,
    summary: words.old(program.name, library),
    evidence: [{ what: shown(program.path), value: shown(library) }],
    remedies: [remedy(upgrade, versions, [reference(pymongoTls)]), remedy(mac, [], [reference(pymongoTls)])],
  };
}
