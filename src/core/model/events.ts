import * as v from 'valibot';
import { editSchema, ENDS, headerSchema, semanticSchema, trialSchema, type Run, type RunHeader } from './run.ts';
import { always, checkedAs, list, oneOf, optional, shape, text, type Of } from './schema.ts';

const named = v.object({ id: text });
const whole = v.pipe(v.number(), v.safeInteger());

/**
 * The events that a journal keeps, a line each. Of headers and trials only that is looked at which the fold relies on: the rest
 * is as this program wrote it, perhaps an earlier version of it, and is checked where a run file would be. What a model found
 * out about meaning is checked to the last member: there is one of these, and grouping and costs are reckoned with all of it.
 */
const STORED = [
  shape({
    type: always('started'),
    header: checkedAs(headerSchema, v.object({ targets: list(named), conditions: list(named), trialsPerCell: whole })),
  }),
  shape({
    type: always('settled'),
    trial: checkedAs(trialSchema, v.object({ target: text, condition: text, trialIndex: whole, outcome: text, text })),
  }),
  /** Merges and splits by hand: all that hold from now on, in their order, so that the last such event counts. Shells emit it. */
  shape({ type: always('edited'), edits: list(editSchema) }),
  shape({
    type: always('finished'),
    status: checkedAs(oneOf(ENDS), text),
    finishedAt: text,
    endNote: optional(text),
  }),
  /** A model was asked which answers mean the same. Not of the engine: a shell asks, when the answers are there. */
  shape({ type: always('grouped'), semantic: semanticSchema }),
] as const;

/** An event as a journal keeps it. */
export type StoredEvent = Of<(typeof STORED)[number]>;

/** The event that a value is; `null` when it is none. */
export function storedEvent(value: unknown): StoredEvent | null {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  const schema = STORED.find(({ entries }) => entries.type.literal === type);
  return schema !== undefined && v.is(schema, value) ? (value as StoredEvent) : null;
}

/**
 * What happens in a run, in order. The engine emits these; the journal stores all but `progress`, the
 * panel is fed all of them. A run is the fold of its events (`applyEvent`), so journal, panel and report cannot disagree.
 */
export type RunEvent = StoredEvent | { readonly type: 'progress'; readonly progress: readonly TargetProgress[] };

/** What a target is doing at this moment. */
export interface TargetProgress {
  /** Target id. */
  readonly target: string;
  /** Trials wanted. */
  readonly wanted: number;
  /** Trials settled, whatever their outcome. */
  readonly settled: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly state: 'waiting' | 'running' | 'paused' | 'done' | 'stopped';
  /** Why it waits or stopped, in plain words ("rate limited"); `null` when there is nothing to say. */
  readonly reason: string | null;
  /** ISO-8601 UTC of the next try, when `state` is `paused`. */
  readonly resumesAt: string | null;
  /** Calls a second that its server is being asked at most, learnt or set by the user; `null` while nothing limits them. */
  readonly ratePerSecond?: number | null;
}

/** The run without how far it got: what began it. */
export function headerOf(run: Run): RunHeader {
  const { finishedAt: _finishedAt, status: _status, endNote: _endNote, ...header } = run;
  return header;
}

/** The run that a header begins. */
export function beginRun(header: RunHeader): Run {
  return { ...header, finishedAt: null, status: 'running' };
}
