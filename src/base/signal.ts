/**
 * What calls something off: an `AbortSignal`, or something as good. Ours are made of less: Node compiles all of EventTarget before
 * the first AbortController, which is a millisecond that every probe would wait for.
 */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A signal, and what gives it. */
export interface Interruption {
  readonly signal: Signal;
  /** Calls every listener, once. */
  readonly abort: () => void;
}

/** What was not called off yet. */
export function interruption(): Interruption {
  const listeners = new Set<() => void>();
  let aborted = false;
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      addEventListener: (_, listener) => void (aborted || listeners.add(listener)),
      removeEventListener: (_, listener) => void listeners.delete(listener),
    },
    abort: () => {
      if (aborted) return;
      aborted = true;
      const called = [...listeners];
      listeners.clear();
      for (const listener of called) listener();
    },
  };
}

/** A signal that is given when either is. */
export function eitherOf(a: Signal, b: Signal): Signal {
  return {
    get aborted() {
      return a.aborted || b.aborted;
    },
    addEventListener: (type, listener, options) => {
      a.addEventListener(type, listener, options);
      b.addEventListener(type, listener, options);
    },
    removeEventListener: (type, listener) => {
      a.removeEventListener(type, listener);
      b.removeEventListener(type, listener);
    },
  };
}
