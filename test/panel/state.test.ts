import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Stage } from './stage.ts';
import { BUTTONS } from '../../webview/text/strings.ts';

/** What a person has chosen is there again after a reload, as after a restart of the editor. */

/** The panel keeps its state within this time after the last change, ms. */
const KEPT_AFTER = 300;

async function reload(stage: Stage): Promise<void> {
  await stage.page.waitForTimeout(KEPT_AFTER);
  await stage.page.reload();
  await stage.page.locator('[role=tab]').first().waitFor();
  await stage.settled();
}

describe('a reload', { concurrency: 2 }, () => {
  it('keeps tab, filter, what is open and how far it was scrolled', async () => {
    const stage = await Stage.open('many', { height: 500 });
    await stage.openTab('outputs');
    await stage.page.locator('[data-filter]').fill('again');
    await stage.settled();
    const listing = stage.page.locator('[data-listing]');
    await listing.evaluate((element) => element.scrollTo({ top: 3_000 }));
    await stage.settled();
    const before = await stage.place();
    assert.ok(before.index > 4, `far from the beginning: ${before.index}`);
    await reload(stage);
    assert.equal(await stage.page.locator('[role=tab][aria-selected=true]').getAttribute('id'), 'tab-outputs');
    assert.equal(await stage.page.locator('[data-filter]').inputValue(), 'again');
    assert.match((await stage.page.locator('.card-text').first().textContent()) ?? '', /again and again/);
    const after = await stage.place();
    assert.equal(after.index, before.index);
    assert.ok(Math.abs(after.below - before.below) <= 1, `${after.below} px below, not ${before.below}`);
    await stage.close();
  });

  it('keeps open wordings and the step of the funnel', async () => {
    const stage = await Stage.open('jokes');
    await stage.openTab('answers');
    await stage.page.locator('.answers [aria-expanded=false]').first().click();
    await stage.page.locator('.variant-text').first().waitFor();
    await stage.page.locator('[data-rung=folded]').click();
    await stage.settled();
    assert.equal(await stage.page.locator('.variant-text').count(), 0);
    await reload(stage);
    const rung = stage.page.locator('[data-rung=folded]');
    assert.equal(await rung.getAttribute('aria-pressed'), 'true');
    await stage.page.locator('[data-rung=groups]').click();
    await stage.page.locator('.variant-text').first().waitFor();
    await stage.close();
  });

  it('keeps how the numbers are drawn and the whole prompt', async () => {
    const stage = await Stage.open('long-names');
    await stage.page.getByRole('button', { name: BUTTONS.showPrompt }).click();
    await stage.openTab('numbers');
    await stage.page.getByRole('button', { name: BUTTONS.stacked }).click();
    await reload(stage);
    assert.equal(await stage.page.getByRole('button', { name: BUTTONS.stacked }).getAttribute('aria-pressed'), 'true');
    assert.equal(await stage.page.getByRole('button', { name: BUTTONS.showLess }).count(), 1);
    await stage.close();
  });
});
