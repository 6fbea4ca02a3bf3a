import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { resultsFolder, Session } from '../support/host/session.ts';
import { type FakeServers, startFakeServers } from '../support/servers/fake-servers.ts';
import { finished, openTab, probe, readTally, withoutIcon } from './probe.ts';
import { STRINGS } from '../../src/extension/strings.ts';

/** The three SDKs against servers on this machine, keys set by hand, and answers that try to be more than text. */

const PROMPT = 'Say something.';
const KEYS = {
  OpenAI: 'sk-test-4f1c9be0a7d24e7f93',
  Anthropic: 'sk-ant-test-8d20c1f7b6e94a55',
  'Google Gemini': 'AIzaTest-77b1c02e5d9f4c3a',
} as const;
const IMAGE = '<img src=x onerror="window.hacked = true">';
const SCRIPT = '</script><script>window.hacked = true</script>';
const ANSWERS = [IMAGE, SCRIPT, 'A plain answer'];
const RUNS = 6;

describe('a probe with the three SDKs', () => {
  let servers: FakeServers;
  let session: Session;
  const serversByName = () => ({
    OpenAI: servers.openai,
    Anthropic: servers.anthropic,
    'Google Gemini': servers.google,
  });
  before(async () => {
    servers = await startFakeServers({ latencyMs: 20, answer: (_provider, _model, index) => ANSWERS[index % 3] ?? '' });
    session = await Session.start({
      files: { 'say.md': `${PROMPT}\n` },
      settings: { 'convergenceProbe.servers': servers.addresses },
    });
    await session.workbench.recordMessages();
  });
  after(async () => {
    await session.stop();
    await servers.close();
  });

  it('takes the keys by hand', () =>
    session.step('keys', async (workbench) => {
      for (const [service, { baseUrl }] of Object.entries(serversByName())) {
        await workbench.runCommand('Manage Keys and Servers');
        await workbench.asked(STRINGS.keys.manage.title);
        await workbench
          .quickRows()
          .filter({ hasText: withoutIcon(STRINGS.keys.manage.set) })
          .click();
        await workbench.asked(STRINGS.keys.set.title);
        await workbench.quickRows().filter({ hasText: service }).first().click();
        await workbench.asked(STRINGS.keys.title(service));
        await workbench.answerInput(KEYS[service as keyof typeof KEYS]);
        await workbench
          .notifications()
          .filter({ hasText: STRINGS.keys.stored(`${service} (${new URL(baseUrl).host})`) })
          .waitFor();
      }
    }));

  it('asks each of them and shows the answers side by side, as text', () =>
    session.step('sdks', async (workbench) => {
      await probe(workbench, {
        file: 'say.md',
        line: PROMPT,
        models: ['openai-small', 'anthropic-small', 'google-small'],
        runs: RUNS,
      });
      await finished(workbench);
      assert.match(await workbench.webview().locator('.head').innerText(), /18 of 18 answered/);
      const tally = await readTally(workbench);
      assert.deepEqual(tally.map(([answer]) => answer).sort(), [...ANSWERS].sort());
      assert.deepEqual(
        tally.map(([, times]) => times),
        [6, 6, 6],
      );
      await openTab(workbench, 'Outputs');
      const columns = workbench.webview().locator('.column');
      await columns.locator('.card-text').first().waitFor();
      for (const column of await columns.all()) {
        assert.deepEqual((await column.locator('.card-text').allInnerTexts()).sort(), [...ANSWERS, ...ANSWERS].sort());
      }
      assert.equal(await workbench.webview().locator('img').count(), 0);
      await workbench.screenshot(path.join(resultsFolder(), 'sdks-outputs.png'));
    }));

  it('sent each key to its own server only', () => {
    for (const [service, server] of Object.entries(serversByName())) {
      assert.equal(server.requests.length, RUNS, service);
      for (const [owner, key] of Object.entries(KEYS)) {
        const holds = server.requests.filter(({ headers, url }) => JSON.stringify([headers, url]).includes(key));
        assert.equal(holds.length, owner === service ? RUNS : 0, `${owner}'s key at ${service}`);
      }
    }
  });

  it('exports the run into the workspace', () =>
    session.step('export', async (workbench) => {
      await workbench.runCommand('Export Results');
      await workbench.asked(STRINGS.files.export.title);
      await workbench.page.keyboard.press('Enter');
      await workbench
        .notifications()
        .filter({ hasText: STRINGS.files.exported('').slice(0, -1) })
        .waitFor();
      const [file] = fs.readdirSync(session.workspace).filter((name) => name.endsWith('.probe.json'));
      assert.ok(file, 'no file was exported');
      const exported = JSON.parse(fs.readFileSync(path.join(session.workspace, file), 'utf8')) as { trials: unknown[] };
      assert.equal(exported.trials.length, 18);
    }));

  it('leaves no key in a file, a log, a message or the page', () =>
    session.step('no-key', async (workbench) => {
      const files = [...session.writtenFiles()];
      assert.ok(files.some((file) => file.endsWith('.probe.json')) && files.some((file) => file.endsWith('.log')));
      const messages = await workbench.recordedMessages();
      assert.ok(messages.includes('snapshot'), 'no message of the panel was recorded');
      const places = [
        ...files.map((file) => [file, fs.readFileSync(file, 'latin1')] as const),
        ['the page', await workbench.content()] as const,
        ['the messages', messages] as const,
        ['the console', workbench.problems.console.join('\n')] as const,
      ];
      for (const [place, text] of places) {
        for (const key of Object.values(KEYS)) assert.equal(text.includes(key), false, `a key is in ${place}`);
      }
    }));

  it('ran nothing that a model said, and broke no security policy', () =>
    session.step('hostile', async (workbench) => {
      for (const frame of workbench.page.frames()) {
        assert.equal(await frame.evaluate(() => 'hacked' in globalThis), false, frame.url());
      }
      assert.deepEqual(workbench.problems.violations, []);
      assert.deepEqual(workbench.problems.external, []);
    }));
});
