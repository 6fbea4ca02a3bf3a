import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { resultsFolder, Session } from '../support/host/session.ts';
import { readPixels, tallestAt } from './canvas.ts';
import { finished, openTab, probe, readTally } from './probe.ts';
import { BUTTONS } from '../../webview/text/strings.ts';

const PROMPT = 'Name a number from 1 to 100.';

describe("a probe with VS Code's own language models", () => {
  let session: Session;
  before(async () => {
    session = await Session.start({
      files: { 'ask.ts': `export const PROMPT = '${PROMPT}';\n` },
      linked: [path.resolve('test/fixtures/fake-lm')],
    });
  });
  after(async () => session.stop());

  it('asks each of them ten times and groups what they say', () =>
    session.step('language-models', async (workbench) => {
      await probe(workbench, { file: 'ask.ts', line: PROMPT, models: ['Fake A', 'Fake B'] });
      await finished(workbench);
      // What the two models say is scripted in test/fixtures/fake-lm: "**42**" and "42." are 42.
      assert.deepEqual(await readTally(workbench), [
        ['42', 10],
        ['73', 7],
        ['17', 1],
        ['37', 1],
        ['57', 1],
      ]);
      assert.match(await workbench.webview().locator('.head').innerText(), /20 of 20 answered/);
      await workbench.screenshot(path.join(resultsFolder(), 'language-models.png'));
    }));

  it('paints the spike at 42', () =>
    session.step('language-model-numbers', async (workbench) => {
      await openTab(workbench, 'Numbers');
      await workbench.webview().getByText(BUTTONS.stacked, { exact: true }).click();
      const canvas = workbench.webview().locator('canvas').first();
      await canvas.waitFor();
      assert.match((await canvas.getAttribute('aria-label')) ?? '', /20 numbers, most often 42 \(10 times\)/);
      const at = tallestAt(await readPixels(canvas));
      assert.ok(at > 0.36 && at < 0.5, `the tallest bar stands at ${at.toFixed(2)} of the width`);
    }));

  it('shows their outputs side by side', () =>
    session.step('language-model-outputs', async (workbench) => {
      await openTab(workbench, 'Outputs');
      const columns = workbench.webview().locator('.column');
      await columns.locator('.card-text').first().waitFor();
      const heads = await columns.locator('.column-head').allInnerTexts();
      assert.equal(heads.length, 2);
      assert.match(heads[0] ?? '', /Fake A/);
      assert.match(heads[1] ?? '', /Fake B/);
      assert.equal(await columns.nth(0).locator('.card').count(), 10);
    }));

  it('breaks no security policy and asks nothing of the network', () => {
    assert.deepEqual(session.workbench.problems.violations, []);
    assert.deepEqual(session.workbench.problems.external, []);
  });
});
