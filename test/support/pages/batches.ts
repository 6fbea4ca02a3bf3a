import type { Condition, RunRecord, Target, Trial } from '../../../src/core/model/run.ts';
import { seededRandom, shuffle, type Random } from '../../../src/core/statistics/random.ts';
import { evenTitle, pageOf, pick, rareTitle, type PagePlan, type Rendering } from './page.ts';

/** Populations of pages with planted shares: what two published batches of pages found, made up anew. */

/** So many outputs of a cell have each value; what is left has `rest`. */
function dealt<T>(counts: readonly (readonly [T, number])[], rest: T, size: number, random: Random): readonly T[] {
  const values = counts.flatMap(([value, count]) => new Array<T>(count).fill(value));
  while (values.length < size) values.push(rest);
  return shuffle(values.slice(0, size), random);
}

const DARK = ['#0a0a15', '#08080f', '#0b0e14', '#101018'];
const LIGHT = ['#f6f1e7', '#fafafa', '#eef3f0', '#fff8e8'];

function targetOf(model: string): Target {
  return { id: `test:${model}`, provider: 'test', model, label: model, baseUrl: null, parameters: {} };
}

function trialOf(target: string, condition: string, trialIndex: number, text: string): Trial {
  return {
    ...{
      target,
      condition,
      trialIndex,
      outcome: 'completed',
      text,
      finishReason: 'stop',
      truncated: false,
      usage: null,
    },
    ...{ startedAt: null, latencyMs: null, attempts: 1, requested: {}, honoured: {}, modelReported: null },
    ...{ source: 'live', sha256: null, variables: {}, error: null },
  };
}

function recordOf(
  conditions: readonly Condition[],
  targets: readonly Target[],
  trials: readonly Trial[],
  trialsPerCell: number,
): RunRecord {
  return {
    run: {
      ...{ id: 'planted', createdAt: '2026-01-31T12:00:00.000Z', finishedAt: '2026-01-31T13:00:00.000Z' },
      ...{ status: 'complete', tool: { name: 'test', version: '0' }, trialsPerCell, conditions, targets, seed: 1 },
    },
    trials,
    edits: [],
  };
}

function conditionOf(id: string, prompt: string, system: string | null = null): Condition {
  return { id, prompt, system, control: id === 'control' || id === 'default', sha256: '0'.repeat(64) };
}

/** Counts of one model under the five conditions: control, stripped, anti-default, expanded, self-critique. */
type Five = readonly [number, number, number, number, number];

/** What each model of the second batch is planted with, of 50 pages under each condition. */
interface Planted {
  readonly canvas: Five;
  readonly svg: Five;
  readonly three: Five;
  readonly dark: Five;
  readonly loop: Five;
  readonly pointer: Five;
  readonly titles: Readonly<Record<string, Five>>;
}

/** The models' counts add up to those published: Canvas 2D 76 of 150 to 2 of 150, SVG 0 to 101, "Tidal Memory" 14, 19 and 1 of 50. */
export const SECOND_BATCH: Readonly<Record<string, Planted>> = {
  'opus-4-6': {
    canvas: [40, 39, 1, 39, 37],
    svg: [0, 0, 35, 0, 1],
    three: [1, 1, 8, 1, 2],
    dark: [46, 45, 5, 46, 44],
    loop: [40, 39, 14, 40, 38],
    pointer: [41, 40, 37, 41, 39],
    titles: { 'Tidal Memory': [14, 12, 0, 19, 1], Erosion: [8, 8, 5, 8, 4] },
  },
  'gpt-5-2': {
    canvas: [10, 9, 0, 10, 8],
    svg: [0, 1, 34, 1, 1],
    three: [0, 0, 5, 1, 1],
    dark: [42, 41, 4, 43, 41],
    loop: [34, 33, 15, 34, 32],
    pointer: [37, 37, 34, 38, 36],
    titles: { 'Axiom Garden': [6, 5, 4, 6, 5] },
  },
  'gemini-3-pro': {
    canvas: [26, 26, 1, 26, 24],
    svg: [0, 1, 32, 1, 1],
    three: [1, 1, 5, 1, 2],
    dark: [44, 43, 5, 45, 42],
    loop: [37, 36, 17, 38, 35],
    pointer: [40, 39, 36, 40, 38],
    titles: { 'Synaptic Echo': [5, 4, 4, 5, 5] },
  },
};

export const CONDITIONS = ['control', 'stripped', 'anti-default', 'expanded', 'self-critique'] as const;

const PROMPTS: Readonly<Record<(typeof CONDITIONS)[number], string>> = {
  control: 'Build something. Answer with one HTML file.',
  stripped: 'Build. One HTML file.',
  'anti-default': 'Build something that is not your first idea and draws in no raster. Answer with one HTML file.',
  expanded: 'Build something: a game, a toy, an essay, an instrument, a tool. Answer with one HTML file.',
  'self-critique':
    'Think of something, say what is stale about it, then build something else. Answer with one HTML file.',
};

function pagesOf(planted: Planted, at: number, size: number, random: Random): readonly PagePlan[] {
  const of = (counts: Five) => dealt([[true, counts[at]!]], false, size, random);
  const renderings: readonly (readonly [Rendering, number])[] = [
    ['canvas', planted.canvas[at]!],
    ['svg', planted.svg[at]!],
    ['three', planted.three[at]!],
  ];
  const rendering = dealt<Rendering>(renderings, 'dom', size, random);
  const named = Object.entries(planted.titles).map(([title, counts]) => [title, counts[at]!] as const);
  const titles = dealt<string | null>(named, null, size, random);
  const [dark, loop, pointer] = [of(planted.dark), of(planted.loop), of(planted.pointer)];
  return rendering.map((drawn, index) => ({
    rendering: drawn,
    title: titles[index] ?? evenTitle(random, index),
    background: pick(dark[index] ? DARK : LIGHT, random),
    loop: loop[index]!,
    pointer: pointer[index]!,
    hint: null,
  }));
}

/** 3 models x 5 conditions x 50 pages with the counts of `SECOND_BATCH`. */
export function secondBatch(seed = 1): RunRecord {
  const random = seededRandom(seed);
  const targets = Object.keys(SECOND_BATCH).map(targetOf);
  const conditions = CONDITIONS.map((id) => conditionOf(id, PROMPTS[id]));
  const trials = Object.values(SECOND_BATCH).flatMap((planted, model) =>
    CONDITIONS.flatMap((condition, at) =>
      pagesOf(planted, at, 50, random).map((plan, index) =>
        trialOf(targets[model]!.id, condition, index, pageOf(plan, random)),
      ),
    ),
  );
  return recordOf(conditions, targets, trials, 50);
}

/** What each model of the first batch is planted with: how many pages, and titles. The published sizes add up to 354. */
export const FIRST_BATCH: Readonly<
  Record<
    string,
    { readonly pages: number; readonly titles: Readonly<Record<string, number>>; readonly disturb: number }
  >
> = {
  'opus-4-6': { pages: 54, titles: { Erosion: 16, 'Tidal Memory': 16 }, disturb: 2 },
  'sonnet-4-6': { pages: 50, titles: { 'Semantic Drift': 13 }, disturb: 0 },
  'gpt-5-2': { pages: 50, titles: { 'Axiom Garden': 4 }, disturb: 0 },
  'gemini-3': { pages: 100, titles: { 'Synaptic Echo': 9 }, disturb: 2 },
  'kimi-k2-5': { pages: 50, titles: { 'Resonance Fields': 20 }, disturb: 2 },
  grok: {
    pages: 50,
    titles: { 'Truth Engine': 9, 'The Truth Seeker': 8, 'Fragments of Truth': 6, 'Truth, Distilled': 4 },
    disturb: 0,
  },
};

/** The colour that the configuration file leaked. */
export const LEAKED = '#050510';
const SYSTEM = `You build exhibits for a gallery.\nDesign tokens: { "background": "${LEAKED}", "radius": "12px" }`;
const HINTS = ['Drag to bend the field', 'Click anywhere', 'Scroll to age it', null, null, null, null, null];

/** Pages of which 79% draw on a canvas, 70% take the leaked colour, and 60% are the whole archetype. */
function exhibits(
  size: number,
  titles: Readonly<Record<string, number>>,
  disturb: number,
  random: Random,
): readonly PagePlan[] {
  const share = (part: number) => dealt([[true, Math.round(part * size)]], false, size, random);
  const named = dealt<string | null>(Object.entries(titles), null, size, random);
  const hints = dealt<string | null>([['Move to disturb', disturb]], null, size, random);
  const [canvas, leaked] = [share(0.79), share(0.7)];
  return canvas.map((drawn, index) => ({
    rendering: drawn ? 'canvas' : 'dom',
    title: named[index] ?? rareTitle(random, Math.floor(random() * 1e6)),
    background: leaked[index] ? LEAKED : pick([...DARK, ...LIGHT], random),
    loop: drawn && random() < 0.95,
    pointer: drawn && random() < 0.9,
    hint: hints[index] ?? pick(HINTS, random),
  }));
}

/** 354 pages of six families to one prompt, with the counts of `FIRST_BATCH`. */
export function firstBatch(seed = 1): RunRecord {
  const random = seededRandom(seed);
  const targets = Object.keys(FIRST_BATCH).map(targetOf);
  const trials = Object.values(FIRST_BATCH).flatMap(({ pages, titles, disturb }, model) =>
    exhibits(pages, titles, disturb, random).map((plan, index) =>
      trialOf(targets[model]!.id, 'default', index, pageOf(plan, random)),
    ),
  );
  return recordOf(
    [conditionOf('default', 'Build something. Answer with one HTML file.', SYSTEM)],
    targets,
    trials,
    100,
  );
}
