import { fixture, type Fixture, MODELS } from './fixture.ts';

/** Outputs of a sentence or a few, which share words in their middle, too. */

const [CLAUDE, GPT, GEMINI] = MODELS;

const atoms = (first = "Why don't scientists trust atoms?", end = '!'): string =>
  `${first}\n\nBecause they make up everything${end}`;
const scarecrow = (how: string): string => `Why did the scarecrow win an award? ${how}`;
const repeated = (text: string, count: number): readonly string[] => Array.from({ length: count }, () => text);

/** A published prompt, and what three models say to it. */
function jokes(): Fixture {
  return fixture('Tell me a joke', {
    [CLAUDE]: [
      ...repeated(atoms(), 11),
      ...repeated(atoms("Why don't scientists trust atoms anymore?"), 3),
      'Why did the coffee file a police report? It got mugged!',
    ],
    [GPT]: [
      ...repeated(atoms(undefined, '.'), 5),
      ...repeated(scarecrow('Because he was outstanding in his field.'), 4),
      scarecrow('He was outstanding in his field!'),
      scarecrow('Because he was outstanding in his field. Want another?'),
      'Why did the bicycle fall over? Because it was two tired.',
      'Why did the bicycle fall over? It was two tired.',
      'I told my computer I needed a break, and it said: no problem, I will go to sleep.',
      atoms(undefined, '. Want another (a pun, dark, or tech one)?'),
    ],
    [GEMINI]: [
      ...repeated(atoms(), 7),
      ...repeated(atoms('Why did the scientist not trust atoms?'), 1),
      ...repeated('What do you call a fake noodle? An impasta!', 3),
      'What do you call a bear with no teeth? A gummy bear!',
      'What do you call a fish with no eyes? A fsh!',
      scarecrow('Because he was outstanding in his field!'),
      'Why did the coffee file a police report? Because it got mugged!',
    ],
  });
}

const WAYS: readonly (readonly (readonly string[])[])[] = [
  [
    ['Once upon a time', 'Long ago', 'In a quiet valley', 'Many years ago'],
    ['there lived a', 'there was a', 'a'],
    ['lonely', 'curious', 'stubborn', 'gentle', 'clumsy', 'brave'],
    ['dragon', 'clockmaker', 'fox', 'lighthouse keeper', 'girl named Mira'],
    ['who wanted nothing more than', 'who dreamed of', 'who had never seen'],
    ['the sea', 'a friend', 'the other side of the hill', 'a quiet morning', 'snow'],
    ['and so one day', 'until one morning', 'but every evening'],
    [
      'set out across the old stone bridge',
      'packed a small bag and left',
      'climbed the tallest tree',
      'sat by the window and waited',
    ],
    ['to find it.', 'without looking back.', 'and never told anyone.', 'with a lantern in hand.'],
  ],
  [
    ['The'],
    ['old', 'last', 'smallest', 'forgotten'],
    ['library', 'train', 'garden', 'radio'],
    ['kept a secret that only', 'belonged to', 'was known to'],
    ['the night watchman', 'a boy of seven', 'the wind', 'two sisters'],
    ['knew, and', 'remembered:', 'could tell;'],
    ['every winter', 'on the first day of spring', 'when nobody was looking'],
    ['it opened its doors and let', 'it hummed a tune and let', 'a letter arrived that asked'],
    ['the light in.', 'the past walk through.', 'for one more story before the end.'],
  ],
];

const HOW =
  'humming,counting to nine,dressed in red,half asleep,barefoot,in the rain,with two dogs,holding a map'.split(',');
const WHERE =
  'near Ostrava,by the mill,under the bridge,past the last house,on Elm Street,at the harbour,in the orchard'.split(
    ',',
  );

/** The same every time. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** `count` outputs of about 30 words for each of three models, most of them different. */
function tales(count: number): Fixture {
  const draw = drawn(7);
  const tale = (): string => {
    const ways = WAYS[draw() < 0.7 ? 0 : 1]!;
    const words = ways.map((choices) => choices[Math.floor(draw() ** 1.6 * choices.length)]!);
    const of = (list: readonly string[]): string => list[Math.floor(draw() * list.length)]!;
    const aside = `${of(HOW)} and ${of(HOW)} ${of(WHERE)},`;
    return (draw() < 0.3 ? words.toSpliced(3 + Math.floor(draw() * 5), 0, aside) : words).join(' ');
  };
  return fixture(
    'Write the first sentence of a story',
    Object.fromEntries(MODELS.map((model) => [model, Array.from({ length: count }, tale)])),
    { id: `tales ${count}` },
  );
}

/** By the name under which the playground shows them. */
export const SENTENCES: Readonly<Record<string, () => Fixture>> = {
  sentences: jokes,
  tales: () => tales(100),
  'many-tales': () => tales(400),
};
