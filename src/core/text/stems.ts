/** The stem of a word, so that "atoms" meets "atom" and "wrote" meets "write". Not linguistics: both sides are cut alike. */

import { rememberWords } from './word-memory.ts';

/** Forms that no rule leads back, behind the form they are led to. */
const IRREGULAR = `write wrote written|begin began begun|break broke broken|bring brought|build built|buy bought|catch caught
choose chose chosen|come came|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|feel felt|find found
fly flew flown|forget forgot forgotten|give gave given|grow grew grown|hear heard|hold held|keep kept|know knew known
lead led|lose lost|make made|mean meant|meet met|pay paid|ride rode ridden|ring rang rung|rise rose risen|run ran|say said
see saw seen|sell sold|send sent|shake shook shaken|sing sang sung|sit sat|sleep slept|speak spoke spoken|spend spent
stand stood|steal stole stolen|swim swam swum|take took taken|teach taught|tell told|think thought|throw threw thrown
wear wore worn|win won|child children|foot feet|goose geese|man men|mouse mice|tooth teeth|woman women|wolf wolves
knife knives|leaf leaves|wife wives|loaf loaves|shelf shelves|thief thieves|octopus octopi|cactus cacti
mitochondrion mitochondria`;

function cut(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|z)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  const bare =
    singular.length > 5 ? singular.replace(/(?:ing|ed)$/, '').replace(/e$/, '') : singular.replace(/(?<=..)e$/, '');
  // "movies" and "movie", "berries" and "berry".
  return bare.replace(/(?<=..)y$/, 'i');
}

/** Every word of a line but the first -> the first. */
function tableOf(sets: string): ReadonlyMap<string, string> {
  return new Map(
    sets.split(/[|\n]/).flatMap((set) => {
      const [first = '', ...others] = set.trim().split(' ');
      return others.map((other) => [other, first] as const);
    }),
  );
}

const BASE = tableOf(IRREGULAR);

/** The word without a plural or verbal ending. Another word that says the same keeps a stem of its own. */
export const stemOf = rememberWords((word) => cut(BASE.get(word) ?? word));

const PLURALS: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)ies$/, 'y'],
  [/(?<=[sc]h|[sxz]|..o)es$/, ''],
  [/(?<=..[^sui])s$/, ''],
];

/** One of what a word names: "strawberries" is "strawberry". Other endings stay, for a name is no verb. */
export const singularOf = rememberWords((word) => {
  if (word === 'news') return word;
  const base = BASE.get(word);
  if (base !== undefined && !/[^aeiou]ed$/.test(word)) return base;
  if (word.length < 4 || !/s$/.test(word) || !/^\p{Script=Latin}+$/u.test(word)) return word;
  for (const [ending, singular] of PLURALS) if (ending.test(word)) return word.replace(ending, singular);
  return word;
});
