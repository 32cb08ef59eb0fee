/** What the client at hand prints for what the server did in the end. */
import type { Facts } from '../../observe/facts.ts';
import type { Waiting } from '../fact-types.ts';
import type { ServerAct } from '../reading/end-kinds.ts';

/** The client's words for the act of a server that ended a handshake; null where it prints something that was not measured. */
export function clientWordsFor(facts: Facts, act: ServerAct, waitingFor: Waiting): string | null {
  const { host, port } = facts.endpoint ?? facts.target;
  const where = { host, port };
  const afterHandshake = waitingFor === 'applicationData';
  if (act.kind === 'alert') return facts.client.words.alert(where, act.description, afterHandshake);
  if (act.kind === 'silent') return facts.client.words.handshakeTimedOut(where);
  return act.kind === 'closed' ? facts.client.words.closed(where, act.how, afterHandshake) : null;
}
