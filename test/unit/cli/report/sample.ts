import type { CellReport, Counts, Group, Report, Statistics } from '../../../../src/core/model/report.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { trial } from '../support.ts';

const COUNTS: Counts = {
  trials: 4,
  completed: 4,
  refused: 0,
  empty: 0,
  failed: 0,
  cancelled: 0,
  unparsed: 0,
  outOfRange: 0,
  truncated: 0,
};

function figures(values: Readonly<Record<string, number | null>>, n: number): Statistics {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, interval: null, nullBand: null, n }]),
  );
}

function group(answer: string, byTarget: Readonly<Record<string, number>>): Group {
  const count = Object.values(byTarget).reduce((sum, part) => sum + part, 0);
  return {
    id: answer,
    answer,
    count,
    share: count / 4,
    interval: null,
    byTarget,
    byCondition: { default: count },
    members: [],
    variants: [],
    why: '',
  };
}

function cell(target: string, modalAnswer: string, collision: number | null): CellReport {
  const statistics = figures({ distinct: 2, 'effective-answers': 2, collision, 'modal-share': 0.5 }, 2);
  return {
    target,
    condition: 'default',
    counts: { ...COUNTS, trials: 2, completed: 2 },
    modalAnswer,
    medianLatencyMs: null,
    statistics,
  };
}

/** Two models, two runs each: a drew 1 and 100, b drew 1 twice. */
export function sampleRecord(over: Partial<RunRecord['run']> = {}): RunRecord {
  const target = (model: string) => ({
    id: `openai:${model}`,
    provider: 'openai',
    model,
    label: model,
    baseUrl: null,
    parameters: {},
  });
  return {
    run: {
      id: 'r',
      createdAt: '2026-01-01T00:00:00.000Z',
      finishedAt: '2026-01-01T00:00:01.000Z',
      status: 'complete',
      tool: { name: 'convergence-probe', version: '0' },
      trialsPerCell: 2,
      conditions: [{ id: 'default', prompt: 'Pick a number', system: null, control: true, sha256: '0' }],
      targets: [target('a'), target('b')],
      seed: 1,
      ...over,
    },
    trials: [trial()],
    edits: [],
  };
}

/** The report of `sampleRecord`, as an analysis would make it. */
export function sampleReport(over: Partial<Report> = {}): Report {
  const numbers = { mean: null, median: null, min: 1, max: 100, chiSquare: null, p: null, g: null, pG: null };
  const rest = { spikes: [], lastDigit: null, lastDigitTest: null, kinds: [], fitMethod: null };
  return {
    extractor: 'number',
    extractorReason: 'the prompt asks for a number',
    grouping: 'lexical',
    domain: [1, 100],
    possible: { size: 100, isFairPick: true },
    agreement: { within: null, between: null, tooFew: [] },
    seed: 1,
    cost: {},
    counts: COUNTS,
    funnel: { outputs: 4, raw: 3, folded: 3, extracted: 2, groups: 2 },
    groups: [group('1', { 'openai:a': 1, 'openai:b': 2 }), group('100', { 'openai:a': 1 })],
    pooled: figures({ distinct: 2, 'effective-answers': 1.7548, collision: 0.5 }, 4),
    cells: [cell('openai:a', '1', 0), cell('openai:b', '1', null)],
    between: {
      effectiveModels: 1.23,
      effectiveModelsInterval: null,
      effectiveModelsNull: null,
      p: null,
      convergenceIndex: null,
      convergenceIndexInterval: null,
      pairs: [],
      tree: null,
    },
    numbers: {
      pooled: { ...numbers, ...rest, histogram: { '1': 3, '100': 1 } },
      byTarget: {
        'openai:a': { ...numbers, ...rest, histogram: { '1': 1, '100': 1 } },
        'openai:b': { ...numbers, ...rest, histogram: { '1': 2 } },
      },
    },
    rarefaction: null,
    hues: null,
    phrases: null,
    signatures: null,
    echo: null,
    traits: null,
    conditions: null,
    titles: null,
    insight: {
      verdict: 'undecided',
      level: 'undecided',
      headline: 'Too few runs to tell.',
      details: ['Ask for ten or more.'],
    },
    readings: [],
    ...over,
  };
}
