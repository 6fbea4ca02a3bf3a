import { after } from 'node:test';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../support/host/browser.ts';
import { type Problems, watchProblems } from '../support/host/problems.ts';
import { toolsFromEnvironment } from '../support/host/tools.ts';
import { VIEWS } from '../../webview/views/registry.ts';

/** The themes a panel has to look right in, by the names the playground gives them. */
export const THEMES = ['dark', 'light', 'contrast', 'contrast-light'] as const;

/** A theme by the playground's name. */
export type Theme = (typeof THEMES)[number];

/** Classes of the body by which the editor tells a theme. */
const CLASSES: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  contrast: 'vscode-high-contrast',
  'contrast-light': 'vscode-high-contrast vscode-high-contrast-light',
};

/** Whether everything is looked at (`npm run test:panel -- --all`), or what is part of every `npm test`. */
export const ALL = process.env['CONVERGENCE_PROBE_PANEL'] === 'all';

/** Height of the panel, px, where nothing else is said. */
export const HEIGHT = 800;

/** Milliseconds without a change after which a page counts as settled: more than a reply of the playground takes. */
const QUIET_MS = 20;

let opened: Promise<Browser> | undefined;

/** The one browser of all panel tests. */
export async function browser(): Promise<Browser> {
  return (opened ??= launchBrowser(toolsFromEnvironment()));
}

after(async () => (await opened)?.close());

/** What a panel is opened with. */
export interface StageOptions {
  readonly tab?: string;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** One of several pictures of a run. */
  readonly part?: number;
  /** Whether the time stands still, so that a picture is the same the next time. */
  readonly still?: boolean;
  /** Runs before the page is opened, in a context of its own. */
  readonly before?: (context: BrowserContext) => Promise<void>;
}

const CONTEXT = { locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce' } as const;
let shared: Promise<BrowserContext> | undefined;

/** What pages share that nobody prepares: a context takes longer to make than a page. */
async function sharedContext(): Promise<BrowserContext> {
  return (shared ??= browser().then((opener) => opener.newContext(CONTEXT)));
}

/** The panel on one of the playground's runs, in a browser window of its own. */
export class Stage {
  readonly page: Page;
  readonly problems: Problems;
  readonly #own: BrowserContext | null;
  #devTools: Promise<CDPSession> | undefined;

  private constructor(page: Page, own: BrowserContext | null) {
    this.page = page;
    this.#own = own;
    this.problems = watchProblems(page);
  }

  static async open(run: string, options: StageOptions = {}): Promise<Stage> {
    const { width = 1000, height = HEIGHT } = options;
    const isShared = options.before === undefined && !options.still;
    const own = isShared ? null : await (await browser()).newContext(CONTEXT);
    if (own !== null) await options.before?.(own);
    const stage = new Stage(await (own ?? (await sharedContext())).newPage(), own);
    await stage.page.setViewportSize({ width, height });
    // The clock is the context's.
    if (options.still) await stage.page.clock.setFixedTime('2026-11-21T14:02:12.000Z');
    await stage.page.goto(addressOf(run, options));
    await stage.page.locator('[role=tab]').first().waitFor();
    await stage.settled();
    return stage;
  }

  /** Waits until nothing has changed for a while and no row is missing. */
  async settled(): Promise<void> {
    await this.page.evaluate(untilQuiet, QUIET_MS);
  }

  /** Ids of the tabs that this run has, in their order. */
  async tabs(): Promise<readonly string[]> {
    const ids = await this.page.locator('[role=tab]').evaluateAll((tabs) => tabs.map(({ id }) => id));
    return ids.map((id) => id.replace(/^tab-/, ''));
  }

  async openTab(id: string): Promise<void> {
    const tab = this.page.locator(`[id="tab-${id}"]`);
    if ((await tab.getAttribute('aria-selected')) !== 'true')
      await tab.evaluate((button) => (button as HTMLElement).click());
    await this.settled();
  }

  /** Switches the theme as the editor does, while the panel is open. */
  async setTheme(theme: Theme): Promise<void> {
    await this.page.evaluate((classes) => void (document.body.className = classes), CLASSES[theme]);
    await this.settled();
  }

  /** A window `width` pixels wide under a zoom: the page has fewer pixels of its own, and each is larger. */
  async resize(width: number, zoom = 1, height = HEIGHT): Promise<void> {
    this.#devTools ??= this.page.context().newCDPSession(this.page);
    await (
      await this.#devTools
    ).send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(width / zoom),
      height: Math.round(height / zoom),
      deviceScaleFactor: zoom,
      mobile: false,
    });
    await this.settled();
  }

  /** Which card of the first column is the first one seen, and how far below the upper edge it begins, px. */
  async place(): Promise<{ readonly index: number; readonly below: number }> {
    return this.page.evaluate(() => {
      const edge = document.querySelector('[data-listing]')?.getBoundingClientRect().top ?? 0;
      const cards = document.querySelector('.column')?.querySelectorAll<HTMLElement>('.card') ?? [];
      for (const card of cards) {
        const { top, bottom } = card.getBoundingClientRect();
        if (bottom > edge) return { index: Number(card.dataset['index']), below: Math.round(top - edge) };
      }
      throw new Error('No card is seen.');
    });
  }

  async close(): Promise<void> {
    await this.page.close();
    await this.#own?.close();
  }
}

/** Address of a run in the playground. */
export function addressOf(run: string, { tab, theme = 'dark', part }: StageOptions = {}): string {
  const base = process.env['CONVERGENCE_PROBE_PLAYGROUND'];
  if (!base)
    throw new Error('CONVERGENCE_PROBE_PLAYGROUND is not set. Run these tests with npm: `npm run test:panel`.');
  const query = { run, theme, ...(tab !== undefined && { tab }), ...(part !== undefined && { part: String(part) }) };
  return `${base}/panel?${new URLSearchParams(query)}`;
}

/** Runs in whose reports every tab applies somewhere, the likeliest first. */
const SHOWING = ['numbers', 'long', 'conditions', 'jokes'] as const;

let byTab: Promise<ReadonlyMap<string, string>> | undefined;

/** For each tab that there is, a run that has it. */
export async function runsByTab(): Promise<ReadonlyMap<string, string>> {
  return (byTab ??= findRuns());
}

async function findRuns(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const run of SHOWING) {
    if (VIEWS.every(({ id }) => found.has(id))) break;
    const stage = await Stage.open(run);
    for (const tab of await stage.tabs()) if (!found.has(tab)) found.set(tab, run);
    await stage.close();
  }
  return found;
}

/** Runs in the page. A frame is waited for before anything counts as quiet: a busy machine draws late. */
async function untilQuiet(quietMs: number): Promise<void> {
  const deadline = performance.now() + 15_000;
  const isBusy = (): boolean =>
    document.querySelector('[aria-busy="true"], .card.pending') !== null && performance.now() < deadline;
  const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  let changes = 0;
  const changed = (): void => void (changes += 1);
  const observer = new MutationObserver(changed);
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  document.addEventListener('scroll', changed, { capture: true, passive: true });
  for (let before = -1; before !== changes || isBusy();) {
    before = changes;
    await frame();
    await new Promise((resolve) => setTimeout(resolve, quietMs));
    await frame();
    if (performance.now() > deadline) break;
  }
  observer.disconnect();
  document.removeEventListener('scroll', changed, { capture: true });
}
