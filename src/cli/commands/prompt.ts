import { realpath } from 'node:fs/promises';
import type { ConditionRequest } from '../../core/engine/plan.ts';
import type { Condition, Message } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { fileSettings } from '../../core/prompt/file-settings.ts';
import { splitFrontMatter } from '../../core/prompt/front-matter.ts';
import { promptBody } from '../../core/prompt/prompt-body.ts';
import { refuseSecrets } from '../../core/prompt/secret-file.ts';
import type { RunArguments } from '../arguments/invocation.ts';
import { readText } from '../../storage/files.ts';
import type { Io } from '../io/io.ts';
import type { RecordedTarget } from '../recordings.ts';
import { SENDING } from '../strings/sending.ts';

/** What is sent, besides the parameters. */
export interface Prompt {
  readonly text: string;
  readonly system: string | null;
  /** The turns, where a recording has more than one. */
  readonly messages?: readonly Message[];
  /** What its file asks of models, which is not followed. */
  readonly asks?: readonly string[];
}

/** The text of a file that is to be sent. Throws a `UsageError` for one that may hold keys, by its own name or behind a link. */
export async function promptText(file: string): Promise<string> {
  const real = await realpath(file).catch(() => file); // that it is not there is said below
  refuseSecrets([file, real]);
  const text = await readText(file);
  refuseSecrets([file], text);
  return text;
}

async function promptOfFile(file: string, io: Io): Promise<Pick<Prompt, 'text' | 'asks'>> {
  const text = file === '-' ? await io.input() : await promptText(file);
  const prompt = promptBody(file, text);
  if (prompt === '') throw new UsageError(SENDING.prompt.none(file === '-' ? null : file));
  const front = /\.prompt\.(?:md|txt)$/i.test(file) ? splitFrontMatter(text).front : null;
  return { text: prompt, asks: fileSettings(front ?? '') };
}

/** The one prompt that all recordings were made with. */
function recordedPrompt(recorded: readonly RecordedTarget[]): Prompt {
  const conditions = recorded.flatMap(({ record }) => record.run.conditions.slice(0, 1));
  const [first] = conditions;
  if (first === undefined || conditions.some(({ sha256 }) => sha256 !== first.sha256)) {
    throw new UsageError(SENDING.recordings.differ);
  }
  const { prompt, system, messages } = first;
  if (prompt === '') throw new UsageError(SENDING.recordings.noPrompt);
  return { text: prompt, system, ...(messages && { messages }) };
}

/**
 * The conditions of recordings with several, where the command line names no prompt: the whole run is replayed. `null` for recordings
 * of one prompt.
 */
export function replayedConditions(
  { prompt, promptFile, system }: RunArguments,
  recorded: readonly RecordedTarget[],
): readonly ConditionRequest[] | null {
  const several = recorded.find(({ record }) => record.run.conditions.length > 1);
  if (several === undefined || prompt !== null || promptFile !== null) return null;
  if (system !== null) {
    throw new UsageError(SENDING.recordings.system(several.file));
  }
  const { conditions } = several.record.run;
  const told = (all: readonly Condition[]): string => JSON.stringify(all.map(({ id, sha256 }) => [id, sha256]));
  const other = recorded.find(({ record }) => told(record.run.conditions) !== told(conditions));
  if (other !== undefined) {
    throw new UsageError(SENDING.recordings.differBetween(several.file, other.file));
  }
  if (conditions.some(({ prompt: own }) => own === '')) throw new UsageError(SENDING.recordings.noPrompt);
  return conditions.map(({ parameters: _, sha256: __, ...condition }) => condition);
}

/** The prompt of the command line, of its file, or else of the recordings that are replayed. */
export async function promptOf(wanted: RunArguments, recorded: readonly RecordedTarget[], io: Io): Promise<Prompt> {
  const { prompt, promptFile, system } = wanted;
  if (prompt !== null) return { text: prompt, system };
  if (promptFile !== null) return { ...(await promptOfFile(promptFile, io)), system };
  const own = recordedPrompt(recorded);
  return system === null ? own : { ...own, system };
}
