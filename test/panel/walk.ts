import type { Stage } from './stage.ts';

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

/** Presses Tab until it has been everywhere; what it did not reach, and what does not show that it has the focus. */
export async function walk(stage: Stage): Promise<ReturnType<typeof endWalk>> {
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
