/** A replica set on loopback: one server a member, each with a certificate of its own. */
import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { Chain } from './chain-builder.ts';
import type { LabContext, ProbeArguments, RunningFault } from './fault.ts';
import { mongodbSpeaker } from './mongodb-reply.ts';
import { serveChain } from './serve.ts';

/** One member. `isApart`: the others do not take it in, so that it sees no primary. */
export interface MemberPlan {
  readonly chain: Chain;
  readonly isApart?: boolean;
}

/** Starts the members; the first is the primary, and the one to connect to. The client trusts the root of each. */
export async function serveMembers(
  context: LabContext,
  plans: readonly [MemberPlan, ...MemberPlan[]],
  probeArguments: ProbeArguments = {},
): Promise<Result<RunningFault, IoProblem>> {
  // Ports are known only once the servers are up.
  const hellos = plans.map((): Record<string, unknown> => ({}));
  const caFile = [...new Set(plans.map(({ chain }) => chain.root.pem))].join('');
  const started = await Promise.all(
    plans.map(async ({ chain }, place) => {
      const speaker = await mongodbSpeaker({ hello: hellos[place] ?? {} });
      return serveChain(context, chain, { speaker, probeArguments: { client: 'pymongo', ...probeArguments } });
    }),
  );
  const up = started.flatMap((one) => (one.ok ? [one.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(up.map((member) => member.stop()));
  };
  const [first] = up;
  const failed = started.find((one) => !one.ok);
  if (first === undefined || failed !== undefined) {
    await stop();
    return failed ?? ok({ host: 'localhost', port: 0, caFile, probeArguments, stop });
  }
  const hosts = up.map(({ port }) => `localhost:${port}`);
  hellos.forEach((hello, place) => {
    const isPrimary = place === 0;
    const isApart = plans[place]?.isApart === true;
    Object.assign(hello, {
      setName: 'rs0',
      hosts,
      me: hosts[place],
      ismaster: isPrimary,
      isWritablePrimary: isPrimary,
      secondary: !isPrimary && !isApart,
      ...(isApart ? {} : { primary: hosts[0] }),
    });
  });
  return ok({ ...first, caFile, stop });
}
