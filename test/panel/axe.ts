import axe, { type AxeResults } from 'axe-core';
import { type Stage, THEMES } from './stage.ts';

/** Rules that a theme can change the answer of. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** What axe finds serious or critical in the page as it stands, frames left out; `only` these rules, or all. */
export async function findings(stage: Stage, only: readonly string[] | null): Promise<readonly string[]> {
  // A page keeps it while other runs are shown in it.
  if (!(await stage.page.evaluate(() => 'axe' in window))) await stage.page.evaluate(axe.source);
  return stage.page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      preload: false,
      // Pages that models wrote are no part of ours.
      iframes: false,
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

/** What is found in all themes: everything in the first one, what depends on colours in the others. */
export async function findingsInAllThemes(stage: Stage): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [index, theme] of THEMES.entries()) {
    await stage.setTheme(theme);
    const problems = await findings(stage, index === 0 ? null : OF_COLOUR);
    found.push(...problems.map((problem) => `${theme}: ${problem}`));
  }
  return found;
}
