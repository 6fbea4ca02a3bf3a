import { noChange } from 'lit/html.js';
import { type ChildPart, Directive, directive, type PartInfo, PartType } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue, setCommittedValue } from 'lit/directive-helpers.js';

/**
 * A list whose elements stay with their keys, as lit's `repeat`. That one leaves an empty comment behind for every
 * element it removes (lit-html 3.3.3: `removePart` forgets the end marker), which adds up while a window slides over
 * 10,000 outputs.
 */
class KeyedListDirective extends Directive {
  #parts = new Map<unknown, ChildPart>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.CHILD) throw new Error('keyedList stands between tags, not inside one.');
  }

  override render<Row>(
    rows: readonly Row[],
    _keyOf: (row: Row) => unknown,
    templateOf: (row: Row) => unknown,
  ): unknown {
    return rows.map(templateOf);
  }

  override update(
    container: ChildPart,
    [rows, keyOf, templateOf]: [readonly unknown[], (row: never) => unknown, (row: never) => unknown],
  ): typeof noChange {
    const keys = rows.map((row) => keyOf(row as never));
    const wanted = new Set(keys);
    for (const [key, part] of this.#parts) if (!wanted.has(key)) this.#remove(key, part);
    const parts = new Map<unknown, ChildPart>();
    let next: ChildPart | undefined;
    for (let index = rows.length - 1; index >= 0; index -= 1) {
      const key = keys[index];
      // A key that occurs twice would be one element in two places: the earlier one is left out.
      if (parts.has(key)) continue;
      next = insertPart(container, next, this.#parts.get(key));
      setChildPartValue(next, templateOf(rows[index] as never));
      parts.set(key, next);
    }
    this.#parts = parts;
    setCommittedValue(container, [...parts.values()].reverse());
    return noChange;
  }

  #remove(key: unknown, part: ChildPart): void {
    const { endNode } = part;
    removePart(part);
    endNode?.parentNode?.removeChild(endNode);
    this.#parts.delete(key);
  }
}

/** The templates of `rows`; an element is kept as long as the key of its row is there. */
export const keyedList = directive(KeyedListDirective) as <Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => unknown,
  templateOf: (row: Row) => unknown,
) => unknown;
