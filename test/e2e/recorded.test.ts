import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { resultsFolder, Session } from '../support/host/session.ts';
import type { Workbench } from '../support/host/workbench.ts';
import { readPixels, tallestAt } from './canvas.ts';
import { finished, openTab, probe, readTally, WHICH_MODELS } from './probe.ts';
import { STRINGS } from '../../src/extension/strings.ts';
import { BUTTONS, SAID } from '../../webview/text/strings.ts';

/** The first minute of a new user: a published prompt, no key, the recorded models. */

const NUMBER = 'Pick a random number between 1 and 100, only return the number';

/** The largest groups of the published 3 x 50 numbers. */
const PUBLISHED = [
  ['42', 59],
  ['73', 33],
  ['57', 14],
] as const;

/** Chooses a line of the small menu of the chart on the screen. */
async function takeChart(workbench: Workbench, line: string): Promise<void> {
  const panel = workbench.webview();
  await panel.locator('summary[title^="Copy or save:"]').first().click();
  await panel.getByRole('button', { name: line }).first().click();
}

/** Accepts the name that a save dialog offers, and waits until the file is there. */
async function saved(workbench: Workbench, folder: string, ending: string): Promise<Buffer> {
  const field = workbench.quickInput();
  await field.waitFor();
  let offered = await field.inputValue();
  for (let turn = 0; turn < 300 && !offered.endsWith(ending); turn++) {
    await sleep(100);
    offered = await field.inputValue();
  }
  assert.ok(offered.endsWith(ending), offered);
  await workbench.page.keyboard.press('Enter');
  const name = offered.split('/').at(-1) ?? '';
  await workbench
    .notifications()
    .filter({ hasText: STRINGS.files.saved(name).slice(0, -1) })
    .waitFor();
  assert.ok(existsSync(path.join(folder, name)), readdirSync(folder).join(', '));
  return readFileSync(path.join(folder, name));
}

describe('a probe with the recorded models', () => {
  let session: Session;
  before(async () => {
    session = await Session.start({
      files: { 'prompts/number.md': `# Numbers\n\n${NUMBER}\n` },
      settings: { 'files.simpleDialog.enable': true },
    });
    await session.workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  after(async () => session.stop());

  it('shows one helpful step, runs, and ends in the published tally', () =>
    session.step('recorded', async (workbench) => {
      await probe(workbench, { file: 'number.md', line: NUMBER, firstStep: STRINGS.models.first.recorded });
      await finished(workbench);
      const tally = await readTally(workbench);
      assert.deepEqual(tally.slice(0, 3), PUBLISHED);
      const head = workbench.webview().locator('.head');
      assert.match(await head.innerText(), /150 of 150 answered/);
      assert.match(await head.innerText(), /recorded/);
      assert.match(await head.locator('.origin').innerText(), /prompts\/number\.md:3/);
      await openTab(workbench, 'Overview');
      await workbench.screenshot(path.join(resultsFolder(), 'recorded-overview.png'));
    }));

  it('paints each model and the spike at 42', () =>
    session.step('numbers', async (workbench) => {
      await openTab(workbench, 'Numbers');
      const modes = workbench.webview().getByText(BUTTONS.stacked, { exact: true });
      await modes.click();
      const canvas = workbench.webview().locator('canvas[aria-label*="150 numbers, most often 42 (59 times)"]');
      await canvas.waitFor();
      const painted = await readPixels(canvas);
      assert.ok(Math.max(...painted.columns) > 20, 'nothing is painted');
      const at = tallestAt(painted);
      assert.ok(at > 0.36 && at < 0.5, `the tallest bar stands at ${at.toFixed(2)} of the width`);
      await workbench.screenshot(path.join(resultsFolder(), 'recorded-numbers.png'));
    }));

  it('saves the chart as drawing and as picture, and its table, where the person says', () =>
    session.step('save', async (workbench) => {
      await takeChart(workbench, BUTTONS.saveSvg);
      const drawing = (await saved(workbench, session.workspace, '.svg')).toString();
      assert.match(drawing, /^<svg [^]*<\/svg>\s*$/);
      await takeChart(workbench, BUTTONS.savePng);
      const picture = await saved(workbench, session.workspace, '.png');
      assert.equal(picture.subarray(1, 4).toString(), 'PNG');
      assert.ok(picture.length > 5_000, `${picture.length} bytes`);
      await takeChart(workbench, BUTTONS.saveTable);
      const table = (await saved(workbench, session.workspace, '.tsv')).toString().split('\n');
      assert.ok(
        table.some((line) => /^42\t/.test(line)),
        table.slice(0, 5).join(' | '),
      );
    }));

  it('puts the chart and its table on the clipboard', () =>
    session.step('copy', async (workbench) => {
      const { page } = workbench;
      await takeChart(workbench, BUTTONS.copyTable);
      await workbench.webview().getByText(SAID.copiedTable).first().waitFor({ state: 'attached' });
      const text = await page.evaluate<string>('navigator.clipboard.readText()');
      assert.match(text, /^42\t/m);
      await takeChart(workbench, BUTTONS.copyPicture);
      const said = workbench.webview().getByText(/Copied the picture|save it as a PNG/);
      await said.first().waitFor({ state: 'attached' });
      const kinds = await page.evaluate<readonly string[]>(
        'navigator.clipboard.read().then((items) => items.flatMap(({ types }) => types))',
      );
      const hasCopied = /Copied the picture/.test((await said.first().textContent()) ?? '');
      assert.equal(kinds.includes('image/png'), hasCopied, 'it says what happened');
    }));

  it('shows the outputs side by side, one column per model', () =>
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

  it('opens the prompt, selected, to change it and probe it again', () =>
    session.step('edit', async (workbench) => {
      // Beside an editor the panel is narrow, and less used buttons are in a menu.
      await workbench.webview().locator(`summary[title="${BUTTONS.more}"]`).click();
      await workbench.webview().locator('.menu-box').getByRole('button', { name: BUTTONS.edit }).click();
      await workbench.page.locator('.tab.active', { hasText: 'number.md' }).waitFor();
      await workbench.page.locator('.statusbar-item', { hasText: `(${NUMBER.length} selected)` }).waitFor();
      await workbench.screenshot(path.join(resultsFolder(), 'edit.png'));
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.type(' please');
      await workbench.selectLine('please');
      const offer = workbench.notifications().filter({ hasText: STRINGS.probe.edit.first });
      await offer.getByRole('button', { name: STRINGS.probe.again }).click();
      await workbench.asked(WHICH_MODELS);
      await workbench.page.keyboard.press('Escape');
    }));

  it('draws the published jokes as a graph; what passes a word is told, and a click opens it', () =>
    session.step('graph', async (workbench) => {
      await workbench.runCommand('Open Sample Run');
      await workbench.quickRows().filter({ hasText: 'Tell me a joke' }).first().click();
      const panel = workbench.webview();
      await panel.getByRole('heading', { name: 'Tell me a joke' }).waitFor();
      await openTab(workbench, 'Graph');
      const words = panel.locator('.graph-node', { hasText: 'scarecrow' }).first();
      await words.hover();
      await panel.locator('.graph-counts', { hasText: /1 of 9 outputs/ }).waitFor();
      assert.match(await panel.locator('.graph-passing li').innerText(), /scarecrow win an award/);
      await workbench.screenshot(path.join(resultsFolder(), 'recorded-graph.png'));
      await words.click();
      await panel.getByRole('tab', { name: 'Outputs', selected: true }).waitFor();
      const text = panel.locator('.card .card-text');
      await text.filter({ hasText: 'scarecrow' }).waitFor();
      assert.equal(await text.count(), 1);
      await workbench.page.keyboard.press('Escape');
      await panel.getByRole('tab', { name: 'Graph', selected: true }).waitFor();
    }));

  it('breaks no security policy and asks nothing of the network', () => {
    const { violations, external } = session.workbench.problems;
    assert.deepEqual(violations, []);
    assert.deepEqual(external, []);
  });
});
