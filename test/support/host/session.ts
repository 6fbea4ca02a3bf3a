import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { buildHangingWorker } from '../hanging.ts';
import { launchBrowser } from './browser.ts';
import { type EmbeddedServer, startServer } from './embedded.ts';
import { STEADY_SETTINGS } from './settings.ts';
import { toolsFromEnvironment } from './tools.ts';
import { Workbench } from './workbench.ts';

/** What a test's VS Code is started with. */
export interface SessionOptions {
  /** Files of the workspace, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Folders of further extensions, used in place. */
  readonly linked?: readonly string[];
  /** Reading an output that holds this never comes to an end. */
  readonly hangsOn?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Further arguments of the browser. */
  readonly browser?: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Milliseconds VS Code may take to start an extension host in place of one that died. */
const RESTART_MS = 90_000;

/** The analysis thread of the installed extension. */
function workerIn(folder: string): string {
  const extensions = path.join(folder, 'extensions');
  const workers = fs
    .readdirSync(extensions)
    .map((name) => path.join(extensions, name, 'dist', 'worker.js'))
    .filter((file) => fs.existsSync(file));
  if (workers.length !== 1) throw new Error(`Expected one analysis thread, found ${workers.length}.`);
  return workers[0]!;
}

/** A VS Code with the packaged extension, a workspace of its own and one window. */
export class Session {
  readonly workbench: Workbench;
  readonly server: EmbeddedServer;
  /** The workspace folder. */
  readonly workspace: string;
  readonly #browser: Browser;
  readonly #scratch: string;

  private constructor(parts: { workbench: Workbench; server: EmbeddedServer; browser: Browser; scratch: string }) {
    this.workbench = parts.workbench;
    this.server = parts.server;
    this.#browser = parts.browser;
    this.#scratch = parts.scratch;
    this.workspace = path.join(parts.scratch, 'workspace');
  }

  /** Installs the package, starts the server, opens the workspace. */
  static async start(options: SessionOptions): Promise<Session> {
    const tools = toolsFromEnvironment();
    const vsix = process.env['CONVERGENCE_PROBE_VSIX'];
    if (!vsix) throw new Error('CONVERGENCE_PROBE_VSIX is not set. Run these tests with npm: `npm run test:e2e`.');
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'convergence-probe-'));
    const workspace = path.join(scratch, 'workspace');
    for (const [name, text] of Object.entries(options.files)) {
      const file = path.join(workspace, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    const [server, browser] = await Promise.all([
      startServer({
        tools,
        folder: path.join(scratch, 'host'),
        settings: { ...STEADY_SETTINGS, ...options.settings },
        vsix: [vsix],
        linked: options.linked ?? [],
        environment: options.environment ?? {},
      }),
      launchBrowser(tools, options.browser),
    ]);
    const { viewport, hangsOn } = options;
    if (hangsOn !== undefined) await buildHangingWorker(workerIn(server.folder), hangsOn);
    const workbench = await Workbench.open(browser, server, { workspace, ...(viewport ? { viewport } : {}) });
    return new Session({ workbench, server, browser, scratch });
  }

  /** Opens another window of the same workspace. */
  openWindow(): Promise<Workbench> {
    return Workbench.open(this.#browser, this.server, { workspace: this.workspace });
  }

  /** Does one thing in the window; when it fails, a picture of the window is kept in test-results/. */
  async step<T>(name: string, action: (workbench: Workbench) => Promise<T>): Promise<T> {
    try {
      return await action(this.workbench);
    } catch (error) {
      await this.workbench.screenshot(path.join(resultsFolder(), `failed-${name.replaceAll(/\W+/g, '-')}.png`));
      throw error;
    }
  }

  /**
   * Kills the process in which the extension runs, without a warning: it cannot clean up. Resolves when VS Code has
   * started another one in its place.
   */
  async killExtensionHost(): Promise<void> {
    const [killed, ...others] = this.#extensionHosts();
    if (killed === undefined || others.length > 0) throw new Error('There is not exactly one extension host.');
    process.kill(killed, 'SIGKILL');
    const until = Date.now() + RESTART_MS;
    while (!this.#extensionHosts().some((pid) => pid !== killed)) {
      if (Date.now() > until) throw new Error('VS Code did not start another extension host.');
      await sleep(250);
    }
  }

  #extensionHosts(): readonly number[] {
    const hosts = this.server.processes().filter(({ command }) => command.includes('--type=extensionHost'));
    return hosts.map(({ pid }) => pid);
  }

  /** The journals of all runs that are kept. */
  journals(): readonly string[] {
    const isJournal = /convergence-probe[^/\\]*[/\\]runs[/\\][^/\\]*\.jsonl$/;
    return [...this.writtenFiles()].filter((file) => isJournal.test(file)).map((file) => fs.readFileSync(file, 'utf8'));
  }

  /** Every file that the editor, the extension and its host wrote: user data, logs, workspace. */
  *writtenFiles(): Generator<string> {
    for (const entry of fs.readdirSync(this.#scratch, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile() && !file.includes(`${path.sep}extensions${path.sep}`)) yield file;
    }
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.server.stop();
    fs.rmSync(this.#scratch, { recursive: true, force: true });
  }
}

/** Where pictures and other results of tests go. */
export function resultsFolder(): string {
  const folder = path.resolve('test-results');
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
