import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import { VIEWS } from '../../webview/views/registry.ts';
import { compare } from './compare.ts';
import { browser, openGallery, runOf, Stage, type Theme } from './stage.ts';

/**
 * The panel beside twelve kept pictures of it. Fonts and browsers draw differently, so it is compared only where the pictures were taken; `npm run pictures` takes them anew.
 */

const FOLDER = path.join('test', 'panel', 'pictures');
const RESULTS = path.join('test-results', 'pictures');
const MADE_ON = path.join(FOLDER, 'made-on.json');
const TAKING = process.env['CONVERGENCE_PROBE_PICTURES'] === 'take';

/** Most pixels of a picture that may differ: a rounded corner, half a letter. */
const MOST_PIXELS = 40;

/** Every tab once, and the first one in other themes and narrow. What cannot be seen in a picture has tests of its own: layout.test.ts looks at every run and width. */
const LOOKS: readonly (readonly [tab: string, Theme, width: number])[] = [
  ...VIEWS.map(({ id }) => [id, 'dark', 1000] as const),
  ['overview', 'light', 360],
  ['overview', 'contrast', 1000],
];

/** What decides about pixels beside the panel itself. */
interface Machine {
  readonly browser: string;
  /** Digest of some letters as this machine draws them. */
  readonly letters: string;
}

async function thisMachine(): Promise<Machine> {
  const opened = await browser();
  const page = await opened.newPage({ viewport: { width: 600, height: 120 } });
  const families = ["'Segoe WPC', 'Segoe UI', system-ui, 'Ubuntu', 'DejaVu Sans', sans-serif", 'monospace'];
  const sample = 'Hamburgefonstiv 0123 éß  العربية 你好 😀';
  await page.setContent(families.map((family) => `<p style="font: 13px ${family}">${sample}</p>`).join(''));
  const letters = createHash('sha256')
    .update(await page.screenshot())
    .digest('hex')
    .slice(0, 16);
  await page.close();
  return { browser: opened.version(), letters };
}

/** Why nothing can be compared here; `null` when it can. */
function whyNot({ browser: version, letters }: Machine): string | null {
  if (TAKING) return null;
  if (!existsSync(MADE_ON)) return 'no pictures are kept; npm run pictures takes them';
  const kept = JSON.parse(readFileSync(MADE_ON, 'utf8')) as Machine;
  if (kept.browser !== version) return `the pictures are from Chromium ${kept.browser}, this is ${version}`;
  return kept.letters === letters ? null : 'the pictures are from a machine with other fonts';
}

/** Takes a picture, or compares with the kept one; what is wrong with it, or `null`. */
async function look(stage: Stage, name: string): Promise<string | null> {
  const file = path.join(FOLDER, `${name}.png`);
  const taken = await stage.page.screenshot({ animations: 'disabled' });
  if (TAKING) {
    writeFileSync(file, taken);
    return null;
  }
  if (!existsSync(file)) return `${name}: there is no such picture; npm run pictures takes it`;
  const kept = readFileSync(file);
  if (kept.equals(taken)) return null;
  const { pixels, picture } = compare(kept, taken);
  if (pixels <= MOST_PIXELS) return null;
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(path.join(RESULTS, `${name}.png`), taken);
  writeFileSync(path.join(RESULTS, `${name}-difference.png`), picture);
  return `${name}: ${pixels} pixels differ; see ${RESULTS}`;
}

describe('the panel looks as in its pictures', { concurrency: 2 }, () => {
  let reason: string | null = null;
  before(async () => {
    const machine = await thisMachine();
    reason = whyNot(machine);
    if (TAKING) {
      rmSync(FOLDER, { recursive: true, force: true });
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(MADE_ON, `${JSON.stringify(machine, null, 2)}\n`);
    }
  });

  /** Says that nothing was compared and why, where that is so. */
  const isSkipped = (test: TestContext): boolean => {
    if (reason !== null) test.skip(`compared nothing: ${reason}`);
    return reason !== null;
  };

  for (const [tab, theme, width] of LOOKS) {
    it(`on the tab “${tab}”, ${theme}, ${width} px`, async (test) => {
      if (isSkipped(test)) return;
      const stage = await Stage.open(runOf(tab), { tab, still: true, width });
      await stage.setTheme(theme);
      const problem = await look(stage, `${tab}-${theme}-${width}`);
      await stage.close();
      assert.equal(problem, null);
    });
  }

  it('in the gallery', async (test) => {
    if (isSkipped(test)) return;
    const stage = await Stage.gallery();
    // Pages that other tests ran and stopped say so.
    await openGallery(stage.page);
    await stage.page.mouse.move(0, 0);
    await stage.resize(1000);
    await stage.setTheme('dark');
    assert.equal(await look(stage, 'gallery-dark-1000'), null);
  });

  it('and would be seen not to', async () => {
    const stage = await Stage.open('one-answer', { width: 400, height: 300 });
    const first = await stage.page.screenshot();
    await stage.page.evaluate(() => {
      const more = document.createElement('b');
      more.textContent = ' and more';
      more.dataset['planted'] = '';
      document.querySelector('h1')?.append(more);
    });
    const second = await stage.page.screenshot();
    assert.ok(compare(first, second).pixels > MOST_PIXELS);
    assert.equal(compare(first, first).pixels, 0);
    await stage.close();
  });
});
