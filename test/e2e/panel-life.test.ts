import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { RecordedRequest } from '../support/servers/recorder.ts';
import { resultsFolder, Session } from '../support/host/session.ts';
import type { Workbench } from '../support/host/workbench.ts';
import { type FakeServers, startFakeServers } from '../support/servers/fake-servers.ts';
import { readPixels, tallestAt } from './canvas.ts';
import { finished, openTab, probe, readTally } from './probe.ts';
import { BUTTONS } from '../../webview/text/strings.ts';

/** The life of a panel: it fills from three SDKs, is hidden, moved and stopped, and loses nothing. */

const NUMBER = 'Pick a random number between 1 and 100, only return the number';
const SLOW = 'Slowly name a number';
const MODELS = ['openai-small', 'anthropic-small', 'google-small'];
const RUNS = 12;
/** Calls with the slow prompt that a server answers; it never answers the others. */
const ANSWERED = 3;

/** What each model says, in turn: 42 comes 12 + 6 + 4 times. */
const SAYS = { openai: ['42'], anthropic: ['42', '73'], google: ['42', '7', '91'] } as const;

const isSlow = (request: RecordedRequest): boolean => JSON.stringify(request.body).includes(SLOW);

/** Waits until the panel is painted again. */
async function shown(workbench: Workbench, tab: string): Promise<void> {
  await workbench.webview().getByRole('tab', { name: tab, selected: true }).waitFor();
}

describe('the panel of a run with three SDKs', () => {
  let servers: FakeServers;
  let session: Session;
  before(async () => {
    const slowCalls = { openai: 0, anthropic: 0, google: 0 };
    servers = await startFakeServers({
      answer: (provider, _model, index) => SAYS[provider][index % SAYS[provider].length] ?? '',
      behave: (provider, _index, request) =>
        isSlow(request) && slowCalls[provider]++ >= ANSWERED ? { fault: 'hang' } : { latencyMs: 10 },
    });
    session = await Session.start({
      files: { 'number.md': `${NUMBER}\n`, 'slow.md': `${SLOW}\n` },
      settings: {
        'convergenceProbe.concurrency': 2,
        'convergenceProbe.servers': servers.addresses,
      },
    });
  });
  after(async () => {
    await session.stop();
    await servers.close();
  });

  it('shows tally, chart and outputs side by side', () =>
    session.step('three-sdks', async (workbench) => {
      await probe(workbench, { file: 'number.md', line: NUMBER, models: MODELS, runs: RUNS });
      await finished(workbench);
      assert.deepEqual(await readTally(workbench), [
        ['42', 22],
        ['73', 6],
        ['7', 4],
        ['91', 4],
      ]);
      await openTab(workbench, 'Outputs');
      const columns = workbench.webview().locator('.column');
      await columns.locator('.card-text').first().waitFor();
      assert.equal(await columns.count(), 3);
      assert.deepEqual(
        new Set(await columns.nth(0).locator('.card-text').allInnerTexts()),
        new Set(SAYS.openai),
        'the first column holds the first model',
      );
      await openTab(workbench, 'Numbers');
      await workbench.webview().getByText(BUTTONS.stacked, { exact: true }).click();
      const canvas = workbench.webview().locator('canvas[aria-label*="36 numbers, most often 42 (22 times)"]');
      await canvas.waitFor();
      const at = tallestAt(await readPixels(canvas));
      assert.ok(at > 0.36 && at < 0.5, `the tallest bar stands at ${at.toFixed(2)} of the width`);
      await workbench.screenshot(path.join(resultsFolder(), 'three-sdks-numbers.png'));
    }));

  it('is the same after it was hidden behind another editor', () =>
    session.step('hidden', async (workbench) => {
      await workbench.page.locator('.tab', { hasText: 'Probe:' }).click();
      await workbench.runCommand('File: New Untitled Text File');
      await workbench.page.locator('iframe.webview.ready:visible').waitFor({ state: 'hidden' });
      await workbench.runCommand('View: Open Previous Editor in Group');
      await shown(workbench, 'Numbers');
      await openTab(workbench, 'Answers');
      assert.deepEqual((await readTally(workbench))[0], ['42', 22]);
    }));

  it('is the same after it was moved to another group', () =>
    session.step('moved', async (workbench) => {
      await workbench.runCommand('View: Move Editor into Previous Group');
      await shown(workbench, 'Answers');
      assert.deepEqual((await readTally(workbench))[0], ['42', 22]);
    }));

  it('keeps what has arrived when it is stopped, and sends nothing more', () =>
    session.step('stopped', async (workbench) => {
      await probe(workbench, { file: 'slow.md', line: SLOW, models: MODELS, runs: RUNS });
      const panel = workbench.webview();
      await panel.getByRole('heading', { name: SLOW }).waitFor();
      await panel.getByText(`${3 * ANSWERED} of 36 answered`).waitFor();
      await panel.getByRole('button', { name: 'Stop' }).click();
      await panel.getByRole('button', { name: BUTTONS.resume }).waitFor();
      const count = (): number =>
        [servers.openai, servers.anthropic, servers.google].flatMap(({ requests }) => requests).filter(isSlow).length;
      const sent = count();
      const head = await panel.locator('.head').innerText();
      assert.match(head, /9 of 36 answered/);
      assert.match(head, /missing/);
      assert.ok(sent > 3 * ANSWERED && sent < 36, `${sent} calls were sent`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      assert.equal(count(), sent, 'calls were sent after Stop');
    }));

  it('breaks no security policy and asks nothing of the network', () => {
    assert.deepEqual(session.workbench.problems.violations, []);
    assert.deepEqual(session.workbench.problems.external, []);
  });
});
