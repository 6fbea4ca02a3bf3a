import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import type { RunHeader, Trial } from '../../src/core/model/run.ts';
import { escapePages } from '../support/gallery/escapes.ts';
import { harmlessPage, hostilePages } from '../support/gallery/hostile-pages.ts';
import { resultsFolder, Session } from '../support/host/session.ts';
import { depth, galleryFrame, until } from './gallery-frame.ts';
import { openRunFile } from './probe.ts';
import { GALLERY } from '../../webview/text/strings.ts';

/** The gallery in the real VS Code, with pages that try everything: it stays usable, and nothing is sent. */

/** Milliseconds in which the gallery answers a click whatever its pages do; most of it is for a busy machine. */
const ANSWERS_MS = 10_000;

const HARBOUR = harmlessPage('Harbour', '#264653');
const DRAWING =
  '<svg viewBox="0 0 100 100" xmlns="http://www.w3.org/2000/svg"><title>Ring</title><circle cx="50" cy="50" r="40" fill="teal"/></svg>';
const LIBRARY =
  '<!DOCTYPE html><html><head><title>Three</title><script src="https://cdnjs.cloudflare.com/ajax/libs/three.js/r128/three.min.js"></script></head><body></body></html>';

const LOOPS = ['Endless loop', 'Endless loop later', 'Endless writing'];
const LEAVERS = ['Own navigation', 'Refresh'];

/** Ways out that would lead into another realm, or to an address before anybody is asked; all are tried in test/panel. */
const ESCAPES = [
  'a frame that calls, made as root of a document',
  'a frame that calls, made as an entity',
  'a frame that calls, made written in two parts',
  'a link that preconnects, made by a sanitizer of its own',
  'asks by a document of its own script',
  'asks by a worker',
];
/** Names in it lead to the server of the test. */
const DOMAIN = 'escape.test';

/** Pages by the condition they stand in. */
function population(server: string, port: number): ReadonlyMap<string, readonly string[]> {
  const hostile = hostilePages(server);
  const escapes = escapePages({ domain: DOMAIN, port });
  const of = (titles: readonly string[]): readonly string[] => titles.map((title) => hostile.get(title)!);
  const rude = [...hostile.keys()].filter((title) => !LOOPS.includes(title) && !LEAVERS.includes(title));
  return new Map([
    ['calm', [HARBOUR, harmlessPage('Dune', '#8d5524'), DRAWING, LIBRARY]],
    ['leaving', [HARBOUR, ...of(LEAVERS)]],
    ['escaping', [HARBOUR, ...ESCAPES.map((name) => escapes.get(name)!)]],
    ['rude', [HARBOUR, ...of(rude.slice(0, 7))]],
    ['ruder', [HARBOUR, ...of(rude.slice(7))]],
    ['loops', [HARBOUR, ...of(LOOPS)]],
  ]);
}

function journal(pages: ReadonlyMap<string, readonly string[]>): string {
  const target = 'recorded:opus';
  const header: RunHeader = {
    ...{ id: 'pages', createdAt: '2026-11-20T10:00:00.000Z', trialsPerCell: 20, seed: 1 },
    tool: { name: 'convergence-probe', version: '0.1.0' },
    conditions: [...pages.keys()].map((id, at) => {
      return { id, prompt: 'Make something beautiful.', system: null, control: at === 0, sha256: 'ab'.repeat(32) };
    }),
    targets: [{ id: target, provider: 'recorded', model: 'opus', label: 'Opus', baseUrl: null, parameters: {} }],
  };
  const trial = (condition: string, trialIndex: number, text: string): Trial => ({
    ...{ target, condition, trialIndex, outcome: 'completed', text, finishReason: 'stop', truncated: false },
    ...{ usage: null, startedAt: null, latencyMs: null, attempts: 1, requested: {}, honoured: {}, modelReported: null },
    ...{ source: 'imported', sha256: null, variables: {}, error: null },
  });
  const trials = [...pages].flatMap(([condition, texts]) =>
    texts.map((text, at) => ({ type: 'settled', trial: trial(condition, at, text) })),
  );
  const end = { type: 'finished', status: 'complete', finishedAt: '2026-11-20T10:01:00.000Z' };
  return `${[{ type: 'started', header }, ...trials, end].map((event) => JSON.stringify(event)).join('\n')}\n`;
}

/** Fails when a promise is not settled in time: a document that hangs answers nothing. */
async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  const late = sleep(ms).then(() => {
    throw new Error(`${what} took longer than ${ms} ms.`);
  });
  return Promise.race([work, late]);
}

describe('the gallery', () => {
  let session: Session;
  let gallery: Frame;
  let server: http.Server;
  const reached: string[] = [];
  const dialogs: string[] = [];
  before(async () => {
    server = http.createServer((request, response) => {
      reached.push(request.url ?? '');
      response.end();
    });
    server.on('connection', () => reached.push('a connection'));
    server.on('upgrade', (_request, socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    session = await Session.start({
      files: { 'pages.probe.jsonl': journal(population(`http://127.0.0.1:${port}`, port)) },
      settings: { 'workbench.reduceMotion': 'off', 'files.simpleDialog.enable': true },
      // As in desktop browsers and in VS Code; the headless shell alone does without.
      browser: [
        '--site-per-process',
        `--host-resolver-rules=MAP *.${DOMAIN} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      ],
    });
    session.workbench.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  after(async () => {
    await session.stop();
    server.close();
  });

  /** The thumbnails: title and what is said of the state. */
  const thumbs = (): Promise<readonly (readonly [string, string])[]> =>
    within(
      ANSWERS_MS,
      'An answer of the gallery',
      gallery.evaluate<
        readonly (readonly [string, string])[]
      >(`[...document.querySelectorAll('.thumb')].map((thumb) => {
        const text = (selector) => thumb.querySelector(selector)?.textContent?.trim() ?? '';
        return [text('.name'), text('.off') || 'Running'];
      })`),
    );

  const show = async (condition: string): Promise<void> => {
    await within(
      ANSWERS_MS,
      'A choice in the gallery',
      gallery
        .getByLabel('All conditions')
        .selectOption({ label: condition })
        .then(() => undefined),
    );
    await until(`${condition} is shown`, async () => (await thumbs())[0]?.[0] === 'Harbour');
  };

  const running = async (titles: readonly string[]): Promise<void> => {
    await until(`${titles.join(', ')} run`, async () => {
      const now = new Map(await thumbs());
      return titles.every((title) => now.get(title) === 'Running');
    });
  };

  /** What pages wrote into their headings, once all of `titles` have come to an end of what they try. */
  const said = (titles: readonly string[]): Promise<ReadonlyMap<string, string>> =>
    until(`${titles.join(', ')} have ended`, async () => {
      const pages = session.workbench.page.frames().filter((frame) => depth(frame) === 3);
      const texts = await Promise.all(
        pages.map((frame) =>
          Promise.race([
            frame.evaluate<string>(`document.querySelector('#said')?.textContent ?? ''`).catch(() => ''),
            sleep(1_000, ''),
          ]),
        ),
      );
      const found = new Map(titles.map((title) => [title, texts.find((text) => text.startsWith(title)) ?? '']));
      return [...found.values()].every((text) => text.endsWith('done')) && found;
    });

  it('opens from the results, and runs pages and drawings as thumbnails', () =>
    session.step('gallery-calm', async (workbench) => {
      await openRunFile(workbench, 'pages');
      await workbench.webview().locator('.head').waitFor();
      await workbench.runCommand('Open Gallery');
      gallery = await galleryFrame(workbench);
      await show('calm');
      await running(['Harbour', 'Dune', 'Ring', 'Three']);
      const lack = await gallery.locator('.thumb .lack').allInnerTexts();
      assert.deepEqual(lack, ['Needs three.min.js from cdnjs.cloudflare.com, which is not loaded: no network']);
      await workbench.screenshot(path.join(resultsFolder(), 'gallery.png'));
    }));

  it('shows a page large beside its source, by keyboard, and saves it', () =>
    session.step('gallery-large', async (workbench) => {
      await gallery.locator('[data-thumb]').first().focus();
      await workbench.page.keyboard.press('ArrowRight');
      await workbench.page.keyboard.press('Enter');
      await gallery.locator('.source .code').waitFor();
      assert.match(await gallery.locator('.large h2').innerText(), /Dune/);
      assert.match((await gallery.locator('.source .code').textContent()) ?? '', /^<!DOCTYPE html>\n<html/);
      await gallery.locator('.large .stage iframe').waitFor();
      await workbench.screenshot(path.join(resultsFolder(), 'gallery-large.png'));
      await gallery.getByRole('button', { name: GALLERY.saveAs }).click();
      await workbench.quickInput().waitFor();
      await until('a name is offered', async () =>
        /opus-calm-2\.html$/.test(await workbench.quickInput().inputValue()),
      );
      await workbench.page.keyboard.press('Enter');
      const file = await until('the file is there', () =>
        Promise.resolve(readdirSync(session.workspace).find((name) => name.endsWith('.html'))),
      );
      assert.equal(readFileSync(path.join(session.workspace, file), 'utf8'), harmlessPage('Dune', '#8d5524'));
      await gallery.locator('[data-back]').focus();
      await workbench.page.keyboard.press('Escape');
      await gallery.locator('.thumbs').waitFor();
    }));

  it('ends pages that go to another address', () =>
    session.step('gallery-leaving', async () => {
      await show('leaving');
      await until('both are stopped', async () => {
        const now = new Map(await thumbs());
        return LEAVERS.every((title) => now.get(title)?.includes('tried to go to another address'));
      });
      await running(['Harbour']);
    }));

  it('keeps pages in that would make another realm', () =>
    session.step('gallery-escaping', async () => {
      await show('escaping');
      await running(['Harbour']);
      await until('all have run', async () => {
        const states = (await thumbs()).slice(1).map(([, state]) => state);
        return states.length === ESCAPES.length && states.every((state) => state === 'Running');
      });
    }));

  it('keeps pages from the network, dialogs, popups, the top and the host', () =>
    session.step('gallery-rude', async () => {
      await show('rude');
      const first = await said([
        'Dialogs',
        'Top navigation',
        'Network from script',
        'Links by script',
        'Peer connection',
        'Form and popup',
      ]);
      assert.equal(first.get('Peer connection'), 'Peer connection undefinedundefined undefined undefined done');
      await show('ruder');
      const second = await said(['Reach for the host', 'Forged messages']);
      assert.match(second.get('Reach for the host') ?? '', /SecurityError SecurityError SecurityError/);
      await until('the flood is stopped', async () =>
        new Map(await thumbs()).get('Flood of messages')?.includes('flooded'),
      );
      // The canvases may be too large for the machine: then they end, and the others go on.
      await running(['Harbour']);
      assert.match(await gallery.locator('h1').innerText(), /Make something beautiful/);
    }));

  it('ends pages that hang, answers meanwhile, and goes on with the others', () =>
    session.step('gallery-loops', async (workbench) => {
      await show('loops');
      await until('all three are stopped', async () => {
        const now = new Map(await thumbs());
        return LOOPS.every((title) => now.get(title)?.includes('did not answer'));
      });
      await running(['Harbour']);
      await workbench.screenshot(path.join(resultsFolder(), 'gallery-loops.png'));
      await within(ANSWERS_MS, 'Stop all', gallery.getByRole('button', { name: GALLERY.stopAll }).click());
      await until('nothing runs', async () => (await gallery.locator('.stage iframe').count()) === 0);
    }));

  it('sent nothing, opened nothing, and stayed where it was', () => {
    const { page } = session.workbench;
    assert.deepEqual(reached, []);
    assert.deepEqual(dialogs, []);
    assert.equal(page.context().pages().length, 1);
    assert.ok(page.url().startsWith(session.server.url), page.url());
  });
});
