import { type ChildProcess, execFile } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { endOwned, type RunningProcess, startedBy, startOwned } from './processes.ts';
import type { HostTools } from './tools.ts';

/** Milliseconds the server may take until it answers; measured: 2 s, on a busy machine 10 s. */
const START_MS = 120_000;

/** How to start the embedded VS Code. */
export interface ServerOptions {
  readonly tools: HostTools;
  /** Where user data, extensions and the server's log go. Extensions are laid out anew at every start. */
  readonly folder: string;
  /** Folder that is opened when the address names none. */
  readonly workspace?: string;
  /** User settings. Files that exist are kept when `keepSettings` is set. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly keepSettings?: boolean;
  /** Packaged extensions to install. */
  readonly vsix?: readonly string[];
  /** Folders of extensions that are used in place. */
  readonly linked?: readonly string[];
  /**
   * Lets the page's address bring an extension under development and its tests. VS Code then shows no notifications,
   * so leave it off where a person, or a test in a person's place, looks at the workbench.
   */
  readonly automation?: boolean;
  /** The environment of the server and so of the extension host. */
  readonly environment?: NodeJS.ProcessEnv;
  /** A port to prefer: what a browser stores for the workbench is bound to it. Another one is taken when it is in use. */
  readonly port?: number;
}

/** A running embedded VS Code. */
export interface EmbeddedServer {
  readonly url: string;
  readonly folder: string;
  /** Address of the workbench with a folder open. `payload` is VS Code's own: pairs of a key and a value. */
  workbenchUrl(workspace: string, payload?: readonly (readonly [string, string])[]): string;
  /** A file of this machine as the workbench names it. */
  uri(file: string): string;
  /** What it runs at this moment: the extension host of each window is one of them. */
  processes(): readonly RunningProcess[];
  stop(): Promise<void>;
}

/** Starts code-server on this machine only, with no password, and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<EmbeddedServer> {
  const { folder, tools } = options;
  const environment = serverEnvironment(options);
  const base = layOut(options);
  for (const vsix of options.vsix ?? []) {
    const args = [...base, '--install-extension', vsix, '--force'];
    await promisify(execFile)(tools.node, args, { env: environment });
  }
  const port = await freePort(options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  const log = path.join(folder, 'server.log');
  const output = fs.openSync(log, 'w');
  const child = startOwned(tools.node, [...base, ...serverArguments(port, options)], {
    env: environment,
    stdio: ['ignore', output, output],
  });
  fs.closeSync(output);
  await answering(url, child, log);
  const uri = (file: string): string => `vscode-remote://127.0.0.1:${port}${file}`;
  return {
    url,
    folder,
    uri,
    processes: () => startedBy(child),
    workbenchUrl: (workspace, payload = []) => {
      const query = new URLSearchParams({ folder: workspace });
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `${url}/?${query.toString()}`;
    },
    stop: () => endOwned(child),
  };
}

/** Writes the server's folders and returns the arguments that name them. */
function layOut({ folder, linked = [], settings, keepSettings = false, tools }: ServerOptions): string[] {
  const userData = path.join(folder, 'user-data');
  const extensions = path.join(folder, 'extensions');
  const config = path.join(folder, 'config.yaml');
  fs.rmSync(extensions, { recursive: true, force: true });
  for (const made of [
    path.join(userData, 'User'),
    path.join(userData, 'Machine'),
    extensions,
    path.join(folder, 'home'),
  ]) {
    fs.mkdirSync(made, { recursive: true });
  }
  for (const source of linked) {
    const { publisher, name, version } = JSON.parse(
      fs.readFileSync(path.join(source, 'package.json'), 'utf8'),
    ) as Record<string, string>;
    fs.symlinkSync(source, path.join(extensions, `${publisher}.${name}-${version}`), 'junction');
  }
  fs.writeFileSync(config, 'auth: none\n');
  // Settings of the scope `machine` are read from the server's own file, all others from the user's.
  for (const owner of ['User', 'Machine']) {
    const file = path.join(userData, owner, 'settings.json');
    if (!keepSettings || !fs.existsSync(file)) fs.writeFileSync(file, JSON.stringify(settings, null, 2));
  }
  return [tools.codeServer, '--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

function serverArguments(port: number, { automation = false, workspace }: ServerOptions): string[] {
  return [
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
    ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
    ...['--disable-getting-started-override', '--ignore-last-opened'],
    ...(automation ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ...(workspace === undefined ? [] : [workspace]),
  ];
}

/** A small environment of its own unless the caller brings one; never a look-up in an extension gallery. */
function serverEnvironment({ environment, folder }: ServerOptions): NodeJS.ProcessEnv {
  const own = { PATH: process.env['PATH'], HOME: path.join(folder, 'home'), LANG: 'C.UTF-8' };
  return { ...own, ...environment, EXTENSIONS_GALLERY: '{}' };
}

async function answering(url: string, child: ChildProcess, log: string): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until && child.exitCode === null) {
    const healthy = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false, // not listening yet
    );
    if (healthy) return;
    await sleep(100);
  }
  await endOwned(child);
  throw new Error(`The embedded VS Code did not start:\n${fs.readFileSync(log, 'utf8').slice(-4000)}`);
}

function freePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(preferred, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
