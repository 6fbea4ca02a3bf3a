import Module, { createRequire } from 'node:module';
import path from 'node:path';

/**
 * Activates the built extension in a fresh process, with a stand-in for the editor that does nothing: what remains is
 * the extension's own work. Argument: the folder of the extension. Prints JSON.
 */

/** What activation took, and loaded. */
export interface Activation {
  /** Ms to read and run `extension.js` and to call `activate`. */
  readonly ms: number;
  /** Files of the extension that were loaded, by name. */
  readonly loaded: readonly string[];
}

interface Loader {
  _load(request: string, ...more: unknown[]): unknown;
}

/** Whatever is asked of it, it is there, can be called, constructed and extended, and does nothing. */
const nothing: unknown = new Proxy(function stub() {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === 'then' ? undefined : nothing),
  apply: () => nothing,
  construct: () => ({}),
});

/** Bundles copy what a module has as its own, so the names must be there. */
const NAMES = ['commands', 'env', 'extensions', 'languages', 'lm', 'window', 'workspace', 'authentication'];
const CLASSES = ['EventEmitter', 'Disposable', 'Uri', 'Range', 'Position', 'ThemeIcon', 'ViewColumn'];
const vscode = Object.fromEntries([...NAMES, ...CLASSES].map((name) => [name, nothing]));

const folder = path.resolve(process.argv[2] ?? '.');
const require = createRequire(path.join(folder, 'package.json'));
const loader = Module as unknown as Loader;
const load = loader._load.bind(Module);
loader._load = (request, ...more) => (request === 'vscode' ? vscode : load(request, ...more));

const begun = performance.now();
const extension = require('./dist/extension.js') as { activate(context: unknown): unknown };
const subscriptions: unknown[] = [];
extension.activate(new Proxy({}, { get: (_, name) => (name === 'subscriptions' ? subscriptions : nothing) }));
const ms = performance.now() - begun;

if (subscriptions.length === 0) throw new Error('The extension registered nothing.');
// What it puts off to the next turns of the event loop counts as loaded as well.
setTimeout(() => {
  const files = Object.keys(require.cache).map((file) => path.relative(folder, file));
  const loaded = files.filter((file) => !file.startsWith('..'));
  process.stdout.write(JSON.stringify({ ms, loaded } satisfies Activation));
  process.exit(0);
}, 50);
