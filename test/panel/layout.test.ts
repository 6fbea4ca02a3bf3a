import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FIXTURES } from '../../webview/playground/fixtures.ts';
import { SENDING } from '../../webview/playground/sending.ts';
import { layoutProblems } from './layout.ts';
import { ALL, Stage } from './stage.ts';

/** Nothing is cut without a sign of it, lies on something else or has to be moved sideways, at any width and zoom. */

/** Width of the window, px, and zoom. */
type Size = readonly [number, number];

const WIDTHS: readonly Size[] = [[360, 1], ...(ALL ? ([[640, 1]] as const) : []), [1000, 1], [1600, 1]];
/** What everybody has, and the rest when everything is looked at. */
const ZOOMS: readonly Size[] = [
  [640, 2],
  ...(ALL
    ? ([
        [360, 0.5],
        [1000, 1.5],
        [1600, 0.5],
      ] as const)
    : []),
];
/** The narrowest, and one at which tables have most of their columns. */
const NARROW_AND_WIDE: readonly Size[] = [
  [360, 1],
  [1000, 1],
];
/** Runs that are looked at in all sizes. */
const THOROUGHLY = ['numbers', 'jokes', 'long', 'conditions'];
/** The tabs on which a run differs from those that are looked at thoroughly; of others, all. */
const WHERE: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [...Object.keys(SENDING), 'running', 'waiting', 'one-answer', 'recorded', 'empty'].map((run) => [
      run,
      ['overview'],
    ]),
  ),
  ...{ alike: ['models'], uneven: ['models'], stories: ['signatures'], colours: ['overview', 'answers'] },
  ...{ emoji: ['answers', 'outputs'], markup: ['answers', 'outputs'], tiny: ['answers', 'outputs'] },
  ...{ huge: ['answers', 'outputs'], many: ['outputs'], failed: ['overview', 'outputs'] },
};
/** Always on the move. */
const LEFT_OUT = ['stream'];

async function problemsOf(stage: Stage, tabs: readonly string[], sizes: readonly Size[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const tab of tabs) {
    await stage.openTab(tab);
    for (const [width, zoom] of sizes) {
      await stage.resize(width, zoom);
      const found = await stage.page.evaluate(layoutProblems);
      problems.push(...found.map((problem) => `${tab}, ${width} px at ${zoom * 100} %: ${problem}`));
    }
  }
  return problems;
}

describe('the layout of the panel', { concurrency: 3 }, () => {
  for (const run of Object.keys(FIXTURES).filter((name) => !LEFT_OUT.includes(name))) {
    it(`holds on “${run}”`, async () => {
      const stage = await Stage.open(run);
      const tabs = (ALL ? undefined : WHERE[run]) ?? (await stage.tabs());
      const problems = await problemsOf(
        stage,
        tabs,
        THOROUGHLY.includes(run) ? [...WIDTHS, ...ZOOMS] : NARROW_AND_WIDE,
      );
      assert.deepEqual(problems, []);
      assert.deepEqual(stage.problems.violations, []);
      await stage.close();
    });
  }

  it('is seen to be broken when it is', async () => {
    const stage = await Stage.open('numbers');
    await stage.page.evaluate(() => {
      const broken = document.createElement('div');
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
