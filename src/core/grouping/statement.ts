import { stemOf } from '../text/stems.ts';

/** What a sentence says, without the ways in which the same thing can be put. */

/** Words that add nothing to what is said. Directions ("from", "to") and persons are not among them. */
const LIGHT = new Set(
  'a an the is are was were be been being am do does did of has have had its it this that these those there their in at on as and really very quite just simply actually technically basically essentially literally also'.split(
    ' ',
  ),
);
const COPULA = new Set(['is', 'are', 'was', 'were']);
const NEGATIONS = new Map([
  ['never', 'not'],
  ['no', 'not'],
]);
/** What ends the noun phrase behind an owner. */
const BOUNDARY = new Set(
  'is are was were has have had does do did can could will would in of at on by to with for from and or that which who not than'.split(
    ' ',
  ),
);
const PREPOSITION = new Set('in at on during after before for with from to since until'.split(' '));
const ARTICLE = new Set(['a', 'an', 'the']);

/** Fewer words that matter are a name ("Queen of Hearts"), not a statement. */
const LEAST_CONTENT = 3;
/** Longer sentences say more than one thing; turning one of them round would be guessing. Words. */
const ONE_CLAUSE = 14;

/**
 * The key of a statement: two texts with the same key say the same thing in other words. Passive and active, "X is the
 * Y" and "the Y is X", "X's Y" and "the Y of X", "there is X in Y" and "Y has X" share a key. `null` for names and phrases.
 */
export function statementKey(tokens: readonly string[]): string | null {
  if (tokens.length < LEAST_CONTENT) return null;
  const straight = tokens.length <= ONE_CLAUSE ? inOrder(withOwners(tokens)) : tokens;
  const content = straight.filter((word) => !LIGHT.has(word) && word !== "'s").map(meaning);
  return content.length < LEAST_CONTENT ? null : content.join(' ');
}

const meaning = (word: string): string => NEGATIONS.get(word) ?? stemOf(word);

/** "the world's tallest mountain" -> "the tallest mountain of the world". */
function withOwners(tokens: readonly string[]): readonly string[] {
  const mark = tokens.indexOf("'s");
  if (mark < 1) return tokens;
  let end = mark + 1;
  while (end < tokens.length && !BOUNDARY.has(tokens[end]!)) end++;
  if (end === mark + 1) return tokens;
  const begin = ARTICLE.has(tokens[mark - 2] ?? '') ? mark - 2 : mark - 1;
  const owner = tokens.slice(begin, mark);
  return [...tokens.slice(0, begin), 'the', ...tokens.slice(mark + 1, end), 'of', ...owner, ...tokens.slice(end)];
}

function inOrder(tokens: readonly string[]): readonly string[] {
  return existing(tokens) ?? active(tokens) ?? described(tokens) ?? tokens;
}

/** "there are 206 bones in the body" -> "the body has 206 bones". */
function existing(tokens: readonly string[]): readonly string[] | null {
  if (tokens[0] !== 'there' || !COPULA.has(tokens[1] ?? '')) return null;
  const place = tokens.findIndex((word, index) => index > 2 && (word === 'in' || word === 'on'));
  return place === -1 ? null : [...tokens.slice(place + 1), 'has', ...tokens.slice(2, place)];
}

/** "Hamlet was written by Shakespeare in 1600" -> "Shakespeare written Hamlet in 1600". */
function active(tokens: readonly string[]): readonly string[] | null {
  const by = tokens.indexOf('by');
  const copula = by - 2;
  if (copula < 1 || !COPULA.has(tokens[copula]!) || !/(?:ed|en|t|wn|ght|de|nd|un|um|ng)$/.test(tokens[by - 1]!))
    return null;
  let end = by + 1;
  while (end < tokens.length && !PREPOSITION.has(tokens[end]!)) end++;
  if (end === by + 1) return null;
  return [...tokens.slice(by + 1, end), tokens[by - 1]!, ...tokens.slice(0, copula), ...tokens.slice(end)];
}

/** "Paris is the capital of France" -> "the capital of France is Paris". Only what is described as the one can be turned round. */
function described(tokens: readonly string[]): readonly string[] | null {
  const copulas = tokens.flatMap((word, index) => (COPULA.has(word) ? [index] : []));
  const [at] = copulas;
  if (at === undefined || copulas.length > 1 || at === 0 || at === tokens.length - 1) return null;
  const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)];
  return left[0] !== 'the' && right[0] === 'the' ? [...right, 'is', ...left] : null;
}
