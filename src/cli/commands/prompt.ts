import type { Message } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { promptBody } from '../../core/prompt/prompt-body.ts';
import type { RunArguments } from '../arguments/invocation.ts';
import { readText } from '../io/files.ts';
import type { Io } from '../io/io.ts';
import type { RecordedTarget } from '../recordings.ts';

/** What is sent, besides the parameters. */
export interface Prompt {
  readonly text: string;
  readonly system: string | null;
  /** The turns, where a recording has more than one. */
  readonly messages?: readonly Message[];
}

async function promptOfFile(file: string, io: Io): Promise<string> {
  const text = file === '-' ? await io.input() : await readText(file);
  const prompt = promptBody(file, text);
  if (prompt === '') throw new UsageError(`There is no prompt in ${file === '-' ? 'the standard input' : file}.`);
  return prompt;
}

/** The one prompt that all recordings were made with. */
function recordedPrompt(recorded: readonly RecordedTarget[]): Prompt {
  const conditions = recorded.flatMap(({ record }) => record.run.conditions.slice(0, 1));
  const [first] = conditions;
  if (first === undefined || conditions.some(({ sha256 }) => sha256 !== first.sha256)) {
    throw new UsageError('These recordings answer different prompts; replay those of one prompt at a time.');
  }
  const { prompt, system, messages } = first;
  if (prompt === '') {
    throw new UsageError('This recording does not say which prompt it answers; `analyze` reports on it all the same.');
  }
  return { text: prompt, system, ...(messages && { messages }) };
}

/** The prompt of the command line, of its file, or else of the recordings that are replayed. */
export async function promptOf(wanted: RunArguments, recorded: readonly RecordedTarget[], io: Io): Promise<Prompt> {
  const { prompt, promptFile, system } = wanted;
  if (prompt !== null) return { text: prompt, system };
  if (promptFile !== null) return { text: await promptOfFile(promptFile, io), system };
  const own = recordedPrompt(recorded);
  return system === null ? own : { ...own, system };
}
