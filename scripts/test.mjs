// All tests, in order: `node scripts/test.mjs`. One kind, optionally by name: `node scripts/test.mjs unit tally`.
// `--all` adds what takes too long for every run of a step.
import path from 'node:path';
import { say } from './host/tools.mjs';
import { context } from './test/context.mjs';
import { STEPS } from './test/steps.mjs';

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
for (const step of chosen) {
  const blocked = step.after?.find((id) => failed.has(id));
  if (blocked) {
    failed.add(step.id);
    results.push({ title: step.title, result: 'not run', seconds: 0, note: `${blocked} failed` });
    continue;
  }
  console.log(`\n${'='.repeat(100)}\n== ${step.title}\n${'='.repeat(100)}`);
  const began = performance.now();
  let note = '';
  let ok = true;
  try {
    note = (await step.run(tests)) ?? '';
  } catch (error) {
    ok = false;
    failed.add(step.id);
    note = error instanceof Error ? error.message : String(error);
    console.error(`\n${step.title}: ${note}`);
  }
  const seconds = (performance.now() - began) / 1000;
  results.push({ title: step.title, result: ok ? 'passed' : 'FAILED', seconds, note: note.split('\n')[0] ?? '' });
}

console.log(`\n${'='.repeat(100)}\n== Summary\n${'='.repeat(100)}`);
for (const { title, result, seconds, note } of results) {
  console.log(`${result.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${title.padEnd(44)} ${note}`);
}
const total = results.reduce((sum, { seconds }) => sum + seconds, 0);
console.log(
  `${failed.size === 0 ? 'ALL PASSED' : `${failed.size} FAILED`} in ${total.toFixed(0)} s (Node ${process.versions.node})`,
);
if (failed.has('e2e')) say('Screenshots of failed end-to-end tests are in test-results/.');
// What was fetched in the background for a step that was not reached does not hold us up.
process.exit(failed.size === 0 ? 0 : 1);
