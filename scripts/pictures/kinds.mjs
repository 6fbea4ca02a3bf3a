// Pictures of five kinds of results, overview and outputs, in three widths and three themes, into a temporary folder.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../../webview/playground/serve.mjs';
import { hostTools, say } from '../host/tools.mjs';

/** What the picture is of, and the run of the playground that shows it. */
const KINDS = { numbers: 'numbers', short: 'colours', sentences: 'pies', prose: 'stories', pages: 'exhibits' };
const TABS = ['overview', 'outputs'];
const THEMES = ['dark', 'light', 'contrast'];
const WIDTHS = [540, 900, 1400];
const HEIGHT = 700;

const tools = await hostTools({ browser: true });
const server = await serve(0, { once: true });
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  ...(tools.chromium !== null && { executablePath: tools.chromium }),
  args: [...asRoot, '--disable-gpu'],
});
const folder = mkdtempSync(path.join(tmpdir(), 'convergence-probe-pictures-'));
try {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce' });
  const page = await context.newPage();
  for (const [kind, run] of Object.entries(KINDS))
    for (const tab of TABS)
      for (const theme of THEMES) {
        await page.goto(`http://127.0.0.1:${port}/panel?${new URLSearchParams({ run, tab, theme })}`);
        await page
          .locator(tab === 'outputs' ? '.card:not(.pending)' : '.figures')
          .first()
          .waitFor();
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: HEIGHT });
          await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
          await page.screenshot({
            path: path.join(folder, `${kind}-${tab}-${theme}-${width}.png`),
            animations: 'disabled',
          });
        }
      }
  say(`The pictures are in ${folder}`);
} finally {
  await browser.close();
  server.close();
}
