import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { launchBrowser } from '../support/host/browser.ts';
import { toolsFromEnvironment } from '../support/host/tools.ts';
import { findings, findingsInAllThemes } from './axe.ts';
import { layoutProblems } from './layout.ts';
import { openGallery, Stage } from './stage.ts';
import { walk } from './walk.ts';
import { GALLERY } from '../../webview/text/strings.ts';

/** The gallery: everybody can look at it, at any width, by keyboard, also where little may run. */

/** Widths of the window, px; 320 is what 640 are at 200%. */
const WIDTHS = [320, 360, 640, 1000, 1600];

/** Presses keys one after the other, with time for what each of them does. */
async function press(stage: Stage, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await stage.page.keyboard.press(key);
    await stage.settled();
  }
}

const focusThumb = (stage: Stage, at: number): Promise<void> => stage.page.locator('[data-thumb]').nth(at).focus();

/** Opens a page large and waits until it runs. */
async function openLarge(stage: Stage, at: number): Promise<void> {
  await focusThumb(stage, at);
  await press(stage, 'Enter');
  await stage.page.locator('.large .window:not(:has(.cover)) iframe').waitFor();
  await stage.settled();
}

async function back(stage: Stage): Promise<void> {
  await press(stage, 'Escape');
  await stage.page.locator('.thumbs').waitFor();
}

async function layoutAtAllSizes(stage: Stage): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const width of WIDTHS) {
    await stage.resize(width);
    const found = await stage.page.evaluate(layoutProblems);
    problems.push(...found.map((problem) => `${width} px: ${problem}`));
  }
  return problems;
}

/** What has the focus, as a screen reader says it. */
const focused = (stage: Stage): Promise<string> =>
  stage.page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '',
  );

describe('the gallery', { concurrency: 1 }, () => {
  it('has nothing serious for axe-core in any theme, neither all pages nor one large', async () => {
    const stage = await Stage.gallery();
    assert.deepEqual(await findingsInAllThemes(stage), [], 'all pages');
    await openLarge(stage, 1);
    assert.deepEqual(await findingsInAllThemes(stage), [], 'one page');
    await back(stage);
  });

  it('holds its layout at all widths', async () => {
    const stage = await Stage.gallery();
    assert.deepEqual(await layoutAtAllSizes(stage), [], 'all pages');
    // The one with the longest title.
    await openLarge(stage, 7);
    assert.deepEqual(await layoutAtAllSizes(stage), [], 'one page');
    await back(stage);
  });

  it('is reached with Tab, and it is seen where one is', async () => {
    const stage = await Stage.gallery();
    assert.deepEqual(await walk(stage), { missed: [], unseen: [] }, 'all pages');
    await openLarge(stage, 1);
    assert.deepEqual(await walk(stage), { missed: [], unseen: [] }, 'one page');
    await back(stage);
  });

  it('is walked with arrows, opened with Enter, and left with Escape to where one was', async () => {
    const stage = await Stage.gallery();
    await focusThumb(stage, 0);
    await press(stage, 'ArrowRight', 'ArrowDown', 'ArrowLeft');
    assert.match(await focused(stage), /^Rings for Nobody, claude-opus-4-6 · 4\. Not running\. Show large$/);
    await press(stage, 'End');
    assert.match(await focused(stage), /gemini-3-pro · 6/);
    await press(stage, 'Home', 'Enter');
    assert.equal(await focused(stage), 'Back');
    await back(stage);
    assert.match(await focused(stage), /claude-opus-4-6 · 1/);
    await press(stage, '/');
    assert.equal(await focused(stage), 'Title or code');
  });

  it('is left with Escape out of a page, too', async () => {
    const stage = await Stage.gallery();
    await openLarge(stage, 1);
    await stage.page.frameLocator('.large iframe').locator('h1').click();
    await back(stage);
    assert.match(await focused(stage), /^Inventory of a Harbour/);
  });

  it('keeps a page whose links, forms and downloads lead nowhere', async () => {
    const stage = await Stage.gallery();
    await openLarge(stage, 14);
    const frame = stage.page.frameLocator('.large iframe');
    await frame.locator('h1', { hasText: 'Ways Out done' }).waitFor({ timeout: 5_000 });
    await frame.locator('#below').click();
    assert.ok(
      (await frame.locator('#end').evaluate((end) => end.getBoundingClientRect().top)) < 800,
      'a link within it',
    );
    await frame.locator('#away').click();
    await frame.locator('h1').waitFor({ timeout: 5_000 });
    assert.equal(await stage.page.locator('.large .off').count(), 0);
    await back(stage);
  });

  it('runs a page with the button beside its thumbnail, and stops it with the same', async () => {
    const stage = await Stage.gallery();
    await focusThumb(stage, 1);
    await press(stage, 'Tab');
    assert.equal(await focused(stage), 'Run Inventory of a Harbour, claude-opus-4-6 · 2');
    await press(stage, 'Enter');
    await stage.page.locator('.thumb:not(:has(.cover)) iframe').waitFor();
    assert.equal(await focused(stage), 'Stop Inventory of a Harbour, claude-opus-4-6 · 2');
    await press(stage, 'Enter');
    await stage.page.locator('.thumb .cover').nth(1).waitFor();
    assert.equal(await stage.page.locator('iframe').count(), 0);
    assert.match((await stage.page.locator('.thumb .off').nth(1).textContent()) ?? '', /^Stopped$/);
  });

  it('says why no page starts by itself, and runs one at a time', async () => {
    const { page } = await Stage.gallery();
    assert.match(await page.locator('.pause').innerText(), /start one at a time, on a click/);
    assert.equal(await page.getByRole('button', { name: GALLERY.start }).count(), 0);
    for (const at of [1, 3]) {
      await page.locator('.thumb .toggle').nth(at).click();
      await page.locator(`.thumb:nth-child(${at + 1}):not(:has(.cover))`).waitFor();
      const running = await page.evaluate(() =>
        [...document.querySelectorAll('.thumb')].flatMap((thumb, place) =>
          thumb.querySelector('.cover') ? [] : [place],
        ),
      );
      assert.deepEqual(running, [at]);
    }
    await page.locator('.thumb .toggle').nth(3).click();
    await page.locator('.thumb:nth-child(4) .cover').waitFor();
  });

  it('shows covers as text, and nothing of a page runs for them', async () => {
    const stage = await Stage.gallery();
    const covers = await stage.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.cover')].map((cover) => ({
        elements: [...new Set([...cover.querySelectorAll('*')].map(({ tagName }) => tagName))].sort(),
        text: cover.textContent ?? '',
        ground: cover.style.getPropertyValue('--ground'),
      })),
    );
    assert.equal(covers.length, 15);
    const hostile = covers.find(({ text }) => text.includes('<img src=x'));
    assert.match(hostile?.text ?? '', /<\/p><script>alert\(3\)<\/script> \$\{alert\(4\)\}/);
    assert.equal(hostile?.ground, '#8b1e3f');
    for (const { elements } of covers)
      for (const element of elements) assert.ok(['BDI', 'DIV', 'I', 'P', 'PRE', 'SPAN'].includes(element), element);
    // What the sandbox refuses to pages that ran before is told as an error.
    const own = stage.problems.errors.filter((error) => !/^Blocked .* sandboxed/.test(error));
    assert.deepEqual(own, []);
    assert.deepEqual(stage.problems.external, []);
  });

  it('would be seen to be out of order', async () => {
    const stage = await Stage.gallery();
    await stage.page.evaluate(() => {
      const broken = document.createElement('p');
      broken.id = 'planted';
      broken.textContent = 'cut without any sign of it, and pale';
      broken.style.cssText = 'width: 90px; overflow: hidden; white-space: nowrap; color: #333; background: #222';
      document.querySelector('main')?.prepend(broken);
    });
    const [layout, colours] = [await stage.page.evaluate(layoutProblems), await findings(stage, ['color-contrast'])];
    await stage.page.evaluate(() => document.getElementById('planted')?.remove());
    assert.match(layout.join(), /cut at its end: p/);
    assert.match(colours.join(), /color-contrast/);
  });
});

describe('the gallery where pages have a process of their own', { concurrency: 1 }, () => {
  const browser = launchBrowser(toolsFromEnvironment(), ['--site-per-process']);
  after(async () => (await browser).close());

  it('starts none by itself where little motion is wanted, and all in sight when told to', async () => {
    const page = await (await browser).newPage({ viewport: { width: 640, height: 500 }, reducedMotion: 'reduce' });
    await openGallery(page);
    assert.match(await page.locator('.pause').innerText(), /you asked for reduced motion/);
    assert.equal(await page.locator('iframe').count(), 0);
    await page.getByRole('button', { name: GALLERY.start }).click();
    await page.waitForFunction(() => document.querySelectorAll('.thumb:not(:has(.cover)) iframe').length >= 4);
    assert.ok((await page.locator('.cover').count()) >= 6, 'those out of sight do not run');
    await page.getByRole('button', { name: GALLERY.stopAll }).click();
    await page.waitForFunction(() => document.querySelectorAll('iframe').length === 0);
    assert.equal(await page.locator('.cover').count(), 15);
  });
});
