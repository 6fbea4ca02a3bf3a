/** Made-up stories, a paragraph or three each: models share phrases, have words of their own and echo the prompt. */

/** What the stories answer. */
export const STORY_PROMPT = 'Write a short story about a lighthouse keeper who receives letters from the sea.';

const SHARED = [
  'The old lighthouse stood at the edge of the world, where the fog rolled in like a forgotten promise.',
  'Every morning he climbed the spiral stairs, one hundred and twelve of them, and lit the great lamp.',
  'It was the kind of silence that settles in your bones.',
  'The letters from the sea arrived in green glass bottles, sealed with wax and salt.',
  'And for the first time in years, the lighthouse keeper smiled.',
  'He wrote back, though he did not know to whom.',
  'Outside, the waves whispered secrets only the gulls could understand.',
];

/** By model: the name of its hero, and sentences that only this model writes. */
const VOICES = [
  {
    hero: 'Elias',
    own: [
      'Elias Thorne kept his brass spyglass polished, a quiet testament to patience.',
      'There was something almost holy about the ritual, he thought, something stubborn and tender.',
      'He set the kettle on and let the steam draw its own small weather on the window.',
      'I should say this plainly: he was not lonely, not exactly.',
    ],
  },
  {
    hero: 'Mara',
    own: [
      'Mara catalogued each bottle: date, tide, handwriting, probable origin.',
      'Day 1: one letter. Day 2: two letters. By the end of the week there were twelve.',
      'She was practical about miracles; they still had to be filed.',
      'The radio crackled once, twice, then offered the forecast for places nobody lived.',
    ],
  },
  {
    hero: 'Old Finn',
    own: [
      'Old Finn hummed a shanty, its melody a vibrant tapestry woven from storm and starlight.',
      'The beam danced across the water, a shimmering beacon of hope in the velvet dark.',
      'A symphony of gulls heralded the dawn, painting the sky in hues of amber and rose.',
      'It was more than a lighthouse; it was a heartbeat.',
    ],
  },
] as const;

/** Numbers 0 ... 1 that are the same every time (mulberry32). */
function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function taken(from: readonly string[], count: number, draw: () => number): readonly string[] {
  const rest = [...from];
  return Array.from(
    { length: Math.min(count, rest.length) },
    () => rest.splice(Math.floor(draw() * rest.length), 1)[0]!,
  );
}

function story(voice: number, index: number): string {
  const { hero, own } = VOICES[voice % VOICES.length]!;
  const draw = draws(voice * 1_000 + index);
  const paragraphs = Array.from({ length: 1 + Math.floor(draw() * 3) }, () =>
    [...taken(SHARED, 3, draw), ...taken(own, 2, draw)].join(' '),
  );
  const last = `${hero} read letter number ${1 + Math.floor(draw() * 99)} twice, and put it with the others.`;
  return [...paragraphs, last].join('\n\n');
}

/** `count` stories of one model. */
export function storiesOf(voice: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => story(voice, index));
}
