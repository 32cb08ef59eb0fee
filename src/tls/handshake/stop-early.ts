import type { Machine } from './machine.ts';
import type { Plan } from './plan.ts';

/** The end of an experiment that asked only what the server would choose: it has chosen. */
export function stopEarly(m: Machine): null {
  m.recorder.values.stoppedEarly = true;
  m.recorder.values.completed = true;
  m.command({ kind: 'done' });
  return null;
}

/** Whether the ServerHello is all, or, where nothing is encrypted, what comes with it. */
export const endsAtHello = ({ until }: Plan): boolean => until === 'serverHello' || until === 'serverHelloDone';
