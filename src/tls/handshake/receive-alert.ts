import { alert as alertCodec } from '../wire/alert.ts';
import { alertDescriptions, alertLevels } from '../wire/registries/alert.ts';
import type { Machine } from './machine.ts';
import type { State } from './state.ts';

const { close_notify, user_canceled } = alertDescriptions.codes;

/**
 * An alert from the server (RFC 8446 section 6, RFC 5246 section 7.2). In TLS 1.3 all but close_notify and user_canceled are
 * fatal whatever their level says; before, a warning lets the handshake go on. Alerts may come in pairs in one record.
 */
export function receiveAlert(m: Machine, state: State, octets: Uint8Array): State | null {
  m.recorder.message('server', 'alert', octets.length, m.nowMs);
  return m.decoded(alertCodec, octets.subarray(0, 2), ({ level, description }) => {
    const { waitingFor } = m;
    m.recorder.alert({ from: 'server', level, description, waitingFor, atMs: m.nowMs });
    if (!endsHandshake(m, level, description)) {
      return m.recorder.messageCount > maxWarnings
        ? m.fail({ kind: 'tooMuch', limit: 'warningAlerts', bound: maxWarnings, waitingFor })
        : state;
    }
    if (description === close_notify && state.kind === 'expectApplicationData') {
      if (m.recorder.hasApplicationData) {
        m.command({ kind: 'done' });
        return null;
      }
      return m.fail({ kind: 'closed', how: 'fin', waitingFor, octets: m.recorder.values.octetsReceived });
    }
    return m.fail({ kind: 'alertReceived', level, description, waitingFor });
  });
}

function endsHandshake(m: Machine, level: number, description: number): boolean {
  if (description === close_notify) return true;
  if (description === user_canceled) return false;
  return level !== alertLevels.codes.warning || m.recorder.values.protocol === 0x0304;
}

/** Together with the messages of a handshake; an endless stream of warnings ends here. */
const maxWarnings = 48;
