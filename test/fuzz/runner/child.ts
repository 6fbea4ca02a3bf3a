import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { caseSeed } from '../inputs/dice.ts';
import type { AnyFuzzer } from '../fuzzer.ts';
import { assertUnpolluted } from '../oracles.ts';
import { findFuzzer } from '../registry.ts';
import { BUDGET_MS, type Start, type Task, type Verdict } from './protocol.ts';

/** The process in which cases are tried: it may hang, run out of memory or overflow its stack, and is killed from outside. */

const start = JSON.parse(process.argv.at(-1) ?? '') as Start;
const fuzzer = findFuzzer(start.fuzzer);
if (fuzzer === undefined) throw new Error(`There is no fuzzer "${start.fuzzer}".`);
const inputs = fuzzer.inputs(start.corpus.map((file) => JSON.parse(readFileSync(file, 'utf8')) as unknown));

process.on('message', (task: Task) => {
  void answer(task, fuzzer).then((verdict) => process.send?.(verdict));
});
void begin(fuzzer);

async function begin({ before }: AnyFuzzer): Promise<void> {
  await before?.();
  process.send?.({ kind: 'held' } satisfies Verdict);
}

async function answer(task: Task, tried: AnyFuzzer): Promise<Verdict> {
  if (task.kind === 'input') return tryOut(tried, task.input);
  if (task.kind === 'end') {
    await tried.after?.();
    process.disconnect();
    return { kind: 'held' };
  }
  const [input] = fc.sample(inputs, { seed: caseSeed(task.seed, tried.name, task.index), numRuns: 1 });
  // What a file cannot hold would not be found again from it.
  const kept = JSON.parse(JSON.stringify(input)) as unknown;
  return task.kind === 'show' ? { kind: 'shown', input: kept } : tryOut(tried, kept);
}

async function tryOut(tried: AnyFuzzer, input: unknown): Promise<Verdict> {
  const budgetMs = tried.budgetMs ?? BUDGET_MS;
  const from = process.cpuUsage();
  try {
    await tried.check(input);
    assertUnpolluted();
  } catch (error) {
    return { kind: 'broken', promise: 'threw', message: said(error) };
  }
  const { user, system } = process.cpuUsage(from);
  const tookMs = (user + system) / 1_000;
  if (tookMs <= budgetMs) return { kind: 'held' };
  return { kind: 'broken', promise: 'slow', message: `${Math.round(tookMs)} ms of CPU, more than ${budgetMs}` };
}

function said(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
