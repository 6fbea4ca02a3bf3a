import { parseJson } from '../json/parse-json.ts';
import { planned, trialsOf } from '../model/planned-trials.ts';
import { MOST_TRIALS, trialName } from './journal.ts';
import { reportSchema, type ProbeFile, type Report, type SavedRun } from '../model/report.ts';
import {
  editSchema,
  savedRunSchema,
  semanticSchema,
  trialSchema,
  type Run,
  type RunRecord,
  type Trial,
  type TrialKey,
} from '../model/run.ts';
import type { Fields } from '../model/fields.ts';
import { anyObject, list, optional } from '../model/schema.ts';
import { Sharing } from '../model/sharing.ts';
import { UsageError } from '../model/usage-error.ts';
import { checked, refuse, type Check } from './check.ts';

/** The version of the run file that this program writes, and the newest it reads. */
export const SCHEMA_VERSION = 1;

function inOrder(run: Run, trials: readonly Trial[]): Trial[] {
  const target = new Map(run.targets.map(({ id }, place) => [id, place]));
  const condition = new Map(run.conditions.map(({ id }, place) => [id, place]));
  const rank = ({ target: t, condition: c }: TrialKey) =>
    (target.get(t) ?? 0) * condition.size + (condition.get(c) ?? 0);
  return [...trials].sort((a, b) => rank(a) - rank(b) || a.trialIndex - b.trialIndex);
}

/**
 * The saved file of a run before its report is made, its trials by target, condition and index. A run that still goes on
 * is saved as `partial`.
 */
export function savedRun({ run, trials, edits, semantic }: RunRecord): SavedRun {
  const status = run.status === 'running' ? 'partial' : run.status;
  return {
    schemaVersion: SCHEMA_VERSION,
    run: { ...run, status },
    trials: inOrder(run, trials),
    edits,
    ...(semantic && { semantic }),
  };
}

/** The same with its report. */
export function buildProbeFile(record: RunRecord, report: Report): ProbeFile {
  return { ...savedRun(record), report };
}

/** The run of a saved file, without the report on it. */
export function recordOfFile({ run, trials, edits, semantic }: SavedRun): RunRecord {
  return { run, trials, edits, ...(semantic && { semantic }) };
}

/** What is said of a text that is no JSON. */
export const NO_JSON = 'This run file cannot be read: it is not JSON; it may be cut short, or another kind of file.';

function jsonOf(text: string): unknown {
  try {
    return parseJson(text.replace(/^\ufeff/u, ''));
  } catch {
    throw new UsageError(NO_JSON);
  }
}

/** Throws a `UsageError` when a file is of another version than this program reads. */
export function checkVersion({ schemaVersion }: Fields): void {
  if (typeof schemaVersion === 'number' && Number.isInteger(schemaVersion) && schemaVersion > SCHEMA_VERSION) {
    throw new UsageError(
      `This run file has the format version ${schemaVersion}, this program reads up to ${SCHEMA_VERSION}: update Convergence Probe.`,
    );
  }
  if (schemaVersion !== SCHEMA_VERSION) refuse('schemaVersion', String(SCHEMA_VERSION));
}

function checkUnique(ids: readonly string[], path: string): void {
  const seen = new Set<string>();
  ids.forEach((id, index) =>
    seen.has(id) ? refuse(`${path}[${index}].id`, 'different from those before it') : seen.add(id),
  );
}

/** A price belongs to a target. */
function checkPrices({ targets, prices = {} }: Run): void {
  const ids = new Set(targets.map(({ id }) => id));
  const stray = Object.keys(prices).find((id) => !ids.has(id));
  if (stray !== undefined) refuse(`run.prices.${stray}`, 'the price of one of the targets of the run');
}

/** Trials must name targets and conditions of the run, and each only once. */
function checkKeys(run: Run, trials: readonly Trial[]): void {
  const targets = new Set(run.targets.map(({ id }) => id));
  const conditions = new Set(run.conditions.map(({ id }) => id));
  const isPlanned = planned(run);
  const seen = new Set<string>();
  trials.forEach((trial, index) => {
    const path = `trials[${index}]`;
    if (!targets.has(trial.target)) refuse(`${path}.target`, 'one of the targets of the run');
    if (!conditions.has(trial.condition)) refuse(`${path}.condition`, 'one of the conditions of the run');
    if (trial.trialIndex >= run.trialsPerCell) refuse(`${path}.trialIndex`, 'less than run.trialsPerCell');
    if (!isPlanned(trial)) refuse(`${path}.trialIndex`, 'less than the runs of its condition');
    if (seen.has(trialName(trial)))
      refuse(`${path}.trialIndex`, 'different from the other trials of its target and condition');
    seen.add(trialName(trial));
  });
}

/**
 * Reads a saved run. Throws a `UsageError` of one sentence that names the field that is wrong, or says to update when a
 * newer program wrote the file.
 */
export function parseProbeFile(text: string): SavedRun {
  const file = checked(anyObject, jsonOf(text), 'the file');
  checkVersion(file);
  const record = checkRecord(file);
  const report = checked(optional(reportSchema), file['report'], 'report');
  return { schemaVersion: SCHEMA_VERSION, ...record, ...(report && { report }) };
}

function sharedTrials(): Check<readonly Trial[]> {
  const sharing = new Sharing();
  return (value, path) => checked(list(trialSchema), value, path).map((trial) => sharing.trial(trial));
}

/**
 * Checks the members `run`, `trials`, `edits` and `semantic` of what was read from a file. Throws a `UsageError` as above.
 * `checkTrials` is for those who have looked at the trials already.
 */
export function checkRecord(file: Fields, checkTrials: Check<readonly Trial[]> = sharedTrials()): RunRecord {
  const run = checked(savedRunSchema, file['run'], 'run');
  const trials = checkTrials(file['trials'], 'trials');
  const edits = checked(list(editSchema), file['edits'], 'edits');
  const semantic = checked(optional(semanticSchema), file['semantic'], 'semantic');
  checkUnique(
    run.targets.map(({ id }) => id),
    'run.targets',
  );
  checkUnique(
    run.conditions.map(({ id }) => id),
    'run.conditions',
  );
  if (trialsOf(run) > MOST_TRIALS) {
    refuse('run.trialsPerCell', `low enough for ${MOST_TRIALS.toLocaleString('en')} trials in all`);
  }
  checkPrices(run);
  checkKeys(run, trials);
  return { run, trials, edits, ...(semantic && { semantic }) };
}
