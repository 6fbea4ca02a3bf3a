import * as fc from 'fast-check';
import { HOSTILE_OUTPUTS } from '../../support/hostile/outputs.ts';
import { Dice } from './dice.ts';
import { mutatedText } from './mutate.ts';

/** Ordinary answers, so that the roads behind the first check are gone, too. */
export const ORDINARY = [
  ...[
    '42',
    '7',
    'The answer is 42.',
    '**73**',
    'Teal',
    'teal.',
    'Mango',
    'A',
    'B) Berlin',
    'Yes',
    'No.',
    '$1,000',
    '50%',
  ],
  ...['Why did the chicken cross the road?\n\nTo get to the other side!', '{"answer": 42, "why": ["a", "b"]}'],
  ...['Sure! Here is a number:\n\n42\n\nWould you like another one?', '```json\n{"answer":"x"}\n```', '#ff8800', '1/2'],
  ...['# A Title\n\nOnce upon a time there was a lighthouse keeper who could not sleep.\n\nThe end.'],
  ...[
    '<!doctype html><html><head><title>Sea</title><style>body{background:#012}</style></head><body><canvas></canvas><script>const c = document.querySelector("canvas"); requestAnimationFrame(function f(){ requestAnimationFrame(f) })</script></body></html>',
  ],
  ...[
    "I'm sorry, but I can't help with that.",
    'दो',
    '四十二',
    'zweiundvierzig',
    'Twenty-three',
    'between 1 and 5',
    '٤٢',
  ],
] as const;

/** One of the hostile outputs: whole, a part of it, or two joined. */
export function hostileText(dice: Dice): string {
  const one = dice.one(HOSTILE_OUTPUTS).make();
  if (dice.chance(0.4)) return one;
  const from = dice.below(Math.max(1, one.length - 50));
  const part = one.slice(from, from + dice.one([10, 200, 5_000]));
  return dice.chance(0.5) ? part : dice.one(ORDINARY) + part;
}

/** Texts of models, at most `longest` UTF-16 units: a third of them ordinary, so that they meet each other. */
export function texts(longest = 120_000): fc.Arbitrary<string> {
  const seeds = fc.nat(2 ** 31 - 1);
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...ORDINARY) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...ORDINARY), seeds)
          .map(([text, seed]) => mutatedText(text, new Dice(seed))),
      },
      { weight: 3, arbitrary: seeds.map((seed) => hostileText(new Dice(seed))) },
      { weight: 1, arbitrary: seeds.map((seed) => mutatedText(hostileText(new Dice(seed)), new Dice(seed + 1))) },
      { weight: 1, arbitrary: characters(0x10ffff) },
      { weight: 1, arbitrary: characters(0xff) },
      {
        weight: 1,
        arbitrary: fc
          .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
          .map((units) => String.fromCharCode(...units)),
      },
    )
    .map((text) => text.slice(0, longest));
}

/** Characters up to one, whole. Not `fc.string`: its tables of graphemes take seconds to build. */
function characters(highest: number): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: highest }), { maxLength: 60 })
    .map((codes) => String.fromCodePoint(...codes));
}

/** What is asked, in ways that are read differently. */
export const PROMPTS = [
  ...[
    'Pick a random number between 1 and 100, only return the number',
    'Tell me a joke',
    'Name a fruit',
    'Say A, B or C.',
  ],
  ...[
    'Pick a colour',
    'Is the sky blue? Answer yes or no.',
    'Write a haiku',
    'Build a web page',
    'Give me a title',
    '',
  ],
  ...['Answer in JSON: {"answer": string}', 'Write a function in Python', 'Pick a number between -1e308 and 1e308'],
  ...[
    'Choose: (A) red (B) green (C) blue (D) none of these',
    'Which is better?\n1. one\n2. two\n3. three',
    '{{topic}} {name}',
  ],
] as const;

/** Prompts, hostile ones among them. */
export function promptTexts(): fc.Arbitrary<string> {
  return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PROMPTS) }, { weight: 1, arbitrary: texts(20_000) });
}
