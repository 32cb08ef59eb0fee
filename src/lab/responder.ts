import type { Result } from '../base/result.ts';
import type { UnixMs } from '../base/time.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { HttpAnswer } from '../net/ports.ts';
import { buildChain } from './chain-builder.ts';
import type { Chain } from './chain-builder.ts';
import type { LabContext, RunningFault } from './fault.ts';
import { beside, serveChain } from './serve.ts';

/**
 * A sound TLS server that staples nothing, and whose leaf names an OCSP responder of the lab. The responder answers everything with
 * what `answer` makes of the chain. Shown to PyMongo with the ocsp extra, which asks.
 */
export async function serveWithResponder(
  context: LabContext,
  answer: (chain: Chain, now: UnixMs) => Promise<HttpAnswer>,
): Promise<Result<RunningFault, IoProblem>> {
  const now = context.clock.now();
  // The leaf names the responder's port, so the port comes first and what it answers afterwards.
  let said: HttpAnswer = { status: 503 };
  const responder = await context.loopback.http(() => said);
  if (!responder.ok) return responder;
  const chain = await buildChain(now, { leaf: { ocspUrl: `http://127.0.0.1:${responder.value.port}/ocsp` } });
  const served = await serveChain(context, chain, { probeArguments: { client: 'pymongo-ocsp' } });
  said = await answer(chain, now);
  return beside(responder.value, served);
}

/** An answer of a responder: HTTP 200 with this OCSP response. */
export const ocspAnswer = (body: Uint8Array): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/ocsp-response' },
  body,
});
