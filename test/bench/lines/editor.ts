import { atMost, exactly } from '../figures.ts';
import type { Activation } from '../inside/activation.ts';
import type { Bench } from '../machine/bench.ts';
import { LATENCY_MS, MODELS, PROMPT, times } from '../machine/bench.ts';
import { endedWell, startChild } from '../machine/child.ts';
import { measureHost } from '../machine/host.ts';
import { WIRES } from '../machine/servers.ts';
import type { Line } from './line.ts';

/** What opening a window costs. */
export const ACTIVATION: Line = {
  name: 'activation',
  settings:
    'reading and running the production extension.js and calling activate(), in a fresh Node with a stand-in for the editor that does nothing; the first, which fills the disk cache, is left out',
  measure: async (bench) => {
    const all = await times(bench.repetitions(11, 5) + 1, () => activation(bench));
    const providers = all.map(({ loaded }) => loaded.filter((file) => /providers/.test(file)).length);
    return [
      {
        line: 'activation: the extension’s own work',
        measured: { values: all.slice(1).map(({ ms }) => ms), unit: 'ms' },
        target: atMost(5),
        note: `${all[0]?.loaded.length} file(s) loaded`,
      },
      {
        line: 'SDKs loaded by activation',
        measured: { values: providers.slice(1), unit: '' },
        target: exactly(0),
      },
    ];
  },
};

async function activation({ prepared: { scripts, product } }: Bench): Promise<Activation> {
  return JSON.parse((await endedWell(startChild({ args: [scripts.activation, product], env: {} }))).out) as Activation;
}

const RUNS = 1000;

/** How free the extension host stays while a large run is sent. */
export const EVENT_LOOP: Line = {
  name: 'event-loop',
  settings: `3 × ${RUNS} runs (300 when quick), ${LATENCY_MS} ms, default settings, in the extension host of the embedded VS Code with the panel open; monitorEventLoopDelay with its own 10 ms included; files with an SDK that were loaded in the host before`,
  measure: async (bench) => {
    const addresses = await bench.servers.serve({ conduct: { latency: LATENCY_MS } });
    const figures = await measureHost(
      bench,
      { 'convergenceProbe.servers': addresses, 'convergenceProbe.confirmAbove': 1_000_000 },
      { models: WIRES.map((wire) => `${wire}:${MODELS[wire]}`), runs: bench.quick ? 300 : RUNS, prompt: PROMPT },
    );
    const line = 'event loop of the host, p99';
    if (figures === null) {
      const note = 'the embedded VS Code is not on this machine; `node scripts/host/tools.mjs` fetches it';
      return [{ line, measured: null, target: atMost(50), note }];
    }
    if (figures.status !== 'complete') throw new Error(`The run in the editor is ${figures.status}.`);
    const { during, idle, seconds, loadedBefore } = figures;
    return [
      {
        line,
        measured: { values: [during.p99], unit: 'ms' },
        target: atMost(50),
        note: `longest ${during.max.toFixed(0)} ms; idle ${idle.p99.toFixed(1)} and ${idle.max.toFixed(0)} ms; the run took ${seconds.toFixed(1)} s`,
      },
      {
        line: 'SDKs loaded in the host before the first probe',
        measured: { values: [loadedBefore.length], unit: '' },
        target: exactly(0),
      },
    ];
  },
};
