import { readFileSync } from 'node:fs';
import type { AnyFuzzer } from '../fuzzer.ts';
import { findFuzzer, FUZZERS } from '../registry.ts';
import { HELP, readArguments, type FuzzArguments } from './arguments.ts';
import { CaseProcess } from './child-process.ts';
import { corpusOf, keepFinding } from './corpus.ts';
import { minimised } from './minimise.ts';
import type { Broken, Verdict } from './protocol.ts';

/** So long a smaller input is looked for, ms. */
const MINIMISE_MS = 30_000;
/** A fuzzer that finds this much is broken in one way that it finds again and again. */
const MOST_FINDINGS = 5;

interface Outcome {
  readonly fuzzer: string;
  readonly replayed: number;
  readonly cases: number;
  readonly findings: number;
  readonly seconds: number;
}

void main().then((code) => (process.exitCode = code));

async function main(): Promise<number> {
  let wanted: FuzzArguments | null;
  try {
    wanted = readArguments(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
  if (wanted === null) {
    console.log(HELP);
    return 0;
  }
  const unknown = wanted.only.find((name) => findFuzzer(name) === undefined);
  if (unknown !== undefined) {
    console.error(`There is no fuzzer "${unknown}"; there are ${FUZZERS.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const chosen = wanted.only.length === 0 ? FUZZERS : wanted.only.flatMap((name) => findFuzzer(name) ?? []);
  return wanted.inputs.length === 0 ? runAll(chosen, wanted) : replay(chosen, wanted.inputs);
}

async function replay(chosen: readonly AnyFuzzer[], files: readonly string[]): Promise<number> {
  let isBroken = false;
  for (const { name, budgetMs } of chosen) {
    const child = new CaseProcess({ fuzzer: name, corpus: [] }, budgetMs);
    for (const file of files) {
      const verdict = await child.ask({ kind: 'input', input: JSON.parse(readFileSync(file, 'utf8')) as unknown });
      isBroken ||= verdict.kind === 'broken';
      console.log(`${file}: ${verdict.kind === 'broken' ? `${verdict.promise}\n${verdict.message}` : 'held'}`);
    }
    await child.end();
  }
  return isBroken ? 1 : 0;
}

async function runAll(chosen: readonly AnyFuzzer[], wanted: FuzzArguments): Promise<number> {
  console.log(`seed ${wanted.seed}, ${chosen.length} fuzzers, ${wanted.minutes} min, Node ${process.versions.node}`);
  const each = (wanted.minutes * 60_000 * Math.min(wanted.jobs, chosen.length)) / chosen.length;
  const waiting = [...chosen];
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await fuzz(next, wanted, each);
      outcomes.push(outcome);
      console.log(lineOf(outcome));
    }
  };
  await Promise.all(Array.from({ length: wanted.jobs }, lane));
  const sum = (count: (outcome: Outcome) => number): number => outcomes.reduce((all, one) => all + count(one), 0);
  const [cases, findings] = [sum((one) => one.cases + one.replayed), sum((one) => one.findings)];
  console.log(`${cases.toLocaleString('en')} cases, ${findings} findings (seed ${wanted.seed})`);
  return findings === 0 ? 0 : 1;
}

function lineOf({ fuzzer, replayed, cases, findings, seconds }: Outcome): string {
  const counts = `${String(cases).padStart(8)} cases, ${String(replayed).padStart(3)} of the corpus`;
  return `${fuzzer.padEnd(12)} ${counts}, ${findings} findings, ${seconds.toFixed(0).padStart(4)} s`;
}

async function fuzz(
  { name, budgetMs }: AnyFuzzer,
  { seed, cases: most }: FuzzArguments,
  forMs: number,
): Promise<Outcome> {
  const corpus = corpusOf(name);
  const child = new CaseProcess({ fuzzer: name, corpus }, budgetMs);
  await child.begin();
  const from = performance.now();
  let [findings, cases] = [0, 0];
  for (const file of corpus) {
    const input = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    const verdict = await child.ask({ kind: 'input', input });
    if (verdict.kind !== 'broken') continue;
    findings++;
    console.log(`\n${name}: ${verdict.promise} on ${file}\n${verdict.message}\n`);
  }
  // At least one, so that a short time is no pass of what was never tried.
  do {
    const verdict = await child.ask({ kind: 'case', seed, index: cases });
    if (verdict.kind === 'broken') {
      findings++;
      await report({ name, child, broken: verdict, seed, index: cases });
    }
    cases++;
  } while (performance.now() - from < forMs && cases < most && findings < MOST_FINDINGS);
  await child.end();
  return { fuzzer: name, replayed: corpus.length, cases, findings, seconds: (performance.now() - from) / 1_000 };
}

interface Found {
  readonly name: string;
  readonly child: CaseProcess;
  readonly broken: Broken;
  readonly seed: number;
  readonly index: number;
}

/** Keeps the input, looks for a smaller one, and says how to try both again. */
async function report({ name, child, broken, seed, index }: Found): Promise<void> {
  console.log(`\n${name}: ${broken.promise} in case ${index} of seed ${seed}\n${broken.message}`);
  const shown = await child.ask({ kind: 'show', seed, index });
  if (shown.kind !== 'shown') {
    console.log('Its input cannot be made again.');
    return;
  }
  sayHow(name, keepFinding(name, shown.input, ''));
  const isSame = (verdict: Verdict): boolean =>
    verdict.kind === 'broken' && verdict.promise === broken.promise && firstLine(verdict) === firstLine(broken);
  const until = performance.now() + MINIMISE_MS;
  const small = await minimised(shown.input, async (input) => isSame(await child.ask({ kind: 'input', input })), until);
  if (small !== shown.input) sayHow(name, keepFinding(name, small, '.small'));
}

/** What kind of mistake it is: times and values differ from input to input. */
function firstLine({ promise, message }: Broken): string {
  return promise === 'threw' ? (message.split('\n')[0] ?? '').replace(/\d+|"[^"]*"/g, '') : '';
}

function sayHow(name: string, file: string): void {
  console.log(`Try it again: npm run fuzz -- --only ${name} --input ${file}`);
}
