import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { STRINGS } from '../../src/extension/strings.ts';
import { literalsAt } from '../../src/extension/prompt/literal.ts';
import { joinSegments } from '../../src/extension/prompt/segments.ts';
import { BUTTONS } from '../../webview/text/strings.ts';
import { rewrittenAnswer, STRING_SEED_WORKS } from '../support/rewriting-models.ts';
import { resultsFolder, Session } from '../support/host/session.ts';
import type { Workbench } from '../support/host/workbench.ts';
import { type FakeServers, startFakeServers } from '../support/servers/fake-servers.ts';
import { finished, openTab, probe } from './probe.ts';

/** From a prompt that always gives the same to a rewrite of it that does not, in the file where it stands. */

const LINE = "export const FOAL = 'Suggest a name for a foal. Don\\'t explain.';";
const SOURCE = `// Names.\n${LINE}\n\nexport const OTHER = 1;\n`;
const PROMPT = "Suggest a name for a foal. Don't explain.";
const RUNS = 20;
const words = STRINGS.rewrites;

describe('rewrites of a prompt', () => {
  let servers: FakeServers;
  let session: Session;
  const file = () => path.join(session.workspace, 'foal.ts');
  const meaning = () => {
    const source = readFileSync(file(), 'utf8');
    const at = source.indexOf('Suggest');
    return joinSegments(literalsAt(source, 'typescript', at, at)[0]?.segments ?? []);
  };
  before(async () => {
    servers = await startFakeServers({
      answer: (_wire, model, index, { body }) => rewrittenAnswer(body, index, model, STRING_SEED_WORKS),
    });
    session = await Session.start({
      files: { 'foal.ts': SOURCE },
      settings: {
        'convergenceProbe.servers': { openai: servers.openai.baseUrl, anthropic: servers.anthropic.baseUrl },
        'convergenceProbe.confirmAbove': 10_000,
      },
    });
  });
  after(async () => {
    await session.stop();
    await servers.close();
  });

  it('are tried on the models of a run, and the best one is confirmed', () =>
    session.step('rewrites', async (workbench) => {
      const models = ['openai-small', 'anthropic-small'];
      await probe(workbench, { file: 'foal.ts', line: 'Suggest a name', models, runs: 10 });
      await finished(workbench);
      await workbench.webview().locator(`summary[title="${BUTTONS.more}"]`).click();
      await workbench.webview().locator('.menu-box').getByRole('button', { name: BUTTONS.tryRewrites }).click();
      await workbench.asked(words.want.title);
      await workbench.page.keyboard.press('Enter');
      await workbench.asked(words.runs(2, 6).slice(0, 20));
      await workbench.quickInput().fill(String(RUNS));
      await workbench
        .quickRows()
        .filter({ hasText: `${String(RUNS)} run` })
        .first()
        .waitFor();
      await workbench.page.keyboard.press('Enter');
      const panel = workbench.webview();
      await panel.getByRole('tab', { name: 'Rewrites' }).waitFor();
      await openTab(workbench, 'Rewrites');
      await panel.getByRole('region', { name: 'Rewrites' }).nth(1).waitFor({ timeout: 90_000 });
      await panel
        .getByText(/string seed” gives [\d.]+ times the variety/)
        .first()
        .waitFor({ timeout: 90_000 });
      await workbench.screenshot(path.join(resultsFolder(), 'rewrites.png'));
    }));

  it('go into the file of the prompt after a diff, escaped, and out again with Undo', () =>
    session.step('insert-rewrite', async (workbench) => {
      await insert(workbench);
      await workbench.page.locator('.editor-instance .view-line', { hasText: 'random_string' }).first().click();
      await workbench.page.keyboard.press('ControlOrMeta+s');
      const saved = async (holds: () => boolean) => {
        for (let turn = 0; turn < 100 && !holds(); turn++) await workbench.page.waitForTimeout(100);
      };
      await saved(() => meaning() !== PROMPT);
      const inserted = meaning();
      assert.ok(inserted.startsWith(`${PROMPT}\n\n`), inserted);
      assert.match(inserted, /<random_string>/);
      assert.equal(readFileSync(file(), 'utf8').split('\n').length, SOURCE.split('\n').length);
      await workbench.page.keyboard.press('ControlOrMeta+z');
      await workbench.page.keyboard.press('ControlOrMeta+s');
      await saved(() => meaning() === PROMPT);
      assert.equal(readFileSync(file(), 'utf8'), SOURCE);
    }));

  it('are opened apart where the prompt is not any more', () =>
    session.step('moved-rewrite', async (workbench) => {
      const { page } = workbench;
      await workbench.openFile('foal.ts');
      await workbench.selectLine('Suggest a name');
      await page.keyboard.type('export const FOAL = 1;');
      await page.keyboard.press('ControlOrMeta+s');
      await press(workbench);
      await workbench
        .notifications()
        .filter({ hasText: words.insert.moved.slice(0, 60) })
        .waitFor();
      await page.locator('.editor-instance .view-line', { hasText: 'Suggest a name for a foal' }).first().waitFor();
      assert.doesNotMatch(readFileSync(file(), 'utf8'), /Suggest/);
    }));
});

async function press(workbench: Workbench): Promise<void> {
  const name = new RegExp(`^${BUTTONS.insertWinner}: string seed`);
  await workbench.webview().getByRole('button', { name }).click();
}

async function insert(workbench: Workbench): Promise<void> {
  await press(workbench);
  const { page } = workbench;
  await page.locator('.tab.active', { hasText: 'string seed' }).waitFor();
  await page.locator('.diff-editor, .monaco-diff-editor').first().waitFor();
  const asked = workbench.notifications().filter({ hasText: 'string seed' });
  await workbench.screenshot(path.join(resultsFolder(), 'insert-rewrite.png'));
  await asked.getByRole('button', { name: words.insert.button }).click();
}
