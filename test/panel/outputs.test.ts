import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Stage } from './stage.ts';

/** 10,000 outputs scroll as ten do. How fast is measured by `npm run bench`, not here. */

/** Most nodes of the document, texts included. */
const MOST_NODES = 3_000;

/** Runs in the page. */
function countNodes(): number {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  let count = 1;
  while (walker.nextNode() !== null) count += 1;
  return count;
}

describe('10,000 outputs', () => {
  it('stay where one jumps to, and are a small page everywhere', async () => {
    const stage = await Stage.open('many', { tab: 'outputs', width: 1_200 });
    const listing = stage.page.locator('[data-listing]');
    for (const top of [3_000, 150_000, 20_000]) {
      await listing.evaluate((element, to) => element.scrollTo({ top: to }), top);
      await stage.settled();
      assert.equal(await listing.evaluate((element) => element.scrollTop), top);
      const shown = await listing.evaluate((element) => {
        const { top: above, bottom: below } = element.getBoundingClientRect();
        return [...element.querySelectorAll('.card:not(.pending)')].filter((card) => {
          const { top, bottom } = card.getBoundingClientRect();
          return bottom > above && top < below;
        }).length;
      });
      assert.ok(shown >= 9, `${shown} cards are seen at ${top}`);
      assert.ok((await stage.page.evaluate(countNodes)) < MOST_NODES);
    }
    await stage.close();
  });

  it('are asked for by page', async () => {
    const stage = await Stage.open('many', { tab: 'outputs' });
    assert.ok((await stage.page.locator('.card').count()) < 100);
    assert.match((await stage.page.locator('.column-head').first().textContent()) ?? '', /different/);
    await stage.close();
  });
});
