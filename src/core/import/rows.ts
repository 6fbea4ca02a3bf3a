import type { Message, Outcome, Target, TrialError, Usage } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';

/** One trial as a file of another program names it; `null` where the file says nothing. */
export interface ImportRow {
  /** Where it stands in the file, as a sentence begins: "Line 3". */
  readonly place: string;
  readonly target: string;
  readonly text: string;
  readonly prompt: string | null;
  readonly system: string | null;
  readonly condition: string | null;
  readonly trialIndex: number | null;
  readonly outcome: Outcome | null;
  readonly finishReason: string | null;
  /** What is known beyond that; absent in plain lists. */
  readonly details?: ImportDetails;
}

/** What the file of another program knows of a trial; what is absent is unknown. */
export interface ImportDetails {
  /** The target under the id that the row names. */
  readonly target?: Target;
  /** The turns, when there is more than one. */
  readonly messages?: readonly Message[];
  readonly usage?: Usage | null;
  readonly latencyMs?: number | null;
  readonly note?: string;
  /** Whether a cache answered in place of the model. */
  readonly cached?: boolean;
  readonly error?: TrialError;
}

/** A row of which only this is known. */
export function rowWith(known: Pick<ImportRow, 'place' | 'target' | 'text'> & Partial<ImportRow>): ImportRow {
  return {
    ...{ prompt: null, system: null, condition: null, trialIndex: null, outcome: null, finishReason: null },
    ...known,
  };
}

/** Name of the target of answers whose model the file does not name. */
export const UNKNOWN_MODEL = 'unknown';

/** A model whose provider the file does not name for certain: many servers write the same formats. */
export function modelTarget(model: string): Target {
  return { id: model, provider: 'imported', model, label: model, baseUrl: null, parameters: {} };
}

/**
 * Rows of requests that failed name no model; where all others name the same, it was meant. `null` targets become that one,
 * or `unknown`.
 */
export function withModels(
  rows: readonly (Omit<ImportRow, 'target'> & { readonly model: string | null })[],
): readonly ImportRow[] {
  const models = new Set(rows.flatMap(({ model }) => model ?? []));
  const only = models.size === 1 ? [...models][0]! : UNKNOWN_MODEL;
  return rows.map(({ model, ...row }) => {
    const target = modelTarget(model ?? only);
    return { ...row, target: target.id, details: { target, ...row.details } };
  });
}

/** Ends with a sentence that names the place in the file. */
export function wrong(place: string, problem: string): never {
  throw new UsageError(`${place}: ${problem}.`);
}
