import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { Session } from '../support/host/session.ts';
import type { Workbench } from '../support/host/workbench.ts';
import { keptAs, recordingOf } from '../support/kept-runs.ts';
import { STRINGS } from '../../src/extension/strings.ts';
import { BUTTONS, COMPARE } from '../../webview/text/strings.ts';

/** The runs of a workspace in the side bar: found, marked, deleted, brought back, opened. */

const numbers = recordingOf('numbers');
const file = 'prompt.md';
const prompt = 'Pick a random number between 1 and 100 that nobody else would pick, only return the number';
const days = [
  '2026-03-20T10:00:00.000Z',
  '2026-03-24T10:00:00.000Z',
  '2026-04-02T10:00:00.000Z',
  '2026-03-28T10:00:00.000Z',
] as const;

const rows = (workbench: Workbench): Locator => workbench.page.locator('.pane-body .monaco-list-row');
const row = (workbench: Workbench, text: string | RegExp): Locator => rows(workbench).filter({ hasText: text });

/** Longest that a menu, or what was chosen from it, is waited for before it is tried again; more at each attempt. */
const PATIENCE_MS = 4_000;

/**
 * Chooses from the context menu of a line until `outcome` is there. The menu closes when the list is drawn anew under it, as it
 * is when a run is marked or found out about, and then nothing was chosen.
 */
async function choose(workbench: Workbench, line: Locator, title: string, outcome: Locator): Promise<void> {
  const menu = workbench.page.locator('.context-view');
  for (let attempt = 1; !(await outcome.isVisible()); attempt++) {
    const timeout = PATIENCE_MS * attempt;
    // What is said of the line that the mouse came from may stand in the way.
    await workbench.page.mouse.move(900, 600);
    await workbench.page.locator('.hover-contents').first().waitFor({ state: 'hidden' });
    try {
      await line.click({ button: 'right', timeout });
      await menu.locator('.action-item', { hasText: title }).first().hover({ timeout });
      await menu.locator('.action-item.focused', { hasText: title }).first().waitFor({ timeout });
      await workbench.page.keyboard.press('Enter');
      await outcome.waitFor({ timeout: 5 * timeout });
    } catch (error) {
      if (attempt === 6 || !(error instanceof Error) || error.name !== 'TimeoutError') throw error;
      await workbench.page.keyboard.press('Escape');
    }
  }
}

describe('the Runs view', () => {
  let session: Session;
  before(async () => {
    session = await Session.start({
      files: {
        '.probes/first.jsonl': keptAs(numbers, { key: 'first', createdAt: days[0], file, missing: 31 }),
        '.probes/second.jsonl': keptAs(numbers, { key: 'second', createdAt: days[1], file }),
        '.probes/other.jsonl': keptAs(numbers, { key: 'other', createdAt: days[2], prompt: 'Another number, please' }),
        '.probes/edited.jsonl': keptAs(numbers, {
          ...{ key: 'edited', createdAt: days[3], file, prompt },
          map: (text, index) => String(1 + ((Number(text) + 7 * index) % 100)),
        }),
        '.probes/notes.jsonl': 'no journal\n',
        'prompt.md': 'Pick a random number between 1 and 100, only return the number\n',
      },
      settings: { 'convergenceProbe.runsFolder': '.probes' },
    });
  });
  after(() => session.stop());

  it('lists runs by prompt with what they found', () =>
    session.step('runs-listed', async (workbench) => {
      await workbench.page.locator('.activitybar .action-label[aria-label*="Convergence"]').click();
      // What was found is filled in one run after the other; a menu that is open by then closes.
      for (const found of ['Strongly converged', 'Weakly converged', 'Not converged']) {
        await row(workbench, found).first().waitFor();
      }
      await row(workbench, /31 of 150 missing/).waitFor();
      const shown = await rows(workbench).allInnerTexts();
      assert.equal(shown.length, 6, shown.join('\n'));
      assert.match(shown[0]!, /Another number, please/);
      assert.match(shown[2]!, /Pick a random number[^]*3 runs/);
      assert.match(shown[4]!, /Strongly converged · 42, 73, 57[^]*24 Mar/);
      await workbench.screenshot('test-results/runs-view.png');
    }));

  it('compares a run with the one before it, and any two that are chosen', () =>
    session.step('runs-compared', async (workbench) => {
      const page = workbench.webview();
      const verdict = page.getByRole('heading', { name: 'More varied' });
      await choose(workbench, row(workbench, '28 Mar'), 'Compare with Previous', verdict);
      assert.match(await page.locator('.verdict').innerText(), /Effective answers rose from 7\.\d to \d+/);
      const answer = page.locator('table.compare-answers tbody tr', { has: workbench.page.locator('text="42"') });
      assert.match(await answer.innerText(), /39%[^]*less often/);
      assert.equal(await page.locator('table.compare-models tbody tr').count(), 3);
      assert.match(await page.locator('.gate code').innerText(), /^convergence-probe check .* --want many$/);
      await workbench.screenshot('test-results/compare.png');
      await page.getByRole('tab', { name: COMPARE.promptDiff }).click();
      assert.equal((await page.locator('.prompt-diff ins').innerText()).trim(), 'that nobody else would pick');
      await workbench.screenshot('test-results/compare-prompt.png');
      await page.getByRole('button', { name: COMPARE.useAsBaseline }).click();
      await row(workbench, '28 Mar').filter({ hasText: 'baseline' }).waitFor();
      // A line that was drawn anew under its menu is not given to the command, which then asks for both runs.
      const asked = workbench.page.getByPlaceholder(STRINGS.compare.withWhich);
      await choose(workbench, row(workbench, '2 Apr'), 'Compare Runs', asked);
      await workbench.quickRows().filter({ hasText: '24 Mar' }).click();
      await page.locator('.verdict-unchanged, .verdict-undecided').waitFor();
      assert.match(await page.locator('.head').innerText(), /prompt changed/);
    }));

  it('tells what each run of a prompt changed since the one before', () =>
    session.step('runs-timeline', async (workbench) => {
      await workbench.runCommand('View: Close All Editors');
      const rowsOf = workbench.webview().locator('table.timeline tbody tr');
      const varied = rowsOf.filter({ hasText: 'More varied' });
      await choose(workbench, row(workbench, /Pick a random number/), 'Show Timeline', varied);
      const [latest, first, ...others] = await rowsOf.allInnerTexts();
      assert.equal(others.length, 0);
      assert.match(
        latest!,
        /28 Mar[^]*More varied: effective answers rose from 7\.\d to \d+, less often “42” \(39% to 1%\)/,
      );
      assert.match(first!, /24 Mar[^]*Strongly converged[^]*the first one/);
      await workbench.screenshot('test-results/timeline.png');
      await workbench.runCommand('View: Close All Editors');
    }));

  it('marks, renames, filters, deletes and brings back', () =>
    session.step('runs-marked', async (workbench) => {
      const second = row(workbench, 'Strongly converged');
      await choose(workbench, second, 'Mark as Baseline', second.filter({ hasText: 'baseline' }));
      // A later run of its prompt says what changed since.
      await row(workbench, STRINGS.runs.line.change['more-varied']('24 Mar')).filter({ hasText: '28 Mar' }).waitFor();
      await workbench.screenshot('test-results/runs-since-baseline.png');
      await choose(workbench, second, 'Rename', workbench.quickInput());
      await workbench.answerInput('Before the edit');
      await row(workbench, 'Before the edit').waitFor();
      const said = workbench.notifications().filter({ hasText: STRINGS.runs.delete.done(1) });
      await choose(workbench, row(workbench, '20 Mar'), 'Delete', said);
      await row(workbench, '20 Mar').waitFor({ state: 'hidden' });
      await said.getByRole('button', { name: STRINGS.runs.delete.undo }).click();
      await row(workbench, '20 Mar').waitFor();
      await workbench.runCommand('Convergence: Filter Runs');
      await workbench.answerInput('nothing of this');
      await workbench.page.getByRole('button', { name: 'Clear Filter' }).first().waitFor();
      await workbench.page.locator('.pane-body .welcome-view-content').getByText('No run has this text').waitFor();
      await workbench.runCommand('Convergence: Filter Runs');
      await workbench.answerInput('before the EDIT');
      await row(workbench, 'Before the edit').waitFor();
      assert.equal(await rows(workbench).count(), 2);
    }));

  it('opens a run by a click', () =>
    session.step('runs-opened', async (workbench) => {
      await workbench.runCommand('View: Close All Editors');
      await row(workbench, 'Before the edit').click();
      await workbench.webview().locator('.head').getByText('150 of 150 answered').waitFor();
      await workbench.screenshot('test-results/runs-view-open.png');
    }));

  it('compares the run of a panel with another one', () =>
    session.step('runs-compared-from-panel', async (workbench) => {
      const page = workbench.webview();
      await page.getByRole('button', { name: BUTTONS.compare }).first().click();
      await workbench.page.getByPlaceholder(STRINGS.compare.withWhich).waitFor();
      assert.ok(await workbench.quickRows().filter({ hasText: 'A run in a file' }).isVisible());
      await workbench.quickRows().filter({ hasText: '28 Mar' }).click();
      await workbench.webview().getByRole('heading', { name: 'More varied' }).waitFor();
    }));
});
