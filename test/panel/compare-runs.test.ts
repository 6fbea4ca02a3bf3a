import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findingsInAllThemes } from './axe.ts';
import { EXPLANATIONS } from '../../webview/text/explanations.ts';
import { Stage } from './stage.ts';
import { walk } from './walk.ts';
import { BUTTONS, COMPARE } from '../../webview/text/strings.ts';

/** The page that compares runs: everybody can read it, at any width, and its buttons ask for what they say. */

describe('the page that compares runs', { concurrency: 1 }, () => {
  let stage: Stage;
  const asked: string[] = [];
  before(async () => {
    stage = await Stage.compare();
    stage.page.on('console', (message) => asked.push(message.text()));
  });
  after(() => stage.page.close());

  it('has nothing that axe finds serious, on any tab in any theme', async () => {
    for (const tab of ['overview', 'prompt', 'timeline']) {
      await stage.openTab(tab);
      assert.deepEqual(await findingsInAllThemes(stage), [], tab);
    }
  });

  it('explains every figure, on any tab', async () => {
    for (const tab of ['overview', 'timeline']) {
      await stage.openTab(tab);
      const ids = await stage.page
        .locator('th.num')
        .evaluateAll((heads) =>
          heads.map((head) => head.querySelector<HTMLElement>('[data-explains]')?.dataset['explains'] ?? ''),
        );
      assert.ok(ids.length > 0 && ids.every((id) => Object.hasOwn(EXPLANATIONS, id)), `${tab}: ${ids.join()}`);
    }
    await stage.openTab('overview');
    const { page } = stage;
    await page.locator('[data-explains=share-change]').press('Enter');
    await page.locator('#explanation').getByText('in percentage points').waitFor();
    await page.locator('#explanation').getByRole('button', { name: BUTTONS.explain }).press('Enter');
    await stage.settled();
    assert.ok(asked.includes('open-statistics "two-runs-compared"'), asked.join('\n'));
  });

  it('is reached with the keyboard, on any tab, and it is seen where one is', async () => {
    for (const tab of ['overview', 'prompt', 'timeline']) {
      await stage.openTab(tab);
      assert.deepEqual(await walk(stage), { missed: [], unseen: [] }, tab);
    }
    await stage.page.locator('[role=tab][aria-selected=true]').focus();
    for (const tab of ['overview', 'prompt', 'timeline']) {
      await stage.page.keyboard.press(tab === 'overview' ? 'Home' : 'ArrowRight');
      assert.equal(await stage.page.evaluate(() => document.activeElement?.id), `tab-${tab}`);
    }
  });

  it('fits a narrow column', async () => {
    await stage.resize(420);
    for (const tab of ['timeline', 'prompt', 'overview']) {
      await stage.openTab(tab);
      const { wide, room } = await stage.page.evaluate(() => {
        const page = document.querySelector('main')!;
        return { wide: page.scrollWidth, room: page.clientWidth };
      });
      assert.ok(wide <= room, `${tab}: ${wide} in ${room}`);
    }
    await stage.resize(1000);
  });

  it('asks for another run, the baseline and the gate', async () => {
    await stage.openTab('overview');
    const { page } = stage;
    await page.getByLabel('The run before').selectOption('run-0');
    await page.getByRole('button', { name: COMPARE.useAsBaseline }).click();
    await page.getByRole('button', { name: 'no change' }).click();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').first().waitFor();
    assert.ok(asked.includes('choose {"before":"run-0","after":"run-2"}'), asked.join('\n'));
    assert.ok(asked.includes('use-as-baseline {}'));
    assert.ok(asked.some((call) => call.startsWith('copy') && call.endsWith('--want unchanged"}')));
  });

  it('shows the timeline with what changed, the latest first', async () => {
    await stage.openTab('timeline');
    const rows = stage.page.locator('table.timeline tbody tr');
    await rows.first().filter({ hasText: 'varied' }).waitFor();
    assert.match(await rows.nth(1).innerText(), /unchanged|no change/i);
    assert.match(await rows.last().innerText(), /the first one/);
  });
});
