import { foldText } from './fold.ts';

/** The words of an answer, as far as they matter for whether two answers say the same. */

/** Words that two wordings of one answer may differ in. Small words that change what is said are not here. */
const STOP = new Set(
  'a an the is are was were be been being am do does did of to in on at for from by with as it its this that these those there here he she they them his her their you your i me my we our us and or but so because since if then than when while who which what how why where just very really quite simply also too can could will would shall should may might must have has had get got go one some any all s t re ve ll d m'.split(
    ' ',
  ),
);

const NEGATIONS = new Set('not no never none nobody nothing neither nor without cannot hardly'.split(' '));

/** Pairs of which an answer holds one or the other, not both. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['won', 'lost'],
  ['win', 'lose'],
  ['more', 'less'],
  ['most', 'least'],
  ['best', 'worst'],
  ['better', 'worse'],
  ['good', 'bad'],
  ['first', 'last'],
  ['hot', 'cold'],
  ['true', 'false'],
  ['always', 'never'],
  ['before', 'after'],
  ['large', 'small'],
  ['largest', 'smallest'],
  ['big', 'small'],
  ['biggest', 'smallest'],
  ['high', 'low'],
  ['highest', 'lowest'],
  ['higher', 'lower'],
  ['older', 'younger'],
  ['oldest', 'youngest'],
  ['up', 'down'],
  ['left', 'right'],
  ['light', 'dark'],
  ['rise', 'fall'],
  ['rose', 'fell'],
  ['yes', 'no'],
  ['full', 'empty'],
  ['male', 'female'],
  ['man', 'woman'],
  ['boy', 'girl'],
  ['north', 'south'],
  ['east', 'west'],
  ['increase', 'decrease'],
  ['increased', 'decreased'],
  ['open', 'closed'],
  ['old', 'new'],
  ['fast', 'slow'],
  ['fastest', 'slowest'],
  ['inside', 'outside'],
  ['above', 'below'],
  ['love', 'hate'],
  ['day', 'night'],
  ['sun', 'moon'],
  ['black', 'white'],
  ['happy', 'sad'],
  ['accept', 'reject'],
  ['start', 'end'],
  ['king', 'queen'],
  ['he', 'she'],
  ['his', 'her'],
  ['longest', 'shortest'],
];
const OPPOSITE = new Map(
  OPPOSITES.flatMap(
    ([a, b]) =>
      [
        [a, b],
        [b, a],
      ] as const,
  ),
);

/** Whether one text holds a word whose opposite only the other one holds. */
export function opposed(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const word of a) {
    const opposite = OPPOSITE.get(word);
    if (opposite !== undefined && !b.has(word) && b.has(opposite) && !a.has(opposite)) return true;
  }
  return false;
}

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:can't|cannot)\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/'(?:re|s|m|ve|ll|d)\b/g, ' '],
];

/** Folded words with contractions undone: "don't" is "do not", "it's" is "it". */
export function wordsOf(text: string): readonly string[] {
  let folded = foldText(text);
  if (folded.includes("'") || folded.includes('cannot'))
    for (const [pattern, replacement] of CONTRACTIONS) folded = folded.replace(pattern, replacement);
  return folded.split(' ').filter((word) => word !== '');
}

export const isStop = (word: string): boolean => STOP.has(word);
export const isNegation = (word: string): boolean => NEGATIONS.has(word);
export const isNumeric = (word: string): boolean => /^[-+$€£]?\.?\d/.test(word);

/** The word without a plural or verbal ending, so that "atoms" meets "atom". Not linguistics: both sides are cut alike. */
export function stemOf(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  const cut = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|z)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  return cut.length > 5 ? cut.replace(/(?:ing|ed)$/, '').replace(/e$/, '') : cut.replace(/(?<=..)e$/, '');
}
