import { parseArgs } from 'node:util';

/** What `npm run fuzz` is to do. */
export interface FuzzArguments {
  /** All fuzzers together, minutes. */
  readonly minutes: number;
  /** Most cases of each fuzzer. */
  readonly cases: number;
  readonly seed: number;
  /** Names of fuzzers; empty for all. */
  readonly only: readonly string[];
  /** How many fuzzers run at a time. */
  readonly jobs: number;
  /** Kept inputs to try instead; empty for none. */
  readonly inputs: readonly string[];
}

export const HELP = `Throws random and hostile input at the parts of this program that read what others wrote.

  npm run fuzz -- [--minutes N] [--cases N] [--seed S] [--only NAME]... [--jobs N]
  npm run fuzz -- --only NAME --input FILE...   tries kept inputs again

The corpus (test/fuzz/corpus) is tried first. What is found is kept in dist/fuzz; put it into the corpus with its fix.
`;

/** Reads the arguments; throws an `Error` of one sentence. `null`: help is wanted. */
export function readArguments(args: readonly string[]): FuzzArguments | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '5' },
      cases: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      jobs: { type: 'string', default: '1' },
      input: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const number = (name: string, text: string, least: number): number => {
    const value = Number(text);
    if (Number.isFinite(value) && value >= least) return value;
    throw new Error(`--${name} takes a number of at least ${least}, not "${text}".`);
  };
  const { input: inputs } = values;
  if (inputs.length > 0 && values.only.length !== 1)
    throw new Error('--input needs --only with the name of one fuzzer.');
  return {
    minutes: number('minutes', values.minutes, 0),
    cases: values.cases === undefined ? Infinity : number('cases', values.cases, 1),
    seed: Math.floor(values.seed === undefined ? Date.now() % 2 ** 31 : number('seed', values.seed, 0)),
    only: values.only,
    jobs: Math.floor(number('jobs', values.jobs, 1)),
    inputs,
  };
}
