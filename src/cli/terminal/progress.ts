/** A spinner on standard error while a probe takes its time; nothing at all in a pipe, on a build server, or for quick probes. */
import { visible } from '../../base/escape.ts';
import { unreachable } from '../../base/never.ts';
import type { Language } from '../../diagnose/define.ts';
import type { ProbeStep } from '../../observe/probe/options.ts';
import type { Io } from './io.ts';
import type { Spinner } from './spinner.ts';
import { isCi } from './terminal.ts';

/** What a user is shown while a probe lasts. */
export interface Progress {
  readonly step: (step: ProbeStep) => void;
  /** Takes the spinner away. */
  readonly stop: () => void;
}

const noProgress: Progress = { step: () => undefined, stop: () => undefined };

/** Below this a spinner would only flicker, and loading it would cost more than it tells. */
const patienceMs = 150;

/** Begins to show progress, once it has taken a while. `silent`: never. */
export function startProgress(io: Io, language: Language, silent: boolean): Progress {
  // On a terminal without a width ora would wipe lines for ever.
  if (silent || !io.err.isTerminal || io.err.columns === 0 || isCi(io.env)) return noProgress;
  let text = '';
  let stopped = false;
  let spinner: Spinner | null = null;
  const show = async (): Promise<void> => {
    const { spin } = await import('./spinner.ts');
    if (stopped) return;
    spinner = spin(text);
  };
  // A spinner that cannot be shown must not spoil the probe.
  const timer = setTimeout(() => void show().catch(() => undefined), patienceMs);
  return {
    step: (step) => {
      text = visible(stepText(step, language), 80);
      if (spinner !== null) spinner.text = text;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      spinner?.stop();
    },
  };
}

function stepText(step: ProbeStep, language: Language): string {
  const zh = language === 'zh';
  switch (step.kind) {
    case 'resolving':
      return zh ? `正在解析 ${step.name}` : `looking up ${step.name}`;
    case 'connecting':
      return zh ? `正在连接 ${step.address} 端口 ${step.port}` : `connecting to ${step.address} port ${step.port}`;
    case 'experimenting':
      return zh
        ? `正在实验（第 ${step.connections} 个连接）`
        : `finding out why (${step.connections} more connections)`;
    case 'fetchingIssuer':
      return zh ? `正在获取签发者证书 ${step.url}` : `fetching the issuer from ${step.url}`;
    case 'askingResponder':
      return zh ? `正在询问 OCSP 响应方 ${step.url}` : `asking the OCSP responder ${step.url}`;
    case 'fetchingCrl':
      return zh ? `正在获取 CRL ${step.url}` : `fetching the CRL from ${step.url}`;
    default:
      return unreachable(step);
  }
}
