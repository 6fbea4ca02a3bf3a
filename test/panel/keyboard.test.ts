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
