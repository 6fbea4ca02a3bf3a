import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../../support/servers/conduct.ts';
import { atMost, exactly, spreadOf } from '../figures.ts';
import type { Bench } from '../machine/bench.ts';
import { LATENCY_MS, measureRun, times } from '../machine/bench.ts';
import { measurePromptfoo } from '../machine/promptfoo.ts';
import { sendingMs, WIRES } from '../machine/servers.ts';
import type { Line } from './line.ts';
import { peerOf } from './line.ts';

const N = 50;
/** A tenth of all requests, in four equal parts. */
const FAULTS: readonly Fault[] = [
  { share: 0.025, status: 429, headers: { 'retry-after': '1' } },
  { share: 0.025, status: 500 },
  { share: 0.025, status: 529 },
  { share: 0.025, fault: 'reset' },
];

/** Servers that fail a tenth of the time. */
export const ERRORS: Line = {
  name: 'errors',
  settings: `10% errors: 429 with retry-after: 1, 500, 529 and a reset connection, 2.5% each; N = ${N} × 3, ${LATENCY_MS} ms, default settings, another seed each repetition, by turns with a run without errors`,
  measure: async (bench) => {
    const runs = await times(bench.repetitions(5, 2), (repetition) => faultyRun(bench, repetition + 1));
    const clean = spreadOf(runs.map((run) => run.cleanMs / 1000)).median;
    const target = atMost(Math.max(2 * clean, clean + 3));
    const wanted = N * WIRES.length;
    let lost = NaN;
    const peer = await peerOf(bench, async (with_) => {
      const run = await measurePromptfoo(with_, faulty(1), { runs: N });
      lost = wanted - run.answered;
      return { measured: run.sendingMs / 1000 };
    });
    return [
      {
        line: '10% errors, N = 50 x 3: answers missing',
        measured: { values: runs.map((run) => wanted - run.answered), unit: '' },
        target: exactly(0),
        note: `of ${wanted}`,
        ...(peer.peer && { peer: { measured: lost } }),
      },
      {
        line: '10% errors: wall, to max(2 x clean, clean + 3 s)',
        measured: { values: runs.map((run) => run.faultyMs / 1000), unit: 's' },
        against: { values: runs.map((run) => run.cleanMs / 1000), unit: 's' },
        target,
        note: 'ratio: to the clean run',
        ...peer,
      },
    ];
  },
};

const faulty = (seed: number) => ({ conduct: { latency: LATENCY_MS, faults: FAULTS, seed } });

async function faultyRun(bench: Bench, seed: number) {
  const clean = await measureRun(bench, { conduct: { latency: LATENCY_MS } }, { runs: N });
  const out = path.join(bench.scratch, `faults-${seed}.probe.json`);
  const run = await measureRun(bench, faulty(seed), { runs: N, more: ['--out', out] }, [0, 1]);
  const { trials } = JSON.parse(readFileSync(out, 'utf8')) as { trials: readonly { readonly outcome: string }[] };
  const answered = trials.filter(({ outcome }) => outcome === 'completed').length;
  return { cleanMs: clean.sendingMs, faultyMs: run.sendingMs, answered };
}

/** One provider that takes ten times as long. */
export const SLOW: Line = {
  name: 'slow-provider',
  settings: `N = ${N} × 3, default settings, ${LATENCY_MS} ms, Gemini's server ${10 * LATENCY_MS} ms; when the other two have finished, against a run of those two alone, by turns`,
  measure: async (bench) => {
    const fast = ['openai', 'anthropic'] as const;
    const config = { conduct: { latency: LATENCY_MS }, conducts: { google: { latency: 10 * LATENCY_MS } } };
    const pairs = await times(bench.repetitions(2, 1), async () => {
      const alone = await measureRun(bench, config, { runs: N, wires: fast });
      const beside = await measureRun(bench, config, { runs: N });
      return { alone: alone.sendingMs, beside: sendingMs(beside.report, fast) ?? NaN };
    });
    return [
      {
        line: 'one provider 10 x slower: the fast ones',
        measured: { values: pairs.map(({ beside }) => beside / 1000), unit: 's' },
        against: { values: pairs.map(({ alone }) => alone / 1000), unit: 's' },
        target: atMost(1.15, 'ratio'),
        note: 'ratio: to the fast ones alone',
        ...(await peerOf(bench, async (with_) => {
          const { report } = await measurePromptfoo(with_, config, { runs: N });
          return { measured: (sendingMs(report, fast) ?? NaN) / 1000 };
        })),
      },
    ];
  },
};
