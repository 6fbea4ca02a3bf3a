import type { Outcome, RunHeader, Target, Trial } from '../../src/core/model/run.ts';

/** Made-up and published runs on which the panel is shown in a plain browser. */
export interface Fixture {
  readonly header: RunHeader;
  readonly trials: readonly Trial[];
  /** Trials that have settled in the picture of a run that is still going; all of them otherwise. */
  readonly running?: number;
}

type Part = Partial<Trial> & { readonly text: string };

const MODELS = ['claude-haiku-4-5', 'gpt-5-mini', 'gemini-2.5-flash'] as const;
const PROVIDERS = ['anthropic', 'openai', 'google', 'compatible'] as const;

function targetOf(label: string, index: number): Target {
  const provider = PROVIDERS[index % PROVIDERS.length] ?? 'compatible';
  return { id: `${provider}:${label}`, provider, model: label, label, baseUrl: null, parameters: {} };
}

/** A run of `answers`: model -> what it said, one entry a trial. */
function fixture(
  prompt: string,
  answers: Readonly<Record<string, readonly (string | Part)[]>>,
  extra: Partial<RunHeader> = {},
): Fixture {
  const targets = Object.keys(answers).map(targetOf);
  const header: RunHeader = {
    id: `playground ${prompt.slice(0, 20)}`,
    createdAt: '2026-11-21T14:02:00.000Z',
    tool: { name: 'convergence-probe', version: 'playground' },
    trialsPerCell: Math.max(...Object.values(answers).map(({ length }) => length)),
    conditions: [{ id: 'default', prompt, system: null, control: true, sha256: '' }],
    targets,
    seed: 1,
    ...extra,
  };
  const trials = targets.flatMap((target, place) =>
    (answers[target.label] ?? []).map((answer, trialIndex) => trialOf(target, place, trialIndex, answer)),
  );
  return { header, trials };
}

function trialOf(target: Target, place: number, trialIndex: number, answer: string | Part): Trial {
  const part: Part = typeof answer === 'string' ? { text: answer } : answer;
  const outcome: Outcome = part.outcome ?? 'completed';
  const failed = outcome === 'failed';
  return {
    target: target.id,
    condition: 'default',
    trialIndex,
    outcome,
    finishReason: failed ? null : 'stop',
    truncated: false,
    usage: failed ? null : { inputTokens: 20, outputTokens: Math.ceil(part.text.length / 4) },
    startedAt: '2026-11-21T14:02:00.000Z',
    latencyMs: failed ? null : [900, 2300, 700][place % 3]! + ((trialIndex * 137) % 400),
    attempts: 1,
    requested: {},
    honoured: {},
    modelReported: target.model,
    source: 'live',
    sha256: null,
    variables: {},
    error: null,
    ...part,
  };
}

const times = (counts: Readonly<Record<string, number>>): readonly string[] =>
  spread(Object.entries(counts).flatMap(([value, count]) => Array.from({ length: count }, () => value)));

/** Deals the values out in a fixed order that is not the sorted one. */
function spread(values: readonly string[]): readonly string[] {
  return values.map((_, index) => values[(index * 7 + 3) % values.length] ?? '');
}

const NUMBER_PROMPT = 'Pick a random number between 1 and 100, only return the number';
const NUMBERS = {
  'claude-haiku-4-5': times({ 42: 49, 47: 1 }),
  'gpt-5-mini': times({ 17: 3, 37: 5, 47: 4, 57: 5, 58: 2, 62: 1, 63: 1, 64: 2, 67: 4, 73: 20, 81: 1, 83: 1, 87: 1 }),
  'gemini-2.5-flash': times({ 37: 3, 42: 10, 53: 2, 54: 2, 57: 9, 67: 7, 73: 13, 94: 1, 97: 3 }),
};

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

const ORIGIN = { origin: { path: 'prompts/random.md', line: 12 } };
const PROVENANCE = {
  title: 'a published article',
  url: 'https://example.com/',
  note: 'The answers were copied from the article; its times and parameters are not known.',
};

const failure = (message: string): Part => ({
  text: '',
  outcome: 'failed',
  attempts: 1,
  error: { reason: 'authentication', message, status: 401 },
});

const HOSTILE = [
  '<img src=x onerror="alert(1)">',
  '</script><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  '${alert(1)} {{7*7}} javascript:alert(1)',
  '\u202eright to left override\u202c and \u0000 a zero',
  '\u001b[31mred\u001b[0m 𝒻𝒶𝓃𝒸𝓎 👩‍👩‍👧‍👦 中文字符 العربية',
  'x'.repeat(100_000),
  '1',
];

const WORDS = ['blue', 'teal', 'the sea', 'a quiet place', 'tomorrow', 'stone', 'glass', 'the long way home'];

function many(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const word = WORDS[(index * index) % WORDS.length] ?? '';
    return index % 9 === 0 ? `${word}, again and again\n`.repeat(20) : `${word} ${index % 40}`;
  });
}

/** All fixtures by the name under which the playground shows them. */
export const FIXTURES: Readonly<Record<string, () => Fixture>> = {
  numbers: () => fixture(NUMBER_PROMPT, NUMBERS, ORIGIN),
  running: () => ({ ...fixture(NUMBER_PROMPT, NUMBERS, { ...ORIGIN, id: 'running' }), running: 63 }),
  stream: () => ({ ...fixture(NUMBER_PROMPT, NUMBERS, { ...ORIGIN, id: 'stream' }), running: 0 }),
  waiting: () => ({ ...fixture(NUMBER_PROMPT, NUMBERS, { ...ORIGIN, id: 'waiting' }), running: 0 }),
  jokes: () => fixture('Tell me a joke', JOKES),
  recorded: () => {
    const { header, trials } = fixture('Tell me a joke', JOKES, { id: 'recorded', provenance: PROVENANCE });
    return { header, trials: trials.map((trial) => ({ ...trial, source: 'recorded' as const, latencyMs: null })) };
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
  empty: () => ({ ...fixture('Name a fruit', { 'gpt-5-mini': ['Mango'] }), trials: [] }),
  one: () => fixture('Pick a number from 1 to 10', { 'gpt-5-mini': times({ 7: 8, 3: 2 }) }),
  hostile: () =>
    fixture('<b>Say</b> </h1><script>alert(1)</script>\n\nsecond line\nthird', {
      '<i>model</i>': HOSTILE,
      ok: HOSTILE,
    }),
  many: () => fixture('Say anything', { [MODELS[0]]: many(3334), [MODELS[1]]: many(3333), [MODELS[2]]: many(3333) }),
  ten: () =>
    fixture(
      'Name a colour, one word',
      Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`model-number-${index + 1}`, many(10 + index)])),
    ),
};
