/**
 * Dialogues written as they are spoken: a generator that says something and waits for a line. This is the only place that
 * buffers, limits and remembers; a script just reads like the example in its RFC.
 */
import { concat, fromLatin1, fromUtf8, noOctets } from '../../base/octets.ts';
import { maxOctets, maxPart, maxSaid } from './dialogue.ts';
import type { Dialogue, Outcome, Step } from './dialogue.ts';

/** What a script asks for. Each request is answered with octets, those of `say` with none. */
export type Request = { readonly kind: 'say'; readonly octets: Uint8Array } | Wanted;

type Wanted =
  /** Everything up to and including this octet. */
  | { readonly kind: 'upTo'; readonly octet: number; readonly at: string }
  /** Exactly so many octets; fewer if `orEnd`, and the peer sends no more. */
  | { readonly kind: 'octets'; readonly count: number; readonly orEnd: boolean; readonly at: string };

/** How a script ends. What it does not say is filled in from what was heard. */
export type Verdict =
  | { readonly kind: 'ready'; readonly advertised?: boolean | null }
  | {
      readonly kind: 'refused';
      readonly said?: string;
      readonly status?: number | null;
      readonly advertised?: boolean | null;
    }
  | { readonly kind: 'notThisProtocol' };

/** A script, or a part of one that ends in a `T`. */
export type Script<T = Verdict> = Generator<Request, T, Uint8Array>;

export const ready = (advertised: boolean | null = null): Verdict => ({ kind: 'ready', advertised });
export const notThisProtocol: Verdict = { kind: 'notThisProtocol' };
export const refused = (facts: Omit<Extract<Verdict, { kind: 'refused' }>, 'kind'> = {}): Verdict => ({
  kind: 'refused',
  ...facts,
});

/** Sends; a text in ISO 8859-1, which is ASCII wherever we say something of our own. */
export function* say(what: string | Uint8Array): Script<void> {
  yield { kind: 'say', octets: typeof what === 'string' ? fromLatin1(what) : what };
}

/** A line without its line end (CRLF; LF alone is heard too). */
export function* line(at: string): Script<string> {
  return fromUtf8(yield { kind: 'upTo', octet: 0x0a, at }).replace(/\r?\n$/, '');
}

/** Up to and including an octet, at most {@link maxPart}. */
export function* upTo(octet: number, at: string): Script<Uint8Array> {
  return yield { kind: 'upTo', octet, at };
}

/** Exactly so many octets; more than {@link maxPart} are refused. */
export function* octets(count: number, at: string): Script<Uint8Array> {
  return yield { kind: 'octets', count, orEnd: false, at };
}

/** So many octets, or fewer if no more come. */
export function* atMost(count: number, at: string): Script<Uint8Array> {
  return yield { kind: 'octets', count, orEnd: true, at };
}

/** A script as a dialogue. `clean` takes secrets of ours out of what the peer said, before it is cut to length. */
export const scripted = (script: Script, clean: (said: string) => string = asItIs): Dialogue =>
  new ScriptedDialogue(script, clean);

const asItIs = (said: string): string => said;

class ScriptedDialogue implements Dialogue {
  readonly #script: Script;
  readonly #clean: (said: string) => string;
  #wanted: Wanted | null = null;
  #at = '';
  #buffer: Uint8Array = noOctets;
  #heard: Uint8Array = noOctets;
  #total = 0;
  #isOver = false;

  constructor(script: Script, clean: (said: string) => string) {
    this.#script = script;
    this.#clean = clean;
  }

  get waitingFor(): string {
    return this.#at;
  }

  get said(): string {
    return this.#kept(fromUtf8(this.#heard));
  }

  start(): Step {
    return this.#goOn(noOctets);
  }

  receive(received: Uint8Array): Step {
    if (this.#isOver) return {};
    this.#total += received.length;
    this.#heard = concat([this.#heard, received]);
    if (this.#total > maxOctets) return this.#end({ kind: 'tooMuch', limit: maxOctets, at: this.#at });
    this.#buffer = concat([this.#buffer, received]);
    return this.#goOn();
  }

  ended(): Outcome | null {
    if (this.#isOver || this.#wanted?.kind !== 'octets' || !this.#wanted.orEnd) return null;
    return this.#goOn(this.#take(this.#buffer.length)).outcome ?? null;
  }

  /** Lets the script run until it waits for something that has not come. A loop: peers send many short lines. */
  #goOn(given: Uint8Array | null = null): Step {
    const sent: Uint8Array[] = [];
    const step = (): Step => (sent.length === 0 ? {} : { send: concat(sent) });
    let answer = given;
    for (;;) {
      if (answer === null && this.#wanted !== null) {
        const found = lengthOf(this.#wanted, this.#buffer);
        if (found === 'tooMuch') return { ...step(), ...this.#end({ kind: 'tooMuch', limit: maxPart, at: this.#at }) };
        if (found === 'notYet') return step();
        answer = this.#take(found);
      }
      const next = this.#script.next(answer ?? noOctets);
      answer = null;
      if (next.done === true) return { ...step(), ...this.#end(this.#outcome(next.value)) };
      if (next.value.kind === 'say') {
        sent.push(next.value.octets);
        answer = noOctets;
        // What is left over came before we spoke: it is all that has been heard of the answer.
        this.#heard = this.#buffer;
      } else {
        this.#wanted = next.value;
        this.#at = next.value.at;
      }
    }
  }

  #kept(said: string): string {
    return this.#clean(said).trim().slice(0, maxSaid);
  }

  #take(count: number): Uint8Array {
    const taken = this.#buffer.subarray(0, count);
    this.#buffer = this.#buffer.subarray(count);
    return taken;
  }

  #end(outcome: Outcome): Step {
    this.#isOver = true;
    return { outcome };
  }

  #outcome(verdict: Verdict): Outcome {
    const { said } = this;
    const at = this.#at;
    switch (verdict.kind) {
      case 'ready':
        return { kind: 'ready', said, advertised: verdict.advertised ?? null, surplus: this.#buffer };
      case 'refused': {
        const { status = null, advertised = null } = verdict;
        return {
          kind: 'refused',
          said: verdict.said === undefined ? said : this.#kept(verdict.said),
          at,
          status,
          advertised,
        };
      }
      case 'notThisProtocol':
        return { kind: 'notThisProtocol', said, at };
      default:
        return verdict satisfies never;
    }
  }
}

/** How many octets of the buffer answer what is wanted. */
function lengthOf(wanted: Wanted, buffer: Uint8Array): number | 'notYet' | 'tooMuch' {
  if (wanted.kind === 'octets') {
    if (wanted.count > maxPart) return 'tooMuch';
    return wanted.count <= buffer.length ? wanted.count : 'notYet';
  }
  const length = buffer.indexOf(wanted.octet) + 1;
  if (length === 0) return buffer.length >= maxPart ? 'tooMuch' : 'notYet';
  return length > maxPart ? 'tooMuch' : length;
}
