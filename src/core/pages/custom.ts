import { compileRegex, isRegex, quotedPattern } from '../text/linear-regex.ts';
import type { CustomTrait } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { codeWithoutComments } from './comments.ts';
import type { Facts } from './facts.ts';
import { compileSelector } from './selector.ts';
import type { Trait } from './trait.ts';

function bySelector(name: string, selector: string): Trait['has'] {
  const compiled = compileSelector(selector);
  if ('problem' in compiled)
    throw new UsageError(`The selector of the trait “${name}”, ${quotedPattern(selector)}, ${compiled.problem}.`);
  return ({ elements }) => compiled.matches(elements);
}

/** A pattern that is one in JavaScript: a run may have been made with it. */
class NotMatchedHere extends UsageError {}

function byPattern(name: string, pattern: string): Trait['has'] {
  const compiled = compileRegex(pattern);
  if ('problem' in compiled) {
    const sentence = `The pattern of the trait “${name}”, ${quotedPattern(pattern)}, ${compiled.problem}.`;
    throw isRegex(pattern) ? new NotMatchedHere(sentence) : new UsageError(sentence);
  }
  return ({ artefact }: Facts) => compiled.regex.finds(codeWithoutComments(artefact));
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

/**
 * The traits that a user looks for, and a sentence about each that an earlier version looked for and this one does not. Throws
 * `UsageError` when another cannot be looked for, or has the name of one.
 */
export function usableTraits(wished: readonly CustomTrait[]): {
  readonly traits: readonly Trait[];
  readonly refused: readonly string[];
} {
  const names = new Set<string>();
  const traits: Trait[] = [];
  const refused: string[] = [];
  for (const trait of wished) {
    if (names.has(trait.name))
      throw new UsageError(`Two traits are named “${trait.name}”: give each a name of its own.`);
    names.add(trait.name);
    try {
      traits.push(traitOf(trait));
    } catch (error) {
      if (!(error instanceof NotMatchedHere)) throw error;
      refused.push(error.message);
    }
  }
  return { traits, refused };
}
