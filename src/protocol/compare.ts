import * as v from 'valibot';
import type { Comparison } from '../core/compare/comparison.ts';
import type { GateRule } from '../core/compare/gate.ts';
import type { DriftStep } from '../core/compare/drift.ts';
import { gives, type CallsOf } from '../core/model/calls.ts';
import { isFields } from '../core/model/fields.ts';
import { isRunId } from '../core/model/run-id.ts';
import { only, text } from '../core/model/schema.ts';
import type { RpcReply } from './rpc.ts';

/** The contract between the extension host and the page that compares runs, as that of the panel. */

/** A run that can be chosen for a side. */
export interface ComparedRun {
  readonly key: string;
  /** Its name, or when it was made. Hostile text. */
  readonly label: string;
  /** What it found, in a few words, with its answers. Hostile text. */
  readonly found: string;
  /** Effective number of answers; `null` where that is not known. */
  readonly effective: number | null;
  readonly isBaseline: boolean;
}

/** All that the page draws. */
export interface ComparisonSnapshot {
  /** Where the prompt stands, or its beginning. Hostile text. */
  readonly title: string;
  /** The runs that can be compared, the oldest first. */
  readonly runs: readonly ComparedRun[];
  readonly before: string;
  readonly after: string;
  /** The tab that is to be opened first. */
  readonly opens: 'overview' | 'timeline';
  /** `null` while it is made, and when it cannot be. */
  readonly comparison: Comparison | null;
  /** Why it cannot be made, in a sentence. */
  readonly problem?: string;
  /** The same as a gate on the command line, by what is wanted. */
  readonly gates: Readonly<Record<GateRule['want'], string>>;
}

const key = v.pipe(text, v.check(isRunId));
const nothing = only({});

/** What the page may ask. */
export const COMPARE_CALLS = {
  /** Compares two others of the runs. */
  choose: { params: only({ before: key, after: key }), result: null },
  /** Makes the later run the baseline of its prompt. */
  'use-as-baseline': { params: nothing, result: null },
  /** Writes the comparison into a file. The reply comes before the dialog. */
  export: { params: nothing, result: null },
  /** Writes the baseline of the gate into a file. The reply comes before the dialog. */
  'save-baseline': { params: nothing, result: null },
  /** Opens one of the runs. */
  open: { params: only({ key }), result: null },
  /** Shows how figures are computed, at a section of docs/statistics.md. */
  'open-statistics': { params: only({ section: text }), result: null },
  copy: { params: only({ text }), result: null },
  /** What each of the runs changed since the one before it; one entry less than there are runs. */
  timeline: { params: nothing, result: gives<readonly DriftStep[]>() },
};
export type CompareCalls = CallsOf<typeof COMPARE_CALLS>;

/** Host to page. */
export type HostToCompare = { readonly type: 'comparison'; readonly snapshot: ComparisonSnapshot } | RpcReply;

/** Whether a message of the host is what the page draws. */
export function isComparison(message: unknown): message is Extract<HostToCompare, { readonly type: 'comparison' }> {
  return isFields(message) && message['type'] === 'comparison' && isFields(message['snapshot']);
}
