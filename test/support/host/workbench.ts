import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import type { EmbeddedServer } from './embedded.ts';
import { type Problems, watchProblems } from './problems.ts';

/** The themes that a panel has to look right in: the name in the picker, and the workbench's class. */
const THEMES = {
  dark: ['Dark Modern', 'vs-dark'],
  light: ['Light Modern', 'vs'],
  'high-contrast': ['Dark High Contrast', 'hc-black'],
  'high-contrast-light': ['Light High Contrast', 'hc-light'],
} as const;

/** A theme by what it looks like. */
export type Theme = keyof typeof THEMES;

/** How long anything may take to appear, ms: a slow machine is no failure, and waiting costs nothing when nothing fails. */
const PATIENCE_MS = 180_000;

/** What to open. */
export interface WorkbenchOptions {
  /** Folder that is opened. */
  readonly workspace: string;
  /** VS Code's own payload; taken only by a server that was started with `automation`. */
  readonly payload?: readonly (readonly [string, string])[];
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A VS Code window, used the way a person does: keys, clicks and what is on the screen. */
export class Workbench {
  readonly page: Page;
  readonly problems: Problems;

  private constructor(page: Page) {
    this.page = page;
    this.problems = watchProblems(page);
  }

  /** Opens a window with storage of its own (secrets start empty) and waits until it is there. */
  static async open(browser: Browser, server: EmbeddedServer, options: WorkbenchOptions): Promise<Workbench> {
    const viewport = options.viewport ?? { width: 1400, height: 900 };
    const context = await browser.newContext({ viewport });
    context.setDefaultTimeout(PATIENCE_MS);
    const workbench = new Workbench(await context.newPage());
    await workbench.page.goto(server.workbenchUrl(options.workspace, options.payload));
    await workbench.ready();
    return workbench;
  }

  /**
   * Waits for the workbench and for what extensions contribute, also after a reload. The icons of files come from an
   * extension: once they are there, commands are, too. Asking the palette again and again until then costs more than
   * everything else that happens meanwhile.
   */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await this.page.locator('.monaco-workbench.file-icons-enabled').waitFor();
  }

  /** Reloads the window by VS Code's own command, which first writes down what panels keep. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('domcontentloaded');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Runs a command by its title. Commands of extensions reach the palette a moment after the workbench does. */
  async runCommand(title: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget:visible');
    for (let attempt = 1; attempt <= 20; attempt++) {
      const timeout = Math.min(1_000 * attempt, 10_000);
      // An Escape that the palette does not get anymore would take the selection of the editor away, so it is asked again as it is.
      if (!(await widget.isVisible())) await this.page.keyboard.press('F1');
      if (await this.chosen(`>${title}`, title, timeout)) return;
      if (await this.isQuestion()) {
        await this.page.keyboard.press('Escape');
        await widget.waitFor({ state: 'hidden', timeout }).catch(() => undefined); // the next turn looks again
      }
    }
    throw new Error(`There is no command "${title}" in the palette.`);
  }

  /** Whether what is open was asked by a command; the palette has no title. */
  private async isQuestion(): Promise<boolean> {
    const titles = await this.page.locator('.quick-input-widget:visible .quick-input-title').allInnerTexts();
    return titles.some((title) => title.trim() !== '');
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+p');
    await this.quickInput().fill(name);
    await this.quickRows().filter({ hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** Selects the first line on the screen that holds `text`, without its line break. */
  async selectLine(text: string): Promise<void> {
    await this.page.locator('.editor-instance .view-line', { hasText: text }).first().click();
    await this.page.keyboard.press('Home');
    await this.page.keyboard.press('Shift+End');
    await this.page.locator('.statusbar-item', { hasText: /\d+ selected/ }).waitFor();
  }

  /** The field of the quick pick or input box that is open. */
  quickInput(): Locator {
    return this.page
      .locator('.quick-input-widget:visible input.input, .quick-input-widget:visible .quick-input-box input')
      .first();
  }

  /** Rows of the quick pick that is open. */
  quickRows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  /** Gives the palette some text and chooses a row; false when it is not there in time. */
  private async chosen(text: string, row: string, timeout: number): Promise<boolean> {
    const wanted = this.quickRows().filter({ hasText: row }).first();
    try {
      await this.quickInput().fill(text, { timeout: Math.max(timeout, 5_000) });
      await wanted.waitFor({ timeout });
      // The list fills its rows anew while results come in, and a click would hit what is there by then.
      for (let before = ''; ;) {
        const rows = (await this.quickRows().allInnerTexts()).join('\n');
        if (rows === before) break;
        before = rows;
        await this.page.waitForTimeout(150);
      }
      await wanted.click({ timeout });
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') return false;
      throw error;
    }
  }

  /** Waits until a quick pick or an input box asks something. */
  async asked(title: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
  }

  /** Types into the input box that is open and accepts it. */
  async answerInput(text: string): Promise<void> {
    await this.quickInput().waitFor();
    await this.quickInput().fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Notifications on the screen. */
  notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item');
  }

  /** The document inside the webview that is visible. The first webview of a window takes 3 to 8 seconds. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Changes the colour theme the way a person does, and waits until the workbench has it. */
  async setTheme(theme: Theme): Promise<void> {
    const [label, className] = THEMES[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput().fill(label);
    await this.quickRows().filter({ hasText: label }).first().click();
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /**
   * From the next load of a frame on, keeps every message that is posted to it. VS Code writes the document of a
   * webview anew, which takes away listeners but leaves the window, so what is posted is kept, not what is heard.
   */
  async recordMessages(): Promise<void> {
    await this.page.addInitScript(() => {
      const scope = globalThis as unknown as { recordedMessages?: string[]; postMessage(...args: unknown[]): void };
      const kept = (scope.recordedMessages ??= []);
      const post = scope.postMessage.bind(globalThis);
      scope.postMessage = (...args) => {
        kept.push(JSON.stringify(args[0]) ?? '');
        post(...args);
      };
    });
  }

  /** The messages of all frames, one per line. */
  async recordedMessages(): Promise<string> {
    const kept = await Promise.all(
      this.page
        .frames()
        .map((frame) =>
          frame.evaluate(() => (globalThis as unknown as { recordedMessages?: string[] }).recordedMessages ?? []),
        ),
    );
    return kept.flat().join('\n');
  }

  /** The document of every frame. */
  async content(): Promise<string> {
    return (await Promise.all(this.page.frames().map((frame) => frame.content()))).join('\n');
  }

  /** Waits until the window and the webview have drawn what they were last told, twice over. */
  async painted(): Promise<void> {
    for (const frame of this.page.frames()) {
      await frame.evaluate(async () => {
        const next = (globalThis as unknown as { requestAnimationFrame(then: () => void): void }).requestAnimationFrame;
        for (let turn = 0; turn < 4; turn++) await new Promise<void>((resolve) => next(resolve));
      });
    }
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
