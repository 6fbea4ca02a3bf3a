import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VIEWS } from '../../webview/views/registry.ts';
import { runOf, Stage, THEMES } from './stage.ts';

/** What is read out and copied: words and figures beside each other have a space between them. */

/** Runs in the page: rows in which a word or a figure ends where the next one begins. */
function gluedTexts(): readonly string[] {
  const ROWS = 'tr, li, button, summary, option, dt, dd, .meta, .figure, .progress-row, .reading, .card-head';
  /** Read out one after the other. */
  const APART = 'td, th, li, dt, dd, p';
  /** One text in pieces, of which marks make several elements. */
  const PIECES = '.card-text, .example, .found, .variant-text, mark, ins, del, svg, .cover, .visually-hidden table';
  const glued: string[] = [];
  for (const row of document.querySelectorAll(ROWS)) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    let before: Node | null = null;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.nodeValue ?? '';
      if (text === '' || node.parentElement?.closest(PIECES) !== null) continue;
      const last = before?.nodeValue ?? '';
      const isGlued = /[\p{L}\p{N}%]$/u.test(last) && /^[\p{L}\p{N}]/u.test(text);
      const [one, other] = [before?.parentElement, node.parentElement];
      if (isGlued && one !== other && one?.closest(APART) === other?.closest(APART))
        glued.push(`${last.slice(-20)}|${text.slice(0, 20)} in ${row.tagName.toLowerCase()}.${row.className}`);
      before = node;
    }
  }
  return [...new Set(glued)];
}

describe('the text of every row', () => {
  for (const { id: tab } of VIEWS)
    it(`has spaces between its words and figures on the tab “${tab}”`, async () => {
      const stage = await Stage.open(runOf(tab), { tab });
      assert.deepEqual(await stage.page.evaluate(gluedTexts), []);
      await stage.close();
    });

  it('would be found to have none', async () => {
    const stage = await Stage.open('one-answer');
    await stage.page.evaluate(() => {
      const row = document.createElement('li');
      row.innerHTML = '<b>Teal</b><span>47%</span>';
      row.dataset['planted'] = '';
      document.querySelector('main')?.append(row);
    });
    assert.equal((await stage.page.evaluate(gluedTexts)).length, 1);
    await stage.close();
  });
});

describe('boxes to tick and lists', () => {
  it('are drawn for the ground of each theme', async () => {
    const stage = await Stage.open('numbers', { tab: 'answers' });
    for (const theme of THEMES) {
      await stage.setTheme(theme);
      const scheme = await stage.page
        .locator('input[type=checkbox]')
        .first()
        .evaluate((box) => getComputedStyle(box).colorScheme);
      assert.equal(scheme, theme.includes('light') ? 'light' : 'dark', theme);
    }
    await stage.close();
  });
});
