import type { Facts } from '../observe/facts.ts';
import { clientFor, defaultClientFor, offlineClient } from '../clients/index.ts';
import { hostAndPort, shellWord } from './remedies/commands.ts';
import type { Reached } from './remedies/commands.ts';
import { acceptedElsewhere } from './elsewhere.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { PythonHere } from './remedies/python-here.ts';

/** Who connects to whom: what every sentence of a finding needs. */
export interface Case extends Reached {
  /** Null when no address was found. */
  readonly address: string | null;
  /** The client whose eyes are used: `PyMongo on Python 3.10 or later`. */
  readonly client: string;
  /** In short: `PyMongo`. */
  readonly shortClient: string;
  readonly clientId: string;
  /** The file of trust anchors in use, or null. */
  readonly caFile: string | null;
  /** A command that probes the same thing again, or judges the same file. */
  readonly check: string;
  /** The file of revocation lists in use, and the option that named it; absent: none. */
  readonly crlFile?: { readonly option: string; readonly path: string };
  /** The DNS server that the user named; absent: the machine's own. */
  readonly dns?: { readonly address: string; readonly port: number };
  /** The Python of this machine; absent: not asked, or the client has nothing to do with it. */
  readonly python?: PythonHere;
  /** The client's operating system; absent: not looked at. */
  readonly machine?: NonNullable<Facts['machine']>;
  /** The server's release of MongoDB, by its wire version: `4.2`; absent: not known. */
  readonly release?: string;
  /** Clients that accept what is refused here; absent: none that we know of, or nothing is refused. */
  readonly elsewhere?: readonly Elsewhere[];
  /** Set where no connection was made: the certificates came in a file, or by the library (null). */
  readonly given?: { readonly chainFile: string | null; readonly purpose: 'server' | 'client' };
}

/** The case that these facts are about. */
export function caseOf(facts: Facts): Case {
  const { host, port } = facts.endpoint ?? facts.target;
  const { given } = facts;
  const elsewhere = acceptedElsewhere(facts);
  const anchors = facts.stores.find((store) => store.decides && store.name === 'tlsCAFile');
  // Where no file held the anchors, commands name one all the same.
  const caFile = anchors?.path ?? (anchors !== undefined && given !== undefined ? 'ca.pem' : null);
  const behind = seedName(facts);
  const where = behind ?? hostAndPort(host, port);
  const words = given === undefined ? ['whytls', shellWord(where)] : given.check.map(shellWord);
  if (facts.target.starttls !== null) words.push('--starttls', facts.target.starttls);
  if (given === undefined) words.push(...reaching(facts));
  // A client that was chosen by hand is named again; the bare `host:port` of the command has its own default.
  const chosen = clientFor(facts.client.id) !== undefined;
  const usual =
    given === undefined
      ? defaultClientFor({ scheme: behind === null ? null : 'mongodb+srv', port }).id
      : offlineClient.id;
  if (chosen && usual !== facts.client.id) words.push('--client', facts.client.id);
  const crlFile = crlFileOf(facts);
  if (given === undefined && crlFile !== undefined) words.push(crlFile.option, shellWord(crlFile.path));
  if (given === undefined && facts.crls?.sources.some(({ from }) => from.kind === 'distributionPoint'))
    words.push('--crl-distribution-points');
  if (caFile !== null) words.push(given === undefined ? '--tlsCAFile' : '--ca', shellWord(caFile));
  return {
    host,
    port,
    ...reachedBy(facts),
    address: facts.endpoint?.address ?? null,
    ...(facts.chosen?.dns === undefined ? {} : { dns: facts.chosen.dns }),
    client: facts.client.name,
    shortClient: facts.client.shortName,
    clientId: facts.client.id,
    caFile,
    check: words.join(' '),
    ...(facts.python === undefined || !facts.client.id.startsWith('pymongo') ? {} : { python: facts.python }),
    ...(facts.machine === undefined ? {} : { machine: facts.machine }),
    ...(facts.release === undefined ? {} : { release: facts.release }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
    ...(crlFile === undefined ? {} : { crlFile }),
    ...(given === undefined ? {} : { given: { chainFile: given.chainFile, purpose: given.purpose } }),
  };
}

/** `mongodb+srv://…` where it led to no host; null: it did, or there is none. */
function seedName({ seeds, target }: Facts): string | null {
  if (seeds === undefined || seeds.problem === null) return null;
  const service = target.srv?.service ?? null;
  return `mongodb+srv://${seeds.host}/${service === null ? '' : `?srvServiceName=${encodeURIComponent(service)}`}`;
}

/** What `openssl s_client` must be told; it has no word for RDP, and for no proxy but HTTP. */
function reachedBy({ target, chosen, endpoint }: Facts): Omit<Reached, 'host' | 'port'> {
  const { dns, ip, proxy } = chosen ?? {};
  const isLedElsewhere = (dns !== undefined || ip !== undefined) && endpoint !== null;
  const [, httpProxy] = /^http:\/\/(.+)$/.exec(proxy ?? '') ?? [];
  const starttls = target.starttls === 'rdp' ? null : target.starttls;
  return {
    ...(isLedElsewhere && endpoint.address !== endpoint.host ? { connectTo: endpoint.address } : {}),
    ...(httpProxy === undefined ? {} : { httpProxy }),
    ...(starttls === null ? {} : { starttls }),
  };
}

/** The flags by which the same server is reached in the same way. */
function reaching({ target, chosen }: Facts): readonly string[] {
  const { sni, referenceIdentity: host } = target;
  const usualName = host.kind === 'dns' ? host.name : null;
  return [
    ...(chosen?.words ?? []),
    ...(sni === usualName ? [] : ['--sni', sni ?? 'none']),
    ...(target.options?.values.authMechanism === 'MONGODB-X509' ? ['--authMechanism', 'MONGODB-X509'] : []),
  ].map(shellWord);
}

function crlFileOf({ crls, given }: Facts): Case['crlFile'] {
  if (given !== undefined) return given.crlFile === undefined ? undefined : { option: '--crl', path: given.crlFile };
  for (const { from } of crls?.sources ?? [])
    if (from.kind !== 'distributionPoint') return { option: `--${from.kind}`, path: from.path };
  return undefined;
}

/** A made-up case, for the `example` of a diagnosis. */
export const exampleCase: Case = {
  host: 'db1.example.net',
  port: 27017,
  address: '192.0.2.7',
  client: 'PyMongo on Python 3.10 or later',
  shortClient: 'PyMongo',
  clientId: 'pymongo',
  caFile: 'ca.pem',
  check: 'whytls db1.example.net:27017 --tlsCAFile ca.pem',
};

/** The command that probes the same thing again with another file of trust anchors. */
export const checkWithCaFile = (at: Case, caFile: string): string =>
  `${checkWithoutCaFile(at)} ${at.given === undefined ? '--tlsCAFile' : '--ca'} ${shellWord(caFile)}`;

/** The command that probes the same thing again with the default trust store. */
export const checkWithoutCaFile = (at: Case): string => at.check.replace(/ --(?:tlsCAFile|ca) [\s\S]*$/, '');

/** The command that probes the same thing again with another file of revocation lists. */
export function checkWithCrlFile(at: Case, file: string): string {
  const { crlFile } = at;
  if (crlFile === undefined)
    return `${at.check} ${at.given === undefined ? '--tlsCRLFile' : '--crl'} ${shellWord(file)}`;
  const word = ` ${crlFile.option} `;
  return at.check.replace(word + shellWord(crlFile.path), word + shellWord(file));
}

/** The command that probes the same thing again, with another value of an option that may stand in it already. */
export function checkWithOption(at: Case, option: '--sni' | '--tlsCertificateKeyFile', value: string): string {
  const given = new RegExp(` ${option} (?:'(?:[^']|'\\\\'')*'|\\S+)`);
  return `${at.check.replace(given, '')} ${option} ${shellWord(value)}`;
}

/** The command that probes the same thing again through the eyes of another client. */
export function checkAs(at: Case, client: string): string {
  const without = at.check.replace(` --client ${at.clientId}`, '');
  if (at.given === undefined && defaultClientFor({ scheme: null, port: at.port }).id === client) return without;
  const [program = '', subject = '', ...rest] = without.split(' ');
  return [program, subject, '--client', client, ...rest].join(' ');
}

/** The command that probes another `host:port` in the same way, at an address if it is given. */
export function checkAt(at: Case, place: string, address?: string): string {
  const here = `whytls ${shellWord(hostAndPort(at.host, at.port))}`;
  if (!at.check.startsWith(here)) return at.check;
  const rest = at.check.slice(here.length);
  const port = Number(/:(\d+)$/.exec(place)?.[1] ?? at.port);
  const words = ['whytls', shellWord(place)];
  if (address !== undefined && !rest.includes(' --ip ')) words.push('--ip', shellWord(address));
  const isUsual = at.clientId === defaultClientFor({ scheme: null, port }).id;
  if (!isUsual && !rest.includes(' --client ') && clientFor(at.clientId) !== undefined)
    words.push('--client', at.clientId);
  return words.join(' ') + rest;
}

/** Whether the target is an address, which needs no lookup and is no name for SNI. */
export const isAddress = (host: string): boolean => host.includes(':') || /^\d+\.\d+\.\d+\.\d+$/.test(host);

/** Whether the ClientHello named a host (SNI). */
export const sendsName = ({ host, check }: Case): boolean =>
  !/ --sni none\b/.test(check) && (!isAddress(host) || / --sni /.test(check));
