import { compile } from 'css-select';
import type { MarkupElement } from './html.ts';

/** CSS selectors of users, matched within a budget. */

/** Steps that a selector may take in one page; an element that it looks at is one, and so are 100 characters. */
const MOST_STEPS = 200_000;

class TooMuch extends Error {}

let steps = 0;

function count(more = 1): void {
  steps += more;
  if (steps > MOST_STEPS) throw new TooMuch();
}

/** By element, the one before it: filled for all children of an element at once. */
const previousOf = new WeakMap<MarkupElement, MarkupElement | null>();

const previous = (element: MarkupElement): MarkupElement | null => {
  count();
  if (!previousOf.has(element)) {
    const siblings = element.parent?.children ?? [];
    for (const [index, sibling] of siblings.entries()) previousOf.set(sibling, siblings[index - 1] ?? null);
  }
  return previousOf.get(element) ?? null;
};

/** The text of an element and of all that is in it. */
function textOf(element: MarkupElement): string {
  const parts: string[] = [];
  const open = [element];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    count(1 + next.text.length / 100);
    parts.push(next.text);
    for (let index = next.children.length - 1; index >= 0; index--) open.push(next.children[index]!);
  }
  return parts.join('');
}

/** How the selector engine looks at elements. */
const ADAPTER = {
  isTag: (_node: MarkupElement): _node is MarkupElement => true,
  getAttributeValue: ({ attributes }: MarkupElement, name: string) => attributes.get(name),
  getChildren: ({ children }: MarkupElement) => {
    count(children.length);
    return [...children];
  },
  getName: ({ name }: MarkupElement) => name,
  getParent: ({ parent }: MarkupElement) => {
    count();
    return parent;
  },
  getSiblings: (element: MarkupElement) => {
    const siblings = element.parent?.children ?? [element];
    count(siblings.length + 1);
    return [...siblings];
  },
  prevElementSibling: previous,
  getText: textOf,
  hasAttrib: ({ attributes }: MarkupElement, name: string) => attributes.has(name),
  removeSubsets: (nodes: MarkupElement[]) => nodes,
};

/** Whether some element matches; a selector that takes too many steps in a page matches nothing there. */
function matchesAny(test: (element: MarkupElement) => boolean, elements: readonly MarkupElement[]): boolean {
  steps = 0;
  try {
    return elements.some((element) => {
      count();
      return test(element);
    });
  } catch (error) {
    if (error instanceof TooMuch) return false;
    throw error;
  }
}

/** Longest selector, UTF-16 units, and how many pairs of brackets may be inside of each other. */
const LONGEST = 1_000;
const DEEPEST = 10;

/** Whether some of the elements match; or one clause that says why a selector is not taken ("cannot be read"). */
export type CompiledSelector =
  { readonly matches: (elements: readonly MarkupElement[]) => boolean } | { readonly problem: string };

/** Reads a selector. One that takes too many steps in a page matches nothing there. */
export function compileSelector(selector: string): CompiledSelector {
  if (selector.length > LONGEST)
    return { problem: `is longer than ${LONGEST.toLocaleString('en')} characters; shorten it` };
  if (depthOf(selector) > DEEPEST)
    return { problem: `has more than ${DEEPEST} pairs of brackets inside of each other; flatten it` };
  try {
    const test = compile<MarkupElement, MarkupElement>(selector, { adapter: ADAPTER });
    return { matches: (elements) => matchesAny(test, elements) };
  } catch {
    return { problem: 'cannot be read; write it as in CSS, for example button[aria-label]' };
  }
}

function depthOf(selector: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of selector) {
    if (character === '(') deepest = Math.max(deepest, ++depth);
    else if (character === ')') depth -= 1;
  }
  return deepest;
}
