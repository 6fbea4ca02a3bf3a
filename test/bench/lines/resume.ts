import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServersConfig } from '../../support/servers/main.ts';
import { exactly } from '../figures.ts';
import type { Bench } from '../machine/bench.ts';
import { measureRun, runArguments, serverArguments, startCli, times } from '../machine/bench.ts';
import { type Child, endedWell } from '../machine/child.ts';
import type { Promptfoo } from '../machine/promptfoo.ts';
import { measurePromptfoo, promptfooConfig, startPromptfoo } from '../machine/promptfoo.ts';
import { total, WIRES } from '../machine/servers.ts';
import type { Line } from './line.ts';
import { peerOf } from './line.ts';

const N = 40;
const ALL = N * WIRES.length;
/** Long enough that there is a lull between two waves of answers: no answer is on its way then. Ms. */
const LATENCY = 600;
const POLL_MS = 10;
const QUIET_POLLS = 6;
const CONFIG: ServersConfig = { conduct: { latency: LATENCY } };

/** A run that is stopped in the middle and taken up again. */
export const RESUME: Line = {
  name: 'resume',
  settings: `N = ${N} × 3, ${LATENCY} ms, default settings, cut off after a third, then \`resume FILE\`; kept and lost answers are counted from what the servers answered and what \`resume\` asked them for again, the kill -9 comes in a lull, when no answer is on its way: 60 ms without one, and every call that was answered has been followed by the next`,
  measure: async (bench) => {
    const repetitions = bench.repetitions(3, 1);
    const interrupted = await times(repetitions, (repetition) => cutOff(bench, 'SIGINT', repetition));
    const killed = await times(repetitions, (repetition) => cutOff(bench, 'SIGKILL', repetition));
    return [
      {
        line: 'interrupted, then resumed: requests too many',
        measured: { values: interrupted.map(({ tooMany }) => tooMany), unit: '' },
        target: exactly(0),
        note: `${interrupted[0]?.resumed} requests for ${interrupted[0]?.missing} missing answers`,
        ...(await peerOf(bench, async (with_) => ({ measured: await promptfooTooMany(with_) }))),
      },
      {
        line: 'kill -9, then resumed: answers lost',
        measured: { values: killed.map(({ lost }) => lost), unit: '' },
        target: exactly(0),
        note: `${killed[0]?.answered} had arrived`,
      },
      {
        line: 'resumed runs: answers missing in the end',
        measured: { values: [...interrupted, ...killed].map(({ short }) => short), unit: '' },
        target: exactly(0),
        note: `of ${ALL}, in ${Math.max(...[...interrupted, ...killed].map(({ columns }) => columns))} columns`,
      },
    ];
  },
};

interface Saved {
  readonly run: { readonly targets: readonly unknown[] };
  readonly trials: readonly { readonly outcome: string }[];
}

async function cutOff(bench: Bench, signal: 'SIGINT' | 'SIGKILL', repetition: number) {
  const out = path.join(bench.scratch, `resume-${signal}-${repetition}.probe.json`);
  const addresses = await bench.servers.serve(CONFIG);
  const child = startCli(bench, runArguments(addresses, { runs: N, more: ['--out', out] }));
  await lullAfter(bench, child, { answers: ALL / 3, refilled: signal === 'SIGKILL' });
  child.kill(signal);
  const { code, err } = await child.ended;
  const cut = await bench.servers.report();
  const answered = total(cut, ({ ends }) => ends.answered);
  if (answered === ALL) throw new Error(`The run was over before it was cut off (${code}): ${err.slice(-300)}`);
  const kept = existsSync(out) ? completed(read(out)) : answered;
  await endedWell(startCli(bench, ['resume', out, ...serverArguments(addresses)]));
  const resumed = total(await bench.servers.report(), (server) => server.requests) - total(cut, (one) => one.requests);
  const end = read(out);
  return {
    answered,
    resumed,
    missing: ALL - kept,
    tooMany: resumed - (ALL - kept),
    lost: answered + resumed - ALL,
    short: ALL - completed(end),
    columns: end.run.targets.length,
  };
}

const read = (file: string): Saved => JSON.parse(readFileSync(file, 'utf8')) as Saved;
const completed = ({ trials }: Saved): number => trials.filter(({ outcome }) => outcome === 'completed').length;

/**
 * Waits until that many answers were given and none has been for a while. `refilled`: and until every server has as
 * many calls open as it ever had, which says that the client has dealt with every answer: it sends the next call then.
 */
async function lullAfter(
  bench: Bench,
  child: Child,
  { answers, refilled }: { readonly answers: number; readonly refilled: boolean },
): Promise<void> {
  let over = false;
  void child.ended.then(() => (over = true));
  for (let [seen, quiet] = [0, 0]; !over;) {
    const report = await bench.servers.report();
    const now = total(report, ({ ends }) => ends.answered);
    quiet = now === seen ? quiet + 1 : 0;
    seen = now;
    const full = WIRES.every((wire) => report[wire].ends.open === report[wire].peak);
    if (seen >= answers && quiet >= QUIET_POLLS && (full || !refilled)) return;
    await sleep(POLL_MS);
  }
}

async function promptfooTooMany(bench: Bench & { readonly promptfoo: Promptfoo }): Promise<number> {
  const folder = path.join(bench.scratch, 'promptfoo-resume');
  mkdirSync(folder);
  const addresses = await bench.servers.serve(CONFIG);
  writeFileSync(path.join(folder, 'promptfooconfig.json'), JSON.stringify(promptfooConfig(addresses)));
  const common = ['--no-cache', '--no-table', '--no-progress-bar'];
  const repeat = ['--repeat', String(N)];
  const child = startPromptfoo(bench, folder, ['eval', '-c', 'promptfooconfig.json', ...repeat, ...common]);
  await lullAfter(bench, child, { answers: ALL / 3, refilled: false });
  child.kill('SIGINT');
  await child.ended;
  const cut = await bench.servers.report();
  const missing = ALL - total(cut, ({ ends }) => ends.answered);
  await startPromptfoo(bench, folder, ['eval', '--resume', ...common]).ended;
  const resumed = total(await bench.servers.report(), (server) => server.requests) - total(cut, (one) => one.requests);
  return resumed - missing;
}

/** An answer whose headers say that nothing is left is an answer. */
export const USED_UP: Line = {
  name: 'used-up',
  settings:
    'every answer is a 200 with the vendor’s and the usual `remaining: 0`, without a reset; N = 20 × 3, 50 ms, default settings',
  measure: async (bench) => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-remaining-requests': '0',
      'anthropic-ratelimit-requests-remaining': '0',
    };
    const config: ServersConfig = { conduct: { latency: 50, faults: [{ share: 1, headers }] } };
    const runs = await times(bench.repetitions(2), async (repetition) => {
      const out = path.join(bench.scratch, `used-up-${repetition}.probe.json`);
      const run = await measureRun(bench, config, { runs: 20, more: ['--out', out] }, [0, 1]);
      return { missing: 60 - completed(read(out)), again: total(run.report, (server) => server.requests) - 60 };
    });
    return [
      {
        line: 'a 200 with remaining: 0: answers thrown away',
        measured: { values: runs.map(({ missing }) => missing), unit: '' },
        target: exactly(0),
      },
      {
        line: 'a 200 with remaining: 0: requests paid again',
        measured: { values: runs.map(({ again }) => again), unit: '' },
        target: exactly(0),
        ...(await peerOf(bench, (with_) => promptfooPaidAgain(with_, config))),
      },
    ];
  },
};

async function promptfooPaidAgain(bench: Bench & { readonly promptfoo: Promptfoo }, config: ServersConfig) {
  const run = await measurePromptfoo(bench, config, { runs: 20 });
  const lost = 60 - run.answered;
  const again = total(run.report, (server) => server.requests) - 60;
  return { measured: again, ...(lost > 0 && { note: `${lost} lost` }) };
}
