import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXPLANATIONS } from '../../webview/text/explanations.ts';
import { VIEWS } from '../../webview/views/registry.ts';
import { runOf, Stage } from './stage.ts';
import { BUTTONS } from '../../webview/text/strings.ts';

/** Figures explain themselves: what each is, an example, and where it is computed. */

/** What names a figure: the head of a column of figures, and the labels of the overview's line. */
const LABELS = 'th.num, [data-figure] dt';

describe('the explanations of figures', { concurrency: 2 }, () => {
  for (const { id: tab } of VIEWS) {
    it(`are behind every figure of the tab “${tab}”`, async () => {
      const stage = await Stage.open(runOf(tab), { tab });
      const button = stage.page.getByRole('button', { name: BUTTONS.allFigures });
      // Without the pointer, which would hover over whatever this page shows next.
      if (tab === 'overview') await button.press('Enter');
      await stage.settled();
      const labels = await stage.page.locator(LABELS).evaluateAll((found) =>
        found.map((label) => ({
          text: (label.textContent ?? '').replace(/\s+/g, ' ').trim(),
          id: label.querySelector<HTMLElement>('[data-explains]')?.dataset['explains'] ?? null,
        })),
      );
      if (tab === 'overview') assert.ok(labels.length > 8, 'the line and both tables');
      const bare = labels.filter(({ id }) => id === null || !Object.hasOwn(EXPLANATIONS, id));
      assert.deepEqual(bare, []);
      await stage.close();
    });
  }

  it('open beside their label, lie within the page, lead to more, and close with Escape', async () => {
    for (const width of [360, 1000]) {
      const stage = await Stage.open('numbers', { width });
      const said: string[] = [];
      stage.page.on('console', (message) => void said.push(message.text()));
      const label = stage.page.locator('[data-explains=effective-answers]').first();
      await label.focus();
      await stage.page.keyboard.press('Enter');
      const box = stage.page.locator('#explanation');
      await box.getByText('How many equally likely answers would be as varied as these.').waitFor();
      await box.getByText(/n 150/).waitFor();
      const place = await box.boundingBox();
      assert.ok(place !== null && place.x >= 0 && place.x + place.width <= width, JSON.stringify(place));
      await stage.page.keyboard.press('Escape');
      assert.equal(await box.isVisible(), false);
      assert.equal(
        await stage.page.evaluate(() => (document.activeElement as HTMLElement).dataset['explains']),
        'effective-answers',
      );
      await stage.page.keyboard.press('Enter');
      await box.getByRole('button', { name: BUTTONS.explain }).press('Enter');
      await stage.settled();
      assert.deepEqual(said, ['act open-statistics effective-answers-effective-answers-effective-answers-estimated']);
      await stage.close();
    }
  });
});
