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

/** Small words of which one cannot stand for another: how sure, how many, joined how, under which condition, whose. */
const CLASSES: readonly ReadonlySet<string>[] = [
  'must may might can could will would shall should',
  'all some any every each most few many several both either neither none everyone someone everything something anyone',
  'and or',
  'if because unless when although until',
].map((words) => new Set(words.split(' ')));
const PERSONS: ReadonlyMap<string, string> = new Map(
  [
    ['1', 'i me my mine we us our ours'],
    ['2', 'you your yours'],
    ['3', 'he him his she her hers they them their theirs'],
  ].flatMap(([person, words]) => words!.split(' ').map((word) => [word, person!] as const)),
);

/** The small words of a text that tell, in order; persons as first, second and third. */
export function tellingOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const person = PERSONS.get(word);
    if (person !== undefined) return [person];
    return CLASSES.some((set) => set.has(word)) ? [word] : [];
  });
}

/** Whether each text has a small word in the place of another of the same class, or the same persons in another order. */
export function tellOtherwise(a: readonly string[], b: readonly string[]): boolean {
  const isExchanged = CLASSES.some((set) => {
    const only = (ones: readonly string[], others: readonly string[]): boolean =>
      ones.some((word) => set.has(word) && !others.includes(word));
    return only(a, b) && only(b, a);
  });
  if (isExchanged) return true;
  const persons = ([...words]: readonly string[]): string => words.filter((word) => /^[123]$/.test(word)).join('');
  const [one, other] = [persons(a), persons(b)];
  return one !== other && [...one].sort().join('') === [...other].sort().join('');
}

/** Every word that has an opposite, by its place in `OPPOSITE`. */
const PLACES = new Map([...OPPOSITE.keys()].map((word, place) => [word, place]));
const PARTS = Math.ceil(PLACES.size / 32);
/** By word: those whose opposite it is. */
const OPPOSITE_OF = new Map(
  [...PLACES.keys()].map((word) => [
    word,
    [...OPPOSITE].flatMap(([other, opposite]) => (opposite === word ? [other] : [])),
  ]),
);

/** Of words that have an opposite, as bits: two texts are asked about millions of times. */
export interface Poles {
  /** The words that a text holds without their opposite. */
  readonly held: Int32Array;
  /** The words of which it holds the opposite alone. */
  readonly opposite: Int32Array;
}

export const NO_POLES: Poles = { held: new Int32Array(PARTS), opposite: new Int32Array(PARTS) };

/** Which words that have an opposite a text holds. */
export function polesOf(words: readonly string[]): Poles {
  const own = new Set(words.filter((word) => OPPOSITE.has(word)));
  if (own.size === 0) return NO_POLES;
  const [held, opposite] = [new Int32Array(PARTS), new Int32Array(PARTS)];
  const mark = (bits: Int32Array, word: string): void => {
    const place = PLACES.get(word)!;
    bits[place >>> 5]! |= 1 << (place & 31);
  };
  for (const word of own) {
    if (!own.has(OPPOSITE.get(word)!)) mark(held, word);
    for (const other of OPPOSITE_OF.get(word)!) if (!own.has(other)) mark(opposite, other);
  }
  return { held, opposite };
}

/** Whether one text holds a word whose opposite only the other one holds. Takes the texts' poles. */
export function opposed(a: Poles, b: Poles): boolean {
  for (let part = 0; part < PARTS; part++) if ((a.held[part]! & b.opposite[part]!) !== 0) return true;
  return false;
}

export const isStop = (word: string): boolean => STOP.has(word);
export const isNegation = (word: string): boolean => NEGATIONS.has(word);
export const isNumeric = (word: string): boolean => /^[-+$€£]?\.?\d/.test(word);
