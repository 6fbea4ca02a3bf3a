import { fixture, type Fixture, MODELS, NUMBER_PROMPT, NUMBERS, times } from './fixture.ts';

/** Pictures of comparing: models that answer alike, different numbers of runs, texts that take up their prompt. */

const PLACES = ['the old harbour', 'a quiet library', 'the edge of town', 'an empty station'];
const THINGS = ['lantern', 'letter', 'clock', 'map', 'violin'];

/** Short stories that share phrases; `own` is what only one model says. */
function stories(own: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const place = PLACES[(index * 7) % PLACES.length] ?? '';
    const thing = THINGS[(index * 3) % THINGS.length] ?? '';
    const end = index % 2 === 0 ? 'and nobody ever asked her why again.' : 'while the tide came in without a sound.';
    const echo = index % 3 === 0 ? 'The lighthouse keeper, in colour #050510, ' : '';
    return `${echo}Once, in ${place}, Elara found a ${thing} that hummed. ${own} She carried the ${thing} home, ${end}`;
  });
}

const STORY_PROMPT = 'Write a very short story about a lighthouse keeper. Use the colour #050510.';
const STORIES = {
  [MODELS[0]]: stories('It was not just an object, it was a promise.', 20),
  [MODELS[1]]: stories('Her grandmother had warned her: never touch a thing that hums.', 20),
  [MODELS[2]]: stories('The whispering woods held their breath; a tapestry of light unfolded.', 20),
};

const FRUIT = times({ Mango: 60, Apple: 30, Banana: 10 });

/** By the name under which the playground shows them. */
export const COMPARING: Readonly<Record<string, () => Fixture>> = {
  stories: () => fixture(STORY_PROMPT, STORIES),
  alike: () =>
    fixture('Name a fruit', { [MODELS[0]]: FRUIT, [MODELS[1]]: FRUIT, [MODELS[2]]: times({ Kiwi: 80, Mango: 20 }) }),
  uneven: () => fixture(NUMBER_PROMPT, { ...NUMBERS, [MODELS[1]]: NUMBERS[MODELS[1]].slice(0, 13) }, { id: 'uneven' }),
};
