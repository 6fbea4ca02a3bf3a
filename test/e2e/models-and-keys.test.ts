import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Session } from '../support/host/session.ts';
import type { Workbench } from '../support/host/workbench.ts';
import { type FakeServers, startFakeServers } from '../support/servers/fake-servers.ts';
import { choose, withoutIcon } from './probe.ts';
import { STRINGS } from '../../src/extension/strings.ts';

/** Keys that are tried as they are set, sets of models by name, and the way back from a result to the cell of a notebook. */

const KEY = 'sk-right-4f1c9be0a7d24e7f93';
const MODELS = {
  openai: ['gpt-4o', 'gpt-5', 'gpt-5-mini'],
  anthropic: ['claude-haiku-4-5', 'claude-opus-4-5'],
  google: ['gemini-2.5-flash', 'gemini-2.5-pro'],
};
const NOTEBOOK = {
  cells: [
    { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: ['answer = 41\n'] },
    {
      ...{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [] },
      source: ['prompt = "Name one dish for tonight, only return the dish"\n'],
    },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
};

/** The number beside the field of a quick pick. */
async function isSelected(workbench: Workbench, count: number): Promise<void> {
  await workbench.page
    .locator('.quick-input-widget:visible .quick-input-count', { hasText: `${count} Selected` })
    .waitFor();
}

const { keys, models } = STRINGS;

describe('models, keys and notebooks', () => {
  let servers: FakeServers;
  let session: Session;
  before(async () => {
    servers = await startFakeServers({ models: (wire) => MODELS[wire], keys: { openai: KEY }, answer: () => 'Pasta' });
    session = await Session.start({
      files: { 'dinner.ipynb': JSON.stringify(NOTEBOOK), 'other.md': 'Other\n' },
      settings: {
        'convergenceProbe.servers': servers.addresses,
      },
    });
  });
  after(async () => {
    await session.stop();
    await servers.close();
  });

  it('says at once that a key is wrong, and takes the right one in the same place', () =>
    session.step('wrong-key', async (workbench) => {
      await workbench.runCommand('Manage Keys and Servers');
      await workbench.asked(keys.manage.title);
      await workbench
        .quickRows()
        .filter({ hasText: withoutIcon(keys.manage.set) })
        .click();
      await workbench.asked(keys.set.title);
      await workbench.quickRows().filter({ hasText: 'OpenAI' }).first().click();
      await workbench.asked(keys.title('OpenAI'));
      await workbench.answerInput('sk-wrong-1234567890abcdef');
      const said = workbench.page.locator('.quick-input-widget:visible .quick-input-message');
      await said.filter({ hasText: keys.keepAnyway('').trim() }).waitFor();
      await workbench.asked(keys.title('OpenAI'));
      await workbench.answerInput(KEY);
      await workbench
        .notifications()
        .filter({ hasText: keys.stored(`OpenAI (${new URL(servers.openai.baseUrl).host})`) })
        .waitFor();
    }));

  it('ticks sets of models by name, which are made of what the services list', () =>
    session.step('sets', async (workbench) => {
      await workbench.runCommand('Select Models');
      await workbench.asked(models.titles.select);
      const set = (name: string) =>
        workbench
          .quickRows()
          .filter({ hasText: new RegExp(`^\\W*${name}`) })
          .first();
      // Their models are named once all lists are there.
      await set('small').filter({ hasText: 'gpt-5-mini, claude-haiku-4-5, gemini-2.5-flash' }).waitFor();
      await set('big three').filter({ hasText: 'gpt-5, claude-opus-4-5, gemini-2.5-pro' }).waitFor();
      await set('small').click();
      await isSelected(workbench, 3);
      await workbench.page.getByRole('button', { name: models.picker.saveSet }).click();
      await workbench.asked(models.sets.title);
      await workbench.answerInput('cheap');
      await workbench.asked(models.titles.select);
      await set('cheap').filter({ hasText: 'gpt-5-mini' }).waitFor();
      await set('big three').click();
      await isSelected(workbench, 6);
      await workbench.page.keyboard.press('Escape');
    }));

  it('leads from the result back to the cell of a notebook', () =>
    session.step('notebook', async (workbench) => {
      await workbench.openFile('dinner.ipynb');
      await workbench.page.locator('.codelens-decoration a', { hasText: 'Probe' }).first().click();
      await choose(workbench, { models: ['gpt-4o'], runs: 3 });
      // The notebook draws its outputs in a webview of its own.
      const panel = workbench.page
        .locator('iframe.webview.ready[src*="extensionId=convergence-probe"]')
        .contentFrame()
        .locator('iframe#active-frame')
        .contentFrame();
      await panel.locator('.head').getByText('3 of 3 answered').waitFor();
      assert.equal(servers.openai.requests.length, 3);
      // A server of this machine.
      assert.equal(await panel.locator('.head .cost').innerText(), 'free');
      await workbench.openFile('other.md');
      await panel.locator('.origin').click();
      const cell = workbench.page.locator('.notebookOverlay .monaco-list-row.focused');
      await cell.filter({ hasText: 'Name one dish' }).waitFor();
      await workbench.page.locator('.tab.active', { hasText: 'dinner.ipynb' }).waitFor();
    }));
});
