import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { listPrice, vendorModels } from '../../src/providers/price-list.ts';

/** What esbuild put into each output, by its metafile. The tests run in the project's root after a build. */

interface Output {
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
  readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
}

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, Output>>;
}

function metafile(name: string): Metafile {
  return JSON.parse(readFileSync(path.join('dist', 'meta', `${name}.json`), 'utf8')) as Metafile;
}

/** Outputs that are split, so that what several of them need is in files that they share. */
const SPLIT = Object.keys(metafile('node').outputs)
  .map((file) => path.basename(file, '.js'))
  .filter((name) => !name.startsWith('shared-'));

/** What a bundle is made of: its own files, or its file and those it shares, be they loaded with it or at their first use. */
function outputsOf(name: string, { atOnce = false } = {}): readonly Output[] {
  if (!SPLIT.includes(name)) return Object.values(metafile(name).outputs);
  const { outputs } = metafile('node');
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const inside = outputs[file]!.imports.filter(({ external, path }) => external !== true && !isEntry(path));
    for (const one of inside) if (!atOnce || one.kind === 'import-statement') add(one.path);
  };
  add(`dist/${name}.js`);
  return [...found].map((file) => outputs[file]!);
}

/** Whether a file is loaded by its name. */
function isEntry(file: string): boolean {
  return SPLIT.includes(path.basename(file, '.js'));
}

/** Sources whose code is in a bundle; what was read and then left out as unused is not. */
function sourcesIn(name: string, when?: { readonly atOnce: boolean }): string[] {
  const inputs = outputsOf(name, when).flatMap((output) => Object.entries(output.inputs));
  return [...new Set(inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([input]) => input))];
}

/** Packages whose code is in a bundle. */
function packagesIn(name: string, when?: { readonly atOnce: boolean }): string[] {
  const found = sourcesIn(name, when).map((input) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]);
  return [...new Set(found.filter((found) => found !== undefined))].sort();
}

/** Folders of the project whose code is in a bundle, or would be if it were used. */
function roomsIn(name: string): string[] {
  const inputs = outputsOf(name).flatMap((output) => Object.keys(output.inputs));
  const own = inputs.filter((input) => !input.includes('node_modules/'));
  return [...new Set(own.map((input) => /^(src\/[^/]+|[^/]+)/.exec(input)?.[1] ?? input))].sort();
}

/** Modules that a bundle loads from outside when it runs. */
function loadedBy(name: string): string[] {
  const imports = outputsOf(name).flatMap((output) => output.imports);
  const entries = imports.filter(({ external, path }) => external !== true && isEntry(path));
  const outside = imports.filter(({ external }) => external);
  return [
    ...new Set([...outside.map(({ path }) => path), ...entries.map((found) => `./${path.basename(found.path)}`)]),
  ].sort();
}

const isBuiltIn = (module: string): boolean => module.startsWith('node:') || /^[a-z_]+(\/[a-z]+)?$/.test(module);
/** What is large and only needed sometimes: loaded at its first use, from a file of its own. */
const SDKS = ['openai', '@anthropic-ai/sdk', '@google/genai', '@pydantic/genai-prices'];
/** What pages and code are read with: only where reports are made. */
const PARSERS = [
  ...['acorn', 'acorn-loose', '@sveltejs/acorn-typescript', 'htmlparser2', 'entities', '@csstools/css-tokenizer'],
  ...['css-select', 'css-what', 're2js'],
];
const USER_INTERFACE = ['chart.js', 'lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@kurkle/color'];

describe('the extension bundle', () => {
  it('is next to nothing, because every window reads it: the rest is loaded at the first use', () => {
    assert.deepEqual(Object.keys(metafile('extension').inputs), ['src/extension/extension.ts']);
    assert.deepEqual(loadedBy('extension'), ['./designs.js', './prompts.js', './work.js', 'vscode']);
  });

  it('holds behind that no SDK and nothing of the panel or the command line', () => {
    assert.deepEqual(intersection(packagesIn('work'), [...SDKS, ...USER_INTERFACE, ...PARSERS]), []);
    assert.deepEqual(roomsIn('work'), [
      ...['src/core', 'src/extension', 'src/protocol', 'src/providers', 'src/runs', 'src/storage'],
    ]);
  });

  it('reads YAML in a file of its own, with what reads the patterns and selectors in it', () => {
    assert.deepEqual(intersection(packagesIn('designs'), ['acorn', 'htmlparser2', ...SDKS, ...USER_INTERFACE]), []);
    assert.ok(packagesIn('designs').includes('yaml'));
    assert.equal(packagesIn('work').includes('yaml'), false);
    assert.deepEqual(packagesIn('prompts'), ['valibot', 'yaml']);
    // Runs: the limits of settings, which say whether lines stand above prompts.
    assert.deepEqual(roomsIn('prompts'), ['src/core', 'src/extension', 'src/runs']);
    // Storage: what a probe file names is read as a plain file within its folder.
    assert.deepEqual(roomsIn('designs'), ['src/core', 'src/extension', 'src/storage']);
  });

  it('loads each provider from a file of its own, and vscode from the editor', () => {
    const outside = loadedBy('work').filter((module) => !isBuiltIn(module) || module === 'vscode');
    assert.deepEqual(outside, ['./designs.js', './prompts.js', ...providerOutputs(), 'vscode'].sort());
  });
});

describe('the command line bundle', () => {
  it('holds no SDK and nothing of the editor', () => {
    assert.deepEqual(intersection(packagesIn('cli'), [...SDKS, ...USER_INTERFACE]), []);
    const rooms = ['src/cli', 'src/core', 'src/protocol', 'src/providers', 'src/runs', 'src/storage'];
    assert.deepEqual(roomsIn('cli'), rooms);
    // How it talks with the thread that makes its reports, and no message of the panel.
    const messages = sourcesIn('cli').filter((input) => input.startsWith('src/protocol/'));
    assert.deepEqual(messages, ['src/protocol/rpc.ts']);
  });

  it('runs without vscode and loads each provider from a file of its own', () => {
    assert.equal(loadedBy('cli').includes('vscode'), false);
    assert.deepEqual(
      loadedBy('cli').filter((module) => !isBuiltIn(module)),
      ['./mcp.js', ...providerOutputs()],
    );
  });

  it('speaks with agents through a file of its own, which holds the SDK and nothing of what the tools do', () => {
    assert.deepEqual(intersection(packagesIn('cli'), packagesIn('mcp')), []);
    assert.ok(packagesIn('mcp').includes('@modelcontextprotocol/server'));
    const own = sourcesIn('mcp').filter((input) => !input.includes('node_modules/'));
    assert.deepEqual(own.sort(), ['src/cli/mcp/protocol.ts', 'src/cli/mcp/schemas.ts', 'src/cli/strings/mcp-tools.ts']);
    assert.ok(loadedBy('mcp').every(isBuiltIn), loadedBy('mcp').join(' '));
  });

  it('starts with little: --version and a mistyped command load no parser, engine or analysis', () => {
    assert.deepEqual(packagesIn('cli', { atOnce: true }), ['valibot']);
    const first = sourcesIn('cli', { atOnce: true });
    assert.deepEqual(
      first.filter((input) => /^src\/(providers|core\/(analysis|engine|grouping|pages))\//.test(input)),
      [],
    );
  });

  it('can be run as a program', () => {
    assert.match(readFileSync('dist/cli.js', 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });
});

describe('what several need', () => {
  it('is there once', () => {
    const holders = new Map<string, number>();
    for (const output of Object.values(metafile('node').outputs)) {
      const held = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
      for (const [input] of held) holders.set(input, (holders.get(input) ?? 0) + 1);
    }
    assert.ok(SPLIT.length >= 5 && holders.size > 500, `${SPLIT.length} bundles of ${holders.size} sources`);
    assert.deepEqual(
      [...holders].filter(([, times]) => times > 1),
      [],
    );
  });

  it('is loaded with all of its neighbours: files that are split too finely take long to load', () => {
    for (const name of SPLIT) {
      const files = outputsOf(name, { atOnce: true }).length;
      assert.ok(files <= 30, `${name}.js loads ${files} files at once`);
    }
  });
});

describe('the worker bundle', () => {
  it('holds no SDK, no vscode and no provider', () => {
    assert.deepEqual(intersection(packagesIn('worker'), [...SDKS, ...USER_INTERFACE]), []);
    assert.deepEqual(intersection(roomsIn('worker'), ['src/providers', 'src/storage', 'src/cli', 'webview']), []);
    assert.equal(loadedBy('worker').includes('vscode'), false);
  });
});

describe('the panel bundle', () => {
  it('holds the user interface libraries and no SDK', () => {
    const packages = packagesIn('panel');
    assert.deepEqual(intersection(packages, [...SDKS, ...PARSERS]), []);
    assert.ok(packages.includes('chart.js') && packages.includes('lit-html'), packages.join(', '));
    assert.deepEqual(
      intersection(roomsIn('panel'), ['src/providers', 'src/storage', 'src/extension', 'src/cli', 'test']),
      [],
    );
  });

  it('loads nothing from outside and evaluates no text', () => {
    assert.deepEqual(loadedBy('panel'), []);
    assert.doesNotMatch(readFileSync('dist/panel.js', 'utf8'), /\beval\(|new Function\(/);
  });
});

describe('the view of a report within a chat', () => {
  it('is one small page that loads nothing and holds no parser, no chart and no room of the host', () => {
    assert.deepEqual(packagesIn('mcp-app'), ['@lit/reactive-element', 'lit-element', 'lit-html', 'valibot']);
    assert.deepEqual(roomsIn('mcp-app'), ['src/core', 'src/protocol', 'webview']);
    assert.deepEqual(loadedBy('mcp-app'), []);
    const page = readFileSync('dist/mcp-app.html', 'utf8');
    assert.equal(page.match(/<\/script/g)?.length, 1);
    assert.doesNotMatch(page, /\beval\(|new Function\(|<link|<img|\bsrc=/);
  });
});

describe('the gallery bundle', () => {
  it('is one of its own: the panel holds nothing of it, and it holds no charts, no parser and no room of the host', () => {
    const packages = packagesIn('gallery');
    assert.deepEqual(
      packages,
      ['lit', 'lit-html', 'valibot'].filter((name) => packages.includes(name)),
    );
    assert.deepEqual(
      intersection(roomsIn('gallery'), ['src/providers', 'src/storage', 'src/extension', 'src/cli', 'test']),
      [],
    );
    const ofGallery = Object.keys(metafile('panel').inputs).filter((input) => input.startsWith('webview/gallery/'));
    assert.deepEqual(ofGallery, []);
  });

  it('loads nothing from outside, evaluates no text, and writes no markup but that of its own templates', () => {
    assert.deepEqual(loadedBy('gallery'), []);
    assert.doesNotMatch(readFileSync('dist/gallery.js', 'utf8'), /\beval\(|new Function\(/);
    // What is in `inside` runs in the frames of pages.
    const own = Object.keys(metafile('gallery').inputs).filter(
      (input) => input.startsWith('webview/') && !input.startsWith('webview/gallery/frames/inside/'),
    );
    assert.ok(own.length > 10, own.join(', '));
    for (const file of own)
      assert.doesNotMatch(
        readFileSync(file, 'utf8'),
        /\.(?:inner|outer)HTML\b|unsafe(?:HTML|SVG|Static)|insertAdjacentHTML/,
        file,
      );
  });
});

/** What OpenAI and compatible servers share, with the SDK. */
const SHARED = 'chat-completions.js';

describe('the provider files', () => {
  it('are one for each lazy import, each with one SDK at most', () => {
    const { outputs } = metafile('providers');
    const scripts = Object.entries(outputs).filter(([file]) => file.endsWith('.js'));
    assert.ok(scripts.length >= 7, `only ${scripts.length} provider files`);
    for (const [file, { inputs }] of scripts) {
      const sdks = SDKS.filter((sdk) => Object.keys(inputs).some((input) => input.includes(`node_modules/${sdk}/`)));
      assert.ok(sdks.length <= 1, `${file} holds ${sdks.join(' and ')}`);
    }
    for (const sdk of SDKS) {
      const holders = scripts.filter(([, { inputs }]) =>
        Object.keys(inputs).some((input) => input.includes(`node_modules/${sdk}/`)),
      );
      assert.ok(holders.length <= 1, `${sdk} is in ${holders.map(([file]) => file).join(' and ')}`);
    }
  });

  it('hold the price table once, and nothing that fetches a newer one', () => {
    const { outputs } = metafile('providers');
    const holders = Object.entries(outputs).filter(([, { inputs }]) =>
      Object.keys(inputs).some((input) => input.includes('node_modules/@pydantic/genai-prices/')),
    );
    assert.deepEqual(
      holders.map(([file]) => file),
      ['dist/providers/price-list.js'],
    );
    const source = readFileSync('dist/providers/price-list.js', 'utf8');
    assert.doesNotMatch(source, /\bfetch\b|https?:/);
    assert.ok(source.length < 100_000, `${source.length} characters`);
  });

  it('have the prices of the package, though not all of it', () => {
    const require = createRequire(path.resolve('dist', 'providers', 'price-list.js'));
    const built = require('./price-list.js') as { readonly listPrice: typeof listPrice };
    const at = new Date('2026-11-22T00:00:00Z');
    for (const vendor of ['openai', 'anthropic', 'google']) {
      const models = vendorModels(vendor).map(({ id }) => id);
      assert.ok(models.length > 20, `${vendor} has ${models.length} models`);
      for (const model of [...models, 'no-such-model']) {
        for (const tokens of [100, 1_000_000]) {
          assert.deepEqual(built.listPrice(vendor, model, tokens, at), listPrice(vendor, model, tokens, at), model);
        }
      }
    }
  });

  it('load no package that is not in them, and never vscode', () => {
    assert.deepEqual(
      loadedBy('providers').filter((module) => !isBuiltIn(module) || module === 'vscode'),
      [`./${SHARED}`],
    );
  });
});

function intersection(these: readonly string[], those: readonly string[]): string[] {
  return these.filter((name) => those.includes(name));
}

/** The built provider files, as the bundles beside them name them. */
function providerOutputs(): string[] {
  const files = readdirSync(path.join('dist', 'providers')).filter((file) => file.endsWith('.js'));
  return files
    .filter((file) => file !== SHARED)
    .map((file) => `./providers/${file}`)
    .sort();
}
