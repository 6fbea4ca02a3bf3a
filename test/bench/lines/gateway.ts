import { atMost } from '../figures.ts';
import type { Bench } from '../machine/bench.ts';
import {
  defaultConcurrency,
  LATENCY_MS,
  measured,
  PROMPT,
  serverArguments,
  startCli,
  times,
} from '../machine/bench.ts';
import { endedWell } from '../machine/child.ts';
import type { Line } from './line.ts';

const N = 50;
const FAST = ['quick', 'brisk'] as const;
const SLOW = 'thoughtful';
const TIMES_SLOWER = 10;

/** Several models behind one address (OpenRouter, LiteLLM), one of them slow. */
export const GATEWAY: Line = {
  name: 'gateway',
  settings: `a shared gateway: three models behind one address, one of them ${TIMES_SLOWER} × slower (${TIMES_SLOWER * LATENCY_MS} ms instead of ${LATENCY_MS} ms); N = ${N} × 3, default settings; when the other two have finished, against a run of those two alone, by turns; ideal of all: their latencies together / concurrency`,
  measure: async (bench) => {
    const concurrency = await defaultConcurrency(bench);
    const pairs = await times(bench.repetitions(3, 1), async () => {
      const alone = await gatewayRun(bench, FAST);
      return { alone, beside: await gatewayRun(bench, [...FAST, SLOW]) };
    });
    const ideal = (N * LATENCY_MS * (FAST.length + TIMES_SLOWER)) / concurrency / 1000;
    return [
      {
        line: 'gateway, one model 10 x slower: the fast ones',
        measured: { values: pairs.map(({ beside }) => beside.fast), unit: 's' },
        against: { values: pairs.map(({ alone }) => alone.fast), unit: 's' },
        target: atMost(1.3, 'ratio'),
        note: 'ratio: to the fast ones alone',
      },
      {
        line: 'gateway, one model 10 x slower: all / ideal',
        measured: { values: pairs.map(({ beside }) => beside.all), unit: 's' },
        against: { values: [ideal], unit: 's' },
        target: atMost(1.15, 'ratio'),
        note: `${concurrency} in flight; ideal ${ideal} s`,
      },
    ];
  },
};

/** Seconds from the first request to the last answer of the fast models, and of all. */
async function gatewayRun(bench: Bench, models: readonly string[]) {
  const modelMs = { [SLOW]: TIMES_SLOWER * LATENCY_MS };
  const addresses = await bench.servers.serve({ conduct: { latency: LATENCY_MS, modelMs } });
  const targets = models.flatMap((model) => ['--target', `openai:${model}`]);
  const args = ['run', '--prompt', PROMPT, '--runs', String(N), ...targets, ...serverArguments(addresses, ['openai'])];
  const { report, sendingMs } = measured(await endedWell(startCli(bench, args)), await bench.servers.report());
  const { firstAt, lastAnsweredOf } = report.openai;
  const last = Math.max(...FAST.map((model) => lastAnsweredOf[model] ?? NaN));
  return { fast: (last - (firstAt ?? NaN)) / 1000, all: sendingMs / 1000 };
}
