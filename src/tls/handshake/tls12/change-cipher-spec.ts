import { alertDescriptions } from '../../wire/registries/alert.ts';
import { contentTypes } from '../../wire/registries/content-type.ts';
import type { Machine } from '../machine.ts';
import type { State } from '../state.ts';

/**
 * ChangeCipherSpec: up to TLS 1.2 the server's keys take over with it, and it may come nowhere else (RFC 5246 section 7.1; an
 * early one was CVE-2014-0224). In TLS 1.3 it means nothing (RFC 8446 appendix D.4).
 */
export function receiveChangeCipherSpec(m: Machine, state: State): State | null {
  if (state.kind === 'expectFinished12' && state.pendingOpener !== null) {
    m.opener = state.pendingOpener;
    return { ...state, pendingOpener: null };
  }
  // After a HelloRetryRequest the server may send it before its ServerHello.
  const harmless = m.recorder.values.protocol === 0x0304;
  if (harmless) return state;
  return m.fail(
    { kind: 'unexpected', what: 'record', type: contentTypes.codes.change_cipher_spec, waitingFor: m.waitingFor },
    alertDescriptions.codes.unexpected_message,
  );
}
