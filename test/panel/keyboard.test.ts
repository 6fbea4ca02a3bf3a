import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { VIEWS } from '../../webview/views/registry.ts';
import { runsByTab, Stage, THEMES } from './stage.ts';

/** Everything can be reached and left with the keyboard, and it is seen where one is. */

/** Controls marked in one walk; more of the same kind (a list of a thousand cards) would tell nothing new. */
const MOST_STEPS = 400;

/** Runs in the page: gives every control that Tab should reach a number; returns what they are. */
function markControls(): readonly string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'button:not(:disabled), a[href], input:not(:disabled), select, textarea, summary, [tabindex]',
  );
  const reachable = [...controls].filter(
    (control) => control.tabIndex >= 0 && control.checkVisibility({ visibilityProperty: true }),
  );
  return reachable.map((control, index) => {
    control.dataset['walk'] = String(index);
    return `${control.tagName.toLowerCase()}.${control.className} “${(control.textContent ?? '').trim().slice(0, 30)}”`;
  });
}

/** Where the focus is. */
interface Step {
  /** Number of the control; `null` outside of all. */
  readonly at: number | null;
  /** Whether outline, border, shadow or background tell it from a control without the focus. */
  readonly isSeen: boolean;
}

/** Runs in the page. */
function whereFocusIs(): Step {
  const focused = document.activeElement as HTMLElement | null;
  if (focused === null || focused === document.body) return { at: null, isSeen: true };
  const look = (): string => {
    const around = focused.closest('label') ?? focused;
    return [focused, around]
      .map((element) => {
        const { outlineStyle, outlineWidth, outlineColor, borderColor, boxShadow, backgroundColor } =
          getComputedStyle(element);
        const outline = outlineStyle === 'none' ? 'none' : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
        return [outline, borderColor, boxShadow, backgroundColor].join(' ');
      })
      .join();
  };
  const withFocus = look();
  focused.blur();
  const without = look();
  focused.focus({ focusVisible: true } as FocusOptions);
  const walk = focused.dataset['walk'];
  return { at: walk === undefined ? null : Number(walk), isSeen: withFocus !== without };
}

/** Runs in the page: numbers of the controls that are still there; a card that is scrolled out of sight is not. */
function stillThere(): readonly number[] {
  return [...document.querySelectorAll<HTMLElement>('[data-walk]')].map(({ dataset }) => Number(dataset['walk']));
}

/** Presses Tab until it has been everywhere; what was not reached, and what had the focus unseen. */
async function walk(stage: Stage): Promise<{ readonly missed: readonly string[]; readonly unseen: readonly string[] }> {
  const controls = await stage.page.evaluate(markControls);
  const reached = new Set<number>();
  const unseen = new Set<string>();
  for (let step = 0; step < Math.min(MOST_STEPS, controls.length * 2 + 4); step += 1) {
    await stage.page.keyboard.press('Tab');
    const { at, isSeen } = await stage.page.evaluate(whereFocusIs);
    if (at === null) continue;
    reached.add(at);
    if (!isSeen) unseen.add(controls[at] ?? '');
    if (reached.size === controls.length) break;
  }
  const left = new Set(await stage.page.evaluate(stillThere));
  return { missed: controls.filter((_, at) => left.has(at) && !reached.has(at)), unseen: [...unseen] };
}

describe('the keyboard', { concurrency: 2 }, () => {
  let runs: ReadonlyMap<string, string> = new Map();
  before(async () => {
    runs = await runsByTab();
  });

  for (const { id: tab } of VIEWS) {
    it(`reaches every control of the tab “${tab}”, and it is seen where one is`, async () => {
      // Few outputs have all that many have.
      const run = tab === 'outputs' ? 'jokes' : runs.get(tab);
      assert.ok(run, tab);
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
