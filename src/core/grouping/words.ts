/** The words of an answer, as far as they matter for whether two answers say the same. */

/** Words that two wordings of one answer may differ in. Small words that change what is said are not here. */
const STOP = new Set(
  'a an the is are was were be been being am do does did of to in on at for by with as it its this that these those there here he she they them his her their you your i me my we our us and or but so because since if then than when while who which what how why where just very really quite simply also too can could will would shall should may might must have has had get got go one some any all actually technically basically essentially literally still even well'.split(
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

/** The words of a text that have an opposite. */
export function polesOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.filter((word) => OPPOSITE.has(word)));
}

/** Whether one text holds a word whose opposite only the other one holds. Takes the texts' poles. */
export function opposed(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const word of a) {
    const opposite = OPPOSITE.get(word)!;
    if (!b.has(word) && b.has(opposite) && !a.has(opposite)) return true;
  }
  return false;
}

export const isStop = (word: string): boolean => STOP.has(word);
export const isNegation = (word: string): boolean => NEGATIONS.has(word);
export const isNumeric = (word: string): boolean => /^[-+$€£]?\.?\d/.test(word);
