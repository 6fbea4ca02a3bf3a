// @ts-check
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

// The dependency table of ARCHITECTURE.md. The regexes are anchored: a plain `openai` would also ban `../providers/openai`.
const PACKAGES = {
  vscode: { regex: '^vscode$', message: 'Only src/extension may import vscode.' },
  node: {
    regex: `^(node:|(${builtinModules.filter((name) => /^\w+$/.test(name)).join('|')})(/|$))`,
    message: 'No Node built-ins here; take what you need through a port (src/core/ports.ts).',
  },
  sdks: { regex: '^(openai|@anthropic-ai/|@google/|@pydantic/)', message: 'Only src/providers may import an SDK.' },
  ui: {
    regex: '^(chart\\.js|lit|diff)(/|$)',
    message: 'Only webview may import user interface libraries.',
  },
  terminal: { regex: '^string-width$', message: 'Only src/cli writes to a terminal.' },
  gzip: { regex: '^(fflate|fzstd)(/|$)', message: 'Only src/core packs and unpacks.' },
  parsers: {
    regex:
      '^(acorn|acorn-loose|@sveltejs/acorn-typescript|htmlparser2|@csstools/css-tokenizer|css-select|culori|re2js)(/|$)',
    message: 'Only src/core reads pages and code, and matches expressions of users.',
  },
  yaml: { regex: '^yaml(/|$)', message: 'Only src/core reads YAML.' },
  schemas: {
    regex: '^(valibot|@valibot/to-json-schema)(/|$)',
    message:
      'Only src/core and src/protocol import it; schemas are made of the words of core/model/schema.ts and lenient.ts.',
  },
  mcp: { regex: '^(@modelcontextprotocol/|zod(/|$))', message: 'Only src/cli/mcp speaks the protocol of agents.' },
  // What stands behind the other names reaches for Node's worker threads.
  gzipOfNode: { regex: '^fflate(/(?!browser$)|$)', message: 'Import fflate/browser: it needs nothing of Node.' },
};
// What only the core imports.
const OF_CORE = [PACKAGES.gzip, PACKAGES.parsers, PACKAGES.yaml];
/** @param {string[]} rooms */
const rooms = (...rooms) =>
  rooms.map((room) => ({
    regex: `^\\.\\.?/(.*/)?${room}/`,
    message: `This folder may not import ${room} (see ARCHITECTURE.md).`,
  }));
// The text of a journal's lines, such as {"type":"started", in a string or a template.
const JOURNAL_LINES = {
  selector: ':matches(Literal[raw=/[{].?"type":"/], TemplateElement[value.raw=/[{].?"type":"/])',
  message: 'Only core/run-file/journal-lines.ts looks at the text of a journal.',
};
const NO_TESTS = { regex: '(^|/)test/', message: 'Production code may not import tests.' };

const SERVICES = {
  selector: ':function > [typeAnnotation.typeAnnotation.typeName.name="Services"]',
  message: 'Say which services are used: Uses<...>.',
};

// Sentences that shells say: errors, notifications, titles and prompts of dialogs.
const SENTENCES = {
  selector:
    ':matches(NewExpression[callee.name="UsageError"], CallExpression[callee.property.name=/^show(Information|Warning|Error)Message$/], Property[key.name=/^(title|placeHolder|placeholder|prompt|tooltip)$/]) > :matches(Literal[value=/[A-Za-z]{2} [a-z]/], TemplateLiteral:has(TemplateElement[value.raw=/[A-Za-z]{2} [a-z]/]))',
  message: 'What is said is in the strings of this folder (strings/).',
};

/** @param {string} name @param {string[]} files @param {{ regex: string, message: string }[]} patterns */
const room = (name, files, patterns) => ({
  name: `room/${name}`,
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: [...patterns, NO_TESTS] }],
    // That rule sees neither `import('x')` nor the type `import('x').T`. A slash would end the selector's regex.
    'no-restricted-syntax': [
      'error',
      ...[...patterns, NO_TESTS].map(({ regex, message }) => ({
        selector: `:matches(ImportExpression, TSImportType)[source.value=/${regex.replaceAll('/', '\\x2F')}/]`,
        message,
      })),
      ...(name === 'core/run-file' ? [] : [JOURNAL_LINES]),
      ...(name === 'extension'
        ? [SERVICES, SENTENCES]
        : name.startsWith('cli') && name !== 'cli/strings'
          ? [SENTENCES]
          : []),
    ],
  },
});

/**
 * The floors of src/core, from bottom to top: a folder imports what stands below it, and no other. Those of one line do not
 * know each other.
 */
const FLOORS = [
  ['model'],
  ['text'],
  ['json'],
  ['run-file'],
  ['statistics'],
  ['colour'],
  ['pages'],
  ['notation'],
  ['extraction'],
  ['grouping'],
  ['prompt'],
  ['money'],
  ['analysis', 'engine'],
  ['semantic'],
  ['compare'],
  ['tables'],
  ['design', 'export', 'gallery', 'import'],
];
const CORE = [
  PACKAGES.vscode,
  PACKAGES.mcp,
  PACKAGES.node,
  PACKAGES.sdks,
  PACKAGES.ui,
  PACKAGES.terminal,
  PACKAGES.gzipOfNode,
  ...rooms('providers', 'storage', 'runs', 'protocol', 'extension', 'cli', 'webview'),
];
const CLI = [
  PACKAGES.vscode,
  PACKAGES.sdks,
  PACKAGES.ui,
  ...OF_CORE,
  PACKAGES.schemas,
  ...rooms('extension', 'protocol', 'webview'),
];
/** @param {string} way how a path into a folder of the core begins @param {string[]} folders */
const floors = (way, folders) =>
  folders.map((folder) => ({
    regex: `^${way}${folder}/`,
    message: `This folder may not import core/${folder}, which does not stand below it (see ARCHITECTURE.md).`,
  }));

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.vscode-test/**', 'test-results/**', 'test/fixtures/**', 'media/**'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    // What asks for types is checked by oxlint (.oxlintrc.json), in a tenth of the time.
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // The type of a schema gets a name that error messages show.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    rules: {
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'max-lines': ['warn', { max: 400, skipBlankLines: true }],
    },
  },
  {
    // What is nested a million deep costs gigabytes. The rest reads back what it wrote itself, or has looked at the depth.
    files: ['src/**/*.ts'],
    ignores: [
      'src/core/json/**',
      'src/core/own-text.ts',
      'src/providers/wire/whole-reply.ts',
      'src/storage/read-journal.ts',
    ],
    rules: {
      'no-restricted-properties': ['error', { object: 'JSON', property: 'parse', message: 'Use parseJson.' }],
    },
  },
  room('core', ['src/core/*.ts'], [...CORE, ...floors('\\./', FLOORS.flat())]),
  room('core/ports', ['src/core/ports.ts'], [...CORE, ...floors('\\./', FLOORS.slice(1).flat())]),
  ...FLOORS.flatMap((floor, height) =>
    floor.map((folder) => {
      const others = FLOORS.slice(height)
        .flat()
        .filter((other) => other !== folder);
      return room(`core/${folder}`, [`src/core/${folder}/**/*.ts`], [...CORE, ...floors('(\\.\\./)+', others)]);
    }),
  ),
  room(
    'protocol',
    ['src/protocol/**/*.ts'],
    [
      PACKAGES.vscode,
      PACKAGES.mcp,
      PACKAGES.node,
      PACKAGES.sdks,
      PACKAGES.ui,
      PACKAGES.terminal,
      ...OF_CORE,
      ...rooms('providers', 'storage', 'runs', 'extension', 'cli', 'webview'),
    ],
  ),
  room(
    'providers',
    ['src/providers/**/*.ts'],
    [
      PACKAGES.vscode,
      PACKAGES.mcp,
      PACKAGES.ui,
      PACKAGES.terminal,
      ...OF_CORE,
      PACKAGES.schemas,
      ...rooms('storage', 'runs', 'protocol', 'extension', 'cli', 'webview'),
    ],
  ),
  room(
    'storage',
    ['src/storage/**/*.ts'],
    [
      PACKAGES.vscode,
      PACKAGES.mcp,
      PACKAGES.sdks,
      PACKAGES.ui,
      PACKAGES.terminal,
      ...OF_CORE,
      PACKAGES.schemas,
      ...rooms('providers', 'runs', 'protocol', 'extension', 'cli', 'webview'),
    ],
  ),
  room(
    'runs',
    ['src/runs/**/*.ts'],
    [
      PACKAGES.vscode,
      PACKAGES.mcp,
      PACKAGES.sdks,
      PACKAGES.ui,
      PACKAGES.terminal,
      ...OF_CORE,
      PACKAGES.schemas,
      ...rooms('extension', 'cli', 'webview'),
    ],
  ),
  room(
    'extension',
    ['src/extension/**/*.ts'],
    [
      PACKAGES.sdks,
      PACKAGES.mcp,
      PACKAGES.ui,
      PACKAGES.terminal,
      ...OF_CORE,
      PACKAGES.schemas,
      ...rooms('cli', 'webview'),
    ],
  ),
  room(
    'extension/strings',
    ['src/extension/strings/*.ts'],
    [
      PACKAGES.vscode,
      PACKAGES.node,
      PACKAGES.sdks,
      ...OF_CORE,
      ...rooms('providers', 'storage', 'runs', 'cli', 'webview'),
    ],
  ),
  room('cli', ['src/cli/**/*.ts'], [...CLI, PACKAGES.mcp]),
  room('cli/mcp', ['src/cli/mcp/**/*.ts'], CLI),
  room(
    'cli/strings',
    ['src/cli/strings/*.ts'],
    [
      PACKAGES.vscode,
      PACKAGES.node,
      PACKAGES.sdks,
      ...OF_CORE,
      ...rooms('providers', 'storage', 'runs', 'extension', 'webview'),
    ],
  ),
  room(
    'webview',
    ['webview/**/*.ts'],
    [
      PACKAGES.vscode,
      PACKAGES.mcp,
      PACKAGES.node,
      PACKAGES.sdks,
      PACKAGES.terminal,
      ...OF_CORE,
      PACKAGES.schemas,
      ...rooms('providers', 'storage', 'runs', 'extension', 'cli'),
    ],
  ),
);
