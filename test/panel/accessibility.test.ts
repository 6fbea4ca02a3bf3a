import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import axe, { type AxeResults } from 'axe-core';
import { VIEWS } from '../../webview/views/registry.ts';
import { ALL, runOf, Stage, THEMES } from './stage.ts';

/** axe-core finds nothing serious or critical on any tab in any theme. */

/** Rules that a theme can change the answer of. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** Runs with parts of the panel that the tabs' own runs do not have. */
const OTHERS = ['rate-limited', 'retry', 'failed', 'empty', 'hostile', ...(ALL ? ['running', 'disk-full'] : [])];

/** What axe found in the page as it stands; `only` these rules, or all. */
async function findings(stage: Stage, only: readonly string[] | null): Promise<readonly string[]> {
  return stage.page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      preload: false,
      ...(rules !== null && { runOnly: { type: 'rule', values: rules } }),
    });
    // Of what was looked at only this much leaves the page: all of it is megabytes.
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 5).map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
      );
  }, only);
}

/** Opens what is folded, so that it is looked at too. */
async function unfold(stage: Stage): Promise<void> {
  await stage.page.evaluate(() => document.querySelector<HTMLElement>('main [aria-expanded="false"]')?.click());
  await stage.settled();
}

async function openWithAxe(run: string, tab?: string): Promise<Stage> {
  const stage = await Stage.open(run, tab === undefined ? {} : { tab });
  // A page keeps it while other runs are shown in it.
  if (!(await stage.page.evaluate(() => 'axe' in window))) await stage.page.evaluate(axe.source);
  return stage;
}

/** Everything in the first theme, what depends on colours in the others. */
async function inAllThemes(stage: Stage): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [index, theme] of THEMES.entries()) {
    await stage.setTheme(theme);
    const problems = await findings(stage, index === 0 ? null : OF_COLOUR);
    found.push(...problems.map((problem) => `${theme}: ${problem}`));
  }
  return found;
}

// One page: the first run of axe in a page takes as long as four others.
describe('axe-core finds nothing serious', { concurrency: 1 }, () => {
  for (const { id: tab } of VIEWS) {
    it(`on the tab “${tab}” in any theme`, async () => {
      const run = runOf(tab, true);
      const stage = await openWithAxe(run, tab);
      await unfold(stage);
      assert.deepEqual(await inAllThemes(stage), [], run);
      await stage.close();
    });
  }

  for (const run of OTHERS) {
    it(`on “${run}” in any theme`, async () => {
      const stage = await openWithAxe(run);
      assert.deepEqual(await inAllThemes(stage), []);
      await stage.close();
    });
  }

  it('and would find it', async () => {
    const stage = await openWithAxe('one-answer');
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
