// What `npm test` does. Steps of a lane follow each other in this order; the lanes run side by side, because the editor's
// tests wait much and compute little, and the others compute.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { build } from '../build.mjs';
import { buildCommandLine, bundleFuzz, bundleHost, bundleTests } from '../build/tests.mjs';
import { chooseHost } from '../host/choose.mjs';
import { RUNNING_IS_OLD } from '../host/node.mjs';
import { say } from '../host/tools.mjs';
import { packageExtension, vsixPath } from '../package.mjs';
import { serve } from '../../webview/playground/serve.mjs';

/**
 * @typedef {import('./context.mjs').TestContext} TestContext
 * @typedef {object} Step
 * @property {string} id
 * @property {string} title
 * @property {'editor'} [lane] absent for the main lane
 * @property {readonly string[]} [after] steps without which this one has no meaning; it waits for those of other lanes
 * @property {boolean} [needsHost]
 * @property {boolean} [needsBrowser]
 * @property {boolean} [needsNode24]
 * @property {(tests: TestContext) => Promise<string | void>} run returns a note for the summary
 */

const bin = (/** @type {string[]} */ ...parts) => path.join('node_modules', ...parts);
const PROJECTS = ['src/core', '.', 'webview', 'test/unit/webview', 'test/panel', 'scripts'];

/** What the typed rules look at. */
const TYPED = ['src', 'webview', 'test', 'scripts'];

/** @type {readonly Step[]} */
export const STEPS = [
  { id: 'build', title: 'Build', run: () => build() },
  { id: 'typecheck', title: 'Types', run: typecheck },
  { id: 'lint', title: 'Lint and format', run: lint },
  { id: 'unit', title: 'Unit tests', needsNode24: RUNNING_IS_OLD, run: unit },
  {
    id: 'simulation',
    title: 'Simulations (intervals and p-values hold)',
    run: async (tests) => {
      await nodeTests(tests, 'simulation', process.execPath);
      return `Node ${process.versions.node}`;
    },
  },
  { id: 'fuzz', title: 'Fuzzers (corpus, and a fixed seed)', run: fuzz },
  {
    id: 'contract',
    title: 'Contract tests (providers on the wire)',
    needsNode24: RUNNING_IS_OLD,
    // Packaging builds anew.
    after: ['package'],
    run: contract,
  },
  {
    id: 'architecture',
    title: 'Architecture tests',
    after: ['package'],
    run: async (tests) => {
      if (tests.alone) await build();
      await nodeTests(tests, 'architecture', process.execPath);
    },
  },
  { id: 'panel', title: 'Panel tests (in a browser)', needsBrowser: true, run: panel },
  { id: 'package', title: 'Package', lane: 'editor', after: ['build'], needsNode24: true, run: packageStep },
  {
    id: 'integration',
    title: 'Integration tests (inside VS Code)',
    lane: 'editor',
    after: ['package'],
    needsHost: true,
    run: integration,
  },
  {
    id: 'e2e',
    title: "End-to-end tests (a person's hands)",
    lane: 'editor',
    after: ['package'],
    needsHost: true,
    run: endToEnd,
  },
  {
    id: 'start',
    title: 'The first line of the README',
    // It builds anew, so nobody else may need what was built.
    after: ['package', 'integration'],
    needsHost: true,
    run: npmStart,
  },
];

/** @param {TestContext} tests */
async function typecheck({ run }) {
  // The compiler in Go takes a tenth of the time. Its predecessor stays for what ESLint needs of it.
  const checks = PROJECTS.map((project) => [bin('@typescript', 'native', 'bin', 'tsc'), '-p', project]);
  await twoAtATime(checks.map((args) => () => run(process.execPath, args, { held: true })));
  return PROJECTS.join(', ');
}

/**
 * They compute, which one Node does as another: both only when all or single ones are asked for. What reaches the machine
 * and the network is tried on both by the contract tests.
 * @param {TestContext} tests
 */
async function unit(tests) {
  if (tests.all) process.env.CONVERGENCE_PROBE_SEED ??= String(Date.now() % 2 ** 31);
  if (tests.all || tests.filter !== '') return onBothNodes(tests, 'unit');
  await nodeTests(tests, 'unit', process.execPath);
  return `Node ${process.versions.node}`;
}

/** @param {TestContext} tests */
async function lint({ run }) {
  await twoAtATime([
    () => run(process.execPath, [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings=0'], { held: true }),
    // The rules that ask for types, by the compiler in Go.
    () => run(process.execPath, [bin('oxlint', 'bin', 'oxlint'), '--type-aware', ...TYPED], { held: true }),
    () => run(process.execPath, [bin('prettier', 'bin', 'prettier.cjs'), '--check', '.'], { held: true }),
  ]);
}

/** @param {readonly (() => Promise<unknown>)[]} jobs */
async function twoAtATime(jobs) {
  const waiting = [...jobs];
  /** @type {unknown[]} */
  const errors = [];
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job().catch((error) => errors.push(error));
  };
  await Promise.all([lane(), lane()]);
  if (errors.length > 0) throw errors[0];
}

/**
 * On the running Node, and on Node 24 too when this one is older.
 * @param {TestContext} tests
 * @param {string} kind
 * @param {RegExp} [again] the files that can differ there: unless all are asked for, only these run twice
 */
async function onBothNodes(tests, kind, again = /^/) {
  await nodeTests(tests, kind, process.execPath);
  if (!RUNNING_IS_OLD) return `Node ${process.versions.node}`;
  const newer = await tests.newerNode();
  console.log(`\n-- the same on Node 24`);
  await nodeTests(tests, kind, newer, {}, tests.all || tests.filter !== '' ? /^/ : again);
  return `Node ${process.versions.node} and 24`;
}

/** So many files the tests of a kind are put into; those of the panel share a browser, so they are one. @type {Readonly<Record<string, number>>} */
const SHARDS = { unit: 8, panel: 1 };

/**
 * Tests that only compute take all cores, those that wait for servers and processes one more; end-to-end tests share one
 * window.
 * @param {string} kind
 */
function concurrency(kind) {
  const cores = availableParallelism();
  const atATime = { e2e: 1, start: 1, panel: 1, unit: cores, simulation: cores, contract: cores + 1 }[kind];
  return atATime === undefined ? [] : [`--test-concurrency=${atATime}`];
}

/**
 * @param {TestContext} tests
 * @param {string} kind
 * @param {string} node
 * @param {NodeJS.ProcessEnv} [env]
 * @param {RegExp} [only] the names of files to run; absent for all
 */
async function nodeTests({ root, filter, run }, kind, node, env = {}, only = /^/) {
  const built = await bundleTests(root, kind, { filter, shards: SHARDS[kind] ?? 0 });
  const files = built.files.filter((file) => only.test(path.basename(file)));
  const { namePattern } = built;
  const options = ['--test-reporter=spec', ...concurrency(kind)];
  if (namePattern) options.push(`--test-name-pattern=${namePattern}`);
  await run(node, ['--enable-source-maps', '--test', ...options, ...files], { env });
}

/** So many cases of each fuzzer, so that a failure is one on every machine; a slow one stops after a minute. */
const FUZZ = ['--seed', '1', '--cases', '120', '--minutes', '1', '--jobs', String(availableParallelism())];

/** @param {TestContext} tests */
async function fuzz({ root, filter, run }) {
  const main = await bundleFuzz(root);
  await run(process.execPath, ['--enable-source-maps', main, ...FUZZ, ...(filter === '' ? [] : ['--only', filter])]);
  return 'longer: npm run fuzz -- --minutes 20';
}

/** The playground's pages in one browser. @param {TestContext} tests */
async function panel(tests) {
  const chromium = await tests.browser();
  const server = await serve(0, { once: true });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    await nodeTests(tests, 'panel', process.execPath, {
      CONVERGENCE_PROBE_TOOLS: JSON.stringify({ chromium }),
      CONVERGENCE_PROBE_PLAYGROUND: `http://127.0.0.1:${port}`,
      CONVERGENCE_PROBE_PANEL: tests.all ? 'all' : '',
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The command line as it ships is built once for all files. @param {TestContext} tests */
async function contract(tests) {
  const cli = path.join(tests.root, 'dist', 'test', 'cli');
  await buildCommandLine(tests.root, cli);
  process.env.CONVERGENCE_PROBE_CLI = cli;
  // What only starts programs on the Node it is told to is not another test there.
  return onBothNodes(tests, 'contract', /^(?!cli-|fuzz-runner|mcp-hostile)/);
}

/** @param {TestContext} tests */
async function packageStep(tests) {
  return packageExtension(tests.root, await tests.newerNode());
}

/** @param {TestContext} tests */
async function integration(tests) {
  if (tests.alone) await build();
  await bundleHost(tests.root);
  const { namePattern } = await bundleTests(tests.root, 'integration', {
    extra: ['test/integration/index.ts'],
    filter: tests.filter,
  });
  const { kind, because } = await chooseHost(tests.root);
  say(`Using the ${kind} VS Code: ${because}.`);
  const tools = kind === 'embedded' ? JSON.stringify(await tests.host()) : '';
  await tests.run(await tests.newerNode(), [path.join('scripts', 'host', 'integration.mjs'), kind], {
    env: { CONVERGENCE_PROBE_TOOLS: tools, CONVERGENCE_PROBE_TEST_FILTER: namePattern },
  });
  return `${kind} VS Code`;
}

/** @param {TestContext} tests */
async function npmStart(tests) {
  // It fetches the same tools by itself; two of it at once would fetch them twice.
  await tests.host();
  await nodeTests(tests, 'start', process.execPath);
}

/** @param {TestContext} tests */
async function endToEnd(tests) {
  const vsix = vsixPath(tests.root);
  if (tests.alone || !existsSync(vsix)) await packageExtension(tests.root, await tests.newerNode());
  const tools = await tests.host();
  await nodeTests(tests, 'e2e', process.execPath, {
    CONVERGENCE_PROBE_TOOLS: JSON.stringify(tools),
    CONVERGENCE_PROBE_VSIX: vsix,
  });
}
