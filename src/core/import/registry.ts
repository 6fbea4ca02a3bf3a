import { answers } from './answers.ts';
import { anthropic } from './anthropic.ts';
import { chainforge } from './chainforge.ts';
import { chatLog } from './chat-log.ts';
import { gemini } from './gemini.ts';
import type { Importer } from './importer.ts';
import { inspect } from './inspect.ts';
import { lmEval } from './lm-eval.ts';
import type { Loose } from './loose.ts';
import { openai } from './openai.ts';
import { promptfoo } from './promptfoo.ts';

/** All kinds of files that answers are read from, apart from saved runs. A file is of the first kind that takes it for its own. */
export const IMPORTERS: readonly Importer[] = [
  ...[answers, promptfoo, inspect, lmEval, openai, anthropic, gemini, chainforge, chatLog],
];

/** Endings of files that are read, without the leading dot, saved runs among them. */
export const READ_EXTENSIONS: readonly string[] = [...new Set(IMPORTERS.flatMap(({ extensions }) => extensions))];

/** What people call what is read, saved runs first. */
export const READ_LABELS: readonly string[] = ['saved runs (.probe.json)', ...IMPORTERS.map(({ label }) => label)];

/** The same as one sentence. */
export function whatIsRead(): string {
  return `What is read: ${READ_LABELS.slice(0, -1).join(', ')} and ${READ_LABELS.at(-1) ?? ''}.`;
}

/** The kind of a whole JSON document; `undefined` for none. */
export function documentImporter(value: Loose): Importer['document'] {
  return IMPORTERS.find(({ document }) => document?.is(value))?.document;
}

/** The kind of a record. */
export function recordImporter(value: Loose): Importer | undefined {
  return IMPORTERS.find(({ records }) => records?.is(value));
}

/** A large entry of a list without what no importer reads. */
export function slimmed(path: readonly string[], entry: unknown): unknown {
  return IMPORTERS.reduce((left, { document }) => document?.slim?.(path, left) ?? left, entry);
}
