import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { STRINGS } from '../../src/extension/strings.ts';
import { resultsFolder, Session } from '../support/host/session.ts';
import { type FakeServers, startFakeServers } from '../support/servers/fake-servers.ts';
import { choose } from './probe.ts';

/** Which sentences of a prompt make its answer: asked from the palette, shown in the panel and beside the prompt. */

const PLANTED = 'You love the tropics.';
const LINES = [
  'You are a friendly cook.',
  PLANTED,
  'Name a fruit, only the name.',
  'Be brief.',
  'Be kind.',
  'Use English.',
];
const MODELS = ['openai-small', 'anthropic-small'];
const RUNS = 10;

let servers: FakeServers;
let session: Session;

before(async () => {
  servers = await startFakeServers({
    answer: (_wire, _model, index, { body }) =>
      JSON.stringify(body).includes(PLANTED) ? 'Mango' : ['Pear', 'Fig', 'Plum'][index % 3]!,
    behave: () => ({ latencyMs: 10 }),
  });
  session = await Session.start({
    files: { 'fruit.md': `${LINES.join('\n')}\n` },
    settings: {
      'convergenceProbe.servers': { openai: servers.openai.baseUrl, anthropic: servers.anthropic.baseUrl },
    },
  });
});

after(async () => {
  await session.stop();
  await servers.close();
});

describe('finding the sentences that make an answer', () => {
  it('names the planted one in the panel and marks it in the prompt, until that is changed', () =>
    session.step('sentences', async (workbench) => {
      await workbench.openFile('fruit.md');
      // The palette lists what there was when it was opened: with an editor, the command is among that.
      await workbench.selectLine(LINES[0]!);
      await workbench.page.keyboard.press('Control+A');
      await workbench.page.locator('.statusbar-item', { hasText: 'selected)' }).waitFor();
      await workbench.runCommand(`Convergence: ${STRINGS.probe.sentences.command}`);
      await choose(workbench, { models: MODELS, runs: RUNS });
      const panel = workbench.webview();
      await panel.getByRole('tab', { name: /^Sentences/ }).click();
      const row = panel.getByRole('row').filter({ hasText: PLANTED });
      await row.filter({ hasText: 'changes it' }).waitFor();
      assert.match(await row.innerText(), /\+100/);
      await workbench.screenshot(path.join(resultsFolder(), 'sentences.png'));
      // Five parts: of each of two models 5 runs for the answer, 12 versions once, three prompts ten times.
      const sent = servers.openai.log.length + servers.anthropic.log.length;
      assert.equal(sent, 2 * (5 + 12 + 3 * RUNS));
      const bars = workbench.page.locator('.monaco-editor .glyph-margin-widgets .cgmr[class*="ced-"]');
      await bars.nth(LINES.length - 2).waitFor();
      assert.equal(await bars.count(), LINES.length - 1);
      await workbench.page.locator('.view-line').filter({ hasText: PLANTED }).locator('span').last().hover();
      await workbench.page.locator('.monaco-hover').getByText(STRINGS.probe.sentences.status.confirmed).waitFor();
      await workbench.screenshot(path.join(resultsFolder(), 'sentences-hover.png'));
      await workbench.page.locator('.view-line').filter({ hasText: 'Use English.' }).click();
      await workbench.page.keyboard.type('!');
      await bars.first().waitFor({ state: 'detached' });
    }));
});
