import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, THEMES } from './stage.ts';
import { BUTTONS } from '../../webview/text/strings.ts';

/** 10,000 outputs scroll as ten do. How fast is measured by `npm run bench`, not here. */

/** Most nodes of the document, texts included. */
const MOST_NODES = 3_000;
/** What one turn of a wheel moves, px. */
const TURN = 100;

/** Runs in the page. */
function countNodes(): number {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  let count = 1;
  while (walker.nextNode() !== null) count += 1;
  return count;
}

const scrollTo = (stage: Stage, top: number): Promise<void> =>
  stage.page.locator('[data-listing]').evaluate((element, to) => element.scrollTo({ top: to }), top);

/** Cards of all columns that are in sight and have their text. */
const cardsSeen = (stage: Stage): Promise<number> =>
  stage.page.locator('[data-listing]').evaluate((element) => {
    const { top: above, bottom: below } = element.getBoundingClientRect();
    return [...element.querySelectorAll('.card:not(.pending)')].filter((card) => {
      const { top, bottom } = card.getBoundingClientRect();
      return bottom > above && top < below;
    }).length;
  });

/** Runs in the page: turns the wheel; by how much a card in sight has moved, and null when it is gone. */
async function turn(by: number): Promise<number | null> {
  const listing = document.querySelector<HTMLElement>('[data-listing]');
  const { top = 0, height = 0 } = listing?.getBoundingClientRect() ?? {};
  const cards = [...(document.querySelector('.column')?.querySelectorAll<HTMLElement>('.card') ?? [])];
  const card = cards.find((one) => one.getBoundingClientRect().bottom > top + height / 2);
  const index = card?.dataset['index'];
  const before = card?.getBoundingClientRect().top ?? 0;
  listing?.scrollBy({ top: by });
  await new Promise((resolve) => setTimeout(resolve, 80));
  const after = document.querySelector('.column')?.querySelector(`.card[data-index="${index}"]`);
  return after == null ? null : Math.round(after.getBoundingClientRect().top - before);
}

describe('what was set aside', () => {
  it('is the output and nothing else: white space of the page around it would be shown', async () => {
    const stage = await Stage.open('numbers', { tab: 'outputs' });
    const texts = await stage.page.locator('.card .card-text').allInnerTexts();
    assert.ok(texts.length > 10);
    for (const text of texts) assert.match(text, /^\S(?:.*\S)?$/);
    await stage.close();
  });

  it('is dimmer than the answer in any theme, switched while it is open', async () => {
    const stage = await Stage.open('jokes', { tab: 'outputs' });
    for (const theme of THEMES) {
      await stage.setTheme(theme);
      await stage.settled();
      const [aside, text] = await stage.page.evaluate(() =>
        ['.card .aside', '.card .card-text'].map((one) => getComputedStyle(document.querySelector(one)!).color),
      );
      assert.notEqual(aside, text, theme);
    }
    await stage.close();
  });
});

describe('pages', () => {
  it('are covers that run nothing: on the overview one row of them, in the outputs one in each folded card', async () => {
    const stage = await Stage.open('exhibits', { width: 1000 });
    const { page } = stage;
    assert.equal(await page.locator('.covers .small-cover .cover').count(), 6);
    const pressed: string[] = [];
    page.on('console', (message) => pressed.push(message.text()));
    await page.getByRole('button', { name: /^Tidal Memory, claude-opus-4-6 #1\. Open the gallery/u }).click();
    await stage.settled();
    assert.ok(
      pressed.some((text) => text.startsWith('act open-gallery')),
      pressed.join(),
    );
    await stage.resize(540);
    assert.equal(await page.locator('.covers .small-cover:visible').count(), 4);
    await stage.openTab('outputs');
    const card = page.locator('.card').first();
    await card.locator('.cover').waitFor();
    assert.equal(await card.locator('.card-text').count(), 0);
    await card.getByRole('button', { name: /^Show all/u }).click();
    await stage.settled();
    assert.match(await card.locator('.card-text.source').innerText(), /^<!DOCTYPE html>/u);
    assert.equal(await card.locator('.cover').count(), 0);
    assert.equal(await page.locator('iframe').count(), 0);
    assert.deepEqual(stage.problems.violations, []);
    await stage.close();
  });
});

describe('outputs in a narrow panel', () => {
  for (const run of ['numbers', 'stories', 'exhibits', 'conditions'])
    it(`have one row of controls, all of it in sight: ${run}`, async () => {
      const stage = await Stage.open(run, { tab: 'outputs', width: 540 });
      const boxes = await stage.page
        .locator('.toolbar > *')
        .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().toJSON() as DOMRect));
      assert.ok(boxes.length >= 3);
      for (const { top, bottom, left, right, width } of boxes) {
        const middle = (top + bottom) / 2;
        assert.ok(
          boxes.every((other) => other.top < middle && middle < other.bottom),
          JSON.stringify(boxes),
        );
        assert.ok(left >= 0 && right <= 540 && width >= 36, JSON.stringify(boxes));
      }
      await stage.close();
    });

  it('show one model at a time, with a switch to the others that works with the keyboard', async () => {
    const stage = await Stage.open('numbers', { tab: 'outputs', width: 540 });
    const { page } = stage;
    const seen = (): Promise<readonly (string | null)[]> =>
      page.locator('.column').evaluateAll((columns) =>
        columns
          .filter((column) => {
            const { left, right } = column.getBoundingClientRect();
            return right > 8 && left < innerWidth - 8;
          })
          .map((column) => column.getAttribute('aria-label')),
      );
    assert.deepEqual(await seen(), ['claude-haiku-4-5']);
    await page.getByLabel(BUTTONS.nextColumn).first().focus();
    for (const model of ['gpt-5-mini', 'gemini-2.5-flash']) {
      await page.keyboard.press('Enter');
      await stage.settled();
      assert.deepEqual(await seen(), [model]);
    }
    // At the end the focus is on the way back.
    assert.equal(await page.locator(':focus').getAttribute('aria-label'), 'Previous column');
    await stage.resize(1000);
    assert.equal((await seen()).length, 3);
    assert.equal(await page.getByLabel(BUTTONS.nextColumn).first().isVisible(), false);
    await stage.close();
  });
});

describe('Ctrl+F', () => {
  it('finds in all outputs, from any tab, and marks what it found', async () => {
    const stage = await Stage.open('long', { tab: 'overview' });
    const { page } = stage;
    await page.keyboard.press('Control+f');
    await stage.settled();
    assert.equal(await page.locator('#tab-outputs').getAttribute('aria-selected'), 'true');
    await page.keyboard.type('lighthouse KEEPER');
    await stage.settled();
    const found = await page.evaluate(() => {
      const ranges = [...(CSS.highlights.get('found') ?? [])] as Range[];
      return ranges.map((range) => range.toString().toLowerCase());
    });
    assert.ok(found.length > 0 && found.every((text) => text === 'lighthouse keeper'), found.join());
    // In folded cards, what lies behind the fold is shown with the words around it.
    const behind = await page.locator('.card .found').allInnerTexts();
    assert.ok(behind.every((text) => /lighthouse keeper/iu.test(text)));
    assert.equal((await page.locator('.card:not(.pending)').count()) > 0, true);
    await page.keyboard.press('Escape');
    await stage.settled();
    assert.equal(await page.evaluate(() => CSS.highlights.has('found')), false);
    await stage.close();
  });
});

// One page for all: analysing so many outputs takes longest.
describe('10,000 outputs', { concurrency: 1 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open('many', { tab: 'outputs', width: 1_200 });
  });
  after(() => stage.close());

  it('are asked for by page', async () => {
    assert.ok((await stage.page.locator('.card').count()) < 100);
    assert.match((await stage.page.locator('.column-head').first().textContent()) ?? '', /different/);
  });

  it('are a small page everywhere, and what one jumped to stays', async () => {
    for (const top of [3_000, 150_000, 20_000]) {
      await scrollTo(stage, top);
      await stage.settled();
      const place = await stage.place();
      assert.ok(place.index > 20);
      assert.ok((await cardsSeen(stage)) >= 9, `too few cards are seen at ${top}`);
      assert.ok((await stage.page.evaluate(countNodes)) < MOST_NODES);
      await stage.openTab('overview');
      await stage.openTab('outputs');
      const back = await stage.place();
      assert.equal(back.index, place.index, `after another tab, at ${top}`);
      assert.ok(Math.abs(back.below - place.below) <= 1, `${back.below} px below, not ${place.below}`);
    }
  });

  it('move by what the wheel says, also where no card above was ever seen', async () => {
    await scrollTo(stage, 20_000);
    await stage.settled();
    for (const by of [...Array.from({ length: 12 }, () => -TURN), ...Array.from({ length: 4 }, () => TURN)]) {
      const moved = await stage.page.evaluate(turn, by);
      // Heights have parts of a pixel, scrolling has not.
      assert.ok(moved !== null && Math.abs(moved + by) <= 1, `moved by ${moved}, not ${-by}`);
    }
  });
});
