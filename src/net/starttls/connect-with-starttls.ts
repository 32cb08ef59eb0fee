import { failed } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { Clock, Tcp } from '../ports.ts';
import type { Dialogue } from './dialogue.ts';
import { openAndHold } from './hold-dialogue.ts';
import type { Trouble } from './hold-dialogue.ts';

/**
 * TCP whose connections begin with a dialogue that asks for TLS, and are handed over when TLS may begin; what was said is in
 * `preludes`. `begin` is called once for each connection. `timeoutMs` of `connect` holds for connection and dialogue together.
 * Problems: those of `tcp`, starttlsRefused, starttlsNotSpoken, starttlsEnded, tooLarge.
 */
export const connectWithStarttls = (
  ports: { readonly tcp: Tcp; readonly clock: Clock },
  protocol: string,
  begin: () => Dialogue,
): Tcp => ({
  async connect(to, listener) {
    const opened = await openAndHold(ports, to, { protocol, dialogue: begin(), surplus: 'drop' }, listener);
    return opened.ok ? opened : failed(problemOf(protocol, opened.problem));
  },
});

function problemOf(protocol: string, trouble: Trouble): IoProblem {
  switch (trouble.kind) {
    case 'noConnection':
      return trouble.problem;
    case 'aborted':
      return trouble;
    case 'tooMuch':
      return { kind: 'tooLarge', limit: trouble.limit };
    case 'refused':
      return { ...trouble, kind: 'starttlsRefused', protocol };
    case 'notThisProtocol':
      return { ...trouble, kind: 'starttlsNotSpoken', protocol };
    case 'ended':
      return { ...trouble, kind: 'starttlsEnded', protocol };
    default:
      return trouble satisfies never;
  }
}
