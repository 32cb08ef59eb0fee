/**
 * The library: {@link probe} does what `whytls host:port` does, {@link verifyChain} what `whytls verify` does, and each gives its
 * report as an object. Their shapes are fixed by `whytls/schema/report.json` and grow by addition alone.
 */
import type { Explained } from './report/explanation.ts';

export { probe, ProbeRequestError } from './cli/probe/library.ts';
export type { ProbeRequest, TlsVersion } from './cli/probe/library.ts';
export type { Explained, ExplainedDiagnosis } from './report/explanation.ts';
export type { Report, ReportEndpoint, ReportFinding } from './report/report.ts';
export type { ProbeStep } from './observe/probe/options.ts';
export { ChainRequestError, verifyChain } from './cli/verify/library.ts';
export type { ChainInput, ChainRequest } from './cli/verify/library.ts';
export type { ChainReport } from './report/chain-report.ts';

/**
 * Names the diagnosis of a pasted error, stack trace or log, as `whytls explain` does: the diagnoses that it speaks for, best first,
 * with the line that told them. No network. Loaded when it is called for the first time.
 *
 * ```ts
 * const { diagnoses } = await explain('certificate verify failed: certificate has expired (_ssl.c:1006)');
 * ```
 */
export async function explain(text: string, request: { readonly language?: 'en' | 'zh' } = {}): Promise<Explained> {
  const [{ readText }, { explained }, { titlesIn }] = await Promise.all([
    import('./cli/explain/reader.ts'),
    import('./report/explanation.ts'),
    import('./cli/explain/known.ts'),
  ]);
  return explained(text, readText(text), await titlesIn(request.language ?? 'en'));
}
