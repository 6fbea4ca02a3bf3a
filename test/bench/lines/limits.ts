import type { Limit } from '../../support/servers/conduct.ts';
import type { Row } from '../figures.ts';
import { atMost } from '../figures.ts';
import type { Bench, MeasuredRun } from '../machine/bench.ts';
import { LATENCY_MS, measureRun, times } from '../machine/bench.ts';
import { measurePromptfoo } from '../machine/promptfoo.ts';
import { total, WIRES } from '../machine/servers.ts';
import type { Line } from './line.ts';
import { peerOf } from './line.ts';

/** A limit of the same kind at all three servers. */
interface Limited {
  readonly ratePerSecond: number;
  readonly runs: number;
  /** Bounds: of wall / ideal, and of wasted requests in per cent. */
  readonly slower: number;
  readonly wasted: number;
}

const TWENTY: Limited = { ratePerSecond: 20, runs: 300, slower: 1.15, wasted: 5 };
const FIVE: Limited = { ratePerSecond: 5, runs: 50, slower: 1.2, wasted: 10 };

/** What a server says about its limit. */
const SAYINGS = {
  'retry-after: 1': { retryAfter: 1 },
  'no header': {},
  'vendor headers': { retryAfter: 'seconds', headers: 'own' },
} as const satisfies Readonly<Record<string, Omit<Limit, 'ratePerSecond'>>>;
type Saying = keyof typeof SAYINGS;

const HOW =
  'token bucket that holds one second, 429 at once when it is empty; ideal: (N − what the bucket holds) / rate, without the latency of the last answer; wasted: requests beyond one an answer';

/** 20 requests a second. */
export const TWENTY_A_SECOND: Line = {
  name: 'limit-20',
  settings: `${TWENTY.ratePerSecond} requests/s a provider, N = ${TWENTY.runs} × 3 (160 when quick), ${LATENCY_MS} ms, default settings; ${HOW}`,
  measure: (bench) => measureLimit(bench, bench.quick ? { ...TWENTY, runs: 160 } : TWENTY),
};

/** 5 requests a second: the first volley already is too much. */
export const FIVE_A_SECOND: Line = {
  name: 'limit-5',
  settings: `${FIVE.ratePerSecond} requests/s a provider, N = ${FIVE.runs} × 3, ${LATENCY_MS} ms, default settings; ${HOW}`,
  measure: (bench) => measureLimit(bench, FIVE),
};

async function measureLimit(bench: Bench, limited: Limited): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const saying of Object.keys(SAYINGS) as readonly Saying[]) {
    const usual = saying === 'retry-after: 1' ? 2 : 1;
    const config = { conduct: { latency: LATENCY_MS, limit: limitOf(limited, saying) } };
    const runs = await times(bench.repetitions(usual), () => measureRun(bench, config, { runs: limited.runs }, [0, 1]));
    rows.push(...(await rowsOf(bench, limited, saying, runs)));
  }
  return rows;
}

function limitOf({ ratePerSecond }: Limited, saying: Saying): Limit {
  return { ratePerSecond, burst: ratePerSecond, ...SAYINGS[saying] };
}

async function rowsOf(bench: Bench, limited: Limited, saying: Saying, runs: readonly MeasuredRun[]): Promise<Row[]> {
  const { ratePerSecond, slower, wasted } = limited;
  const idealMs = ((limited.runs - ratePerSecond) / ratePerSecond) * 1000;
  const line = `${ratePerSecond}/s, N = ${limited.runs} x 3, ${saying}`;
  const wanted = limited.runs * WIRES.length;
  const short = runs.filter((run) => answered(run) !== wanted).length;
  const peer = await peerRun(bench, limited, { idealMs, saying });
  return [
    {
      line: `${line}: wall / ideal`,
      measured: { values: runs.map((run) => run.sendingMs / 1000), unit: 's' },
      against: { values: [idealMs / 1000], unit: 's' },
      target: atMost(slower, 'ratio'),
      ...(short > 0 && { note: `${short} of ${runs.length} runs did not get all ${wanted} answers` }),
      ...peer.wall,
    },
    {
      line: `${line}: wasted`,
      measured: { values: runs.map(wastedPercent), unit: '%' },
      target: atMost(wasted),
      ...peer.wasted,
    },
  ];
}

async function peerRun(
  bench: Bench,
  limited: Limited,
  { idealMs, saying }: { readonly idealMs: number; readonly saying: Saying },
) {
  const config = { conduct: { latency: LATENCY_MS, limit: limitOf(limited, saying) } };
  let waste = NaN;
  const wall = await peerOf(bench, async (with_) => {
    const run = await measurePromptfoo(with_, config, { runs: limited.runs });
    waste = wastedPercent(run);
    const missing = limited.runs * WIRES.length - run.answered;
    return {
      measured: run.sendingMs / 1000,
      against: idealMs / 1000,
      ...(missing > 0 && { note: `${missing} lost` }),
    };
  });
  return { wall, wasted: wall.peer ? { peer: { measured: waste } } : {} };
}

function answered({ report }: MeasuredRun): number {
  return total(report, ({ ends }) => ends.answered);
}

function wastedPercent({ report }: MeasuredRun): number {
  const requests = total(report, (server) => server.requests);
  const answers = total(report, ({ ends }) => ends.answered);
  return (100 * (requests - answers)) / answers;
}
