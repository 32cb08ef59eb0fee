import { failed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { judgeSeeds, seedQuestions } from '../../mongodb/srv.ts';
import type { IoProblem } from '../../net/io-problem.ts';
import type { DnsRecords, Ports } from '../../net/ports.ts';
import { readReference } from '../../x509/verify/reference.ts';
import { attemptFailed, completed } from '../attempt.ts';
import type { SeedObservation } from '../observation.ts';
import type { HostTarget, SeedName, Target } from '../target.ts';
import type { ProbeHooks, ProbeOptions } from './options.ts';

/** The seed list behind `mongodb+srv://`, and the target with its hosts in place where there is one. */
export async function findSeeds(
  target: Target & { readonly srv: SeedName },
  options: ProbeOptions,
  ports: Ports,
  hooks: ProbeHooks,
): Promise<{ readonly target: Target; readonly seeds: SeedObservation }> {
  const { srv } = target;
  const startedMs = ports.clock.monotonicMs();
  const questions = seedQuestions(srv.host, srv.service ?? undefined);
  hooks.progress?.({ kind: 'resolving', name: questions.srv });
  const answers = await ask(await ports.dnsRecords(options.dns ?? null), questions, {
    timeoutMs: options.timeoutMs,
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  });
  const seeds = { asked: questions, durationMs: ports.clock.monotonicMs() - startedMs };
  if (!answers.ok) return { target, seeds: { ...seeds, list: attemptFailed(answers.problem) } };
  const values = target.options?.values ?? {};
  const judged = judgeSeeds({ host: srv.host, values }, answers.value, (limit) => below(limit, ports));
  if (!judged.ok) return { target, seeds: { ...seeds, list: attemptFailed(judged.problem) } };
  const { hosts, found, fromTxt } = judged.value;
  const [first, ...others] = hosts.map(({ name, port }) => hostTarget(name, port, srv));
  if (first === undefined) return { target, seeds: { ...seeds, list: attemptFailed(noHost(questions.srv)) } };
  return {
    target: { ...target, ...first, hosts: [first, ...others] },
    seeds: {
      ...seeds,
      list: completed({ hosts: hosts.map(({ name, port }) => ({ host: name, port })), found, fromTxt }),
    },
  };
}

interface Answers {
  readonly srv: readonly { readonly name: string; readonly port: number }[];
  readonly txt: readonly (readonly string[])[];
}

/** Both questions at once. A name without TXT record is the usual case, and that it has no record at all will be SRV's to say. */
async function ask(
  dns: DnsRecords,
  questions: { readonly srv: string; readonly txt: string },
  patience: Parameters<DnsRecords['srv']>[1],
): Promise<Result<Answers, IoProblem>> {
  const [srv, txt] = await Promise.all([dns.srv(questions.srv, patience), dns.txt(questions.txt, patience)]);
  if (!srv.ok) return srv;
  if (!txt.ok && txt.problem.kind !== 'nameNotFound') return failed(txt.problem);
  return { ok: true, value: { srv: srv.value, txt: txt.ok ? txt.value : [] } };
}

const noHost = (name: string): { readonly kind: 'noRecords'; readonly name: string } => ({ kind: 'noRecords', name });

function hostTarget(name: string, port: number, srv: SeedName): HostTarget {
  const reference = readReference(name) ?? { kind: 'dns', name };
  const host = reference.kind === 'ip' ? reference.address : reference.name;
  return { host, port, sni: sniFor(reference.kind === 'ip' ? null : host, srv.sni), referenceIdentity: reference };
}

/** `--sni` for every host, `none` included; else each host's own name. */
function sniFor(host: string | null, asked: string | null): string | null {
  if (asked === null) return host;
  return asked === 'none' ? null : asked;
}

/** A random whole number below a limit of at most 2^16; the bias of the remainder is no matter here. */
function below(limit: number, { random }: Pick<Ports, 'random'>): number {
  const [a = 0, b = 0, c = 0] = random.octets(3);
  return ((a << 16) | (b << 8) | c) % limit;
}
