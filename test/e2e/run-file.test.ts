import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunHeader, Trial } from '../../src/core/model/run.ts';
import { Session } from '../support/host/session.ts';
import type { Workbench } from '../support/host/workbench.ts';
import { type FakeServers, startFakeServers } from '../support/servers/fake-servers.ts';
import { finished, openRunFile } from './probe.ts';
import { STRINGS } from '../../src/extension/strings.ts';
import { BUTTONS } from '../../webview/text/strings.ts';

/** A run in a file that somebody sent: it is shown, and goes on only where its reader's settings lead, when they say so. */

function journal(baseUrl: string): string {
  const header: RunHeader = {
    ...{ id: 'sent', createdAt: '2026-11-20T10:00:00.000Z', trialsPerCell: 4, seed: 1 },
    tool: { name: 'convergence-probe', version: '0.1.0' },
    conditions: [{ id: 'default', prompt: 'Name a number.', system: null, control: true, sha256: 'ab'.repeat(32) }],
    targets: [{ id: 'openai:m', provider: 'openai', model: 'm', label: 'm', baseUrl, parameters: {} }],
  };
  const trial = (trialIndex: number): Trial => ({
    ...{ target: 'openai:m', condition: 'default', trialIndex, outcome: 'completed', text: '42' },
    ...{ finishReason: 'stop', truncated: false, usage: null, startedAt: null, latencyMs: null, attempts: 1 },
    ...{ requested: {}, honoured: {}, modelReported: null, source: 'live', sha256: null, variables: {}, error: null },
  });
  const events = [
    { type: 'started', header },
    { type: 'settled', trial: trial(1) },
    { type: 'settled', trial: trial(2) },
  ];
  return `${events.map((event) => JSON.stringify(event)).join('\n')}\n`;
}

/** Run files that are damaged, or of an earlier version, by name. */
function oddFiles(): ReadonlyMap<string, string> {
  const sample = readFileSync(path.resolve('media/recordings/numbers.probe.json'), 'utf8');
  return new Map([
    ['cut.probe.json', sample.slice(0, Math.floor(sample.length / 3))],
    ['none.probe.json', ''],
    ['deep.probe.json', '['.repeat(1_000_000)],
    ['torn.probe.json', sample.replace(/"trialIndex": *\d/g, '"trialIndex": -')],
    ['long.probe.json', `${sample.slice(0, -3)}${' '.repeat(20_000_000)}`],
    ['twice.probe.json', sample + sample],
    ['earlier.probe.json', readFileSync('test/fixtures/run-files/01-first.probe.json', 'utf8')],
  ]);
}

/** Opens a run and waits until it can go on. */
async function open(workbench: Workbench, file: string): Promise<void> {
  await openRunFile(workbench, file);
  await workbench.webview().getByRole('button', { name: BUTTONS.resume }).waitFor();
}

describe('a run from a file', () => {
  let servers: FakeServers;
  let session: Session;
  const odd = oddFiles();
  before(async () => {
    servers = await startFakeServers({ answer: () => '7' });
    session = await Session.start({
      files: {
        'known.probe.jsonl': journal(servers.openai.baseUrl),
        'elsewhere.probe.jsonl': journal(servers.google.baseUrl),
        ...Object.fromEntries(odd),
      },
      settings: { 'convergenceProbe.servers': { openai: servers.openai.baseUrl } },
    });
  });
  const asked = (): readonly number[] =>
    [servers.openai, servers.anthropic, servers.google].map(({ requests }) => requests.length);
  after(async () => {
    await session.stop();
    await servers.close();
  });

  it('sends nothing to an address that the settings do not name', () =>
    session.step('file-elsewhere', async (workbench) => {
      await open(workbench, 'elsewhere.probe.jsonl');
      await workbench.webview().getByRole('button', { name: BUTTONS.resume }).click();
      const said = workbench.notifications().filter({ hasText: 'convergenceProbe.servers' });
      await said.waitFor();
      assert.match(await said.innerText(), /"openai" at/);
      assert.deepEqual(asked(), [0, 0, 0]);
      await workbench.runCommand('View: Close Editor');
    }));

  it('asks before it sends anything, with the number of calls', () =>
    session.step('file-confirmed', async (workbench) => {
      await open(workbench, 'known.probe.jsonl');
      const goOn = workbench.webview().getByRole('button', { name: BUTTONS.resume });
      await goOn.click();
      const dialog = workbench.page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      const { question, why } = STRINGS.sending;
      const text = await dialog.innerText();
      assert.ok(text.includes(question.button(2)) && text.includes(why.fromFile), text);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await sleep(300);
      assert.deepEqual(asked(), [0, 0, 0]);
      await goOn.click();
      await dialog.getByRole('button', { name: question.button(2) }).click();
      await workbench.webview().locator('.head').getByText('4 of 4 answered').waitFor();
      await finished(workbench);
      assert.deepEqual(asked(), [2, 0, 0]);
    }));

  it('is shown as far as it can be read, or refused with a sentence, whatever is in it', () =>
    session.step('file-odd', async (workbench) => {
      const shown = new Map<string, string>();
      for (const name of odd.keys()) {
        await workbench.runCommand('View: Close All Editors');
        await workbench.openFile(name);
        const panel = workbench.webview();
        await panel.locator('.head, [role=alert]').first().waitFor();
        const isRefused = await panel.locator('h1 + [role=alert]').isVisible();
        shown.set(name, isRefused ? 'refused' : 'read');
      }
      assert.deepEqual(Object.fromEntries(shown), {
        'cut.probe.json': 'read',
        'none.probe.json': 'refused',
        'deep.probe.json': 'refused',
        'torn.probe.json': 'refused',
        'long.probe.json': 'read',
        'twice.probe.json': 'refused',
        'earlier.probe.json': 'read',
      });
    }));
});
