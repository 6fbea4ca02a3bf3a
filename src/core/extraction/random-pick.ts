import { rememberEnds } from './prompt-memory.ts';

/** Words that ask for chance, or for a pick that only chance can make. */
const BY_CHANCE =
  /\brandom(?:ly|i[sz]ed?)?\b|\bby chance\b|\b(?:flip|toss)(?:ping|ing)? (?:a|the|one)\b|\bcoin (?:flip|toss)\b|\b(?:roll|throw|toss)\b[^.!?\n]{0,40}\b(?:die|dice|d\d{1,3})\b|\bdraw\b[^.!?\n]{0,30}\b(?:card|lot|ball|number)\b|\bzuf[aä]ll|\bZufallszahl|\baleatori|\bal azar\b|\bau hasard\b|\bal[ée]atoire|\bcasuale?\b|\ba caso\b|случайн|随机|隨機|ランダム|무작위/iu;
/** "Pick a number between 1 and 10": any of them will do. */
const ANY_NUMBER =
  /\b(?:pick|choose|select|think of|say|name|give(?: me| us)?|tell me|guess|generate|output|return)\b[^.!?\n]{0,30}\b(?:an?|any|one|some)\b[^.!?\n]{0,20}\b(?:number|integer|digit|prime|multiple)\b/iu;
/** What makes some answers right, better or likelier than others. */
const NOT_EQUALLY_LIKELY =
  /\b(?:rate|rates|rating|score|scores|grade|rank|scale|sum|total|product|average|mean|median|factorial|decimals?|floats?|floating|real number|fractions?|gaussian|normal(?:ly)? distribut\w*|exponential|weighted|biased|unfair|loaded|more likely|less likely|probabilit(?:y|ies)|how (?:many|much|old|tall|far|long|likely|often)|estimate|most|best|worst|favou?rite|lucky|unlucky|which year|what year|in what|when (?:was|did|is|were))\b|\b(?:two|three|four|five|six|several|pair of|[2-9]|\d\d+) (?:\w+ )?dice\b|\b(?:[2-9]|\d\d+) ?d\d{1,3}\b|\bguess (?:my|his|her|their|our|its|your|someone['’]s|how)\b(?! (?:\w+ )?(?:number|digit)s?\b)|\bguess\b[^.!?\n]{0,30}\b(?:age|height|weight|price|cost|salary|temperature|year|date|population)\b|\b(?:describ|represent|reflect|express|indicat|correspond)\w*|\b(?:drop|keep) (?:the )?(?:lowest|highest)\b|\b(?:greater|less|more|larger|smaller|higher|lower) than\b[^.!?\n]{0,40}\b(?:likely|often)\b/iu;

/** What only some numbers of a range are. */
const PROPERTY =
  /\b(?:primes?|even|odd|multiples?|divisible|squares?|cubes?|fibonacci|palindrom\w*|perfect|triangular|powers?)\b/iu;

/** Closed sets that everybody knows the size of. A card is of 52, a letter of 26. */
const CLOSED_SETS: readonly (readonly [name: string, size: number])[] = [
  ['(?:coin|coin (?:flip|toss))', 2],
  ['(?:seasons?|suits?)', 4],
  ['vowels?', 5],
  ['(?:day of the week|days? of the week|weekdays?|continents?)', 7],
  ['planets?(?: (?:of|in) (?:the|our) solar system)?', 8],
  ['(?:months?(?: of the year)?|zodiac signs?|signs? of the zodiac)', 12],
  ['letters?(?: of the alphabet)?', 26],
  ['(?:US|U\\.S\\.|American) states?', 50],
  ['(?:playing )?cards?', 52],
];
const RANDOM_OF = CLOSED_SETS.map(
  ([name, size]) =>
    [new RegExp(`\\b(?:random|any) ${name}\\b|\\b${name}\\b[^.!?\\n]{0,20}\\bat random\\b`, 'iu'), size] as const,
);

/** How many answers a random pick from a closed set has ("a random day of the week": 7); `null` for any other prompt. */
export const closedSetSize = rememberEnds((prompt): number | null => {
  const sizes = new Set(RANDOM_OF.filter(([pattern]) => pattern.test(prompt)).map(([, size]) => size));
  return sizes.size === 1 ? [...sizes][0]! : null;
});

/** Whether the prompt asks for any of some values; not for facts, ratings, sums of dice or decimals. */
export const asksForAnyOf = rememberEnds(
  (prompt) => (BY_CHANCE.test(prompt) || ANY_NUMBER.test(prompt)) && !NOT_EQUALLY_LIKELY.test(prompt),
);

/**
 * Whether the prompt asks for a pick among values that are all as likely, and that are a whole range or a list: only then does a
 * fair draw say what to expect. Primes and other numbers of a kind are `statedProperty`.
 */
export const asksForFairPick = rememberEnds((prompt) => asksForAnyOf(prompt) && !PROPERTY.test(prompt));
