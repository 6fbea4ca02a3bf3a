import type { JsonPath, JsonPieceReader } from './json-pieces.ts';

/** Objects and lists so many names deep are read member by member. */
const OPENED = 3;

/** What is kept of an entry of the list at this path, the entry's place in it given; `undefined` keeps nothing. */
export type Keeps = (path: JsonPath, entry: unknown, index: number) => unknown;

interface Opened {
  readonly container: Record<string, unknown> | unknown[];
  /** Entries that came, whether kept or not. */
  entries: number;
}

/** Makes of pieces what `JSON.parse` makes of the whole, with a look at each entry of the long lists on the way. */
export class JsonTree implements JsonPieceReader {
  /** The whole, once it is there. */
  value: unknown = undefined;
  private readonly keeps: Keeps;
  /** From the outside in; what lies deeper than the path has been closed. */
  private readonly opened: Opened[] = [];

  constructor(keeps: Keeps = (_, entry) => entry) {
    this.keeps = keeps;
  }

  opens(path: JsonPath, kind: 'object' | 'list'): boolean {
    if (path.length > OPENED) return false;
    const container = kind === 'object' ? {} : [];
    this.put(path, container);
    this.opened.length = path.length;
    this.opened.push({ container, entries: 0 });
    return true;
  }

  take(path: JsonPath, value: unknown, isEntry: boolean): void {
    const list = isEntry ? this.opened[path.length] : undefined;
    if (list === undefined) return this.put(path, value);
    const kept = this.keeps(path, value, list.entries++);
    if (kept !== undefined) (list.container as unknown[]).push(kept);
  }

  private put(path: JsonPath, value: unknown): void {
    const name = path.at(-1);
    if (name === undefined) this.value = value;
    // Not by assignment: a member may be called `__proto__`.
    else
      Object.defineProperty(this.opened[path.length - 1]?.container, name, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
}
