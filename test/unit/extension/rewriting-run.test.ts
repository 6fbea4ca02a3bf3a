import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenRewrites } from '../../../src/core/design/rewrites/registry.ts';
import { rewriteConditions, rewriteRequest } from '../../../src/core/design/rewrites/request.ts';
import type { CompletionRequest } from '../../../src/core/ports.ts';
import { trialsOf } from '../../../src/core/model/planned-trials.ts';
import { parseJournal } from '../../../src/core/run-file/journal.ts';
import { mostOf } from '../../../src/runs/rewrites.ts';
import { RunStore } from '../../../src/runs/store.ts';
import { agreeing, openWindow, request, say, scratch, settings } from './windows.ts';

/** A run that tries rewrites, as a window sends it: two parts of one run, with one question and no end between them. */

const RUNS = 20;
const asked = { ...request, prompt: 'Name a fruit' };
const targets = asked.targets.map((target) => ({ ...target, names: null }));
const { conditions } = rewriteConditions(asked, chosenRewrites('many', ['persona', 'second-idea']), 'many', {
  targets,
  runs: RUNS,
});
const rewritten = rewriteRequest({ ...asked, trialsPerCell: RUNS }, conditions);
const FRUITS = ['Mango', 'Apple', 'Fig', 'Pear', 'Plum', 'Kiwi', 'Lime', 'Date', 'Peach', 'Guava', 'Quince', 'Grape'];

/** Personas work where `works`; everything else gives one fruit. */
const serving =
  (works: boolean) =>
  (_provider: string, { messages, trialIndex }: CompletionRequest) =>
    say(works && messages.at(-1)!.text.startsWith('Answer as') ? FRUITS[trialIndex % FRUITS.length]! : 'Mango');

test('the best rewrite is confirmed in a second part, which was asked about with the first', async (t) => {
  const folder = await scratch(t);
  const { runs, sent } = openWindow(t, folder, serving(true));
  const header = mostOf(runs.plan(rewritten));
  const questions: number[] = [];
  const statuses = new Set<string>();
  const started = await runs.start(header, settings, {
    ...agreeing,
    confirm: ({ missing }) => {
      questions.push(missing.length);
      return Promise.resolve(true);
    },
  });
  assert.ok(started);
  const { run, done } = started;
  let seen = 0;
  run.onDidChange(() => {
    // Until the last answer is there it goes on.
    if (run.run.status !== 'running' && sent.length < 5 * 2 * RUNS) statuses.add(run.run.status);
    seen = Math.max(seen, run.run.conditions.length);
  });
  await done;
  assert.deepEqual(questions, [5 * 2 * RUNS]);
  assert.deepEqual([...statuses], []);
  assert.equal(sent.length, 5 * 2 * RUNS);
  assert.equal(seen, 5);
  const { run: shown, report } = await run.snapshot();
  assert.equal(shown.status, 'complete');
  assert.equal(report?.rewrites?.best, 'persona drawn at random');
  assert.equal(report.rewrites.verdict, 'confirmed');
  const kept = parseJournal((await new RunStore(folder).read(run.key)) ?? '');
  assert.equal(kept.trials.length, trialsOf(kept.header));
  assert.equal(kept.finished?.status, 'complete');
});

test('without a better rewrite the run is over after its first part', async (t) => {
  const { runs, sent } = openWindow(t, await scratch(t), serving(false));
  const started = await runs.start(mostOf(runs.plan(rewritten)), settings, agreeing);
  await started!.done;
  const { run, report } = await started!.run.snapshot();
  assert.equal(sent.length, 3 * 2 * RUNS);
  assert.deepEqual([run.status, run.conditions.length, report?.rewrites?.best], ['complete', 3, null]);
});

test('a run that is stopped in its first part stays as it is, and its rest can be sent', async (t) => {
  const { runs, sent } = openWindow(t, await scratch(t), async (provider, asked) => {
    if (sent.length >= 30) open?.stop();
    await Promise.resolve();
    return serving(true)(provider, asked);
  });
  const started = await runs.start(mostOf(runs.plan(rewritten)), settings, agreeing);
  const open = started?.run;
  await started!.done;
  const { run } = await open!.snapshot();
  assert.deepEqual([run.status, run.conditions.length], ['cancelled', 3]);
  assert.ok((await open!.next()).missing > 0);
});
