/**
 * Tags of an XML stream, one by one, with their namespaces resolved. XMPP forbids comments, processing instructions, document
 * types and entities other than the predefined (RFC 6120 section 11.1): what looks like one is not XMPP.
 */
import { fromUtf8 } from '../../base/octets.ts';
import { maxPart } from './dialogue.ts';
import { upTo } from './script.ts';
import type { Script } from './script.ts';

export interface Tag {
  readonly kind: 'start' | 'end' | 'empty';
  readonly namespace: string;
  readonly name: string;
}

/** Reads tag after tag; text between them is passed over. Null where this is no XML, or XML that XMPP forbids. */
export class XmlTags {
  /** Namespaces in scope by prefix, the innermost element last. */
  readonly #scopes: ReadonlyMap<string, string>[] = [new Map()];

  *next(at: string): Script<Tag | null> {
    let text = '';
    for (;;) {
      text += fromUtf8(yield* upTo(closing, at));
      if (text.length > maxPart) return null;
      // A `>` may stand in an attribute's value: the tag is complete when its quotes are.
      const tag = /^[^<]*<((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>$/.exec(text);
      if (tag === null) {
        if (/^[^<]*<(?:[^<>"']|"[^"<]*"|'[^'<]*')*["'][^<]*$/.test(text)) continue;
        return null;
      }
      const inside = tag[1] ?? '';
      if (inside.startsWith('!')) return null;
      if (!inside.startsWith('?')) return this.#read(inside);
      // The declaration before the stream header.
      if (!/^\?xml\s/.test(inside)) return null;
      text = '';
    }
  }

  #read(inside: string): Tag | null {
    const [, slash = '', qualified = '', rest = ''] =
      /^(\/?)([\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?)(.*)$/su.exec(inside) ?? [];
    if (qualified === '') return null;
    const isEnd = slash === '/';
    const isEmpty = rest.endsWith('/');
    const outer = this.#scopes.at(-1) ?? new Map<string, string>();
    const declared = isEnd ? [] : declarations(rest);
    const scope = declared.length === 0 ? outer : new Map([...outer, ...declared]);
    const [prefix, name] = qualified.includes(':') ? qualified.split(':') : ['', qualified];
    const namespace = scope.get(prefix ?? '') ?? '';
    if (isEnd && this.#scopes.length > 1) this.#scopes.pop();
    if (!isEnd && !isEmpty) this.#scopes.push(scope);
    return { kind: isEnd ? 'end' : isEmpty ? 'empty' : 'start', namespace, name: name ?? '' };
  }
}

/** `xmlns` attributes, by the prefix that they bind. */
const declarations = (attributes: string): readonly (readonly [string, string])[] =>
  [...attributes.matchAll(/\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, prefix = '', double, single]) => [prefix, double ?? single ?? ''] as const,
  );

const closing = 0x3e;
