import { conditionDigest } from '../engine/digest.ts';
import { IMPORT_TOOL } from '../model/run.ts';
import type { Condition, Message, RunHeader, RunRecord, Target, Trial, TrialError } from '../model/run.ts';
import type { Hasher } from '../ports.ts';
import { UNKNOWN_MODEL, wrong, type ImportRow } from './rows.ts';
import type { Imported } from './importer.ts';

/** Makes a run of a list of answers. */

/** Id and time of a run that is made from a file without any. */
export interface ImportStamp {
  readonly id: string;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
}

/** Seed of everything that is resampled on an imported run: a file without a seed always gives the same figures. */
const IMPORT_SEED = 1;

/** `openai:gpt-6-luna` names provider and model; any other name is a model of unknown provider. */
export function targetOf(name: string): Target {
  const [, provider, model] = /^([a-z][a-z0-9-]*):(.+)$/su.exec(name) ?? [];
  return {
    id: name,
    provider: provider ?? 'imported',
    model: model ?? name,
    label: model ?? name,
    baseUrl: null,
    parameters: {},
  };
}

/** The targets in the order of the file; a model of two providers is labelled by its whole name. */
function targetsOf(rows: readonly ImportRow[]): Target[] {
  const named = new Map(rows.map((row) => [row.target, row.details?.target ?? targetOf(row.target)]));
  const targets = [...named.values()];
  const twice = (label: string) => targets.filter((target) => target.label === label).length > 1;
  return targets.map((target) => (twice(target.label) ? { ...target, label: target.id } : target));
}

/** What a row was asked, as one text: rows with the same are of one condition. */
export function contentOf(row: ImportRow): string {
  return JSON.stringify([row.prompt ?? '', row.system, row.details?.messages ?? null]);
}

/** Rows of one prompt and system prompt form a condition, under the name the file gives it. */
class Conditions {
  readonly #byName = new Map<string, Condition>();
  readonly #unnamed = new Map<string, Condition>();
  readonly #hasher: Hasher;
  readonly #names: ReadonlySet<string | null>;

  constructor(rows: readonly ImportRow[], hasher: Hasher) {
    this.#hasher = hasher;
    this.#names = new Set(rows.map((row) => row.condition));
  }

  of(row: ImportRow): Condition {
    return row.condition === null ? this.#byContent(row) : this.#named(row, row.condition);
  }

  all(): readonly Condition[] {
    const all = [...this.#byName.values(), ...this.#unnamed.values()];
    return all.map((condition, index) => ({ ...condition, control: index === 0 }));
  }

  #named(row: ImportRow, name: string): Condition {
    const known = this.#byName.get(name);
    if (!known) return this.#make(this.#byName, name, name, row);
    const other =
      (row.prompt !== null && row.prompt !== known.prompt) || (row.system !== null && row.system !== known.system);
    if (other) {
      wrong(row.place, `condition "${name}" has another prompt than before; give each prompt a condition of its own`);
    }
    return known;
  }

  /** Without names the first prompt is `default`, further ones are numbered; names that the file uses are left to it. */
  #byContent(row: ImportRow): Condition {
    const key = contentOf(row);
    return this.#unnamed.get(key) ?? this.#make(this.#unnamed, key, this.#freeName(), row);
  }

  #freeName(): string {
    const made = new Set([...this.#unnamed.values()].map(({ id }) => id));
    const free = (name: string) => !this.#names.has(name) && !made.has(name);
    if (made.size === 0 && free('default')) return 'default';
    let number = made.size + 1;
    while (!free(`prompt-${number}`)) number += 1;
    return `prompt-${number}`;
  }

  #make(conditions: Map<string, Condition>, key: string, id: string, row: ImportRow): Condition {
    const prompt = row.prompt ?? '';
    const turns = row.details?.messages;
    const messages = turns ?? ([{ role: 'user', text: prompt }] as const);
    const sha256 = conditionDigest({ system: row.system, messages }, this.#hasher);
    const more: { messages?: readonly Message[] } = turns === undefined ? {} : { messages: turns };
    // In the order in which run files are read, so that one that is saved again is the same text.
    const condition = { id, prompt, system: row.system, ...more, control: false, sha256 };
    conditions.set(key, condition);
    return condition;
  }
}

const UNKNOWN_ERROR: TrialError = { reason: 'unknown', message: 'The imported file says it failed.', status: null };

/** What programs call an answer that was cut off by a limit of its length. */
const CUT_OFF = /^(?:length|max_tokens|max_output_tokens|max_length|model_length|token_limit)$/iu;

/** What the file does not say stays unknown; no call of this program was made for it. */
function trialOf(row: ImportRow, condition: string, trialIndex: number): Trial {
  const outcome = row.outcome ?? (row.text.trim() === '' ? 'empty' : 'completed');
  const { usage = null, latencyMs = null, note, cached, error = UNKNOWN_ERROR } = row.details ?? {};
  return {
    target: row.target,
    condition,
    trialIndex,
    outcome,
    text: row.text,
    finishReason: row.finishReason,
    truncated: row.finishReason !== null && CUT_OFF.test(row.finishReason),
    usage,
    startedAt: null,
    latencyMs,
    attempts: 0,
    requested: {},
    honoured: {},
    modelReported: null,
    source: 'imported',
    sha256: null,
    variables: {},
    error: outcome === 'failed' ? error : null,
    ...(note === undefined ? {} : { note }),
    ...(cached && { cached }),
  };
}

/** Gives every row its index: the one it names, or the next that is free in its cell, in the order of the file. */
function indexed(rows: readonly ImportRow[], conditionOf: (row: ImportRow) => string): Trial[] {
  const taken = new Map<string, Set<number>>();
  const cell = (row: ImportRow) => {
    const key = JSON.stringify([row.target, conditionOf(row)]);
    let indexes = taken.get(key);
    if (!indexes) taken.set(key, (indexes = new Set()));
    return indexes;
  };
  for (const row of rows) {
    if (row.trialIndex === null) continue;
    if (cell(row).has(row.trialIndex)) {
      wrong(row.place, `trialIndex ${row.trialIndex} of this target and condition is there twice`);
    }
    cell(row).add(row.trialIndex);
  }
  const next = new Map<Set<number>, number>();
  return rows.map((row) => {
    if (row.trialIndex !== null) return trialOf(row, conditionOf(row), row.trialIndex);
    const indexes = cell(row);
    let index = next.get(indexes) ?? 0;
    while (indexes.has(index)) index += 1;
    indexes.add(index);
    next.set(indexes, index + 1);
    return trialOf(row, conditionOf(row), index);
  });
}

/** The file that a record is made of. */
export interface ImportFile {
  /** Without folders. */
  readonly name: string;
  readonly stamp: ImportStamp;
  readonly hasher: Hasher;
}

/** The run that the rows of a file form. Throws a `UsageError` when they contradict each other. */
export function recordOf(imported: Imported, { name, stamp, hasher }: ImportFile): RunRecord {
  const { rows, from, createdAt, leftOut } = imported;
  const conditions = new Conditions(rows, hasher);
  const ids = new Map(rows.map((row) => [row, conditions.of(row).id]));
  const trials = indexed(rows, (row) => ids.get(row)!);
  const note = [`Imported from ${from}.`, ...notesOn(imported), ...leftOut].join(' ');
  const header: RunHeader = {
    id: stamp.id,
    createdAt: timeOf(createdAt) ?? stamp.createdAt,
    tool: { name: IMPORT_TOOL, version: '1' },
    trialsPerCell: trials.reduce((most, trial) => Math.max(most, trial.trialIndex + 1), 0),
    conditions: conditions.all(),
    targets: targetsOf(rows),
    seed: IMPORT_SEED,
    provenance: { title: name, url: null, note, from, ...(leftOut.length > 0 && { leftOut }) },
  };
  return { run: { ...header, finishedAt: null, status: 'complete' }, trials, edits: [] };
}

/** Stands for characters that were lost when a text was decoded wrongly. */
const LOST = '\ufffd';

function notesOn({ rows, notes }: Imported): readonly string[] {
  const damaged = rows.filter(({ text }) => text.includes(LOST)).length;
  return [
    ...notes,
    ...(rows.every(({ target }) => target === UNKNOWN_MODEL) ? ['The file does not name the model.'] : []),
    ...(damaged > 0
      ? [
          `${damaged} of ${rows.length} texts hold ${LOST}, which stands for a character that was lost before: answers that differ in it look the same.`,
        ]
      : []),
  ];
}

/** ISO-8601 UTC with milliseconds of the notations of other programs; `null` for what is no time. */
function timeOf(text: string | null | undefined): string | null {
  if (text === null || text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/u.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
