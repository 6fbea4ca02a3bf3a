import type { AnyFuzzer } from './fuzzer.ts';
import { edits } from './fuzzers/edits.ts';
import { exporters } from './fuzzers/exporters.ts';
import { extractors } from './fuzzers/extractors.ts';
import { imports } from './fuzzers/imports.ts';
import { journals } from './fuzzers/journals.ts';
import { messages } from './fuzzers/messages.ts';
import { pages } from './fuzzers/pages.ts';
import { planted } from './fuzzers/planted.ts';
import { probeFiles } from './fuzzers/probe-files.ts';
import { prompts } from './fuzzers/prompts.ts';
import { replies } from './fuzzers/replies.ts';
import { reports } from './fuzzers/reports.ts';
import { runFiles } from './fuzzers/run-files.ts';

/** All fuzzers. A new one is a file and a line here. */
export const FUZZERS: readonly AnyFuzzer[] = [
  runFiles,
  journals,
  probeFiles,
  imports,
  extractors,
  reports,
  exporters,
  replies,
  edits,
  messages,
  pages,
  prompts,
];

/** The fuzzer of this name; also the planted one, which runs only where it is named. */
export function findFuzzer(name: string): AnyFuzzer | undefined {
  return [...FUZZERS, planted].find((one) => one.name === name);
}
