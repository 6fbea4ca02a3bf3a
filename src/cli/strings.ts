import { ARGUMENTS } from './strings/arguments.ts';
import { RUNS } from './strings/runs.ts';
import { SENDING } from './strings/sending.ts';

/**
 * What the command line says in errors, notes, questions and closing lines, by topic. Tests that wait for a sentence take it
 * from here, so that it can be reworded in one place. What options mean (`--help`) is in `arguments/options.ts`, and what a
 * report says in `report`. Code takes its topic from `strings/` directly: `--version` and a mistake load little.
 */
export const STRINGS = { arguments: ARGUMENTS, sending: SENDING, runs: RUNS } as const;
