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
  readonly line: string;
  readonly boundMs: number;
  readonly repetitions: number;
}

const CASES: readonly ReportCase[] = [
  { kind: 'numbers', answers: 150, line: 'report, 150 short answers', boundMs: 150, repetitions: 5 },
  { kind: 'phrases', answers: 10_000, line: 'report, 10,000 short answers', boundMs: 1000, repetitions: 3 },
  {
    kind: 'pages',
    answers: 1000,
    line: 'report, 1,000 pages of 10 KB',
    boundMs: 5000,
    repetitions: 3,
  },
  { kind: 'sketches', answers: 750, line: 'report, 750 pages of 10 KB with scripts', boundMs: 5000, repetitions: 3 },
];

/** Reports of three sizes, and how they grow. */
export const REPORTS: Line = {
  name: 'reports',
  settings:
    'the report with all intervals and tests in a fresh process, nothing warm, by turns with one of twice the size; 150: numbers from 1 to 100; 10,000: phrases of four words, most of them different; pages: HTML whose parts are half shared; with scripts: canvas pages of classes, handlers and styles; growth is of CPU time, against n log n',
  measure: async (bench) => {
    const rows: Row[] = [];
    for (const one of CASES) rows.push(...(await measureCase(bench, one)));
    return rows;
  },
};

async function measureCase(bench: Bench, { kind, answers, line, boundMs, repetitions }: ReportCase) {
  const pairs = await times(bench.repetitions(repetitions, 2), async () => ({
    once: await reportTime(bench, kind, answers),
    twice: await reportTime(bench, kind, 2 * answers),
  }));
  const cpu = spreadOf(pairs.map(({ once }) => once.cpuMs)).median;
  const factor = linearithmicGrowth(answers);
  return [
    {
      line,
      measured: { values: pairs.map(({ once }) => once.wallMs), unit: 'ms' },
      target: atMost(boundMs),
      note: `${Math.round(cpu)} ms of CPU`,
    },
    {
      line: `  growth from ${answers} to ${2 * answers}`,
      measured: { values: pairs.map(({ twice }) => twice.cpuMs), unit: 'ms' },
      against: { values: pairs.map(({ once }) => once.cpuMs), unit: 'ms' },
      target: atMost(Math.round(factor * 100) / 100, 'ratio'),
    },
  ] satisfies readonly Row[];
}

async function reportTime(bench: Bench, kind: AnswerKind, answers: number): Promise<ReportTime> {
  const child = startChild({ args: [bench.prepared.scripts.report, kind, String(answers)], env: {} });
  return JSON.parse((await endedWell(child)).out) as ReportTime;
}
