import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { resultsFolder, Session } from '../support/host/session.ts';
import { readPixels, tallestAt } from './canvas.ts';
import { finished, openTab, probe, readTally } from './probe.ts';

/** The first minute of a new user: a published prompt, no key, the recorded models. */

const NUMBER = 'Pick a random number between 1 and 100, only return the number';

/** The largest groups of the published 3 x 50 numbers. */
const PUBLISHED = [
  ['42', 59],
  ['73', 33],
  ['57', 14],
] as const;

describe('a probe with the recorded models', () => {
  let session: Session;
  before(async () => {
    session = await Session.start({ files: { 'prompts/number.md': `# Numbers\n\n${NUMBER}\n` } });
  });
  after(async () => session.stop());

  it('shows one helpful step, runs, and ends in the published tally', () =>
    session.step('recorded', async (workbench) => {
      await probe(workbench, { file: 'number.md', line: NUMBER, firstStep: 'Try with recorded' });
      await finished(workbench);
      const tally = await readTally(workbench);
      assert.deepEqual(tally.slice(0, 3), PUBLISHED);
      const head = workbench.webview().locator('.head');
      assert.match(await head.innerText(), /150 of 150 answered/);
      assert.match(await head.innerText(), /recorded/);
      assert.match(await head.locator('.origin').innerText(), /prompts\/number\.md:3/);
      await workbench.screenshot(path.join(resultsFolder(), 'recorded-overview.png'));
    }));

  it('paints each model and the spike at 42', () =>
    session.step('numbers', async (workbench) => {
      await openTab(workbench, 'Numbers');
      const modes = workbench.webview().getByText('Stacked', { exact: true });
      await modes.click();
      const canvas = workbench.webview().locator('canvas[aria-label*="150 numbers, most often 42 (59 times)"]');
      await canvas.waitFor();
      const painted = await readPixels(canvas);
      assert.ok(Math.max(...painted.columns) > 20, 'nothing is painted');
      const at = tallestAt(painted);
      assert.ok(at > 0.36 && at < 0.5, `the tallest bar stands at ${at.toFixed(2)} of the width`);
      await workbench.screenshot(path.join(resultsFolder(), 'recorded-numbers.png'));
    }));

  it('shows the outputs side by side, a column a model', () =>
    session.step('outputs', async (workbench) => {
      await openTab(workbench, 'Outputs');
      const columns = workbench.webview().locator('.column');
      await columns.locator('.card-text').first().waitFor();
      assert.equal(await columns.count(), 3);
      for (const column of await columns.all()) {
        assert.match(await column.locator('.card-text').first().innerText(), /^\d+$/);
      }
      await workbench.screenshot(path.join(resultsFolder(), 'recorded-outputs.png'));
    }));

  it('is still there, on the same tab, after the window is reloaded', () =>
    session.step('reload', async (workbench) => {
      await openTab(workbench, 'Answers');
      const before = await readTally(workbench);
      await workbench.reload();
      await workbench.webview().getByRole('tab', { name: 'Answers', selected: true }).waitFor();
      assert.deepEqual(await readTally(workbench), before);
    }));

  it('breaks no security policy and asks nothing of the network', () => {
    const { violations, external } = session.workbench.problems;
    assert.deepEqual(violations, []);
    assert.deepEqual(external, []);
  });
});
