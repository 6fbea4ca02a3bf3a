import { seededRandom, seedOf } from '../../src/core/statistics/random.ts';

/** Models that answer a prompt for a name with their favourite, and with more names where a rewrite works on them. */

const NAMES: readonly string[] = [
  ...['Misty', 'Juniper', 'Willow', 'Sage', 'Aspen', 'Luna', 'Storm', 'Shadow', 'Clover', 'Hazel'],
  ...['Pebble', 'Fern', 'Maple', 'Ember', 'Dusk', 'Raven', 'Birch', 'Cinder', 'Slate', 'Heather'],
  ...['Thistle', 'Opal', 'Bramble', 'Flint', 'Larkspur', 'Marble', 'Echo', 'Sorrel', 'Basil', 'Onyx'],
  ...['Velvet', 'Sable', 'Quill', 'Lichen', 'Granite', 'Tansy', 'Indigo', 'Yarrow', 'Vesper', 'Zephyr'],
];

/** How a rewrite changes what is answered: how many names come about equally often, or `null` for the favourite. */
export interface Planted {
  readonly secondIdea?: number;
  readonly persona?: number;
  readonly stringSeed?: number;
  /** Of each of five answers of a call. */
  readonly verbalized?: number;
}

/** What works best is the string seed, as on the picture that this was designed by. */
export const STRING_SEED_WORKS: Planted = { secondIdea: 6, persona: 10, stringSeed: 40, verbalized: 20 };
/** Five answers at once, drawn as single ones are: many, and not one more. */
export const NOTHING_WORKS: Planted = {};

/** The answer to a request with this body, its number and the model that is asked. */
export function rewrittenAnswer(body: unknown, index: number, model: string, planted: Planted): string {
  const sent = JSON.stringify(body);
  const random = seededRandom(seedOf(`${model} ${String(index)} ${sent}`));
  const favourite = (): string => {
    const draw = random();
    return NAMES[draw < 0.75 ? 0 : draw < 0.9 ? 1 : 2]!;
  };
  const among = (count: number | undefined): string =>
    count === undefined ? favourite() : NAMES[Math.floor(random() * count)]!;
  if (sent.includes('random_string')) {
    const name = among(planted.stringSeed);
    return `<random_string>q8Zt${String(index)}</random_string>\n<thinking>${name} or another one</thinking>\n<answer>${name}</answer>`;
  }
  if (sent.includes('<response>')) {
    const one = () => `<response><text>${among(planted.verbalized)}</text><probability>0.2</probability></response>`;
    return Array.from({ length: 5 }, one).join('\n');
  }
  if (sent.includes('first answer that comes to mind')) return among(planted.secondIdea);
  if (sent.includes('Answer as ')) return among(planted.persona);
  return favourite();
}
