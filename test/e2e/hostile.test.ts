import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BATCH, HOSTILE_BATCHES } from '../support/hostile/batches.ts';
import { Session } from '../support/host/session.ts';
import { type FakeServers, startFakeServers } from '../support/servers/fake-servers.ts';
import { finished, openTab, probe, readTally } from './probe.ts';

/** Three models answer with what is made to hurt, fifty times each: the run ends, is shown, and the panel goes on working. */

/** Pages and code among all else: the batch that takes longest. */
const { prompt, outputs } = HOSTILE_BATCHES.find((batch) => /HTML/.test(batch.prompt))!;
const TEXTS = outputs.map(({ make }) => make());
/** Two prompts more: the outputs of one are never read to the end, those of the other are ordinary. */
const HANGING = 'Fill in the form';
const NUMBER = 'Pick a number between 1 and 100';
const MARKER = 'never-ending';
const RUNS = 1;
const ANSWERED = TEXTS.filter((text) => text.trim() !== '').length;

describe('a probe whose answers are all hostile', () => {
  let servers: FakeServers;
  let session: Session;
  before(async () => {
    servers = await startFakeServers({
      models: () => BATCH.targets.map((name) => `hostile-${name}`),
      answer: (_provider, _model, index, request) => {
        const asked = JSON.stringify(request.body);
        if (asked.includes(HANGING)) return `${MARKER} ${index}`;
        return asked.includes(NUMBER) ? '42' : (TEXTS[index] ?? '');
      },
    });
    session = await Session.start({
      files: { 'build.md': `${prompt}\n`, 'form.md': `${HANGING}\n`, 'number.md': `${NUMBER}\n` },
      hangsOn: MARKER,
      settings: { 'convergenceProbe.servers': { local: servers.openai.baseUrl } },
    });
  });
  after(async () => {
    await session.stop();
    await servers.close();
  });

  it('ends and shows the right counts', () =>
    session.step('hostile', async (workbench) => {
      const models = BATCH.targets.map((name) => `hostile-${name}`);
      await probe(workbench, { file: 'build.md', line: prompt, models, runs: BATCH.runs });
      await finished(workbench);
      const head = workbench.webview().locator('.head');
      await head.getByText(`${ANSWERED} of ${TEXTS.length} answered`).waitFor();
      assert.ok((await readTally(workbench)).length > 0);
    }));

  it('shows the outputs as text, on every tab', () =>
    session.step('hostile-tabs', async (workbench) => {
      await openTab(workbench, 'Outputs');
      const columns = workbench.webview().locator('.column');
      await columns.locator('.card').first().waitFor();
      assert.equal(await columns.count(), BATCH.targets.length);
      for (const tab of ['Answers', 'Models', 'Signatures', 'Overview']) {
        await openTab(workbench, tab);
        await workbench.webview().getByRole('tab', { name: tab, selected: true }).waitFor();
      }
      assert.equal(await workbench.webview().locator('img, iframe').count(), 0);
    }));

  it('is read beside a run whose outputs are never read to the end, and so is another', () =>
    session.step('hanging', async (workbench) => {
      const models = BATCH.targets.map((name) => `hostile-${name}`);
      await probe(workbench, { file: 'form.md', line: HANGING, models, runs: RUNS });
      await workbench.webview().getByRole('heading', { name: HANGING }).waitFor();
      await probe(workbench, { file: 'number.md', line: NUMBER, models, runs: RUNS });
      await workbench.webview().getByRole('heading', { name: NUMBER }).waitFor();
      await finished(workbench);
      assert.deepEqual(await readTally(workbench), [['42', RUNS * models.length]]);
      await workbench.page.locator('.tab', { hasText: HANGING }).click();
      await workbench.webview().getByRole('heading', { name: HANGING }).waitFor();
      await finished(workbench);
      await workbench.webview().getByText('could not be read').first().waitFor();
    }));

  it('runs nothing of them and asks nothing of the network', () => {
    const { violations, external } = session.workbench.problems;
    assert.deepEqual(violations, []);
    assert.deepEqual(external, []);
  });
});
