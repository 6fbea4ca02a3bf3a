import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { resultsFolder, Session } from '../support/host/session.ts';
import type { Workbench } from '../support/host/workbench.ts';
import { type FakeServers, startFakeServers } from '../support/servers/fake-servers.ts';
import { finished, HOW_MANY_RUNS, WHICH_MODELS } from './probe.ts';
import { STRINGS } from '../../src/extension/strings.ts';
import { BUTTONS } from '../../webview/text/strings.ts';

/** From the installation to a finding on one's own prompt, with a server on its usual port and nothing set up. */

/** Where Ollama listens unless it is told otherwise. */
const OLLAMA_PORT = 11434;
const SOURCE =
  'import os\n\nJOKE = "Tell me a joke about the sea"\n\nDINNER = "Name one dish for tonight, only return the dish"\n';
const MOST_INTERACTIONS = 5;
const MOST_MS = 60_000;

/** Counts what a person does: clicks and keys that are pressed, a text that is typed as one. */
class Hands {
  readonly done: string[] = [];
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  async click(what: string, target: ReturnType<Workbench['quickRows']>): Promise<void> {
    this.done.push(`click ${what}`);
    await target.click();
  }

  async press(key: string): Promise<void> {
    this.done.push(`press ${key}`);
    await this.workbench.page.keyboard.press(key);
  }
}

describe('the first minute', () => {
  let session: Session;
  let ollama: FakeServers;
  before(async () => {
    ollama = await startFakeServers({
      ports: { openai: OLLAMA_PORT },
      models: () => ['llama3.2', 'nomic-embed-text'],
      answer: (_provider, _model, index) => (index % 5 === 0 ? 'Curry' : 'Pasta'),
    });
    session = await Session.start({
      files: { 'src/prompts.py': SOURCE },
      settings: { 'convergenceProbe.findLocalServers': true },
    });
  });
  after(async () => {
    await session.stop();
    await ollama.close();
  });

  it('begins with Probe This Prompt when "probe" is typed into the palette', () =>
    session.step('palette', async (workbench) => {
      await workbench.openFile('prompts.py');
      const row = workbench.quickRows().filter({ hasText: 'Probe This Prompt' });
      // Commands of extensions reach the palette a moment after the workbench is there.
      for (let turn = 0; turn < 20 && (await row.count()) === 0; turn++) {
        await workbench.page.keyboard.press('Escape');
        await workbench.page.keyboard.press('F1');
        await workbench.quickInput().fill('>probe');
        await row.waitFor({ timeout: 2_000 }).catch(() => undefined);
      }
      const first = await workbench.quickRows().first().innerText();
      await workbench.page.keyboard.press('Escape');
      assert.match(first, /^Convergence: Probe This Prompt/);
    }));

  it('leads to a finding on one of the own prompts in five interactions and a minute', () =>
    session.step('first-minute', async (workbench) => {
      const hands = new Hands(workbench);
      const began = Date.now();
      const lenses = workbench.page.locator('.codelens-decoration a', { hasText: 'Probe' });
      await lenses.nth(1).waitFor();
      await workbench.screenshot(path.join(resultsFolder(), 'first-minute-lens.png'));
      await hands.click('Probe above the prompt', lenses.nth(1));
      await workbench.asked(WHICH_MODELS);
      const model = workbench.quickRows().filter({ hasText: 'llama3.2' });
      await model.waitFor();
      await workbench.screenshot(path.join(resultsFolder(), 'first-minute-models.png'));
      assert.equal(await workbench.quickRows().filter({ hasText: 'nomic-embed' }).count(), 0);
      await hands.click('the model', model.first());
      await hands.press('Enter');
      await workbench.asked(HOW_MANY_RUNS);
      await workbench.quickRows().filter({ hasText: 'each' }).first().waitFor();
      await hands.press('Enter');
      await finished(workbench);
      const text = await workbench.webview().locator('body').innerText();
      assert.match(text, /Pasta/);
      assert.ok(hands.done.length <= MOST_INTERACTIONS, hands.done.join(', '));
      assert.ok(Date.now() - began < MOST_MS, `it took ${Date.now() - began} ms`);
      await workbench.painted();
      await workbench.screenshot(path.join(resultsFolder(), 'first-minute-panel.png'));
      const prompts = ollama.openai.requests.map(({ body }) => JSON.stringify(body?.['messages']));
      assert.equal(prompts.length, 10);
      for (const prompt of prompts) assert.match(prompt, /Name one dish for tonight/);
    }));

  it('says which ticked models a filter hides', () =>
    session.step('also-chosen', async (workbench) => {
      await workbench.runCommand('Select Models');
      await workbench.asked(STRINGS.models.titles.select);
      await workbench.quickRows().filter({ hasText: 'llama3.2' }).first().waitFor();
      await workbench.quickInput().fill('narrow');
      await workbench.asked(STRINGS.models.picker.alsoChosen(STRINGS.models.titles.select, ['llama3.2']));
      await workbench.screenshot(path.join(resultsFolder(), 'first-minute-filter.png'));
      await workbench.page.keyboard.press('Escape');
    }));

  it('is led through by the walkthrough, whose first step shows published numbers', () =>
    session.step('walkthrough', async (workbench) => {
      await workbench.runCommand('View: Close All Editors');
      await workbench.runCommand('Welcome: Open Walkthrough');
      await workbench.quickInput().fill('Convergence Probe');
      await workbench.quickRows().filter({ hasText: 'Get Started with Convergence Probe' }).first().click();
      const page = workbench.page.locator('.gettingStartedContainer');
      await page.getByText('Look at a recorded probe').first().waitFor();
      await page.getByText('Set a key or add a local server').first().waitFor();
      await workbench.screenshot(path.join(resultsFolder(), 'first-minute-walkthrough.png'));
      await page.getByRole('button', { name: 'Open Sample Run' }).first().click();
      // The page of the walkthrough is a webview of its own.
      const panel = workbench.page.locator('iframe.webview.ready').last().contentFrame().locator('iframe#active-frame');
      await panel.contentFrame().getByRole('button', { name: BUTTONS.tryModels }).first().waitFor();
      await panel.contentFrame().getByText('Pick a random number between 1 and 100').first().waitFor();
      await workbench.screenshot(path.join(resultsFolder(), 'first-minute-sample.png'));
    }));
});
