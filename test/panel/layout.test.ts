import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FIXTURES } from '../../webview/playground/fixtures.ts';
import { VIEWS } from '../../webview/views/registry.ts';
import { layoutProblems } from './layout.ts';
import { ALL, runOf, Stage } from './stage.ts';

/** Nothing is cut without a sign of it, lies on something else or has to be moved sideways, at any width and zoom. */

/** Width of the window, px, and zoom. */
type Size = readonly [number, number];

/** What everybody has; all of them, the rest of the zooms too, when everything is looked at. */
const SIZES: readonly Size[] = [
  [360, 1],
  [1000, 1],
  [1600, 1],
  [640, 2],
];
const MORE_SIZES: readonly Size[] = [
  [640, 1],
  [360, 0.5],
  [1000, 1.5],
  [1600, 0.5],
];
/** The narrowest, and one at which tables have most of their columns. */
const NARROW_AND_WIDE: readonly Size[] = [
  [360, 1],
  [1000, 1],
];

/** Runs beside those of the tabs, and the tabs on which each differs from them. A run that differs anew needs a line here. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  ...{ 'rate-limited': ['overview'], retry: ['overview'], costs: ['overview'], empty: ['overview'] },
  ...{ recorded: ['overview'], 'one-run': ['overview', 'models'], 'nothing-counted': ['overview', 'answers'] },
  ...{
    failed: ['overview', 'outputs'],
    alike: ['models'],
    conditions: ['overview', 'conditions', 'numbers', 'models'],
  },
  ...{ pages: ['overview', 'conditions', 'traits', 'outputs'] },
  ...{ jokes: ['overview', 'answers', 'outputs'], long: ['outputs'], many: ['outputs'], ten: ['overview', 'models'] },
  ...{
    scripts: ['overview', 'outputs', 'graph'],
    'many-tales': ['graph'],
    emoji: ['answers'],
    markup: ['outputs'],
    tiny: ['answers'],
  },
  ...{ huge: ['answers', 'outputs'], hostile: ['overview', 'answers'], 'long-names': ['overview', 'models'] },
};
/** Always on the move. */
const LEFT_OUT = ['stream'];
/** When everything is looked at, all tabs of all runs. */
const RUNS: Readonly<Record<string, readonly string[] | null>> = ALL
  ? Object.fromEntries(
      Object.keys(FIXTURES)
        .filter((run) => !LEFT_OUT.includes(run))
        .map((run) => [run, null]),
    )
  : OTHERS;

async function problemsOf(stage: Stage, tabs: readonly string[], sizes: readonly Size[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const tab of tabs) {
    await stage.openTab(tab);
    for (const [width, zoom] of sizes) {
      await stage.resize(width, zoom);
      const found = await stage.page.evaluate(layoutProblems);
      problems.push(...found.map((problem) => `${tab}, ${width} px at ${zoom * 100}%: ${problem}`));
    }
  }
  return problems;
}

/** What is wrong with these tabs of a run in these sizes, or with all of its tabs. */
async function lookAt(run: string, tabs: readonly string[] | null, sizes: readonly Size[]): Promise<void> {
  const stage = await Stage.open(run, tabs === null ? {} : { tab: tabs[0] ?? '' });
  assert.deepEqual(await problemsOf(stage, tabs ?? (await stage.tabs()), sizes), []);
  assert.deepEqual(stage.problems.violations, []);
  await stage.close();
}

/** Runs in the page: how much room the open tab has to the fade before it, and to the fade and the button after it, px; where there are more tabs. */
function tabPlace(): {
  readonly before: number;
  readonly after: number;
  readonly fades: readonly [string, string];
  readonly more: readonly boolean[];
} {
  const box = (selector: string): DOMRect => document.querySelector(selector)!.getBoundingClientRect();
  const tabs = document.querySelector('.tabs')!;
  const { scrollLeft, scrollWidth, clientWidth } = tabs;
  const style = getComputedStyle(tabs);
  const [before, after] = ['--fade-before', '--fade-after'].map((name) => style.getPropertyValue(name)) as [
    string,
    string,
  ];
  const [row, tab] = [box('.tabs'), box('[role=tab][aria-selected=true]')];
  const end = Math.min(row.right, box('.keys-button').left);
  return {
    before: tab.left - row.left - parseFloat(before),
    after: end - tab.right - parseFloat(after),
    fades: [before, after],
    more: [scrollLeft > 0, scrollLeft < scrollWidth - clientWidth - 1],
  };
}

describe('the layout of the panel', { concurrency: 2 }, () => {
  for (const { id } of VIEWS) {
    it(`holds on the tab “${id}” at all widths and zooms`, () =>
      lookAt(runOf(id), [id], ALL ? [...SIZES, ...MORE_SIZES] : SIZES));
  }

  for (const [run, tabs] of Object.entries(RUNS)) {
    it(`holds on “${run}”`, () => lookAt(run, tabs, NARROW_AND_WIDE));
  }

  it('shows every tab whole when it is open, fades where there are more, and does so beside the button for the keys', async () => {
    const stage = await Stage.open('conditions');
    const tabs = await stage.tabs();
    for (const width of [360, 440]) {
      await stage.resize(width);
      for (const tab of [...tabs, tabs[0]!]) {
        await stage.openTab(tab);
        await stage.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
        const { before, after, fades, more } = await stage.page.evaluate(tabPlace);
        assert.ok(before >= 0 && after >= 0, `${tab} at ${width} px: ${before} px before it, ${after} px after it`);
        assert.deepEqual(
          fades.map((fade) => fade !== '0px'),
          more,
          `${tab} at ${width} px`,
        );
      }
    }
    // A row that gets narrower still shows the open tab.
    await stage.resize(1000);
    await stage.openTab(tabs.at(-1)!);
    assert.deepEqual((await stage.page.evaluate(tabPlace)).fades, ['0px', '0px']);
    await stage.resize(360);
    assert.ok((await stage.page.evaluate(tabPlace)).after >= 0);
    await stage.close();
  });

  for (const run of [
    'numbers',
    'colours',
    'jokes',
    'stories',
    'long',
    'conditions',
    'alike',
    'one',
    'pies',
    'reviews',
    'exhibits',
    'pages',
    'ten',
    'retry',
  ]) {
    it(`has all of the overview of “${run}” on one screen of 540 × 700 px`, async () => {
      const stage = await Stage.open(run, { width: 540, height: 700 });
      const bottom = await stage.page
        .locator('.figures')
        .evaluate((figures) => Math.round(figures.getBoundingClientRect().bottom));
      assert.ok(bottom <= 700, `the figures end at ${bottom} px`);
      await stage.close();
    });
  }

  it('is seen to be broken when it is', async () => {
    const stage = await Stage.open('numbers');
    await stage.page.evaluate(() => {
      const broken = document.createElement('div');
      broken.dataset['planted'] = '';
      broken.innerHTML =
        '<p><i>first text</i><span>second text</span></p><b>cut without any sign of it</b><section><u>too wide</u></section>';
      document.querySelector('.page')?.prepend(broken);
      const set = (selector: string, css: string): void => {
        const element = broken.querySelector<HTMLElement>(selector);
        if (element !== null) element.style.cssText = css;
      };
      set('p', 'position: relative');
      set('span', 'position: absolute; left: 5px; top: 0');
      set('b', 'display: block; width: 50px; overflow: hidden; white-space: nowrap');
      set('section', 'overflow: auto');
      set('u', 'display: block; width: 5000px');
    });
    const found = (await stage.page.evaluate(layoutProblems)).join('\n');
    for (const kind of ['on each other', 'cut at its end', 'moves sideways']) assert.match(found, new RegExp(kind));
    await stage.close();
  });
});
