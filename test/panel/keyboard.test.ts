import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VIEWS } from '../../webview/views/registry.ts';
import { runOf, Stage, THEMES } from './stage.ts';
import { walk } from './walk.ts';

/** Everything can be reached and left with the keyboard, and it is seen where one is. */

describe('the keyboard', { concurrency: 2 }, () => {
  for (const { id: tab } of VIEWS) {
    it(`reaches every control of the tab “${tab}”, and it is seen where one is`, async () => {
      const run = runOf(tab, true);
      const stage = await Stage.open(run, { tab });
      assert.deepEqual(await walk(stage), { missed: [], unseen: [] });
      await stage.close();
    });
  }

  for (const theme of THEMES) {
    it(`shows the focus on what is left to send, in the theme “${theme}”`, async () => {
      const stage = await Stage.open('retry', { theme });
      assert.deepEqual(await walk(stage), { missed: [], unseen: [] });
      await stage.close();
    });
  }

  it('would be seen not to reach a control, or to be unseen on one', async () => {
    const stage = await Stage.open('one-answer');
    await stage.page.evaluate(() => {
      const names = ['unseen', 'trap', 'behind'];
      const [unseen, trap, behind] = names.map((name) => {
        const button = document.createElement('button');
        button.className = name;
        button.dataset['planted'] = '';
        return button;
      });
      document.body.prepend(unseen ?? '', trap ?? '', behind ?? '');
      if (unseen !== undefined) unseen.style.cssText = 'outline: none; border: 0; background: none';
      trap?.addEventListener('keydown', (event) => event.preventDefault());
    });
    const { missed, unseen } = await walk(stage);
    assert.deepEqual(unseen, ['button.unseen “”']);
    assert.ok(missed.includes('button.behind “”'), missed.join());
    await stage.close();
  });

  it('goes from tab to tab with the arrows, Home and End', async () => {
    const stage = await Stage.open('numbers');
    const tabs = await stage.tabs();
    await stage.page.locator('[role=tab][aria-selected=true]').focus();
    const open = async (key: string): Promise<string> => {
      await stage.page.keyboard.press(key);
      await stage.settled();
      const focused = await stage.page.evaluate(() => document.activeElement?.id ?? '');
      const selected = await stage.page.locator('[role=tab][aria-selected=true]').getAttribute('id');
      assert.equal(focused, selected);
      return focused.replace(/^tab-/, '');
    };
    for (const tab of [...tabs.slice(1), tabs[0]]) assert.equal(await open('ArrowRight'), tab);
    assert.equal(await open('ArrowLeft'), tabs.at(-1));
    assert.equal(await open('Home'), tabs[0]);
    assert.equal(await open('End'), tabs.at(-1));
    await stage.close();
  });

  it('walks the cells of shares with arrows, Home and End, tells what is known of each, and opens its outputs', async () => {
    const stage = await Stage.open('conditions', { tab: 'conditions' });
    const { page } = stage;
    await page.locator('.heat-cell[tabindex="0"]').first().focus();
    /** Row and column of the focused cell, and what is told of it. */
    const at = async (...keys: readonly string[]): Promise<readonly [number, number, string]> => {
      for (const key of keys) await page.keyboard.press(key);
      return page.evaluate(() => {
        const cell = document.activeElement as HTMLTableCellElement;
        const tip = cell.closest('.heat-box')?.querySelector<HTMLElement>('.heat-tip');
        const row = (cell.parentElement as HTMLTableRowElement).rowIndex;
        return [row, cell.cellIndex, tip?.hidden === false ? (tip.textContent ?? '') : ''] as const;
      });
    };
    const places = [await at(), await at('ArrowRight'), await at('ArrowDown'), await at('ArrowLeft'), await at('End')];
    assert.deepEqual(
      places.map(([row, column]) => [row, column]),
      [
        [1, 1],
        [1, 2],
        [2, 2],
        [2, 1],
        [2, 3],
      ],
    );
    assert.equal(new Set(places.map(([, , told]) => told)).size, 5);
    for (const [, , told] of places) assert.match(told, /\d+ of \d+/);
    // The edge is an end: the focus stays.
    assert.deepEqual((await at('ArrowRight', 'Home', 'ArrowUp', 'ArrowUp')).slice(0, 2), [1, 1]);
    assert.equal((await at('Escape'))[2], '');
    await page.keyboard.press('Enter');
    await stage.settled();
    assert.equal(await page.locator('[role=tab][aria-selected=true]').getAttribute('id'), 'tab-outputs');
    assert.equal(await page.getByLabel('Only outputs to this condition').inputValue(), 'default');
    await page.keyboard.press('Escape');
    await stage.settled();
    assert.equal(await page.locator('[role=tab][aria-selected=true]').getAttribute('id'), 'tab-conditions');
    await stage.close();
  });

  it('filters with /, empties with Escape, and walks the outputs with j and k', async () => {
    const stage = await Stage.open('jokes', { tab: 'outputs' });
    await stage.page.keyboard.press('/');
    await stage.page.keyboard.type('scarecrow');
    await stage.settled();
    assert.equal(await stage.page.locator('.card').count(), 1);
    await stage.page.keyboard.press('Escape');
    await stage.settled();
    assert.equal(await stage.page.locator('.card').count(), 9);
    await stage.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const focused = (): Promise<string> =>
      stage.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    const said: string[] = [];
    for (const key of ['j', 'j', 'k']) {
      await stage.page.keyboard.press(key);
      said.push(await focused());
    }
    assert.deepEqual(said, ['Output 1', 'Output 2', 'Output 1']);
    await stage.close();
  });
});
