import { COMPARING } from './comparing.ts';
import { exhibits } from './exhibits.ts';
import { failure, fixture, type Fixture, MODELS, NUMBER_PROMPT, NUMBERS, ORIGIN, times } from './fixture.ts';
import { hostile } from './hostile.ts';
import { pages } from './pages.ts';
import { rewriting } from './rewriting.ts';
import { SENTENCES } from './sentences.ts';
import { SENDING } from './sending.ts';
import { screened } from './screened.ts';
import { TEXTS } from './texts.ts';

const atoms = (end: string): string => `Why don't scientists trust atoms?\n\nBecause they make up everything${end}`;
const JOKES = {
  'claude-haiku-4-5': [atoms('! 😄'), atoms('! 😄'), atoms('! 😄')],
  'gpt-5-mini': [
    "Why don't scientists trust atoms? Because they make up everything.\n\nWant another (a pun, dark, or tech one)?",
    atoms('.\n\nWant another (dad joke, programmer joke, or dark humor — within safe limits)?'),
    'Why did the scarecrow win an award?\n\nBecause he was outstanding in his field.\n\nWant another?',
  ],
  'gemini-2.5-flash': [atoms('! 😁'), atoms('!'), atoms('!')],
};

const PROVENANCE = {
  title: 'a published article',
  url: 'https://example.com/',
  note: 'The answers were copied from the article; its times and parameters are not known.',
};

const WORDS = ['blue', 'teal', 'the sea', 'a quiet place', 'tomorrow', 'stone', 'glass', 'the long way home'];

function many(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const word = WORDS[(index * index) % WORDS.length] ?? '';
    return index % 9 === 0 ? `${word}, again and again\n`.repeat(20) : `${word} ${index % 40}`;
  });
}

/** All fixtures by the name under which the playground shows them; `part` chooses one of several pictures of a run. */
export const FIXTURES: Readonly<Record<string, (part?: number) => Fixture>> = {
  numbers: () => fixture(NUMBER_PROMPT, NUMBERS, ORIGIN),
  running: () => ({ ...fixture(NUMBER_PROMPT, NUMBERS, { ...ORIGIN, id: 'running' }), running: 63 }),
  stream: () => ({ ...fixture(NUMBER_PROMPT, NUMBERS, { ...ORIGIN, id: 'stream' }), running: 0 }),
  waiting: () => ({ ...fixture(NUMBER_PROMPT, NUMBERS, { ...ORIGIN, id: 'waiting' }), running: 0 }),
  jokes: () => fixture('Tell me a joke', JOKES),
  recorded: () => {
    const { header, trials } = fixture('Tell me a joke', JOKES, { id: 'recorded', provenance: PROVENANCE });
    return {
      header,
      trials: trials.map((trial) => ({ ...trial, source: 'recorded' as const, latencyMs: null })),
      isTimeless: true,
    };
  },
  colours: () =>
    fixture('Name a colour, one word', {
      'claude-haiku-4-5': ['Turquoise', 'Teal', 'Teal', 'Teal', 'Teal'],
      'gpt-5-mini': ['Teal', 'teal', 'magenta', 'Turquoise', 'teal'],
      'gemini-2.5-flash': ['Blue', 'Blue', 'Red', 'Blue', 'blue'],
    }),
  failed: () =>
    fixture('Name a fruit', {
      'claude-haiku-4-5': Array.from({ length: 5 }, () =>
        failure('The key for Anthropic was refused; set another one.'),
      ),
      'gpt-5-mini': [
        'Mango',
        { text: 'Mango', requested: { temperature: 0 }, honoured: {} },
        { text: '', outcome: 'empty', note: 'spent all 512 output tokens thinking' },
        { text: "I can't help with that.", outcome: 'refused' },
        { text: 'A fruit that many people like is the man', truncated: true, finishReason: 'length', attempts: 3 },
      ],
    }),
  ...SENDING,
  ...COMPARING,
  ...TEXTS,
  ...SENTENCES,
  rewriting: () => rewriting(),
  pages,
  exhibits,
  screened,
  hostile,
  empty: () => ({ ...fixture('Name a fruit', { 'gpt-5-mini': ['Mango'] }), trials: [] }),
  one: () => fixture('Pick a number from 1 to 10', { 'gpt-5-mini': times({ 7: 8, 3: 2 }) }),
  many: () => fixture('Say anything', Object.fromEntries(MODELS.map((model) => [model, many(3334)]))),
  ten: () =>
    fixture(
      'Name a colour, one word',
      Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`model-number-${index + 1}`, many(10 + index)])),
    ),
};
