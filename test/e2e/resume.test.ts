import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseJournal } from '../../src/core/run-file/journal.ts';
import { resultsFolder, Session } from '../support/host/session.ts';
import type { Workbench } from '../support/host/workbench.ts';
import { type FakeServers, startFakeServers } from '../support/servers/fake-servers.ts';
import type { Behaviour } from '../support/servers/recorder.ts';
import type { WireId } from '../support/servers/wires.ts';
import { choose, finished, probe, readTally } from './probe.ts';
import { STRINGS } from '../../src/extension/strings.ts';
import { BUTTONS, COMPARE } from '../../webview/text/strings.ts';

/** What a run loses when it is cut off, slowed down or refused: nothing. */

const PROMPT = 'Name a number from 1 to 100.';
const MODELS = ['openai-small', 'anthropic-small'];
const RUNS = 15;

type Serve = (wire: WireId, index: number) => Behaviour;

/** Answers that each server gives before it falls silent. */
const ANSWERED: Record<WireId, number> = { openai: 9, anthropic: 6, google: 0 };

const good: Serve = () => ({ latencyMs: 10 });

/** How the servers act at the moment. */
const serve: { now: Serve } = {
  now: (wire, index) => (index < ANSWERED[wire] ? { latencyMs: 10 } : { fault: 'hang' }),
};
let servers: FakeServers;
let session: Session;

before(async () => {
  servers = await startFakeServers({
    answer: (_wire, _model, index) => (index % 3 === 0 ? '7' : '42'),
    behave: (wire, index) => serve.now(wire, index),
  });
  session = await Session.start({
    files: { 'number.md': `${PROMPT}\n` },
    settings: {
      'convergenceProbe.concurrency': 3,
      'convergenceProbe.servers': { openai: servers.openai.baseUrl, anthropic: servers.anthropic.baseUrl },
    },
  });
});

after(async () => {
  await session.stop();
  await servers.close();
});

/** Waits until the head of the panel says so. */
async function says(workbench: Workbench, text: string): Promise<void> {
  await workbench.webview().locator('.head').getByText(text).waitFor();
}

/** What a countdown says and when, ms of the panel's clock, from now until it is gone; read inside the panel, where no tool's delay counts. */
async function countdown(workbench: Workbench, says: RegExp): Promise<readonly { seconds: number; atMs: number }[]> {
  return workbench
    .webview()
    .locator('body')
    .evaluate(
      (body, { source, limitMs }) =>
        new Promise<{ seconds: number; atMs: number }[]>((resolve) => {
          const readings: { seconds: number; atMs: number }[] = [];
          const began = performance.now();
          const read = (): void => {
            const [, digits] = new RegExp(source).exec(body.textContent) ?? [];
            const atMs = performance.now();
            if (digits === undefined || atMs - began > limitMs) return resolve(readings);
            if (readings.at(-1)?.seconds !== Number(digits)) readings.push({ seconds: Number(digits), atMs });
            setTimeout(read, 50);
          };
          read();
        }),
      { source: says.source, limitMs: 60_000 },
    );
}

describe('a run whose extension host is killed', () => {
  it('has every answer that had arrived in its journal', () =>
    session.step('killed', async (workbench) => {
      await probe(workbench, { file: 'number.md', line: PROMPT, models: MODELS, runs: RUNS });
      await says(workbench, '15 of 30 answered');
      // Nothing is on its way from a server any more: what was sent out has arrived.
      await sleep(500);
      await session.killExtensionHost();
      const [journal, ...others] = session.journals();
      assert.ok(journal !== undefined && others.length === 0, 'there is one journal');
      const { header, trials, finished: end } = parseJournal(journal);
      const answered = (name: string): number =>
        trials.filter(({ target, outcome }) => target === name && outcome === 'completed').length;
      const [openai, anthropic] = header.targets.map(({ id }) => answered(id));
      assert.deepEqual([openai, anthropic, trials.length, end], [9, 6, 15, null]);
    }));

  it('offers the run at the first command after that, in place of the panel that lost its host', () =>
    session.step('offered', async (workbench) => {
      serve.now = good;
      await workbench.runCommand('Convergence: Open Run');
      await workbench
        .quickRows()
        .filter({ hasText: STRINGS.runs.open.resumable(15, 30) })
        .waitFor();
      await workbench.page.keyboard.press('Escape');
      const offer = workbench.notifications().filter({ hasText: STRINGS.runs.cutOff.text(15, 30) });
      await offer.waitFor();
      await offer.getByRole('button', { name: STRINGS.runs.cutOff.open, exact: true }).click();
      await workbench.webview().getByRole('button', { name: BUTTONS.resume }).waitFor();
      assert.equal(await workbench.page.locator('.tab', { hasText: 'Probe:' }).count(), 1);
    }));

  it('offers to go on in the window that comes back, and shows what it has', () =>
    session.step('back', async (workbench) => {
      await workbench.reload();
      const panel = workbench.webview();
      await panel.getByRole('button', { name: BUTTONS.resume }).waitFor();
      await says(workbench, '15 of 30 answered');
      assert.match(await panel.locator('.remainder').innerText(), /cut off: 15 of 30 answers are missing/);
      await workbench.screenshot(path.join(resultsFolder(), 'cut-off.png'));
    }));

  it('sends exactly what is missing, in the same panel', () =>
    session.step('go-on', async (workbench) => {
      const sent = (): number[] => [servers.openai, servers.anthropic].map(({ requests }) => requests.length);
      const [openai = 0, anthropic = 0] = sent();
      const panel = workbench.webview();
      await panel.getByRole('button', { name: BUTTONS.resume }).click();
      await says(workbench, '30 of 30 answered');
      await finished(workbench);
      await sleep(500);
      assert.deepEqual(sent(), [openai + RUNS - 9, anthropic + RUNS - 6]);
      assert.equal(await panel.getByRole('button', { name: BUTTONS.resume }).count(), 0);
      const tally = await readTally(workbench);
      assert.equal(
        tally.reduce((sum, [, times]) => sum + times, 0),
        30,
      );
      const [journal = ''] = session.journals();
      const { trials, finished: end } = parseJournal(journal);
      assert.deepEqual([trials.length, end?.status], [30, 'complete']);
      assert.equal(await workbench.page.locator('.tab', { hasText: 'Probe:' }).count(), 1);
    }));

  it('keeps all of it over a further reload, with nothing left to send', () =>
    session.step('kept', async (workbench) => {
      await workbench.reload();
      await says(workbench, '30 of 30 answered');
      assert.equal(await workbench.webview().getByRole('button', { name: BUTTONS.resume }).count(), 0);
    }));

  it('is found by Open Run after its extension host has died, in place of the panel that lost it', () =>
    session.step('died', async (workbench) => {
      await session.killExtensionHost();
      await workbench.runCommand('Convergence: Open Run');
      await workbench.quickRows().filter({ hasText: PROMPT }).click();
      await workbench
        .webview()
        .getByRole('button', { name: `Run ${RUNS} more`, disabled: false })
        .waitFor();
      await says(workbench, '30 of 30 answered');
      assert.equal(await workbench.page.locator('.tab', { hasText: 'Probe:' }).count(), 1);
    }));

  it('is found by a second window of the same workspace', () =>
    session.step('second', async () => {
      const second = await session.openWindow();
      await second.runCommand('Convergence: Open Run');
      await second.quickRows().filter({ hasText: PROMPT }).click();
      await says(second, '30 of 30 answered');
      await second.close();
    }));
});

describe('a run against servers that refuse and limit', () => {
  /** Long enough that a slow machine still sees it count. */
  const WAIT_S = 8;
  const WAITING = /rate limited, next try in (\d+) s/;
  // A file is opened in the group that has the focus, which may be that of the panel before.
  before(() => session.workbench.runCommand('View: Close All Editors'));

  it('says what it waits for and counts the seconds down', () =>
    session.step('waiting', async (workbench) => {
      let until = 0;
      const sent = servers.openai.requests.length;
      serve.now = (wire, index) => {
        if (wire !== 'openai' || index < sent + 4) return { latencyMs: 10 };
        until ||= performance.now() + WAIT_S * 1000;
        if (performance.now() >= until) return { latencyMs: 10 };
        return { status: 429, headers: { 'retry-after': String(WAIT_S) } };
      };
      await probe(workbench, { file: 'number.md', line: PROMPT, models: MODELS, runs: RUNS });
      const waiting = workbench.webview().getByText(WAITING).first();
      await waiting.waitFor();
      const [all] = await Promise.all([
        countdown(workbench, WAITING),
        workbench.screenshot(path.join(resultsFolder(), 'waiting.png')),
      ]);
      // Calls that were refused a moment later wait longer: only the first countdown is looked at.
      const next = all.findIndex(({ seconds }, at) => at > 0 && seconds > all[at - 1]!.seconds);
      const readings = next === -1 ? all : all.slice(0, next);
      const said = readings.map(({ seconds, atMs }) => `${seconds} s at ${Math.round(atMs)} ms`).join(', ');
      assert.ok(readings.length >= 3, `it counts: ${said}`);
      assert.ok((readings[0]?.seconds ?? 0) <= WAIT_S, `it waits no longer than was asked: ${said}`);
      const ends = readings.map(({ seconds, atMs }) => seconds * 1000 + atMs);
      // A whole second is shown, so the end that two readings tell may differ by one; the rest is for a busy machine.
      assert.ok(Math.max(...ends) - Math.min(...ends) <= 3_000, `each says the same moment: ${said}`);
      await says(workbench, '30 of 30 answered');
      await finished(workbench);
    }));

  it('sends failed trials again when the reason is gone', () =>
    session.step('retry', async (workbench) => {
      serve.now = (wire) => (wire === 'anthropic' ? { status: 403 } : { latencyMs: 10 });
      const head = workbench.webview().locator('.head');
      await head.locator(`summary[aria-label="${BUTTONS.otherNumber}"]`).click();
      await head.getByText(BUTTONS.runAgain, { exact: true }).click();
      const panel = workbench.webview();
      await says(workbench, '15 of 30 answered');
      await finished(workbench);
      serve.now = good;
      const [openai, anthropic] = [servers.openai.requests.length, servers.anthropic.requests.length];
      await panel.getByRole('button', { name: BUTTONS.retry, exact: true }).click();
      await says(workbench, '30 of 30 answered');
      await finished(workbench);
      assert.deepEqual(
        [servers.openai.requests.length - openai, servers.anthropic.requests.length - anthropic],
        [0, RUNS],
      );
    }));

  it('runs as many times more', () =>
    session.step('more', async (workbench) => {
      const panel = workbench.webview();
      const [openai, anthropic] = [servers.openai.requests.length, servers.anthropic.requests.length];
      await panel.getByRole('button', { name: `Run ${RUNS} more` }).click();
      await says(workbench, '60 of 60 answered');
      await finished(workbench);
      assert.deepEqual(
        [servers.openai.requests.length - openai, servers.anthropic.requests.length - anthropic],
        [RUNS, RUNS],
      );
      await workbench.screenshot(path.join(resultsFolder(), 'run-more.png'));
    }));

  it('runs the prompt again until it is settled', () =>
    session.step('settled', async (workbench) => {
      const head = workbench.webview().locator('.head');
      const begun = servers.openai.requests.length;
      await head.locator(`summary[aria-label="${BUTTONS.otherNumber}"]`).click();
      await head.getByText(BUTTONS.runSettled, { exact: true }).click();
      const question = workbench.page.locator('.monaco-dialog-box');
      const { mostButton } = STRINGS.sending.question;
      await question.getByRole('button', { name: mostButton(320) }).click();
      await workbench
        .webview()
        .getByText(/settled after \d+/i)
        .waitFor();
      await finished(workbench);
      const runs = servers.openai.requests.length - begun;
      assert.ok([20, 40, 80, 160].includes(runs), `${runs} runs`);
      await says(workbench, `${2 * runs} of ${2 * runs} answered`);
      const said = await workbench.webview().locator('body').innerText();
      assert.match(said, new RegExp(`ettled after ${runs}\\b`));
      await workbench.screenshot(path.join(resultsFolder(), 'run-settled.png'));
    }));

  it('ends an edit of the prompt with what the edit changed', () =>
    session.step('edited', async (workbench) => {
      await workbench.webview().locator(`summary[title="${BUTTONS.more}"]`).click();
      await workbench.webview().locator('.menu-box').getByRole('button', { name: BUTTONS.edit }).click();
      await workbench.page.locator('.statusbar-item', { hasText: `(${PROMPT.length} selected)` }).waitFor();
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.type(' Be quick.');
      await workbench.selectLine('Be quick.');
      const offer = workbench.notifications().filter({ hasText: STRINGS.probe.edit.first });
      await offer.getByRole('button', { name: STRINGS.probe.again }).click();
      await choose(workbench, { models: MODELS, runs: 10 });
      await workbench.page.locator('.tab.active', { hasText: 'Compare' }).waitFor();
      const page = workbench.webview();
      await page.getByRole('tab', { name: COMPARE.promptDiff }).click();
      assert.equal((await page.locator('.prompt-diff ins').innerText()).trim(), 'Be quick.');
      await workbench.screenshot(path.join(resultsFolder(), 'edited.png'));
    }));

  it('breaks no security policy and asks nothing of the network', () => {
    assert.deepEqual(session.workbench.problems.violations, []);
    assert.deepEqual(session.workbench.problems.external, []);
  });
});
