import type { Price } from '../../src/core/model/run.ts';
import { failure, fixture, type Fixture, NUMBER_PROMPT, NUMBERS, ORIGIN, type Part } from './fixture.ts';

/** Pictures of sending: waiting, cut off, over budget, failed, with costs. */

const CLAUDE = 'claude-haiku-4-5';
const GPT = 'gpt-5-mini';
const GEMINI = 'gemini-2.5-flash';

const price = (name: string, inputPerMillion: number, outputPerMillion: number): Price => ({
  ...{ name, inputPerMillion, outputPerMillion },
  source: 'table',
});
const PRICES = {
  [`anthropic:${CLAUDE}`]: price('Claude Haiku 4.5', 1, 5),
  [`openai:${GPT}`]: { ...price('convergenceProbe.prices', 0.25, 2), source: 'user' as const },
};
const ALL_PRICES = { ...PRICES, [`google:${GEMINI}`]: price('Gemini 2.5 Flash', 0.3, 2.5) };

const numbers = (id: string, more: Partial<Fixture> = {}): Fixture => ({
  ...fixture(NUMBER_PROMPT, NUMBERS, { ...ORIGIN, id }),
  ...more,
});

/** The first answers of each model have arrived. */
const firstOf =
  (counts: Readonly<Record<string, number>>): NonNullable<Fixture['settled']> =>
  ({ target, trialIndex }) =>
    trialIndex < (Object.entries(counts).find(([label]) => target.endsWith(label))?.[1] ?? 0);

const OVER = 'the budget of $0.0010 is used up: $0.00078 is spent, and one answer of gpt-5-mini could cost $0.0042';

const CUT: Partial<Fixture> = {
  settled: firstOf({ [CLAUDE]: 21, [GPT]: 9, [GEMINI]: 4 }),
  status: 'partial',
  next: { missing: 116, more: 50 },
};

function rateLimited(): Fixture {
  const refused = 'The key for Google was refused; set another one.';
  const answers = { ...NUMBERS, [GEMINI]: Array.from({ length: 50 }, () => failure(refused)) };
  return {
    ...fixture(NUMBER_PROMPT, answers, { ...ORIGIN, id: 'rate-limited', prices: ALL_PRICES }),
    running: 0,
    settled: firstOf({ [CLAUDE]: 9, [GPT]: 21, [GEMINI]: 50 }),
    doing: {
      [CLAUDE]: { state: 'paused', reason: 'rate limited', inFlight: 0, waitsMs: 8_000, ratePerSecond: 2.5 },
      [GPT]: { ratePerSecond: 5, inFlight: 4 },
      [GEMINI]: { state: 'stopped', reason: refused, inFlight: 0 },
    },
  };
}

function retry(): Fixture {
  const slow = failure('No answer within 60 s, five times in a row.', 'timeout', null);
  const busy = failure('The server was overloaded, five times in a row.', 'overloaded', 529);
  const lost = (answers: readonly string[], at: Readonly<Record<number, Part>>): readonly (string | Part)[] =>
    answers.map((answer, index) => at[index] ?? answer);
  const answers = {
    [CLAUDE]: lost(NUMBERS[CLAUDE], { 7: busy, 8: busy, 30: busy, 31: slow }),
    [GPT]: lost(NUMBERS[GPT], { 12: slow, 40: slow }),
    [GEMINI]: Array.from({ length: 50 }, () => failure('The key for Google was refused; set another one.')),
  };
  return {
    ...fixture(NUMBER_PROMPT, answers, { ...ORIGIN, id: 'retry', prices: ALL_PRICES }),
    next: { more: 50, failed: { [`anthropic:${CLAUDE}`]: 4, [`openai:${GPT}`]: 2, [`google:${GEMINI}`]: 50 } },
  };
}

/** By the name under which the playground shows them. */
export const SENDING: Readonly<Record<string, () => Fixture>> = {
  'rate-limited': rateLimited,
  'cut-off': () => numbers('cut-off', CUT),
  stopped: () => numbers('stopped', { ...CUT, status: 'cancelled' }),
  'over-budget': () => {
    const base = numbers('over-budget', { ...CUT, endNote: OVER });
    return { ...base, header: { ...base.header, prices: PRICES } };
  },
  retry,
  elsewhere: () => numbers('elsewhere', { ...CUT, next: { missing: 116, more: 50, elsewhere: true } }),
  costs: () => {
    const base = numbers('costs', { next: { more: 50 } });
    return { ...base, header: { ...base.header, prices: PRICES, continuedAt: '2026-11-22T09:10:00.000Z' } };
  },
  unpriced: () => numbers('unpriced', { next: { more: 1_000 } }),
  'disk-full': () =>
    numbers('disk-full', {
      ...CUT,
      notices: ['The disk is full: answers are kept in memory until there is room again.'],
    }),
};
