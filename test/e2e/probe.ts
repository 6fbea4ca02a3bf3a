import type { Locator } from 'playwright-core';
import type { Workbench } from '../support/host/workbench.ts';
import { STRINGS } from '../../src/extension/strings.ts';

/** What a person does to probe a prompt, question by question. */

/** What the titles of both questions have in common, whatever is probed and however many models it asks. */
export const WHICH_MODELS = STRINGS.models.titles.probe.split(': ').at(-1)!;
export const HOW_MANY_RUNS = STRINGS.probe.runs.title(2).split(' of ')[0]!;

/** A label as it is read: without the icon before it. */
export const withoutIcon = (label: string): string => label.replace(/^\$\([^)]+\) /, '');

/** Which prompt, and with what. */
export interface Probe {
  /** File of the workspace. */
  readonly file: string;
  /** Part of the line that is selected. */
  readonly line: string;
  /** Labels of the models to tick; absent to take those that are ticked already. */
  readonly models?: readonly string[];
  /** Absent to take the number that is offered first. */
  readonly runs?: number;
  /** The line to choose where the extension asks how models are to be reached. */
  readonly firstStep?: string;
}

/** Selects the prompt, runs the command from the palette and answers what it asks. */
export async function probe(workbench: Workbench, { file, line, models, runs, firstStep }: Probe): Promise<void> {
  await workbench.openFile(file);
  await workbench.selectLine(line);
  await workbench.runCommand(STRINGS.probe.again);
  if (firstStep) {
    await workbench.asked(STRINGS.models.first.title);
    await workbench
      .quickRows()
      .filter({ hasText: withoutIcon(firstStep) })
      .click();
  }
  await choose(workbench, { models, runs });
}

/** Answers which models, and how many runs of each. */
export async function choose(
  workbench: Workbench,
  { models, runs }: { readonly models?: Probe['models'] | undefined; readonly runs?: Probe['runs'] | undefined },
): Promise<void> {
  await workbench.asked(WHICH_MODELS);
  for (const model of models ?? []) await tick(workbench.quickRows().filter({ hasText: model }).first());
  await workbench.page.keyboard.press('Enter');
  await workbench.asked(HOW_MANY_RUNS);
  if (runs !== undefined) await workbench.quickInput().fill(String(runs));
  await workbench
    .quickRows()
    .filter({ hasText: runs === undefined ? 'each' : `${runs} run` })
    .first()
    .waitFor();
  await workbench.page.keyboard.press('Enter');
}

/** Ticks a row of a quick pick unless it is ticked. */
async function tick(row: Locator): Promise<void> {
  await row.waitFor();
  const box = row.getByRole('checkbox').or(row.locator('input[type=checkbox]')).first();
  if (!(await box.isChecked())) await row.click();
}

/** The tally as its tab shows it: answer and times. */
export async function readTally(workbench: Workbench): Promise<readonly (readonly [string, number])[]> {
  await openTab(workbench, 'Answers');
  const rows = workbench.webview().locator('table.tally tbody tr');
  await rows.first().waitFor();
  // All cells at once: a question to the page for each of hundreds takes longer than the run.
  const answers = await rows.locator('td.answer').allInnerTexts();
  const times = await rows.locator('td.num:not(td.num ~ td.num)').allInnerTexts();
  return answers.map((answer, row) => [answer.trim(), Number(times[row]!.replaceAll(',', ''))]);
}

/** Waits until the panel says that nothing runs any more. */
export async function finished(workbench: Workbench): Promise<void> {
  await workbench
    .webview()
    .getByRole('button', { name: /^(?:Run again|Run [\d,]+ more|Try this prompt on my models)$/ })
    .first()
    .waitFor();
}

/** Opens a tab of the panel. */
export async function openTab(workbench: Workbench, title: string): Promise<void> {
  await workbench.webview().getByRole('tab', { name: title }).click();
}

/** Opens a run from the explorer's context menu, which has the extension's lines a moment after the window is there. */
export async function openRunFile(workbench: Workbench, file: string): Promise<void> {
  const { page } = workbench;
  const line = page.locator('.context-view .action-item', { hasText: 'Open Run' }).first();
  for (let attempt = 0; attempt < 20; attempt++) {
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).click({ button: 'right' });
    const isThere = await line.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) break;
    await page.keyboard.press('Escape');
  }
  // A menu that has just opened takes no click, so that the one that opened it chooses nothing.
  await line.hover();
  await page.keyboard.press('Enter');
}
