import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';

/**
 * The dependency table of ARCHITECTURE.md, row by row: what is planted here must be caught by the linter, and what
 * the table allows must not be.
 */

/** A file of each room; none of them has to exist. */
const ROOMS = {
  core: 'src/core/analysis/planted.ts',
  protocol: 'src/protocol/planted.ts',
  providers: 'src/providers/planted.ts',
  storage: 'src/storage/planted.ts',
  runs: 'src/runs/planted.ts',
  extension: 'src/extension/panel/planted.ts',
  cli: 'src/cli/planted.ts',
  agents: 'src/cli/mcp/planted.ts',
  webview: 'webview/views/planted.ts',
} as const;
type Room = keyof typeof ROOMS;

const SDKS = ['openai', 'openai/core/error', '@anthropic-ai/sdk', '@google/genai/web', '@pydantic/genai-prices'];
const PARSERS = [
  ...['acorn', 'acorn-loose', '@sveltejs/acorn-typescript', 'htmlparser2', '@csstools/css-tokenizer', 'css-select'],
  ...['htmlparser2/WritableStream', 'yaml', 're2js', 'culori/fn', 'fzstd'],
];
const AGENTS = ['@modelcontextprotocol/server', '@modelcontextprotocol/server/stdio', 'zod'];
const SCHEMAS = ['valibot', '@valibot/to-json-schema'];
const NODE = ['node:fs', 'fs', 'fs/promises', 'node:crypto', 'worker_threads'];

const FORBIDDEN: Readonly<Record<Room, readonly string[]>> = {
  core: [
    ...AGENTS,
    ...[
      'vscode',
      'string-width',
      'chart.js',
      'lit',
      'diff',
      'lit/decorators.js',
      'fflate',
      'fflate/node',
      ...NODE,
      ...SDKS,
    ],
    ...['../../providers/registry.ts', '../../protocol/messages.ts', '../../extension/log.ts', '../../cli/main.ts'],
    ...['../../storage/journal.ts', '../../runs/analysis/client.ts', '../../../webview/main.ts'],
    '../../../test/support/host/tools.ts',
  ],
  protocol: [
    ...AGENTS,
    ...PARSERS,
    ...['vscode', 'string-width', 'chart.js', 'lit', 'diff', 'fflate/browser', ...NODE, ...SDKS],
    ...['../providers/registry.ts', '../extension/log.ts', '../cli/main.ts', '../../webview/main.ts'],
    ...['../storage/journal.ts', '../runs/analysis/client.ts', '../../test/support/host/tools.ts'],
  ],
  providers: [
    ...AGENTS,
    ...[...PARSERS, ...SCHEMAS],
    ...['vscode', 'string-width', 'chart.js', 'lit', 'diff', 'fflate'],
    ...['../protocol/messages.ts', '../extension/log.ts', '../cli/main.ts', '../../webview/main.ts'],
    ...['../storage/journal.ts', '../runs/analysis/client.ts', '../../test/support/servers/openai.ts'],
  ],
  storage: [
    ...AGENTS,
    ...[...PARSERS, ...SCHEMAS],
    ...['vscode', 'string-width', 'chart.js', 'lit', 'diff', 'fflate', ...SDKS],
    ...['../providers/registry.ts', '../protocol/messages.ts', '../extension/log.ts', '../cli/main.ts'],
    ...['../runs/analysis/client.ts', '../../webview/main.ts', '../../test/support/host/tools.ts'],
  ],
  runs: [
    ...AGENTS,
    ...[...PARSERS, ...SCHEMAS],
    ...['vscode', 'string-width', 'chart.js', 'lit', 'diff', 'fflate', ...SDKS],
    ...['../extension/log.ts', '../cli/main.ts', '../../webview/main.ts', '../../test/support/host/tools.ts'],
    ...['../extension/config/settings.ts', '../cli/arguments/invocation.ts'],
  ],
  extension: [
    ...AGENTS,
    ...[...PARSERS, ...SCHEMAS],
    ...['chart.js', 'lit', 'diff', 'string-width', 'fflate', ...SDKS],
    ...['../../cli/main.ts', '../../../webview/main.ts', '../../../test/support/host/tools.ts'],
  ],
  cli: [
    ...AGENTS,
    ...[...PARSERS, ...SCHEMAS],
    ...['vscode', 'chart.js', 'lit', 'diff', 'fflate', ...SDKS],
    ...['../extension/log.ts', '../protocol/messages.ts', '../../webview/main.ts', '../../test/support/host/tools.ts'],
  ],
  agents: [
    ...[...PARSERS, ...SCHEMAS],
    ...['vscode', 'chart.js', 'lit', 'diff', 'fflate', ...SDKS],
    ...['../../extension/log.ts', '../../protocol/messages.ts', '../../../webview/main.ts'],
  ],
  webview: [
    ...AGENTS,
    ...[...PARSERS, ...SCHEMAS],
    ...['vscode', 'string-width', 'fflate', ...NODE, ...SDKS],
    ...['../../src/providers/registry.ts', '../../src/extension/log.ts', '../../src/cli/main.ts'],
    ...['../../src/storage/journal.ts', '../../src/runs/analysis/client.ts', '../../test/support/host/tools.ts'],
  ],
};

const ALLOWED: Readonly<Record<Room, readonly string[]>> = {
  core: ['../model/run.ts', '../ports.ts', './session.ts', 'fflate/browser', 'valibot', ...PARSERS],
  protocol: ['../core/model/run.ts', 'valibot'],
  providers: [...SDKS, './openai.ts', '../core/ports.ts', 'node:crypto'],
  storage: ['node:fs', '../core/run-file/journal.ts', './journal.ts'],
  runs: [
    ...['node:worker_threads', '../core/ports.ts', '../providers/registry.ts', '../storage/journal.ts'],
    ...['../protocol/messages.ts', './analysis/client.ts'],
  ],
  extension: [
    ...['vscode', 'node:fs', '../../core/ports.ts', '../../providers/openai.ts', '../../protocol/messages.ts'],
    ...['../../storage/journal.ts', '../../runs/analysis/client.ts'],
  ],
  cli: [
    ...['node:fs', '../core/ports.ts', '../providers/registry.ts', '../storage/journal.ts', './main.ts'],
    '../runs/analysis/client.ts',
    'string-width',
  ],
  agents: [...AGENTS, 'node:fs', '../report/run-report.ts', '../../runs/store.ts'],
  webview: [
    'chart.js',
    'diff',
    'lit',
    'lit/decorators.js',
    '../state/view.ts',
    '../../src/core/model/run.ts',
    '../../src/protocol/messages.ts',
  ],
};

const RULES = ['no-restricted-imports', 'no-restricted-syntax'];

const eslint = new ESLint();

/** What the dependency rules say about one line in a file of a room. */
async function verdict(room: Room, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: ROOMS[room] });
  assert.ok(result, `${ROOMS[room]} is not linted`);
  assert.equal(result.fatalErrorCount, 0, result.messages[0]?.message);
  return result.messages.filter(({ ruleId }) => RULES.includes(ruleId ?? '')).map(({ message }) => message);
}

/** The ways in which a module can be named. */
const WAYS: readonly ((module: string) => string)[] = [
  (module) => `import { planted } from '${module}'; export const used = planted;`,
  (module) => `import type { Planted } from '${module}'; export type Used = Planted;`,
  (module) => `export { planted } from '${module}';`,
  (module) => `export const planted = () => import('${module}');`,
  (module) => `export type Planted = import('${module}').Planted;`,
];

for (const room of Object.keys(ROOMS) as Room[]) {
  describe(`the linter in ${room}`, () => {
    for (const module of FORBIDDEN[room]) {
      it(`catches ${module}`, async () => {
        for (const way of WAYS) assert.equal((await verdict(room, way(module))).length, 1, way(module));
      });
    }
    for (const module of ALLOWED[room]) {
      it(`lets ${module} through`, async () => {
        for (const way of WAYS) assert.deepEqual(await verdict(room, way(module)), []);
      });
    }
  });
}

/** The floors of src/core, from bottom to top. */
const FLOORS: readonly (readonly string[])[] = [
  ...['model', 'text', 'json', 'run-file', 'statistics', 'colour', 'pages', 'notation', 'extraction'].map((one) => [
    one,
  ]),
  ...['grouping', 'prompt', 'money'].map((one) => [one]),
  ['analysis', 'engine'],
  ['semantic'],
  ['compare'],
  ['tables'],
  ['design', 'export', 'gallery', 'import'],
];

describe('the floors of src/core', () => {
  const heightOf = (folder: string): number => FLOORS.findIndex((floor) => floor.includes(folder));
  const caught = async (filePath: string, module: string): Promise<boolean> => {
    const text = WAYS.map((way) => way(module)).join('\n');
    const [result] = await eslint.lintText(`${text}\n`, { filePath });
    const found = result!.messages.filter(({ ruleId }) => RULES.includes(ruleId ?? ''));
    assert.ok([0, WAYS.length].includes(found.length), `${module} in ${filePath}: ${found.length} of ${WAYS.length}`);
    return found.length > 0;
  };

  it('are all there is', () => {
    const folders = readdirSync('src/core', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map(({ name }) => name).sort(), FLOORS.flat().sort());
  });

  for (const folder of FLOORS.flat()) {
    it(`let ${folder} import what stands below it and nothing else`, async () => {
      for (const other of FLOORS.flat().filter((one) => one !== folder)) {
        const isBelow = heightOf(other) < heightOf(folder);
        assert.equal(await caught(`src/core/${folder}/planted.ts`, `../${other}/x.ts`), !isBelow, other);
        assert.equal(await caught(`src/core/${folder}/in/planted.ts`, `../../${other}/x.ts`), !isBelow, other);
      }
    });
  }

  it('are above what lies beside them, but for the ports, which know the model', async () => {
    for (const folder of FLOORS.flat()) {
      assert.equal(await caught('src/core/planted.ts', `./${folder}/x.ts`), true, folder);
      assert.equal(await caught('src/core/ports.ts', `./${folder}/x.ts`), folder !== 'model', folder);
    }
  });
});

describe('the linter in src', () => {
  const parses = async (filePath: string): Promise<boolean> => {
    const [result] = await eslint.lintText('export const read = (text: string): unknown => JSON.parse(text);\n', {
      filePath,
    });
    return result!.messages.some(({ ruleId }) => ruleId === 'no-restricted-properties');
  };

  it('catches functions that receive all services of the extension', async () => {
    const plant = async (text: string): Promise<number> => {
      const [result] = await eslint.lintText(`${text}\n`, { filePath: ROOMS.extension });
      return result!.messages.filter(({ ruleId }) => RULES.includes(ruleId ?? '')).length;
    };
    for (const parameter of ['services: Services', '{ runs }: Services']) {
      assert.equal(await plant(`export function planted(${parameter}): void { void 0; }`), 1);
      assert.equal(await plant(`export const planted = (${parameter}): void => undefined;`), 1);
    }
    assert.equal(await plant(`export function planted(services: Uses<'runs'>): void { void services; }`), 0);
  });

  it('catches sentences that the extension and the command line say, but in their strings', async () => {
    const plant = async (file: string, text: string): Promise<number> => {
      const [result] = await eslint.lintText(`${text}\n`, { filePath: file });
      return result!.messages.filter(({ ruleId }) => RULES.includes(ruleId ?? '')).length;
    };
    const said = ["throw new UsageError('Choose a run.');", 'throw new UsageError(`Cannot read ${file}.`);'];
    const shown = [
      "export const pressed = vscode.window.showInformationMessage('All is well.');",
      "export const pick = { title: 'Which prompt?' };",
      'export const box = { prompt: `Value of ${name} here` };',
    ];
    for (const text of [...said, ...shown]) {
      assert.equal(await plant(ROOMS.extension, text), 1, text);
      assert.equal(await plant(ROOMS.cli, text), 1, text);
      assert.equal(await plant('src/extension/strings/planted.ts', text), 0, text);
    }
    for (const text of ['throw new UsageError(STRINGS.runs.gone);', "export const pick = { title: 'Compare' };"])
      assert.equal(await plant(ROOMS.extension, text), 0, text);
  });

  it('catches text of journal lines, but where their format is known', async () => {
    const text = [`'{"type":"started"'`, '`\\n{"type":"${type}"`', '/^\\{"type":"settled"/'].map(
      (one) => `export const planted = (type: string) => text.startsWith(type + ${one});`,
    );
    for (const file of Object.values(ROOMS)) {
      for (const line of text) {
        const [result] = await eslint.lintText(`${line}\n`, { filePath: file });
        assert.equal(
          result!.messages.filter(({ ruleId }) => RULES.includes(ruleId ?? '')).length,
          1,
          `${file}: ${line}`,
        );
      }
    }
    const [known] = await eslint.lintText(`${text[0]}\n`, { filePath: 'src/core/run-file/journal-lines.ts' });
    assert.deepEqual(
      known!.messages.filter(({ ruleId }) => RULES.includes(ruleId ?? '')),
      [],
    );
  });

  it('catches JSON that is parsed without a look at its depth', async () => {
    for (const file of Object.values(ROOMS).filter((file) => file.startsWith('src/'))) {
      assert.equal(await parses(file), true, file);
    }
    assert.equal(await parses('src/core/json/planted.ts'), false);
  });
});
