import type { AnswerKind } from '../inside/answers.ts';
import type { ReportTime } from '../inside/report.ts';
import type { Row } from '../figures.ts';
import { atMost, linearithmicGrowth, spreadOf } from '../figures.ts';
import type { Bench } from '../machine/bench.ts';
import { times } from '../machine/bench.ts';
import { endedWell, startChild } from '../machine/child.ts';
import type { Line } from './line.ts';

interface ReportCase {
  readonly kind: AnswerKind;
  readonly answers: number;
  /** Three when absent. */
  readonly models?: number;
  readonly line: string;
  readonly boundMs: number;
  readonly repetitions: number;
}

const CASES: readonly ReportCase[] = [
  { kind: 'numbers', answers: 150, line: 'report, 150 short answers', boundMs: 150, repetitions: 5 },
  { kind: 'phrases', answers: 10_000, line: 'report, 10,000 short answers', boundMs: 500, repetitions: 3 },
  {
    kind: 'pages',
    answers: 1000,
    line: 'report, 1,000 pages of 10 KB',
    boundMs: 2500,
    repetitions: 3,
  },
  { kind: 'sentences', answers: 3000, line: 'report, 3 x 1,000 sentences', boundMs: 1000, repetitions: 3 },
  { kind: 'shuffled', answers: 1500, line: 'report, 3 x 500 texts of ten words', boundMs: 5000, repetitions: 2 },
  { kind: 'phrases', answers: 1000, models: 200, line: 'report, 200 models x 5', boundMs: 20_000, repetitions: 2 },
  { kind: 'sketches', answers: 750, line: 'report, 750 pages of 10 KB with scripts', boundMs: 2500, repetitions: 3 },
];

/** Reports of three sizes, and how they grow. */
export const REPORTS: Line = {
  name: 'reports',
  settings:
    'the report with all intervals and tests in a fresh process, nothing warm, by turns with one of twice the size (but for 200 models); 150: numbers from 1 to 100; 10,000 and 200 models: phrases of four words, most of them different; sentences: of 200 characters, hardly two the same; texts of ten words: of 600 characters, the same words in any order; pages: HTML whose parts are half shared; with scripts: canvas pages of classes, handlers and styles; growth is of CPU time, against n log n; the second report: of the same session, after an edit by hand',
  measure: async (bench) => {
    const rows: Row[] = [];
    for (const one of CASES) rows.push(...(await measureCase(bench, one)));
    return rows;
  },
};

/** Share of the first report that a second one may take. */
const AGAIN = 0.1;

async function measureCase(bench: Bench, one: ReportCase): Promise<readonly Row[]> {
  const { answers, models, line, boundMs, repetitions } = one;
  // More models are more pairs, and more answers of each other tests: there is no one growth.
  const grows = models === undefined;
  const pairs = await times(bench.repetitions(repetitions, 2), async () => ({
    once: await reportTime(bench, one, answers),
    twice: grows ? await reportTime(bench, one, 2 * answers) : null,
  }));
  const cpu = spreadOf(pairs.map(({ once }) => once.cpuMs)).median;
  return [
    {
      line,
      measured: { values: pairs.map(({ once }) => once.wallMs), unit: 'ms' },
      target: atMost(boundMs),
      note: `${Math.round(cpu)} ms of CPU`,
    },
    {
      line: '  second report',
      measured: { values: pairs.map(({ once }) => once.againCpuMs), unit: 'ms' },
      against: { values: pairs.map(({ once }) => once.cpuMs), unit: 'ms' },
      target: atMost(AGAIN, 'ratio'),
    },
    ...(grows ? [growthOf(answers, pairs)] : []),
  ];
}

function growthOf(
  answers: number,
  pairs: readonly { readonly once: ReportTime; readonly twice: ReportTime | null }[],
): Row {
  const factor = linearithmicGrowth(answers);
  return {
    line: `  growth from ${answers} to ${2 * answers}`,
    measured: { values: pairs.map(({ twice }) => twice?.cpuMs ?? NaN), unit: 'ms' },
    against: { values: pairs.map(({ once }) => once.cpuMs), unit: 'ms' },
    target: atMost(Math.round(factor * 100) / 100, 'ratio'),
  };
}

async function reportTime(bench: Bench, { kind, models = 3 }: ReportCase, answers: number): Promise<ReportTime> {
  const child = startChild({ args: [bench.prepared.scripts.report, kind, String(answers), String(models)], env: {} });
  return JSON.parse((await endedWell(child)).out) as ReportTime;
}
