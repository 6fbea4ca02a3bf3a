import { writeFileSync } from 'node:fs';
import Module from 'node:module';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { HOST_WISH } from './host-wish.ts';

/**
 * Runs inside a real extension host, where VS Code expects the tests of an extension: probes a prompt as a key binding
 * does, and watches the host's event loop meanwhile. What to do comes in `CONVERGENCE_PROBE_BENCH_HOST`.
 */

/** What to do. */
export interface HostWish {
  readonly models: readonly string[];
  readonly runs: number;
  readonly prompt: string;
  /** Where the figures go. */
  readonly file: string;
}

/** Delays of an event loop, ms. An idle one has the timer's own 10 ms. */
export interface LoopDelay {
  readonly p99: number;
  readonly max: number;
}

/** What was seen. */
export interface HostFigures {
  /** How the run ended. */
  readonly status: string;
  readonly seconds: number;
  readonly idle: LoopDelay;
  readonly during: LoopDelay;
  /** Files with an SDK that were loaded after activation and before the probe. */
  readonly loadedBefore: readonly string[];
}

const EXTENSION = 'convergence-probe.convergence-probe';

/** VS Code calls this. */
export async function run(): Promise<void> {
  const wish = JSON.parse(process.env[HOST_WISH] ?? '{}') as HostWish;
  writeFileSync(wish.file, JSON.stringify(await measure(wish)));
}

async function measure({ models, runs, prompt }: HostWish): Promise<HostFigures> {
  await vscode.extensions.getExtension(EXTENSION)?.activate();
  const loadedBefore = providerFiles();
  const document = await vscode.workspace.openTextDocument({ content: prompt });
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(0, 0, 0, prompt.length);
  // The workbench itself settles first.
  await sleep(3000);
  const idle = await watched(() => sleep(3000));
  const begun = performance.now();
  let status = '';
  const during = await watched(async () => {
    const ended = await vscode.commands.executeCommand<{ status?: string } | undefined>('convergenceProbe.probe', {
      models,
      runs,
    });
    status = ended?.status ?? 'not started';
  });
  return { status, seconds: (performance.now() - begun) / 1000, idle, during, loadedBefore };
}

async function watched(work: () => Promise<unknown>): Promise<LoopDelay> {
  const histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: 10 });
  histogram.enable();
  await work();
  histogram.disable();
  return { p99: histogram.percentile(99) / 1e6, max: histogram.max / 1e6 };
}

function providerFiles(): readonly string[] {
  const { _cache } = Module as unknown as { readonly _cache: Readonly<Record<string, unknown>> };
  return Object.keys(_cache).filter((file) => /[\\/]dist[\\/]providers[\\/]/.test(file));
}
