import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VIEWS } from '../../webview/views/registry.ts';
import { runOf, Stage, THEMES } from './stage.ts';

/** Everything can be reached and left with the keyboard, and it is seen where one is. */

/** Controls marked in one walk; more of the same kind (a list of a thousand cards) would tell nothing new. */
const MOST_STEPS = 400;

/** Keys sent at once: a walk sends many, and asks seldom where it is. */
const STEPS_AT_ONCE = 16;

/** Where a walk has been, kept in the page. */
interface Walked {
  /** What the controls are, by number. */
  readonly controls: readonly string[];
  readonly reached: Set<number>;
  /** Controls that looked the same with the focus as without. */
  readonly unseen: Set<number>;
  end(): void;
}

/** Runs in the page: gives every control that Tab should reach a number, and notes from now on where the focus goes. */
function beginWalk(): number {
  const look = (control: Element): string =>
    [control, control.closest('label') ?? control]
      .map((element) => {
        const { outlineStyle, outlineWidth, outlineColor, borderColor, boxShadow, backgroundColor } =
          getComputedStyle(element);
        const outline = outlineStyle === 'none' ? 'none' : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
        return [outline, borderColor, boxShadow, backgroundColor].join(' ');
      })
      .join();
  (document.activeElement as HTMLElement | null)?.blur();
  const controls = [
    ...document.querySelectorAll<HTMLElement>(
      'button:not(:disabled), a[href], input:not(:disabled), select, textarea, summary, [tabindex]',
    ),
  ].filter((control) => control.tabIndex >= 0 && control.checkVisibility({ visibilityProperty: true }));
  const without = controls.map(look);
  const walked = { reached: new Set<number>(), unseen: new Set<number>() };
  controls.forEach((control, index) => (control.dataset['walk'] = String(index)));
  const note = ({ target }: FocusEvent): void => {
    const { walk } = (target as HTMLElement).dataset;
    if (walk === undefined) return;
    walked.reached.add(Number(walk));
    if (look(target as HTMLElement) === without[Number(walk)]) walked.unseen.add(Number(walk));
  };
  document.addEventListener('focusin', note);
  Object.assign(window, {
    walked: {
      ...walked,
      controls: controls.map(
        (control) =>
          `${control.tagName.toLowerCase()}.${control.className} “${(control.textContent ?? '').trim().slice(0, 30)}”`,
      ),
      end: () => document.removeEventListener('focusin', note),
    } satisfies Walked,
  });
  return controls.length;
}

/** Runs in the page. */
function countReached(): number {
  return (window as unknown as { walked: Walked }).walked.reached.size;
}

/** Runs in the page: what was not reached although it is still there (a card out of sight is not), and what was unseen. */
function endWalk(): { readonly missed: readonly string[]; readonly unseen: readonly string[] } {
  const { walked } = window as unknown as { walked: Walked };
  walked.end();
  const left = [...document.querySelectorAll<HTMLElement>('[data-walk]')];
  const there = new Set(left.map(({ dataset }) => Number(dataset['walk'])));
  for (const control of left) delete control.dataset['walk'];
  const named = (numbers: readonly number[]): readonly string[] => numbers.map((at) => walked.controls[at] ?? '');
  const missed = [...there].filter((at) => !walked.reached.has(at));
  return { missed: named(missed), unseen: named([...walked.unseen]) };
}

/** Presses Tab until it has been everywhere. */
async function walk(stage: Stage): Promise<ReturnType<typeof endWalk>> {
  const { page } = stage;
  const count = await page.evaluate(beginWalk);
  const most = Math.min(MOST_STEPS, count * 2 + 4);
  for (let steps = 0; steps < most && (await page.evaluate(countReached)) < count; steps += STEPS_AT_ONCE) {
    // A key that stays down repeats.
    await Promise.all(Array.from({ length: STEPS_AT_ONCE }, () => page.keyboard.down('Tab')));
    await page.keyboard.up('Tab');
  }
  return page.evaluate(endWalk);
}

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
