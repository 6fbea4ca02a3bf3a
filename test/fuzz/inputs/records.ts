import * as fc from 'fast-check';
import type { GroupEdit, Outcome, RunRecord, SemanticGrouping, Trial } from '../../../src/core/model/run.ts';
import { runOf, targetOf, trialOf } from '../../unit/core/analysis/run-of.ts';
import { Dice } from './dice.ts';
import { promptTexts, texts } from './texts.ts';

/** Names that are members of every object, or that tables, files and Markdown read as something else. */
const NAMES = [
  ...[
    'm',
    'gpt',
    'model-b',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '0',
    '',
    ' ',
    'a|b',
    '=1+1',
    'x\ny',
  ],
  ...['<b>', '../../etc', 'ümläut', '\u202egnp', 'a:b:c', '#2', 'default', '\ud800', 'm'.repeat(300), '\u001b[31m'],
] as const;

const OUTCOMES: readonly Outcome[] = ['completed', 'completed', 'completed', 'refused', 'empty', 'failed', 'cancelled'];

const EXTRACTORS = [
  ...['auto', 'whole', 'number', 'choice', 'choice:A,B,C', 'first-line', 'title', 'joke', 'code', 'json:answer'],
  ...['json:a.b[0]', 'regex:(?<answer>\\d+)', 'regex:(a+)+$', 'regex:([a-z]*)*x', 'regex:.', 'nonsense', 'regex:('],
] as const;

/** How a record may be read. */
export function extractorSpecs(): fc.Arbitrary<string> {
  return fc.constantFrom(...EXTRACTORS);
}

/** The size and the look of a record. */
export interface RecordLimits {
  /** Most trials of a cell. */
  readonly runs: number;
  /** Longest output, UTF-16 units. */
  readonly longest: number;
}

/** Runs as a journal or a run file may tell them: every outcome, few different texts, so that groups form, and odd names. */
export function records({ runs, longest }: RecordLimits): fc.Arbitrary<RunRecord> {
  return fc
    .record({
      prompt: promptTexts(),
      pool: fc.array(texts(longest), { minLength: 1, maxLength: 5 }),
      targets: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 }),
      conditions: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }),
      runs: fc.integer({ min: 1, max: runs }),
      reading: fc.option(extractorSpecs(), { freq: 6 }),
      seed: fc.nat(2 ** 31 - 1),
    })
    .map(({ prompt, pool, targets, conditions, runs: trialsPerCell, reading, seed }) => {
      const dice = new Dice(seed);
      const { run } = runOf(prompt, { x: [] });
      const [first] = run.conditions;
      const asked = conditions.map((id, at) => ({
        ...first!,
        ...{ id, prompt: at > 0 && dice.chance(0.5) ? `${prompt} please` : prompt, control: at === 0 },
        system: dice.chance(0.2) ? 'Be brief.' : null,
      }));
      const ids = targets.map((name) => targetOf(name).id);
      const trials = ids.flatMap((target) =>
        conditions.flatMap((condition) =>
          Array.from({ length: trialsPerCell }, (_, index) => randomTrial({ target, condition, index }, pool, dice)),
        ),
      );
      const kept = trials.filter(() => !dice.chance(0.05));
      const semantic = dice.chance(0.2) ? semanticOf(pool, dice) : undefined;
      return {
        run: {
          ...run,
          ...{
            trialsPerCell,
            seed: dice.one([1, 0, 2 ** 32 - 1, -1, 0.5]),
            targets: targets.map(targetOf),
            conditions: asked,
          },
          status: dice.one(['complete', 'partial', 'cancelled'] as const),
          ...(reading !== null && {
            reading: { extractor: reading, ...(dice.chance(0.3) && { domain: domainOf(dice) }) },
          }),
          ...(dice.chance(0.3) && { prices: pricesOf(ids, dice) }),
          ...(dice.chance(0.2) && {
            design: { file: dice.one(['a.probe.yaml', '=1.probe.yaml', '\u202e.probe.yaml']) },
          }),
        },
        trials: kept,
        edits: dice.chance(0.4) ? editsOf(kept, dice) : [],
        ...(semantic && { semantic }),
      };
    });
}

interface Place {
  readonly target: string;
  readonly condition: string;
  readonly index: number;
}

function randomTrial({ target, condition, index }: Place, pool: readonly string[], dice: Dice): Trial {
  const outcome = dice.one(OUTCOMES);
  const text = outcome === 'completed' ? dice.one(pool) : dice.chance(0.2) ? dice.one(pool) : '';
  return trialOf(target, index, text, {
    ...{
      condition,
      outcome,
      truncated: dice.chance(0.1),
      source: dice.one(['live', 'recorded', 'imported', 'simulated']),
    },
    usage: dice.chance(0.3)
      ? null
      : { inputTokens: dice.one([0, 9, 2 ** 53 - 1, null]), outputTokens: dice.one([0, 3, 1e15, null]) },
    latencyMs: dice.one([null, 0, 100, 1e300, -1]),
    error:
      outcome === 'failed'
        ? { reason: 'network', message: dice.one(['Torn.', ...pool]).slice(0, 500), status: null }
        : null,
    ...(dice.chance(0.1) && { note: dice.one(pool).slice(0, 500) }),
    ...(dice.chance(0.1) && { cached: true }),
  });
}

function domainOf(dice: Dice): readonly [number, number] {
  return dice.one([
    ...([
      [1, 100],
      [0, 1],
      [0, 0],
      [5, 1],
      [-1e308, 1e308],
      [1, 1e308],
      [0.1, 0.2],
      [-5e-324, 5e-324],
    ] as const),
  ]);
}

function pricesOf(targets: readonly string[], dice: Dice): NonNullable<RunRecord['run']['prices']> {
  const entries = targets.flatMap((id) => {
    const price = {
      inputPerMillion: dice.one([0, 0.15, 1e308]),
      outputPerMillion: dice.one([0, 60]),
      name: 'x',
      source: 'user' as const,
    };
    return dice.chance(0.7) ? [[id, price] as const] : [];
  });
  return Object.fromEntries(entries);
}

function editsOf(trials: readonly Trial[], dice: Dice): readonly GroupEdit[] {
  return Array.from({ length: 1 + dice.below(3) }, () => ({
    kind: dice.one(['merge', 'split'] as const),
    members: trials
      .filter(() => dice.chance(0.3))
      .slice(0, 6)
      .map(({ target, condition, trialIndex }) => ({ target, condition, trialIndex })),
  }));
}

function semanticOf(pool: readonly string[], dice: Dice): SemanticGrouping {
  const answers = pool.slice(0, 2 + dice.below(3));
  const isJudge = dice.chance(0.5);
  return {
    ...{
      method: isJudge ? 'judge' : 'embedding',
      target: 'test:judge',
      baseUrl: null,
      threshold: isJudge ? null : 0.9,
    },
    ...{
      at: '2026-01-31T12:00:00.000Z',
      calls: 3,
      usage: { inputTokens: 1, outputTokens: null },
      answers: answers.length,
    },
    ...{ compared: [], unreadable: 0 },
    same: answers.length < 2 ? [] : [{ answers, similarity: isJudge ? null : answers.map(() => 1) }],
  };
}
