import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VIEWS } from '../../webview/views/registry.ts';
import { findings, findingsInAllThemes } from './axe.ts';
import { ALL, runOf, Stage } from './stage.ts';

/** axe-core finds nothing serious or critical on any tab in any theme. */

/** Runs with parts of the panel that the tabs' own runs do not have. */
const OTHERS = [
  'pies',
  'exhibits',
  'rate-limited',
  'retry',
  'failed',
  'empty',
  'hostile',
  ...(ALL ? ['running', 'disk-full'] : []),
];

/** Opens what is folded, so that it is looked at too. */
async function unfold(stage: Stage): Promise<void> {
  await stage.page.evaluate(() => document.querySelector<HTMLElement>('main [aria-expanded="false"]')?.click());
  await stage.settled();
}

function open(run: string, tab?: string): Promise<Stage> {
  return Stage.open(run, tab === undefined ? {} : { tab });
}

// One page: the first run of axe in a page takes as long as four others.
describe('axe-core finds nothing serious', { concurrency: 1 }, () => {
  for (const { id: tab } of VIEWS) {
    it(`on the tab “${tab}” in any theme`, async () => {
      const run = runOf(tab, true);
      const stage = await open(run, tab);
      await unfold(stage);
      assert.deepEqual(await findingsInAllThemes(stage), [], run);
      await stage.close();
    });
  }

  for (const run of OTHERS) {
    it(`on “${run}” in any theme`, async () => {
      const stage = await open(run);
      assert.deepEqual(await findingsInAllThemes(stage), []);
      await stage.close();
    });
  }

  it('on an open menu of readings', async () => {
    const stage = await open('reviews');
    await stage.page.getByLabel('How outputs are read').click();
    await stage.settled();
    assert.deepEqual(await findingsInAllThemes(stage), []);
    await stage.page.keyboard.press('Escape');
    await stage.close();
  });

  it('and would find it', async () => {
    const stage = await open('one-answer');
    await stage.page.evaluate(() => {
      const image = document.createElement('img');
      const pale = document.createElement('p');
      pale.textContent = 'hardly to be seen';
      pale.style.cssText = 'color: #333333; background: #222222';
      image.dataset['planted'] = '';
      pale.dataset['planted'] = '';
      document.querySelector('main')?.append(image, pale);
    });
    const found = (await findings(stage, null)).join('\n');
    for (const rule of ['image-alt', 'color-contrast']) assert.match(found, new RegExp(rule));
    await stage.close();
  });
});
