import { atMost } from '../figures.ts';
import type { Bench, MeasuredRun } from '../machine/bench.ts';
import { defaultConcurrency, LATENCY_MS, measureBareSdks, measureRun, times } from '../machine/bench.ts';
import { measurePromptfoo, promptfooIdealMs } from '../machine/promptfoo.ts';
import { total } from '../machine/servers.ts';
import type { Line } from './line.ts';
import { peerOf } from './line.ts';

const QUIET = { conduct: { latency: LATENCY_MS } };
const FEW = 50;
const MANY = 300;
/** Calls in flight a provider in the comparison with the bare SDKs. */
const SLOTS = 50;

/** What a person gets who sets nothing. */
export const DEFAULTS: Line = {
  name: 'defaults',
  settings: `N = ${FEW} × 3, ${LATENCY_MS} ms fixed latency, default settings; ideal: ceil(N / concurrency) × latency`,
  measure: async (bench) => {
    const concurrency = await defaultConcurrency(bench);
    const idealMs = Math.ceil(FEW / concurrency) * LATENCY_MS;
    const runs = await times(bench.repetitions(7, 3), () => measureRun(bench, QUIET, { runs: FEW }));
    const seconds = { values: runs.map((run) => run.sendingMs / 1000), unit: 's' } as const;
    const note = `${concurrency} in flight a provider, at most ${Math.max(...runs.map(peak))} seen; ideal ${idealMs / 1000} s`;
    const peer = await peerOf(bench, async (with_) => {
      const { sendingMs } = await measurePromptfoo(with_, QUIET, { runs: FEW });
      return { measured: sendingMs / 1000, against: promptfooIdealMs(FEW, LATENCY_MS) / 1000 };
    });
    return [
      {
        line: 'N = 50 x 3, defaults: wall / ideal',
        measured: seconds,
        against: { values: [idealMs / 1000], unit: 's' },
        target: atMost(1.15, 'ratio'),
        note,
        ...peer,
      },
      { line: 'N = 50 x 3, defaults: sending', measured: seconds, target: atMost(1.5), ...peer },
    ];
  },
};

function peak({ report }: MeasuredRun): number {
  return Math.max(...[report.openai, report.anthropic, report.google].map((server) => server.peak));
}

/** Throughput, CPU and memory beside the SDKs with nothing around them, in turns. */
export const BARE: Line = {
  name: 'bare-sdks',
  settings: `N = ${MANY} × 3, ${SLOTS} in flight a provider, ${LATENCY_MS} ms fixed latency; bare SDKs: a pool of ${SLOTS} slots a provider in a process of its own, by turns with ours, Anthropic unstreamed; CPU from the first request to the end of the last reply, divided by the answers: neither start nor report is in it; memory: largest resident set of the whole process, report included`,
  measure: async (bench) => {
    const pairs = await times(bench.repetitions(5, 2), (repetition) => pair(bench, repetition));
    const ideal = Math.ceil(MANY / SLOTS) * LATENCY_MS;
    const peer = await peerRun(bench);
    const seconds = (runs: readonly MeasuredRun[]) => ({
      values: runs.map((run) => run.sendingMs / 1000),
      unit: 's' as const,
    });
    const ours = pairs.map((both) => both.ours);
    const bare = pairs.map((both) => both.bare);
    return [
      {
        line: 'N = 300 x 3 at 50: sending / bare SDKs',
        measured: seconds(ours),
        against: seconds(bare),
        target: atMost(1.15, 'ratio'),
        note: `ideal ${ideal / 1000} s`,
        ...(peer && { peer: { measured: peer.sendingMs / 1000, against: ideal / 1000, note: 'to the ideal' } }),
      },
      {
        line: 'CPU per answer (sending)',
        measured: { values: ours.map(cpuPerAnswer), unit: 'ms' },
        against: { values: bare.map(cpuPerAnswer), unit: 'ms' },
        target: atMost(2),
        note: 'ratio: to the bare SDKs',
        ...(peer && { peer: { measured: cpuPerAnswer(peer) } }),
      },
      {
        line: 'memory, N = 300 x 3',
        measured: { values: ours.map(memory), unit: 'MB' },
        against: { values: bare.map(memory), unit: 'MB' },
        target: atMost(200),
        note: 'ratio: to the bare SDKs',
        ...(peer && { peer: { measured: memory(peer) } }),
      },
    ];
  },
};

/** Ours and theirs, each first in every other repetition. */
async function pair(bench: Bench, repetition: number) {
  const measureOurs = () => measureRun(bench, QUIET, { runs: MANY, concurrency: SLOTS });
  const measureBare = () => measureBareSdks(bench, QUIET, MANY, SLOTS);
  if (repetition % 2 === 0) return { ours: await measureOurs(), bare: await measureBare() };
  const bare = await measureBare();
  return { ours: await measureOurs(), bare };
}

async function peerRun(bench: Bench): Promise<MeasuredRun | null> {
  if (bench.promptfoo === null) return null;
  const { promptfoo } = bench;
  return measurePromptfoo({ ...bench, promptfoo }, QUIET, { runs: MANY, concurrency: 3 * SLOTS });
}

function cpuPerAnswer({ ended, report }: MeasuredRun): number {
  const cpu = ended.usage?.sendingCpuMs;
  if (cpu === null || cpu === undefined) throw new Error('The CPU of a process was not measured.');
  return cpu / total(report, ({ ends }) => ends.answered);
}

function memory({ ended }: MeasuredRun): number {
  if (ended.usage === null) throw new Error('The memory of a process was not measured.');
  return ended.usage.peakMb;
}
