import { Resolver } from 'node:dns/promises';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { DnsRecords, NameServer } from '../ports.ts';
import { withinDeadline } from './deadline.ts';
import type { Patience } from './deadline.ts';
import { isNoData, nameProblem } from './io-error.ts';

/**
 * Names by asking name servers (c-ares), for what getaddrinfo cannot ask: SRV, TXT, and a server that the user chose. Null: the
 * system's own servers. The hosts file and search domains have no part in it.
 */
export function nodeDnsRecords(server: NameServer | null): DnsRecords {
  /** One resolver a question, so that calling one off leaves the others alone. */
  const ask = <T>(name: string, patience: Patience, question: (resolver: Resolver) => Promise<T>) =>
    withinDeadline<T>(patience, (settle) => {
      const resolver = new Resolver({ timeout: tryMs, tries });
      if (server !== null) resolver.setServers([textOf(server)]);
      question(resolver).then(
        (answer) => settle(ok(answer)),
        (error: unknown) => settle(failed(nameProblem(name, error))),
      );
      return () => resolver.cancel();
    });
  return {
    addresses: async (name, patience) => {
      const answers = await Promise.all([
        ask(name, patience, (resolver) => orNone(resolver.resolve4(name))),
        ask(name, patience, (resolver) => orNone(resolver.resolve6(name))),
      ]);
      return joined(name, answers);
    },
    srv: async (name, patience) =>
      ask(name, patience, async (resolver) => {
        const records = await orNone(resolver.resolveSrv(name));
        return records.slice(0, mostRecords).map((record) => ({ name: record.name, port: record.port }));
      }),
    txt: async (name, patience) =>
      ask(name, patience, async (resolver) => (await orNone(resolver.resolveTxt(name))).slice(0, mostRecords)),
  };
}

/** A name without records of the kind that was asked for is an answer, and not a failure. */
async function orNone<T>(answer: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await answer;
  } catch (error) {
    if (isNoData(error)) return [];
    throw error;
  }
}

/** IPv4 first, as most names have nothing else. One family that could be asked is enough. */
function joined(
  name: string,
  answers: readonly Result<readonly string[], IoProblem>[],
): Result<readonly [string, ...string[]], IoProblem> {
  const [first, ...others] = answers.flatMap((answer) => (answer.ok ? answer.value : []));
  if (first !== undefined) return ok([first, ...others]);
  const problem = answers.find((answer) => !answer.ok);
  return failed(problem === undefined || problem.ok ? { kind: 'nameNotFound', name } : problem.problem);
}

const textOf = ({ address, port }: NameServer): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** UDP loses packets: ask again after this. The deadline over all of it is the caller's. */
const tryMs = 2000;
const tries = 3;

/** A message of DNS has 65,535 octets at most; no honest name has so many records. */
const mostRecords = 1024;
