import type { Machine } from './machine.ts';

/** The end of an experiment that asked only what the server would choose: it has chosen. */
export function stopEarly(m: Machine): null {
  m.recorder.values.stoppedEarly = true;
  m.recorder.values.completed = true;
  m.command({ kind: 'done' });
  return null;
}
