import type { AskingLimits } from '../core/money/question.ts';

/** Limits and defaults that hold in every shell. */

/** Most calls of a run. A file can claim any number, and each is laid out before it is sent. */
export const MOST_CALLS = 1_000_000;
/** Most runs of one model that the editor offers: its panel shows them all. */
export const MOST_RUNS = 10_000;

/** Runs of each model at the last look at a run that is sent until it is settled, if nobody says otherwise. */
export const MOST_UNTIL_SETTLED = 160;

/** Calls for one trial, retries included. */
export const MAX_ATTEMPTS = 6;
/** Calls under way at the same time, for each server and key. */
export const DEFAULT_CONCURRENCY = 12;
/** Longest that a call may take, ms: a thinking model may take minutes over one answer. */
export const DEFAULT_TIMEOUT_MS = 300_000;

/** What is sent without a question. */
export const DEFAULT_UNASKED: AskingLimits = { calls: 300, costUsd: 1 };

/** Runs that a folder of kept runs holds; the oldest go first. */
export const DEFAULT_KEPT_RUNS = 50;
