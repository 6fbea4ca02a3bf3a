import { compile } from 'css-select';
import { compileRegex, regexFinds } from '../../extraction/regex.ts';
import type { CustomTrait } from '../../model/run.ts';
import { UsageError } from '../../model/usage-error.ts';
import { codeWithoutComments } from './comments.ts';
import type { Facts } from './facts.ts';
import { deepText, type MarkupElement } from './html.ts';
import type { Trait } from './trait.ts';

/** Steps that a selector may take in one page; an element that it looks at is one. */
const MOST_STEPS = 200_000;

class TooMuch extends Error {}

let steps = 0;

function count(): void {
  if (++steps > MOST_STEPS) throw new TooMuch();
}

const previous = (element: MarkupElement): MarkupElement | null => {
  count();
  const siblings = element.parent?.children ?? [];
  return siblings[siblings.indexOf(element) - 1] ?? null;
};

/** How the selector engine looks at elements. */
const ADAPTER = {
  isTag: (_node: MarkupElement): _node is MarkupElement => true,
  getAttributeValue: ({ attributes }: MarkupElement, name: string) => attributes.get(name),
  getChildren: ({ children }: MarkupElement) => [...children],
  getName: ({ name }: MarkupElement) => name,
  getParent: ({ parent }: MarkupElement) => {
    count();
    return parent;
  },
  getSiblings: (element: MarkupElement) => {
    const siblings = element.parent?.children ?? [element];
    steps += siblings.length;
    count();
    return [...siblings];
  },
  prevElementSibling: previous,
  getText: deepText,
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

function bySelector(name: string, selector: string): Trait['has'] {
  let test: (element: MarkupElement) => boolean;
  try {
    test = compile<MarkupElement, MarkupElement>(selector, { adapter: ADAPTER });
  } catch {
    throw new UsageError(
      `The selector of the trait “${name}” cannot be read: ${selector}. Write it as in CSS, for example button[aria-label].`,
    );
  }
  return ({ elements }) => matchesAny(test, elements);
}

function byPattern(name: string, pattern: string): Trait['has'] {
  const compiled = compileRegex(pattern);
  if (compiled === null)
    throw new UsageError(`The pattern of the trait “${name}” is no regular expression: ${pattern}`);
  if (compiled.tree === null)
    throw new UsageError(
      `The pattern of the trait “${name}” uses something that is not supported here, such as looking behind: ${pattern}`,
    );
  return ({ artefact }: Facts) => regexFinds(pattern, codeWithoutComments(artefact));
}

function traitOf({ name, pattern, selector }: CustomTrait): Trait {
  if (name.trim() === '') throw new UsageError('A trait has no name: give each a name of its own.');
  if ((pattern === undefined) === (selector === undefined))
    throw new UsageError(`The trait “${name}” needs either a pattern or a selector.`);
  return {
    ...{ id: `custom:${name}`, label: name, family: 'own' },
    counts:
      pattern === undefined
        ? `Some element matches ${selector!}.`
        : `The code without its comments matches ${pattern}.`,
    has: pattern === undefined ? bySelector(name, selector!) : byPattern(name, pattern),
  };
}

/** The traits that a user looks for. Throws `UsageError` when one cannot be looked for, or has the name of another. */
export function customTraits(wished: readonly CustomTrait[]): readonly Trait[] {
  const names = new Set<string>();
  for (const { name } of wished) {
    if (names.has(name)) throw new UsageError(`Two traits are named “${name}”: give each a name of its own.`);
    names.add(name);
  }
  return wished.map(traitOf);
}
