import { after } from 'node:test';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../support/host/browser.ts';
import { type Problems, watchProblems } from '../support/host/problems.ts';
import { toolsFromEnvironment } from '../support/host/tools.ts';
import type { Shown } from '../../webview/playground/playground.ts';

declare global {
  interface Window {
    /** See webview/playground/playground.ts. */
    readonly playground: { show(shown: Shown): void; isSwitching(): boolean };
  }
}

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

/** Milliseconds that a page may take to load or to show what is waited for. */
const PATIENCE_MS = 60_000;

let opened: Promise<Browser> | undefined;

/** The one browser of all panel tests. */
export async function browser(): Promise<Browser> {
  return (opened ??= launchBrowser(toolsFromEnvironment()));
}

/** What keeps pages of the gallery in its own process, whatever else the browser holds: so it is the same every time. */
const ONE_PROCESS = ['--disable-features=IsolateSandboxedIframes', '--disable-site-isolation-trials'];
let openedForGallery: Promise<Browser> | undefined;

after(async () => {
  await (await opened)?.close();
  await (await openedForGallery)?.close();
});

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
/** Contexts of pages whose time goes on, and of those whose time stands still: the clock is the context's. */
const contexts = new Map<boolean, Promise<BrowserContext>>();
/** Pages that are open and not in use: opening one takes half a second of work, showing another run in it a tenth. */
const idle: Stage[] = [];
/** The one page of the gallery. */
let gallery: Promise<Stage> | undefined;

async function sharedContext(isStill: boolean): Promise<BrowserContext> {
  const known = contexts.get(isStill) ?? makeContext(isStill);
  contexts.set(isStill, known);
  return known;
}

async function makeContext(isStill: boolean): Promise<BrowserContext> {
  const context = await (await browser()).newContext(CONTEXT);
  if (isStill) await context.clock.setFixedTime('2026-11-21T14:02:12.000Z');
  return context;
}

/** The panel on one of the playground's runs, in a page of its own until it is closed. */
export class Stage {
  readonly page: Page;
  readonly problems: Problems;
  readonly #own: BrowserContext | null;
  readonly #isStill: boolean;
  #devTools: Promise<CDPSession> | undefined;
  #size = '';

  private constructor(page: Page, own: BrowserContext | null, isStill: boolean) {
    this.page = page;
    this.#own = own;
    this.#isStill = isStill;
    this.problems = watchProblems(page);
  }

  /** Shows a run in a page that is free, or in a new one. */
  static async open(run: string, options: StageOptions = {}): Promise<Stage> {
    const { width = 1000, height = HEIGHT, still = false } = options;
    const at = options.before === undefined ? idle.findIndex((stage) => stage.#isStill === still) : -1;
    const [free] = at < 0 ? [] : idle.splice(at, 1);
    if (free === undefined) return Stage.#openNew(run, options);
    await free.#setSize(width, height, 1);
    await free.show(run, options);
    return free;
  }

  static async #openNew(run: string, options: StageOptions): Promise<Stage> {
    const { width = 1000, height = HEIGHT, still = false } = options;
    const own = options.before === undefined ? null : await (await browser()).newContext(CONTEXT);
    if (own !== null) await options.before?.(own);
    const stage = new Stage(await (own ?? (await sharedContext(still))).newPage(), own, still);
    await stage.#setSize(width, height, 1);
    // A machine that does much else at once is slow, not broken.
    stage.page.setDefaultTimeout(PATIENCE_MS);
    await stage.page.goto(addressOf(run, options), { waitUntil: 'commit' });
    await stage.page.locator('[role=tab]').first().waitFor();
    await stage.settled();
    return stage;
  }

  /**
   * The gallery of the exhibits, in one page for all tests, which take turns: measuring where frames run takes a second.
   * Its pages share its process, so they start one at a time.
   */
  static async gallery(): Promise<Stage> {
    const stage = await (gallery ??= Stage.#openGallery());
    await stage.#setSize(1000, HEIGHT, 1);
    await stage.setTheme('dark');
    return stage;
  }

  static async #openGallery(): Promise<Stage> {
    openedForGallery = launchBrowser(toolsFromEnvironment(), ONE_PROCESS);
    const context = await (await openedForGallery).newContext(CONTEXT);
    const stage = new Stage(await context.newPage(), null, false);
    await openGallery(stage.page);
    return stage;
  }

  /** The page that compares runs, in a page of its own. */
  static async compare(width = 1000): Promise<Stage> {
    const stage = new Stage(await (await sharedContext(true)).newPage(), null, true);
    await stage.#setSize(width, HEIGHT, 1);
    stage.page.setDefaultTimeout(PATIENCE_MS);
    await stage.page.goto(`${playground()}/compare`);
    await stage.page.locator('.verdict').waitFor();
    await stage.settled();
    return stage;
  }

  /** Shows another run, from its beginning, without loading anything. */
  async show(run: string, { tab, theme, part }: StageOptions = {}): Promise<void> {
    await this.page.evaluate((shown) => window.playground.show(shown), { run, tab, theme, part });
    await this.settled();
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
    await this.page.evaluate((tab) => {
      const button = document.getElementById(tab);
      if (button === null) throw new Error(`There is no ${tab}.`);
      if (button.ariaSelected !== 'true') button.click();
    }, `tab-${id}`);
    await this.settled();
  }

  /** Switches the theme as the editor does, while the panel is open. */
  async setTheme(theme: Theme): Promise<void> {
    await this.page.evaluate((classes) => void (document.body.className = classes), CLASSES[theme]);
    await this.settled();
  }

  /** A window `width` pixels wide under a zoom: the page has fewer pixels of its own, and each is larger. */
  async resize(width: number, zoom = 1, height = HEIGHT): Promise<void> {
    if (await this.#setSize(width, height, zoom)) await this.settled();
  }

  /** Whether the size was another one before. */
  async #setSize(width: number, height: number, zoom: number): Promise<boolean> {
    const size = [width, height, zoom].join();
    if (this.#size === size) return false;
    this.#size = size;
    // Pictures are as large as Playwright knows the page to be; it does not know of zooms.
    if (zoom === 1 && this.#devTools === undefined) {
      await this.page.setViewportSize({ width, height });
      return true;
    }
    this.#devTools ??= this.page.context().newCDPSession(this.page);
    await (
      await this.#devTools
    ).send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(width / zoom),
      height: Math.round(height / zoom),
      deviceScaleFactor: zoom,
      mobile: false,
    });
    return true;
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

  /** Leaves the page to whoever needs one next, without what has the attribute `data-planted`. */
  async close(): Promise<void> {
    if (this.#own === null) {
      // What a test put into the page to see it found is nothing that the next one should find.
      await this.page.evaluate(() =>
        document.querySelectorAll('[data-planted]').forEach((planted) => planted.remove()),
      );
      idle.push(this);
      return;
    }
    await this.page.close();
    await this.#own.close();
  }
}

/** Address of the playground. */
export function playground(): string {
  const base = process.env['CONVERGENCE_PROBE_PLAYGROUND'];
  if (!base)
    throw new Error('CONVERGENCE_PROBE_PLAYGROUND is not set. Run these tests with npm: `npm run test:panel`.');
  return base;
}

/** Opens the gallery of the exhibits, and waits until it knows where frames run. */
export async function openGallery(page: Page): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${playground()}/gallery?run=exhibits`);
  await page.locator('.thumbs[aria-busy=false] .thumb').first().waitFor();
}

/** Address of a run in the playground. */
export function addressOf(run: string, { tab, theme = 'dark', part }: StageOptions = {}): string {
  const query = { run, theme, ...(tab !== undefined && { tab }), ...(part !== undefined && { part: String(part) }) };
  return `${playground()}/panel?${new URLSearchParams(query)}`;
}

/** For each tab, a run of the playground that shows it. A new tab needs an entry here and nothing else. */
const RUN_OF_TAB: Readonly<Record<string, string>> = {
  overview: 'numbers',
  conditions: 'pages',
  rewrites: 'rewriting',
  sentences: 'screened',
  traits: 'pages',
  answers: 'numbers',
  numbers: 'numbers',
  outputs: 'numbers',
  graph: 'sentences',
  models: 'numbers',
  signatures: 'stories',
};
/** The same with little in it, where little has all that much has. */
const SMALL_RUN_OF_TAB: typeof RUN_OF_TAB = { ...RUN_OF_TAB, outputs: 'jokes', conditions: 'conditions' };

/** A run of the playground that shows a tab; `isSmall`: where every control is visited or every element judged. */
export function runOf(tab: string, isSmall = false): string {
  const run = (isSmall ? SMALL_RUN_OF_TAB : RUN_OF_TAB)[tab];
  if (run === undefined)
    throw new Error(`No run shows the tab “${tab}”: name one in RUN_OF_TAB (test/panel/stage.ts).`);
  return run;
}

/** Runs in the page. A frame is waited for before anything counts as quiet: a busy machine draws late. */
async function untilQuiet(quietMs: number): Promise<void> {
  const deadline = performance.now() + 15_000;
  const isBusy = (): boolean =>
    (window.playground.isSwitching() || document.querySelector('[aria-busy="true"], .card.pending') !== null) &&
    performance.now() < deadline;
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
