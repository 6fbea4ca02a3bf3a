import { Parser } from 'htmlparser2';

/** An element of a page. Text of a page is hostile: names and values are only ever compared. */
export interface MarkupElement {
  /** Lower case. */
  readonly name: string;
  /** By lower-case name; of an attribute that is there twice, the first. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: MarkupElement | null;
  readonly children: readonly MarkupElement[];
  /** The text directly inside, entities decoded. */
  readonly text: string;
}

interface Growing extends MarkupElement {
  readonly attributes: Map<string, string>;
  readonly children: Growing[];
  text: string;
}

/**
 * Deeper elements are read as if their ancestors had ended. Browsers stop at 512 too; without a limit, a closing tag that closes
 * nothing would look through all that is open.
 */
const DEEPEST = 512;

class Reader {
  readonly elements: MarkupElement[] = [];
  #open: Growing[] = [];

  /** Reads on from `from`; where it stopped, because too much was open, or the length of the text. */
  read(text: string, from: number): number {
    this.#open = [];
    let stopped = false;
    const parser = new Parser(
      {
        onopentagname: (name) => {
          if (stopped) return;
          this.#enter(name);
          if (this.#open.length < DEEPEST) return;
          stopped = true;
          parser.pause();
        },
        onattribute: (name, value) => this.#attribute(name, value),
        ontext: (chunk) => this.#text(chunk),
        onclosetag: () => void this.#open.pop(),
      },
      { decodeEntities: true },
    );
    parser.write(text.slice(from));
    if (stopped) return from + parser.endIndex + 1;
    // Ending would make up closing tags; what is open then does not matter any more, only text that is still to come.
    parser.end();
    return text.length;
  }

  #enter(name: string): void {
    const parent = this.#open.at(-1) ?? null;
    const element: Growing = { name, attributes: new Map(), parent, children: [], text: '' };
    parent?.children.push(element);
    this.#open.push(element);
    this.elements.push(element);
  }

  #attribute(name: string, value: string): void {
    const attributes = this.#open.at(-1)?.attributes;
    if (attributes !== undefined && !attributes.has(name)) attributes.set(name, value);
  }

  #text(chunk: string): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.text += chunk;
  }
}

/** All elements of a piece of HTML or SVG, in the order in which they open. Comments are left out. Linear in the length of the text. */
export function elementsOf(text: string): readonly MarkupElement[] {
  const reader = new Reader();
  for (let at = 0; at < text.length;) at = Math.max(at + 1, reader.read(text, at));
  return reader.elements;
}

/** The text of an element and of all that is in it, in no guaranteed order of parts. */
export function deepText(element: MarkupElement): string {
  let text = '';
  const open = [element];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    text += next.text;
    for (let index = next.children.length - 1; index >= 0; index--) open.push(next.children[index]!);
  }
  return text;
}
