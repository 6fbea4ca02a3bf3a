import { canonicalJson } from '../engine/digest.ts';
import { controlAmong } from '../model/control.ts';
import type { Condition, Run, RunRecord, Target, Trial } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';

/** Ids of the two conditions of combined runs. */
export const BEFORE = 'before';
export const AFTER = 'after';

/** One of them as it was. */
export interface CombinedRun {
  readonly id: string;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
  /** Of the control. */
  readonly prompt: string;
  readonly trialsPerCell: number;
}

/** A model that both runs asked and that answered nothing in one of them. */
export interface Unanswered {
  readonly label: string;
  readonly run: typeof BEFORE | typeof AFTER;
  /** Whether its server said each time that there is no such model. */
  readonly isGone: boolean;
}

/** Two runs as one with two conditions, so that both are read by the same extractor, grouped together and tested. */
export interface CombinedRuns {
  readonly record: RunRecord;
  readonly before: CombinedRun;
  readonly after: CombinedRun;
  /** Models that gave no answer in one of the runs: they are not compared. */
  readonly unanswered: readonly Unanswered[];
  /** Labels of models that only one of the runs asked. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
  /** Whether the prompt, the system prompt or an earlier turn is another one. */
  readonly promptChanged: boolean;
  /** Labels of models that were asked with other parameters. */
  readonly parametersChanged: readonly string[];
  /** Trials under conditions other than the control: they are left out. */
  readonly otherConditions: number;
}

/**
 * The same model of both runs: provider, model and server, the first with the first where it is there more than once. A recording
 * names its file in the model, so what is left over is matched by its label.
 */
function matched(before: readonly Target[], after: readonly Target[]): ReadonlyMap<Target, Target> {
  const pairs = new Map<Target, Target>();
  const free = new Set(after);
  const match = (isSame: (one: Target, other: Target) => boolean): void => {
    for (const one of before) {
      const other = pairs.has(one) ? undefined : [...free].find((candidate) => isSame(one, candidate));
      if (other === undefined) continue;
      pairs.set(one, other);
      free.delete(other);
    }
  };
  const isSameModel = (one: Target, other: Target): boolean =>
    one.provider === other.provider && one.model === other.model && one.baseUrl === other.baseUrl;
  match((one, other) => isSameModel(one, other) && sameJson(one.parameters, other.parameters));
  match(isSameModel);
  match((one, other) => one.label === other.label);
  return pairs;
}

const sameJson = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

const sent = ({ prompt, system, messages, shuffled }: Condition): unknown => [prompt, system, messages, shuffled];

function controlOf({ conditions }: Run): Condition {
  return controlAmong(conditions)!;
}

/** Trials of the control, under new names. */
function renamed({ run, trials }: RunRecord, condition: string, names: ReadonlyMap<string, string>): readonly Trial[] {
  const { id } = controlOf(run);
  return trials.flatMap((trial) => {
    const target = names.get(trial.target);
    return target === undefined || trial.condition !== id ? [] : [{ ...trial, target, condition }];
  });
}

/** The model, if it has no answer under the control. */
function unansweredOf(
  { run, trials }: RunRecord,
  { id }: Target,
  label: string,
  side: Unanswered['run'],
): Unanswered[] {
  const condition = controlOf(run).id;
  const own = trials.filter((trial) => trial.target === id && trial.condition === condition);
  if (own.some(({ outcome }) => outcome === 'completed')) return [];
  return [{ label, run: side, isGone: own.length > 0 && own.every(({ error }) => error?.reason === 'not-found') }];
}

/**
 * Of runs with several conditions the controls are compared. Manual edits name trials of one run alone, so they are left out. Throws
 * `UsageError` when no model is in both.
 */
export function combineRuns(before: RunRecord, after: RunRecord): CombinedRuns {
  const asked = matched(before.run.targets, after.run.targets);
  if (asked.size === 0) {
    throw new UsageError('The two runs have no model in common, so there is nothing to compare.');
  }
  const silent = new Map(
    [...asked].map(([one, other]) => [
      one,
      [...unansweredOf(before, one, other.label, BEFORE), ...unansweredOf(after, other, other.label, AFTER)],
    ]),
  );
  const pairs = new Map([...asked].filter(([one]) => silent.get(one)!.length === 0));
  if (pairs.size === 0) {
    throw new UsageError('No model answered in both runs, so there is nothing to compare.');
  }
  const controls = [controlOf(before.run), controlOf(after.run)] as const;
  const targets = [...pairs].map(([, target]) => target);
  const taken = new Set(asked.values());
  const conditions = controls.map((condition, at): Condition => {
    const { comparedWith: _, parameters: __, runs: ___, ...own } = condition;
    return { ...own, id: at === 0 ? BEFORE : AFTER, control: at === 0 };
  });
  const trials = [
    ...renamed(before, BEFORE, new Map([...pairs].map(([one, other]) => [one.id, other.id]))),
    ...renamed(after, AFTER, new Map(targets.map(({ id }) => [id, id]))),
  ];
  const { reading = before.run.reading, screening: _, ...run } = after.run;
  const record: RunRecord = {
    run: {
      ...run,
      ...(reading !== undefined && { reading }),
      conditions,
      targets,
      trialsPerCell: Math.max(before.run.trialsPerCell, after.run.trialsPerCell),
    },
    trials,
    edits: [],
  };
  const asItWas = ({ run: { id, createdAt, trialsPerCell } }: RunRecord, { prompt }: Condition): CombinedRun => ({
    id,
    createdAt,
    prompt,
    trialsPerCell,
  });
  return {
    record,
    before: asItWas(before, controls[0]),
    after: asItWas(after, controls[1]),
    unanswered: [...silent.values()].flat(),
    onlyBefore: before.run.targets.filter((one) => !asked.has(one)).map(({ label }) => label),
    onlyAfter: after.run.targets.filter((one) => !taken.has(one)).map(({ label }) => label),
    promptChanged: !sameJson(sent(controls[0]), sent(controls[1])),
    parametersChanged: [...pairs]
      .filter(([one, other]) => !sameJson(one.parameters, other.parameters))
      .map(([, { label }]) => label),
    otherConditions: [before, after].reduce(
      (sum, { trials: all }, at) => sum + all.filter(({ condition }) => condition !== controls[at]!.id).length,
      0,
    ),
  };
}
