import { rememberWords } from '../text/word-memory.ts';

/**
 * One spelling for words that are written in more than one way. Nothing is corrected: both sides of a comparison are
 * respelled alike, so a rule may bend words it was not made for as long as it makes no two different words one.
 */

const WORDS: ReadonlyMap<string, string> = new Map(
  `n and grey gray greys grays greyish grayish aluminium aluminum maths math mum mom mums moms tyre tire tyres tires plough plow
  cheque check programme program programmes programs defence defense offence offense licence license practise practice
  sceptic skeptic sceptical skeptical mould mold moustache mustache pyjamas pajamas judgement judgment ageing aging
  jewellery jewelry cosy cozy doughnut donut doughnuts donuts whilst while amongst among towards toward afterwards afterward
  learnt learned dreamt dreamed burnt burned okay ok omelette omelet yoghurt yogurt chilli chili axe ax artefact artifact
  artefacts artifacts travelled traveled travelling traveling traveller traveler travellers travelers cancelled canceled
  modelling modeling modelled modeled labelled labeled labelling labeling levelled leveled signalling signaling
  fuelled fueled marvellous marvelous enrol enroll fulfil fulfill skilful skillful woollen woolen catalogue catalog
  dialogue dialog analogue analog encyclopaedia encyclopedia paediatric pediatric anaesthetic anesthetic kerb curb
  smoulder smolder smouldering smoldering`
    .split(/\s+/)
    .reduce<(readonly [string, string])[]>(
      (pairs, word, index, all) => (index % 2 === 1 ? [...pairs, [all[index - 1]!, word] as const] : pairs),
      [],
    ),
);

/** British endings; the letters that must stand before them keep "four", "rise" and "acre" as they are. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z]{2}[^aeiou])our(?=$|s$|ed$|ing$|ful$|less$|able$|ite$|ites$|hood$|ist$|al$)/, 'or'],
  [/(?<=[a-z]{4})is(?=(?:e|ed|er|ers|es|ing|ation|ations)$)/, 'iz'],
  [/(?<=[a-z]{2})lys(?=(?:e|ed|er|es|ing)$)/, 'lyz'],
  [/(?<=[a-z]{2}[tb])re(?=$|s$)/, 'er'],
];

/** What every ending holds. */
const BRITISH = /our|is[eia]|lys|[tb]re/;

const ACCENTS = /\p{M}/gu;
/** Shorter words are often told apart by their accents alone. */
const ACCENT_LETTERS = 4;

/** A folded word in its one spelling: American, and without accents on Latin letters unless it is very short. */
export const respelled = rememberWords((word) => {
  const plain = /^[\x20-\x7e]*$/.test(word) ? word : withoutAccents(word);
  const known = WORDS.get(plain);
  if (known !== undefined) return known;
  if (plain.length < 5 || !BRITISH.test(plain)) return plain;
  for (const [pattern, ending] of ENDINGS) if (pattern.test(plain)) return plain.replace(pattern, ending);
  return plain;
});

function withoutAccents(word: string): string {
  if (word.length < ACCENT_LETTERS || !/^[\p{Script=Latin}\p{M}'-]+$/u.test(word)) return word;
  return word.normalize('NFD').replace(ACCENTS, '').replace(/ø/g, 'o').replace(/æ/g, 'ae').replace(/œ/g, 'oe');
}
