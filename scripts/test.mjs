// All tests, in order: `node scripts/test.mjs`. One kind, optionally by name: `node scripts/test.mjs unit tally`.
// `--all` adds what takes too long for every run of a step.
import path from 'node:path';
import { say } from './host/tools.mjs';
import { context, quietly } from './test/context.mjs';
import { STEPS } from './test/steps.mjs';

/** @typedef {import('./test/steps.mjs').Step} Step */

const ROOT = path.resolve(import.meta.dirname, '..');
process.chdir(ROOT);

const said = process.argv.slice(2);
const [only, ...rest] = said.filter((argument) => argument !== '--all');
const chosen = only === undefined ? STEPS : STEPS.filter(({ id }) => id === only);
if (chosen.length === 0) {
  console.error(`There is no "${only}". Use: node scripts/test.mjs [${STEPS.map(({ id }) => id).join(' | ')}] [name]`);
  process.exit(2);
}

const tests = context(ROOT, { filter: rest.join(' '), alone: only !== undefined, all: said.includes('--all') });
// Fetching takes about a minute, so it begins now and goes on beside what does not need it.
if (chosen.some((step) => step.needsHost)) tests.fetchHost();
else if (chosen.some((step) => step.needsNode24)) tests.fetchNode24();
if (chosen.some((step) => step.needsBrowser)) tests.fetchBrowser();

/** @type {{ title: string, result: 'passed' | 'FAILED' | 'not run', seconds: number, note: string }[]} */
const results = [];
/** @type {Set<string>} */
const failed = new Set();
/** Resolves when a step has come to its end, however. @type {Map<string, { ended: Promise<void>, end: () => void }>} */
const steps = new Map(
  chosen.map(({ id }) => {
    let end = () => {};
    const ended = new Promise((/** @type {(value: void) => void} */ resolve) => (end = resolve));
    return [id, { ended, end }];
  }),
);
const began = performance.now();
const mainLane = chosen.filter(({ lane }) => lane === undefined);
const editorLane = chosen.filter(({ lane }) => lane === 'editor');
await Promise.all([
  inTurn(mainLane, false),
  // Two outputs at once cannot be read: the second is shown when its step ends.
  inTurn(editorLane, mainLane.length > 0),
]);

/** @param {readonly Step[]} lane @param {boolean} isHeld whether output is shown at the end of each step */
async function inTurn(lane, isHeld) {
  for (const step of lane) {
    await Promise.all((step.after ?? []).map((id) => steps.get(id)?.ended));
    await take(step, isHeld);
    steps.get(step.id)?.end();
  }
}

/** @param {Step} step @param {boolean} isHeld */
async function take(step, isHeld) {
  const blocked = step.after?.find((id) => failed.has(id));
  if (blocked) {
    failed.add(step.id);
    results.push({ title: step.title, result: 'not run', seconds: 0, note: `${blocked} failed` });
    return;
  }
  const heading = `\n${'='.repeat(100)}\n== ${step.title}\n${'='.repeat(100)}\n`;
  let held = '';
  const print = isHeld
    ? (/** @type {string} */ text) => void (held += text)
    : (/** @type {string} */ text) => void process.stdout.write(text);
  print(heading);
  const from = performance.now();
  let note = '';
  try {
    note = (await step.run(isHeld ? quietly(tests, print) : tests)) ?? '';
  } catch (error) {
    failed.add(step.id);
    note = error instanceof Error ? error.message : String(error);
    print(`\n${step.title}: ${note}\n`);
  }
  process.stdout.write(held);
  const seconds = (performance.now() - from) / 1000;
  const result = failed.has(step.id) ? 'FAILED' : 'passed';
  results.push({ title: step.title, result, seconds, note: note.split('\n')[0] ?? '' });
}

console.log(`\n${'='.repeat(100)}\n== Summary\n${'='.repeat(100)}`);
for (const { title, result, seconds, note } of results) {
  console.log(`${result.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${title.padEnd(44)} ${note}`);
}
const total = ((performance.now() - began) / 1000).toFixed(0);
const verdict = failed.size === 0 ? 'ALL PASSED' : `${failed.size} FAILED`;
console.log(`${verdict} in ${total} s (Node ${process.versions.node})`);
if (failed.has('e2e')) say('Screenshots of failed end-to-end tests are in test-results/.');
// What was fetched in the background for a step that was not reached does not hold us up.
process.exit(failed.size === 0 ? 0 : 1);
