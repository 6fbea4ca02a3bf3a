import { conditionDigest } from '../engine/digest.ts';
import { parseJournal } from '../model/record.ts';
import type { Condition, RunHeader, RunRecord, Target, Trial } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Hasher } from '../ports.ts';
import { importRows, type ImportRow } from './import-rows.ts';
import { checkRecord, parseProbeFile } from './probe-file.ts';

/** Id and time of a run that is made from a file without any. */
export interface ImportStamp {
  readonly id: string;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
}

/** Seed of everything that is resampled on an imported run: a file without a seed always gives the same figures. */
const IMPORT_SEED = 1;

/** `openai:gpt-6-luna` names provider and model; any other name is a model of unknown provider. */
function targetOf(name: string): Target {
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
function targetsOf(names: ReadonlySet<string>): Target[] {
  const targets = [...names].map(targetOf);
  const twice = (label: string) => targets.filter((target) => target.label === label).length > 1;
  return targets.map((target) => (twice(target.label) ? { ...target, label: target.id } : target));
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
      throw new UsageError(
        `Line ${row.line}: condition "${name}" has another prompt than in the lines before; give each prompt a condition of its own.`,
      );
    }
    return known;
  }

  /** Without names the first prompt is `default`, further ones are numbered; names that the file uses are left to it. */
  #byContent(row: ImportRow): Condition {
    const key = JSON.stringify([row.prompt ?? '', row.system]);
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
    const messages = [{ role: 'user', text: prompt }] as const;
    const sha256 = conditionDigest({ system: row.system, messages }, this.#hasher);
    const condition = { id, prompt, system: row.system, control: false, sha256 };
    conditions.set(key, condition);
    return condition;
  }
}

/** What the file does not say stays unknown: no usage, no time, no calls of this program. */
function trialOf(row: ImportRow, condition: string, trialIndex: number): Trial {
  const outcome = row.outcome ?? (row.text.trim() === '' ? 'empty' : 'completed');
  return {
    target: row.target,
    condition,
    trialIndex,
    outcome,
    text: row.text,
    finishReason: row.finishReason,
    truncated: row.finishReason !== null && /^(length|max_tokens|max_output_tokens)$/iu.test(row.finishReason),
    usage: null,
    startedAt: null,
    latencyMs: null,
    attempts: 0,
    requested: {},
    honoured: {},
    modelReported: null,
    source: 'imported',
    sha256: null,
    variables: {},
    error:
      outcome === 'failed' ? { reason: 'unknown', message: 'The imported file says it failed.', status: null } : null,
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
      throw new UsageError(
        `Line ${row.line}: trialIndex ${row.trialIndex} of this target and condition is there twice.`,
      );
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

function recordOfRows(rows: readonly ImportRow[], fileName: string, stamp: ImportStamp, hasher: Hasher): RunRecord {
  if (rows.length === 0) throw new UsageError(`${fileName} holds no answers: each line needs a target and a text.`);
  const conditions = new Conditions(rows, hasher);
  const ids = new Map(rows.map((row) => [row, conditions.of(row).id]));
  const trials = indexed(rows, (row) => ids.get(row)!);
  const header: RunHeader = {
    ...stamp,
    tool: { name: 'import', version: '1' },
    trialsPerCell: trials.reduce((most, trial) => Math.max(most, trial.trialIndex + 1), 0),
    conditions: conditions.all(),
    targets: targetsOf(new Set(rows.map((row) => row.target))),
    seed: IMPORT_SEED,
    provenance: {
      title: fileName,
      url: null,
      note: 'Imported from a file; when and how the answers were taken is not known.',
    },
  };
  return { run: { ...header, finishedAt: null, status: 'complete' }, trials, edits: [] };
}

/** A run as far as its journal tells; `partial` when it does not tell the end. Checked like any other file. */
function recordOfJournal(text: string): RunRecord {
  const { header, trials, finished } = parseJournal(text);
  // An imported run may not say when it ended; the empty string stands for that in a journal.
  const finishedAt = finished?.finishedAt || null;
  const end = finished?.endNote === undefined ? {} : { endNote: finished.endNote };
  const run = { ...header, status: finished?.status ?? 'partial', finishedAt, ...end };
  return checkRecord({ run, trials, edits: [] });
}

function isJournal(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  return /^\s*\{\s*"type"\s*:\s*"started"/u.test(first);
}

/**
 * The run in a file, told by its name: a saved run (`.json`), the journal of a run or one trial a line (`.jsonl`,
 * `.ndjson`), or a table (`.csv`). Columns: target, text; optional prompt, system, condition, trialIndex, outcome, finishReason; others are
 * ignored. `stamp` names the run when the file does not. Throws a `UsageError` of one sentence.
 */
export function importRun(text: string, fileName: string, stamp: ImportStamp, hasher: Hasher): RunRecord {
  const name = fileName.split(/[/\\]/u).at(-1) ?? fileName;
  const content = text.replace(/^\ufeff/u, '');
  if (content.trim() === '') throw new UsageError(`${name} is empty.`);
  const extension = /\.([a-z]+)$/iu.exec(name)?.[1]?.toLowerCase();
  switch (extension ?? '') {
    case 'json': {
      const { run, trials, edits } = parseProbeFile(content);
      return { run, trials, edits };
    }
    case 'jsonl':
    case 'ndjson':
      return isJournal(content)
        ? recordOfJournal(content)
        : recordOfRows(importRows(content, 'jsonl'), name, stamp, hasher);
    case 'csv':
      return recordOfRows(importRows(content, 'csv'), name, stamp, hasher);
    default:
      throw new UsageError(
        `${name} cannot be read: a run file ends in .probe.json, a list of answers in .jsonl or .csv.`,
      );
  }
}
