import * as v from 'valibot';
import { closedJson } from '../json/close-json.ts';
import { parseJson } from '../json/parse-json.ts';
import { isFields, type Fields } from '../model/fields.ts';
import { editSchema, savedRunSchema, trialSchema, type Run, type RunRecord, type Trial } from '../model/run.ts';
import { list, ONE_ISSUE } from '../model/schema.ts';
import { Sharing } from '../model/sharing.ts';
import { UsageError } from '../model/usage-error.ts';
import { figure, plural } from '../text/prose.ts';
import { planned, trialsOf } from '../model/planned-trials.ts';
import { trialName } from './journal.ts';
import { checkRecord, SCHEMA_VERSION } from './run-file.ts';

/** A run as far as a damaged file holds it. */
export interface Salvaged {
  readonly record: RunRecord;
  /** What is wrong with the file and what was read, in whole sentences. */
  readonly notice: string;
}

/**
 * The run in a run file that cannot be read as it is: cut short, with trials that are wrong, or of a newer version. `null`
 * when it is no run file, or its run is damaged itself. What is left out counts as missing, so that it can be sent again.
 */
export function salvageRun(text: string): Salvaged | null {
  const file = fieldsOf(text.replace(/^\ufeff/u, ''));
  if (file === null || file.value['schemaVersion'] === undefined) return null;
  const { success, output: run } = v.safeParse(savedRunSchema, file.value['run'], ONE_ISSUE);
  if (!success) return null;
  const wanted = trialsOf(run);
  const trials = soundTrials(run, trialsIn(file));
  const status = trials.length < wanted && run.status === 'complete' ? 'partial' : run.status;
  const edits = v.safeParse(list(editSchema), file.value['edits'], ONE_ISSUE);
  try {
    const record = checkRecord({ run: { ...run, status }, trials, edits: edits.success ? edits.output : [] });
    return {
      record,
      notice: `${whatIsWrong(file)} ${figure(trials.length)} of ${plural(wanted, 'trial')} could be read.`,
    };
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

interface DamagedFile {
  readonly value: Fields;
  /** Whether it ends before its end; what stands last in it may be half there. */
  readonly isCut: boolean;
}

function fieldsOf(text: string): DamagedFile | null {
  const whole = jsonOf(text);
  if (whole !== undefined) return isFields(whole) ? { value: whole, isCut: false } : null;
  const closed = closedJson(text);
  const value = closed === null ? undefined : jsonOf(closed);
  return isFields(value) ? { value, isCut: true } : null;
}

/** `undefined` when it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The trials of a file, without the one that its end cut in two. */
function trialsIn({ value, isCut }: DamagedFile): readonly unknown[] {
  const given = Array.isArray(value['trials']) ? (value['trials'] as unknown[]) : [];
  return isCut && Object.keys(value).at(-1) === 'trials' ? given.slice(0, -1) : given;
}

function soundTrials(run: Run, given: readonly unknown[]): readonly Trial[] {
  const targets = new Set(run.targets.map(({ id }) => id));
  const conditions = new Set(run.conditions.map(({ id }) => id));
  const isPlanned = planned(run);
  const sharing = new Sharing();
  const trials = new Map<string, Trial>();
  for (const entry of given) {
    const { success, output } = v.safeParse(trialSchema, entry, ONE_ISSUE);
    if (!success || !targets.has(output.target) || !conditions.has(output.condition)) continue;
    if (!isPlanned(output) || trials.has(trialName(output))) continue;
    trials.set(trialName(output), sharing.trial(output));
  }
  return [...trials.values()];
}

function whatIsWrong({ value: { schemaVersion }, isCut }: DamagedFile): string {
  if (isCut) return 'This file is cut short.';
  const isNewer = typeof schemaVersion === 'number' && schemaVersion > SCHEMA_VERSION;
  return isNewer
    ? `This file has the format version ${schemaVersion}; this program knows versions up to ${SCHEMA_VERSION} and may not show all of it.`
    : 'This file is damaged.';
}
